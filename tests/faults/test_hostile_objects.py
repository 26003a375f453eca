"""Objects that a stranger's program could make, well formed and senseless: both verifiers still give a word."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from tests.ledger.made import SAM, TESS, Book, a_revision

from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.canonical import canonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Tombstone, read_object, tombstone_of
from sonolog.ledger.standalone import verifier_text

from .altered import bundle_of, by_program, by_stranger, lines_of, sealed
from .verifiers import loaded

PLAIN = {"purpose": "programme"}


@pytest.fixture(scope="module")
def stranger() -> ModuleType:
    """Return the stranger's verifier."""
    return loaded(verifier_text())


def circled(*names: str) -> list[Tombstone]:
    """Return the tombstones of as many versions of one record, of which each says that it follows the next."""
    found = [tombstone_of(a_revision(salt=name * 32)) for name in names]
    return [replace(one, parents=(found[at - 1].named,)) for at, one in enumerate(found)]


def with_line(text: dict[str, object]) -> bytes:
    """Return a sound file with one more line."""
    book = Book()
    book.say("sign", SAM, book.add(a_revision()))
    return sealed([*lines_of(bundle_of(book)), b'{"o":' + canonical(text).encode() + b"}"])  # type: ignore[arg-type]


def lacking() -> Iterator[dict[str, object]]:
    """Yield tombstones from which something is left out that says where the object belongs."""
    book = Book()
    revision = book.add(a_revision())
    for stone in (tombstone_of(revision), tombstone_of(book.say("sign", SAM, revision))):
        told = json.loads(stone.text)
        yield from ({key: one for key, one in told.items() if key != gone} for gone in told if gone not in _MAY_LACK)


_MAY_LACK = ("parents", "prev", "offset")


def test_a_tombstone_that_belongs_nowhere_is_invalid(stranger: ModuleType) -> None:
    """One without its kind, record, author or number is refused by both, alone or where scans are counted."""
    for told in lacking():
        for content in (with_line(told), with_line({**told, "kind": "scan"} if "kind" in told else told)):
            assert (by_program(content).word, by_stranger(stranger, content).word) == ("Invalid", "Invalid"), told


def test_versions_that_follow_each_other_have_a_state(stranger: ModuleType) -> None:
    """Tombstones that follow themselves or one another make no reader fail, whatever else there is of the record."""
    for stones in (circled("a"), circled("a", "b"), circled("a", "b", "c")):
        for rest in ([], [a_revision()], [a_revision(parents=(stones[0].named,))]):
            content = write_bundle(PLAIN, [Kept(one) for one in (*stones, *rest)])
            assert (by_program(content).word, by_stranger(stranger, content).word) == ("Not checked", "Not checked")


@pytest.mark.parametrize(
    "day", ["2026-13-99", "9999-99-99", "0000-00-00", "soon", "", 5, None, ["2026-01-02"], {"a": 1}]
)
def test_what_is_no_day_is_not_late(stranger: ModuleType, day: object) -> None:
    """A scan whose date is no day of the calendar is counted as recorded in time, and verified like any other."""
    book = Book()
    book.say("sign", SAM, book.add(a_revision(body={"date": day})))  # type: ignore[dict-item]
    assert by_program(bundle_of(book)).word == by_stranger(stranger, bundle_of(book)).word
    assert by_program(bundle_of(book)).word == "Valid, identity not confirmed"


@pytest.mark.parametrize("at", ["9999-12-31T23:59:59.999Z", "9999-12-31T00:00:00.000Z", "0001-01-01T23:59:59.999Z"])
def test_a_moment_without_a_day_is_refused(stranger: ModuleType, at: str) -> None:
    """At the ends of the calendar an hour east or west there is no day: neither reader takes such a time."""
    book = Book()
    book.say("sign", SAM, book.add(a_revision()))
    said = json.loads(book.statements[-1].statement.text)
    for offset in (0, 1439, -1439):
        for told in (
            {**json.loads(a_revision(2).text), "at": at, "offset": offset},
            {**said, "at": at, "offset": offset},
        ):
            content = with_line(told)
            assert (by_program(content).word, by_stranger(stranger, content).word) == ("Invalid", "Invalid")


@pytest.mark.parametrize("at", ["9999-12-30T23:59:59.999Z", "0001-01-02T00:00:00.000Z"])
def test_every_other_moment_has_a_day_everywhere(at: str) -> None:
    """The first and the last moment that is taken has a day as far east and west as an offset goes."""
    book = Book()
    said = book.say("submit", TESS, book.add(a_revision()))
    for offset in (1439, -1439):
        assert len(replace(said, at=at, offset=offset).day) == len("2026-01-02")


def test_tombstones_written_before_are_read() -> None:
    """What is left of an object was always written with all that is asked of it now."""
    uuid, digest = a_revision().record, a_revision().digest
    born = f'"at":"2026-03-02T12:00:00.000Z","by":"{uuid}","digest":"{digest}","kind":"scan"'
    rest = f'"record":"{uuid}","subject":"{uuid}","t":"tombstone","v":1'
    assert isinstance(read_object(f'{{{born},"of":"revision",{rest}}}'), Tombstone)
    assert isinstance(read_object(f'{{{born},"of":"revision","offset":60,"parents":["{digest}"],{rest}}}'), Tombstone)
    key = "SHA256:" + "A" * 43
    said = f'"act":"sign","at":"2026-03-02T12:00:00.000Z","by":"{key}","digest":"{digest}","n":1'
    assert isinstance(read_object(f'{{{said},"of":"statement","subject":"{uuid}","t":"tombstone","v":1}}'), Tombstone)
    assert isinstance(read_object(f'{{"digest":"{digest}","of":"document","t":"tombstone","v":1}}'), Tombstone)


def test_a_logbook_that_took_a_circle_in_still_shows_it(tmp_path: Path) -> None:
    """The record of tombstones in a circle is absorbed, shown and checked; no command fails."""
    from tests.cli.desk import Desk

    desk = Desk(tmp_path / "home")
    desk.ok("log", "knee", "left")
    path = tmp_path / "circle.slb"
    stones = circled("a", "b")
    path.write_bytes(write_bundle(PLAIN, [Kept(one) for one in stones]))
    desk.ok("absorb", str(path))
    assert desk.ask("show", stones[0].record).code != 70
    assert desk.ask("check").code != 70
    assert desk.ask("verify", str(path), "--json").code == 3
