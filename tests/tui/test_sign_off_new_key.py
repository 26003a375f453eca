"""Somebody signs for the first time on the trainee's computer, and nobody can sign at all."""

from __future__ import annotations

from pathlib import Path

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.begin import begin
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.people import find_person
from sonolog.usecases.show_record import show_record
from sonolog.usecases.submit import submit

from .walk import opened, walking

_WORDS = "nora chose these four words"
_SCAN = {"region": "shoulder", "side": "left", "finding": "normal", "supervision": "direct"}


async def test_a_first_signature_is_given_in_a_minute(tmp_path: Path) -> None:
    """What is signed, register and number, a passphrase twice: signed, and the key is there next time."""
    book, record = _book(tmp_path)
    async with walking(book) as walk:
        await walk.press("o")
        assert "1 record waiting; makes a key first" in walk.picture
        await walk.press("enter", "s")
        assert "“I directly observed this scan.”" in walk.picture
        await walk.press("enter")
        await walk.write("HCPC")
        await walk.write("RA77777")
        await walk.write(_WORDS)
        await walk.write(_WORDS)
        assert "Nora New signed 1 record." in walk.picture
    with opened(book) as logbook:
        assert show_record(logbook, record).status == "signed"
        nora = find_person(logbook, "Nora New")
    assert nora.register == "HCPC RA77777"
    assert nora.has_key


async def test_the_register_may_be_left_out_and_a_weak_passphrase_is_refused(tmp_path: Path) -> None:
    """Enter passes the register by; a short passphrase is asked for again; escape leaves it unsigned."""
    book, record = _book(tmp_path)
    async with walking(book) as walk:
        await walk.press("o", "enter", "space", "s", "enter", "enter")
        await walk.write("short")
        await walk.write("short")
        assert "12 characters" in walk.words
        await walk.press("escape")
        assert "Nothing was signed. Everything is marked as before." in walk.picture
        assert "1 marked" in walk.picture
    with opened(book) as logbook:
        assert show_record(logbook, record).status == "submitted"
        assert not find_person(logbook, "Nora New").has_key


async def test_where_nobody_can_sign_the_screen_says_what_to_do(tmp_path: Path) -> None:
    """A trainee alone is told how a supervisor comes into the list."""
    book = tmp_path / "book.db"
    with opened(book) as logbook:
        begin(logbook, "Tess Trainee")
    async with walking(book) as walk:
        await walk.press("o")
        assert "Nobody here can sign yet." in walk.picture
        await walk.press("enter", "space", "a", "s", "b", "m", "g", "t", "c")
        assert "Nobody here can sign yet." in walk.picture


def _book(folder: Path) -> tuple[Path, str]:
    """Return a logbook with one scan that waits for somebody without a key, and the scan's id."""
    book = folder / "book.db"
    with opened(book) as empty:
        logbook = begin(empty, "Tess Trainee")
        words = Passphrase("tess chose these four words")
        create_key(logbook, words)
        logged = log_scan(logbook, _SCAN | {"supervisor": "Nora New"}, new_people=True)
        submit(logbook, None, key=open_key(logbook, words))
    return book, logged.id
