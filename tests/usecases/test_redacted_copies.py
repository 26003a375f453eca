"""Taking a text away from the copies that the program itself made: backups, files set aside, files recovered."""

from __future__ import annotations

from pathlib import Path

from sonolog.usecases.back_up import back_up
from sonolog.usecases.recover import recover
from sonolog.usecases.redact import redact
from sonolog.usecases.restore import keep_newer, restore

from .ward import TESS, Ward

SECRET = "Quillfeather"
"""An invented word that stands for what identifies somebody."""


def _files_with(folder: Path, text: str) -> set[Path]:
    return {one for one in folder.rglob("*") if one.is_file() and text.encode() in one.read_bytes()}


def test_what_lies_beside_the_logbook_is_cleaned_too(ward: Ward) -> None:
    """The file that a restore set aside and the one that was recovered hold it: listed, then cleaned byte by byte."""
    back_up(ward.book)
    record = ward.scan(note=SECRET)
    path, clock = ward.path, ward.book.clock
    backup = next(iter((ward.book.home.backups / ward.book.id).glob("*.db")))
    recovered = recover(path, home=ward.book.home, clock=clock).target
    ward.book.close()
    aside = restore(str(path), str(backup), home=ward.book.home, clock=clock).aside
    assert aside is not None
    ward.book = ward.open(person=ward.people[TESS])
    keep_newer(ward.book, aside)
    done = redact(ward.book, record, "a name", key=ward.key(TESS))
    assert {aside, recovered} <= set(done.copies)
    assert set(done.copies) == _files_with(ward.folder, SECRET)
    done = redact(ward.book, record, "a name", key=ward.key(TESS), backups=True)
    assert (done.cleaned, done.remaining) == (True, ())
    assert _files_with(ward.folder, SECRET) == set()


def test_a_copy_that_cannot_be_cleaned_is_named(ward: Ward) -> None:
    """A damaged file set aside may hold it: it is named as one that remains, whether it was to be cleaned or not."""
    record = ward.scan(note=SECRET)
    aside = ward.path.with_name(f"{ward.path.stem}-set-aside-2026-11-23-213621.db")
    content = bytearray(ward.path.read_bytes())
    content[4096 : 4096 * 6] = bytes(4096 * 5)
    aside.write_bytes(bytes(content))
    for backups in (False, True):
        assert redact(ward.book, record, "a name", key=ward.key(TESS), backups=backups).remaining == (aside,)
