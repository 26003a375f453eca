"""The tables a logbook is made with."""

from __future__ import annotations

from pathlib import Path

from sonolog.store.database import APPLICATION_ID, FORMAT, create_database
from sonolog.store.kind_tables import kind_table
from sonolog.store.schema import make_tables, schema_text

SHIPPED = Path(__file__).parents[2] / "src" / "sonolog" / "store" / "database.sql"


def test_the_text_kept_with_the_program_is_what_the_tables_say() -> None:
    """A first scan reads the schema instead of compiling it; both are the same."""
    assert SHIPPED.read_text("utf-8") == schema_text()


def test_a_new_file_is_private_marked_and_guarded(tmp_path: Path) -> None:
    """Mode 0600, the marks a program looks for, and triggers that keep objects and journal as they are."""
    database = create_database(tmp_path / "book.db")
    with database.write() as connection:
        make_tables(connection)
        make_tables(connection)
    with database.read() as connection:
        marks = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in ("application_id", "user_version")]
        found = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name")
        triggers = list(found.scalars())
    database.close()

    assert (tmp_path / "book.db").stat().st_mode & 0o777 == 0o600
    assert marks == [APPLICATION_ID, FORMAT]
    assert triggers == ["journal_is_fixed", "journal_is_kept", "object_is_fixed", "object_is_kept"]


def test_two_threads_that_ask_for_a_table_at_once_get_the_same_one() -> None:
    """Whoever comes second, past the memory of the function, is given what the first has made."""
    assert kind_table.__wrapped__("accreditation") is kind_table.__wrapped__("accreditation")
