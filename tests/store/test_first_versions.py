"""Records kept many at once are what they are when kept one by one, in every table."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.kinds import KINDS, record_class
from sonolog.ledger.objects import Revision
from sonolog.store.database import Connection, create_database
from sonolog.store.first_versions import (
    FirstVersion,
    Origin,
    indexes_built_afterwards,
    keep_first_versions,
    places,
    spell,
    spell_answers,
)
from sonolog.store.schema import make_tables
from sonolog.store.views import rebuild

PERSON = "01920000-0000-7000-8000-000000000001"
ORIGIN = Origin("scan", PERSON, PERSON, "2026-11-23T21:36:21.123Z", 60)
BODY: dict[str, Any] = {
    "adequate": True,
    "case": "C-7K3M",
    "custom": [{"name": "Probe “L”", "value": 'a "b"\n\\ é'}],
    "date": "2026-03-02",
    "difficulty": 3,
    "examination": "msk",
    "findings": [],
    "note": "thickened",
    "region": "shoulder",
    "role": "performed",
    "structures": ["supraspinatus", "infraspinatus"],
}


def _version(number: int, body: dict[str, Any], guard: str = "") -> FirstVersion:
    parts = [spell("scan", name, body[name]) if name in body else None for name in places("scan")]
    return FirstVersion(f"01920000-0000-7000-8000-{number:012d}", parts, guard)


def _tables(connection: Connection) -> dict[str, list[tuple[Any, ...]]]:
    queries = [f"SELECT * FROM {name}" for name in ("object", "revision", "head", "scan", "search")]  # noqa: S608
    return {query: sorted(map(tuple, connection.exec_driver_sql(query)), key=repr) for query in queries}


def test_the_views_are_those_that_a_rebuild_makes(tmp_path: Path) -> None:
    """Objects, heads, rows of the kind, revisions and search, with indexes built at once or at the end."""
    database = create_database(tmp_path / "book.db")
    with database.write() as connection:
        make_tables(connection)
    versions = [_version(at, BODY | {"case": f"C-{at:04d}"}, spell_answers([]) if at else "") for at in range(40)]
    with database.write() as connection, indexes_built_afterwards(connection, 10**6):
        digests = keep_first_versions(connection, ORIGIN, versions, lambda count: b"\7" * count)
    schema = "SELECT type, name, sql FROM sqlite_master ORDER BY type, name"
    with database.write() as connection:
        written, before = _tables(connection), connection.exec_driver_sql(schema).all()
        rebuild(connection)
        assert _tables(connection) == written
        assert connection.exec_driver_sql(schema).all() == before
    assert len(set(digests)) == 40
    database.close()


def test_a_text_is_the_canonical_one_of_the_revision(tmp_path: Path) -> None:
    """Digest and text are those of the object made field by field, answers to the guard included."""
    answers = [{"rule": "long-number", "span": "note:0-6", "why": "code"}]
    database = create_database(tmp_path / "book.db")
    with database.write() as connection:
        make_tables(connection)
        (digest,) = keep_first_versions(
            connection, ORIGIN, [_version(1, BODY, spell_answers(answers))], lambda count: b"\7" * count
        )
        text = connection.exec_driver_sql("SELECT text FROM object WHERE digest = ?", (digest,)).scalar_one()
    found = Revision.from_text(str(text))
    assert (found.digest, dict(found.body), found.guard[0].why, found.offset) == (digest, BODY, "code", 60)
    database.close()


@given(st.sampled_from(sorted(KINDS)))
def test_every_field_of_every_kind_has_its_place(kind: str) -> None:
    """In the order in which canonical JSON has them."""
    assert list(places(kind)) == sorted(record_class(kind).model_fields)
