"""Rows are read page by page as SQLite reads them, and damage costs what it touches and no more."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from random import Random

import pytest
from tests.faults.programme import Programme

from sonolog.store.carving import carved_rows
from sonolog.store.foreign import Row, salvage
from sonolog.store.schema import shipped_lines

_PAGE = 4096


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a file with the program's tables and objects of all lengths, some over many pages."""
    path = tmp_path / "book.db"
    chance = Random(999)  # noqa: S311  (invented texts)
    with closing(sqlite3.connect(path)) as file, file:
        for line in shipped_lines():
            file.execute(line)
        for number in range(240):
            length = chance.choice((0, 40, 400, 3_900, 4_020, 4_070, 4_100, 9_000))
            text = f'{{"n":{number},"é":"{"ü" * (length // 2)}"}}'
            signature = chance.randbytes(64) if number % 3 == 0 else None
            file.execute("INSERT INTO object VALUES (?, 'revision', ?, ?)", (_digest(text), text, signature))
            file.execute("INSERT INTO journal VALUES (?, ?, ?, ?)", ("w", number * 10**9, _digest(text), text))
    return path


def _rows(path: Path) -> set[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as file:
        return {
            *file.execute("SELECT digest, type, text, signature FROM object"),
            *file.execute("SELECT writer, seq, digest, text FROM journal"),
        }


@pytest.mark.parametrize("size", [512, 1024, 4096, 65_536])
def test_every_row_is_found_as_sqlite_reads_it(book: Path, size: int) -> None:
    """Whatever the length of a page, of rows on one page and over many."""
    with closing(sqlite3.connect(book, isolation_level=None)) as file:
        file.execute(f"PRAGMA page_size={size}")
        file.execute("VACUUM")
    wanted = _rows(book)
    assert len(wanted) == 480
    assert wanted <= set(carved_rows(book.read_bytes()))


def test_without_its_head_it_is_read_all_the_same(book: Path) -> None:
    """The first page is gone: every object and entry is found."""
    wanted = _rows(book)
    book.write_bytes(bytes(_PAGE) + book.read_bytes()[_PAGE:])
    found = salvage(book)
    assert not found.whole
    assert (len(found.objects), len(found.journal)) == (240, 240)
    assert {(digest, "revision", text, signature) for digest, text, signature in found.objects.values()} <= wanted


def test_damage_costs_what_it_touches(book: Path, programme: Programme) -> None:
    """A page of noise, anywhere: whatever has no byte on it is still read, and nothing false is."""
    content = book.read_bytes()
    whole = salvage(book)
    places = dict(_places(content, whole.objects))
    assert len(places) > 50
    noise = Random(programme.seed)  # noqa: S311
    for page in noise.sample(range(1, len(content) // _PAGE), programme.amount(6, 150)):
        damaged = bytearray(content)
        damaged[page * _PAGE : (page + 1) * _PAGE] = noise.randbytes(_PAGE)
        book.write_bytes(damaged)
        found = salvage(book)
        assert {one for one, pages in places.items() if page not in pages} <= set(found.objects)
        assert found.objects.items() <= whole.objects.items()


def _places(content: bytes, objects: dict[str, Row]) -> Iterator[tuple[str, set[int]]]:
    """Yield of each short object on which pages the row lies that SQLite made of it."""
    for digest, (_, text, _signature) in objects.items():
        row = f"{digest}revision{text}".encode()
        at = content.find(row)
        if at > 0 and len(row) < 3_000:
            yield digest, {(at - 40) // _PAGE, (at + len(row) + 64) // _PAGE}


@pytest.mark.parametrize("content", [b"", b"x", bytes(_PAGE), b"\x0d" * 9_999, b"SQLite format 3\0" + b"\xff" * 9_999])
def test_nonsense_is_read_as_nothing(content: bytes) -> None:
    """Files of nothing, and pages that only look like rows, give no rows and no error."""
    assert [row for row in carved_rows(content) if len(row) == 4] == []
