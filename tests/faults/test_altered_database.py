"""T5c: whatever is done to the file of a logbook is noticed by opening it or by ``check``, or changes nothing."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, suppress
from pathlib import Path
from random import Random
from typing import Any

import pytest
from tests.usecases.ward import ANN, PAT, TESS, Ward, held_clock, home_in

from sonolog.errors import SonologError
from sonolog.usecases.check import check
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.withdraw import withdraw

from .programme import Programme

CHUNKS = 8
"""The flips are divided, so that every processor has its share."""
_NOT_READ = ("setting", "draft")
"""Tables that hold no part of the logbook: what this program remembers of the file, and unfinished forms."""
_INDEX = "search_data"
Content = Mapping[str, list[Any]]


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the file of a signed logbook: scans in every state, several signers, a framework, a search index."""
    made = Ward(tmp_path_factory.mktemp("book") / "home")
    made.settle_in()
    made.signed(note="first of all")
    record = made.signed(region="knee", note="an effusion")
    made.scan(region="hip")
    made.submit(made.scan(region="elbow"), to=made.people[PAT])
    made.sign(record, by=ANN) if made.status(record) == "submitted" else None
    withdraw(made.book, [made.signed(region="wrist")], "entered twice", key=made.key(TESS))
    made.book.close()
    with closing(sqlite3.connect(made.path)) as connection:
        connection.execute("VACUUM")
    return made.path


def content(path: Path) -> Content | None:
    """Return every row of every table that the program reads, or None where SQLite cannot read them."""
    try:
        with closing(sqlite3.connect(f"file:{path}?immutable=1", uri=True)) as connection:
            connection.text_factory = bytes
            names = [str(name, "utf-8") for (name,) in connection.execute("SELECT name FROM sqlite_master")]
            tables = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'table'").fetchall()
            named = [str(name, "utf-8") for name, _ in tables]
            rows = {
                name: sorted(map(repr, connection.execute(f'SELECT * FROM "{name}"').fetchall()))  # noqa: S608
                for name in named
                if name not in _NOT_READ
            }
            schema = connection.execute("SELECT type, name, tbl_name, sql FROM sqlite_master").fetchall()
            rows[_INDEX] = _words_found(connection)
            return {**rows, "the schema": sorted(map(repr, schema)), "names": sorted(names)}
    except (sqlite3.Error, UnicodeDecodeError):
        return None


def _words_found(connection: sqlite3.Connection) -> list[str]:
    """Return where the search finds each word: its blocks hold what later ones have replaced, until they are merged."""
    connection.execute("CREATE VIRTUAL TABLE temp.word USING fts5vocab(main, search, instance)")
    return sorted(map(repr, connection.execute("SELECT * FROM temp.word").fetchall()))


def noticed(path: Path, home: Path) -> str:
    """Return how opening the logbook or checking it tells that something is wrong, or ""."""
    for name in ("data", "config", "state"):
        (home / name).mkdir(parents=True, exist_ok=True)
    try:
        logbook = open_logbook(str(path), home=home_in(home), clock=held_clock())
    except SonologError as refusal:
        return refusal.message
    try:
        faults = check(logbook).faults
        return faults[0].what if faults else ""
    except SonologError as refusal:
        return refusal.message
    finally:
        logbook.close()


class Trials:
    """Copies of a logbook, each altered in one way."""

    def __init__(self, book: Path, folder: Path) -> None:
        self._book, self._folder = book, folder
        self._whole = content(book)
        self.count, self.same = 0, 0
        self.silent: list[str] = []

    def attempt(self, name: str, alter: Callable[[Path], None]) -> None:
        """Alter a copy, and note if its content is another one and nothing says so."""
        path, home = self._folder / "copy.db", self._folder / "home"
        shutil.copyfile(self._book, path)
        alter(path)
        self.count += 1
        if content(path) == self._whole:
            self.same += 1
        elif not noticed(path, home):
            self.silent.append(name)
        shutil.rmtree(home, ignore_errors=True)
        for left in self._folder.glob("copy.db*"):
            left.unlink()


