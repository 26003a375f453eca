"""Damage that SQLite itself does not call so is told as damage, with what to do, and never as a crash."""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from pathlib import Path

import pytest

from sonolog.errors import SonologError
from sonolog.store.errors import DamagedLogbook
from sonolog.usecases.check import check
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.open_logbook import open_logbook

from .ward import TESS, Ward, held_clock, home_in


def _by_sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        for one in statements:
            raw.execute(one)


_GUARD = "SELECT name FROM sqlite_master WHERE type = 'trigger'"


def _damaged(ward: Ward, statement: str) -> None:
    """Edit a table as somebody does who takes the guards away."""
    ward.signed()
    ward.book.close()
    with closing(sqlite3.connect(ward.path)) as raw:
        guards = [name for (name,) in raw.execute(_GUARD)]
    _by_sql(ward.path, *(f'DROP TRIGGER "{name}"' for name in guards), statement)


def test_a_list_that_is_none_is_told_as_damage(ward: Ward, tmp_path: Path) -> None:
    """Opened, listed or checked: one sentence of ours."""
    _damaged(ward, "UPDATE person SET roles = 'x['")
    with pytest.raises(DamagedLogbook):
        _used(ward.path, tmp_path / "other", ward.people[TESS])


@pytest.mark.parametrize("statement", ["ALTER TABLE person RENAME COLUMN name TO nbme", "DROP TABLE person"])
def test_a_table_or_a_column_that_is_not_there_is_damage(ward: Ward, tmp_path: Path, statement: str) -> None:
    """As a bit turned over in the schema's text leaves it."""
    _damaged(ward, statement)
    with pytest.raises(DamagedLogbook):
        _used(ward.path, tmp_path / "other", ward.people[TESS])


def test_a_search_index_of_no_format_is_no_crash(ward: Ward, tmp_path: Path) -> None:
    """It is told as damage, or was not needed."""
    _damaged(ward, "UPDATE search_config SET v = 0 WHERE k = 'version'")
    with suppress(SonologError):
        _used(ward.path, tmp_path / "other", ward.people[TESS])


def test_a_schema_whose_names_are_no_text_is_damage(ward: Ward, tmp_path: Path) -> None:
    """The driver cannot even repeat what SQLite says of it."""
    ward.signed()
    ward.book.close()
    content = ward.path.read_bytes()
    at = content.index(b"CREATE TABLE person")
    ward.path.write_bytes(content[:at] + b"CREATE TABLE p\xc1rs\xff(" + content[at + len("CREATE TABLE pers(") :])
    with pytest.raises(SonologError):
        _used(ward.path, tmp_path / "other", ward.people[TESS])


def _used(path: Path, home: Path, trainee: str) -> None:
    book = open_logbook(str(path), home=home_in(home), clock=held_clock())
    try:
        list_scans(book, trainee)
        check(book)
    finally:
        book.close()
