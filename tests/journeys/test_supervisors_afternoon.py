"""A supervisor's afternoon: twenty records in at most sixty keys, and one that is returned, corrected and signed."""

from __future__ import annotations

from pathlib import Path

from tests.tui.made import SCANS, SUPERVISOR, TRAINEE
from tests.tui.walk import Walk, opened, walking

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.begin import begin
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import add_person, the_trainee
from sonolog.usecases.submit import submit

RECORDS = 20
MOST_KEYS = 60
TESS, SAM = "tess chose these four words", "sam chose four"
"""A passphrase has four words or twelve characters; the shorter counts, because it is typed."""


def _book(folder: Path) -> Path:
    """Return a logbook with twenty scans that wait for Sam, who has a key."""
    book = folder / "book.db"
    with opened(book) as empty:
        logbook = begin(empty, TRAINEE)
        sam = add_person(logbook, SUPERVISOR).id
        create_key(logbook, Passphrase(TESS))
        create_key(logbook.acting_as(sam), Passphrase(SAM), sam)
        for at in range(RECORDS):
            typed = SCANS[at % len(SCANS)] | {"supervisor": SUPERVISOR, "supervision": "direct"}
            log_scan(logbook, typed | {"date": f"2026-11-{1 + at:02}"})
        submit(logbook, None, key=open_key(logbook, Passphrase(TESS)))
    return book


def _statuses(book: Path) -> list[str]:
    with opened(book, TRAINEE) as logbook:
        return [one.status for one in list_scans(logbook, the_trainee(logbook).id).scans]


async def _type(walk: Walk, text: str) -> int:
    await walk.write(text)
    return len(text) + 1


async def test_twenty_records_take_at_most_sixty_keys(tmp_path: Path) -> None:
    """Open the first, agree twenty times, sign, passphrase: all twenty signed, each of them as opened."""
    book = _book(tmp_path)
    async with walking(book, person=SUPERVISOR) as walk:
        keys = ["o", "enter", *["y"] * RECORDS, "s"]
        await walk.press(*keys)
        count = len(keys) + await _type(walk, SAM)
        assert "signed 20 records" in walk.picture
    print(f"{RECORDS} records signed: {count} keys, passphrase included")  # noqa: T201  (the count is there to be read)
    assert count <= MOST_KEYS
    assert _statuses(book) == ["signed"] * RECORDS


async def test_a_returned_record_is_corrected_and_signed_again(tmp_path: Path) -> None:
    """Sam returns one with a sentence chosen; Tess reads it, amends and submits; Sam signs the new version."""
    book = _book(tmp_path)
    async with walking(book, person=SUPERVISOR) as walk:
        await walk.press("o", "b", "down", "enter")
        await walk.write(SAM)
        assert "returned 1 record" in walk.picture
    assert _statuses(book).count("returned") == 1
    async with walking(book, person=TRAINEE) as walk:
        assert "1 returned to you" in walk.picture
        await walk.press("l", "f", "f", "f", "enter")
        assert "The structures scanned are not all named." in walk.words
        await walk.press("a", "up")
        await walk.press(*", infra", "enter", "ctrl+l", "s")
        await walk.write(TESS)
        assert "1 scan submitted to Sam Supervisor" in walk.words
    async with walking(book, person=SUPERVISOR) as walk:
        await walk.press("o", "home", "enter")
        assert "Infraspinatus" in walk.picture
        await walk.press("y", "s")
        await walk.write(SAM)
    assert sorted(_statuses(book)) == ["signed"] + ["submitted"] * (RECORDS - 1)