def turn_over(bit: int) -> Callable[[Path], None]:
    """Return an alteration that turns over one bit of the file."""

    def alter(path: Path) -> None:
        with path.open("r+b") as file:
            file.seek(bit // 8)
            byte = file.read(1)[0]
            file.seek(bit // 8)
            file.write(bytes([byte ^ (1 << bit % 8)]))

    return alter


def by_sql(*statements: str) -> Callable[[Path], None]:
    """Return an alteration by SQL, by somebody who takes the guards away and puts them back."""

    def alter(path: Path) -> None:
        with closing(sqlite3.connect(path, isolation_level=None)) as connection:
            guards = connection.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
            for name, _ in guards:
                connection.execute(f'DROP TRIGGER "{name}"')
            for statement in statements:
                with suppress(sqlite3.Error):  # what SQLite itself refuses changes nothing
                    connection.execute(statement)
            for _, sql in guards:
                connection.execute(sql)

    return alter


def test_the_whole_logbook_is_clean(book: Path, tmp_path: Path) -> None:
    """Nothing is found in the logbook as it is, and what is done below by SQL and undone again changes nothing."""
    trials = Trials(book, tmp_path)
    trials.attempt("nothing", by_sql())
    assert trials.same == 1
    shutil.copyfile(book, tmp_path / "whole.db")
    assert noticed(tmp_path / "whole.db", tmp_path / "home") == ""


def test_a_change_that_nothing_notices_is_told(book: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a check that finds nothing, the trial says that a change was silent: it is not blind."""
    monkeypatch.setattr(f"{__name__}.noticed", lambda _path, _home: "")
    trials = Trials(book, tmp_path)
    trials.attempt("an edit", by_sql("UPDATE head SET label = 'x'"))
    assert trials.silent == ["an edit"]


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_bit_of_the_file_can_be_turned_over(book: Path, tmp_path: Path, programme: Programme, chunk: int) -> None:
    """Bits of the whole file at random: noticed, or every row is what it was."""
    chance = Random(programme.seed + chunk)  # noqa: S311  (where to strike, not a secret)
    size = book.stat().st_size * 8
    trials = Trials(book, tmp_path)
    for _ in range(programme.amount(20, 640)):
        bit = chance.randrange(size)
        trials.attempt(f"bit {bit}", turn_over(bit))
    assert not trials.silent
    programme.figure(
        "T5c",
        f"bits of the file turned over, part {chunk + 1} of {CHUNKS}",
        count=trials.count,
        least=640,
        note=f"{trials.same} changed nothing",
    )


def edits(book: Path) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield what SQL can do to each row of each table: edit a value, delete, insert, exchange."""
    with closing(sqlite3.connect(book)) as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'search%'"
        for (table,) in connection.execute(query).fetchall():
            if table not in _NOT_READ:
                yield from _edits(connection, table)


def _edits(connection: sqlite3.Connection, table: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    columns = [row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')]
    ids = [row[0] for row in connection.execute(f'SELECT rowid FROM "{table}" ORDER BY rowid')]  # noqa: S608
    every = ", ".join(f'"{one}"' for one in columns)
    for row in ids:
        where = f"WHERE rowid = {row}"
        yield f"{table} {row} deleted", (f'DELETE FROM "{table}" {where}',)  # noqa: S608
        for column in columns:
            for value in ("'x'", f"\"{column}\" || 'x'", "7", "''"):
                yield (
                    f"{table} {row}.{column} = {value}",
                    (f'UPDATE OR IGNORE "{table}" SET "{column}" = {value} {where}',),  # noqa: S608
                )
            other = ids[ids.index(row) - 1]
            swap = f'(SELECT "{column}" FROM "{table}" WHERE rowid = {other})'  # noqa: S608
            yield (
                f"{table} {row}.{column} as in {other}",
                (f'UPDATE OR IGNORE "{table}" SET "{column}" = {swap} {where}',),  # noqa: S608
            )
        first = columns[0] if table != "head" else "record"
        values = every.replace(f'"{first}"', f"\"{first}\" || 'y'") if table != "head" else every
        values = values.replace('"row"', '"row" + 1000').replace('"record"', "\"record\" || 'y'", table == "head")
        yield (
            f"{table} {row} inserted again",
            (f'INSERT OR IGNORE INTO "{table}" ({every}) SELECT {values} FROM "{table}" {where}',),  # noqa: S608
        )
        yield f"{table} {row} moved to the end", (f'UPDATE "{table}" SET rowid = rowid + 100000 {where}',)  # noqa: S608


@pytest.mark.parametrize("chunk", range(CHUNKS))
def test_no_row_can_be_edited_by_sql(book: Path, tmp_path: Path, programme: Programme, chunk: int) -> None:
    """Each row of each table edited in each column, deleted, inserted, exchanged: noticed, or nothing changed."""
    trials = Trials(book, tmp_path)
    every = list(edits(book))
    chosen = every[:: programme.amount(max(1, len(every) // 100), 4)]
    for name, statements in chosen[chunk::CHUNKS]:
        trials.attempt(name, by_sql(*statements))
    assert not trials.silent
    told = f"rows edited by SQL, part {chunk + 1} of {CHUNKS}"
    programme.figure("T5c", told, count=trials.count, least=125, note=f"{trials.same} changed nothing")
