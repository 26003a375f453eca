"""Safekeeping: files are verified, the logbook is checked and written out, and what takes long can be left."""

from __future__ import annotations

import sqlite3
from functools import partial
from pathlib import Path
from threading import Event

import pytest
from tests.cli.desk import PASSPHRASE as DESK_PASSPHRASE
from tests.cli.exchange import exchanged
from textual.widgets import Input

from sonolog.store.lookups import body_of, heads
from sonolog.tui.dialogs.file import completed_path
from sonolog.tui.dialogs.working import Wanted, WorkingDialog
from sonolog.tui.screens.verify_file import VerifyFileScreen
from sonolog.usecases.export_everything import export_everything
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.writing import Place, writing

from .made import make_logbook
from .pilot import app_on, desk_in, picture, press, same_as_picture, write
from .walk import Walk, demo_copy, opened, walking


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the example logbook."""
    return demo_copy(tmp_path)


@pytest.fixture
def bundle(book: Path) -> Path:
    """Return everything of the example logbook as a file."""
    with opened(book) as logbook:
        export_everything(logbook, book.parent / "all")
    return book.parent / "all" / "everything.slb"


async def _verify(walk: Walk, path: Path) -> None:
    await walk.press("K", "v")
    await walk.paste(str(path))


async def test_a_sound_file_is_verified(book: Path, bundle: Path) -> None:
    """The outcome is said first; nothing wants a look, so that every record is listed; Enter tells why."""
    async with walking(book) as walk:
        await walk.press("K")
        walk.same_as("safekeeping")
        await walk.press("v")
        await walk.paste(str(bundle))
        assert isinstance(walk.app.screen, VerifyFileScreen)
        walk.same_as("verify_file")
        assert "everything.slb: Valid, identity not confirmed" in walk.words
        await walk.press("f")
        assert "Nothing wants a look" in walk.words
        await walk.press("enter")
        assert "no programme has confirmed whose key it is" in walk.words


@pytest.fixture
def changed(bundle: Path) -> Path:
    """Return the same file with one finding turned into another."""
    text = bundle.read_text("utf-8")
    assert '"finding":"normal"' in text
    found = bundle.with_name("changed.slb")
    found.write_text(text.replace('"finding":"normal"', '"finding":"abnormal"', 1), "utf-8")
    return found


async def test_a_tampered_file_is_invalid_and_says_where(book: Path, changed: Path) -> None:
    """One finding changed in the file: Invalid, with the line; ``f`` shows the other records as well."""
    async with walking(book) as walk:
        await _verify(walk, changed)
        assert "changed.slb: Invalid" in walk.words
        walk.same_as("verify_file_changed")
        assert "Fault" in walk.picture
        few = len(_rows(walk))
        await walk.press("f")
        assert "Every record." in walk.words
        assert len(_rows(walk)) > few


async def test_a_file_that_cannot_be_verified_is_refused_in_words(book: Path) -> None:
    """No file, or one of another kind: said, and nothing else happens."""
    other = book.with_name("letter.txt")
    other.write_text("Dear all", "utf-8")
    async with walking(book) as walk:
        await _verify(walk, book.with_name("nothing.slb"))
        assert "cannot be read" in walk.words
        await walk.press("escape", "v")
        await walk.paste(str(other))
        assert "That was not done" in walk.words


async def test_a_logbook_is_checked_sound_and_not_sound(book: Path) -> None:
    """Sound at first; after a row was changed behind the program's back the fault is told with its place."""
    async with walking(book) as walk:
        await walk.press("K", "down", "enter")
        assert "Everything is sound" in walk.words
        walk.same_as("check")
    with sqlite3.connect(book) as raw:
        raw.execute("DROP TRIGGER IF EXISTS object_update")
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            raw.execute(f'DROP TRIGGER "{name}"')
        raw.execute("UPDATE object SET text = replace(text, 'normal', 'normaI') WHERE text LIKE '%\"normal\"%'")
    async with walking(book) as walk:
        await walk.press("K", "c")
        assert "faults found" in walk.words
        assert "Invalid" in walk.words


async def test_texts_are_looked_through_for_patients(book: Path) -> None:
    """Nothing at first; then a text from before the rules is told with its record and field, and never shown."""
    async with walking(book) as walk:
        await walk.press("K", "p")
        assert "Nothing that is kept looks like a patient's detail." in walk.words
    with opened(book) as logbook, writing(logbook, "amend") as act:
        head = heads(act.connection, kind="scan", statuses=["draft"])[0]
        place = Place(record=head.record, subject=head.subject, parents=(head.digest,))
        act.revision("scan", body_of(act.connection, head.digest) | {"note": "NHS 999 000 0018"}, place)
    async with walking(book) as walk:
        await walk.press("K", "p")
        assert "note: an NHS, CHI or other health number (9••••••••8)" in walk.words
        assert "sonolog redact" in walk.words
        assert "000 0018" not in walk.words


async def test_everything_is_exported_and_never_into_a_full_folder(book: Path) -> None:
    """Plain files with a README; the same folder a second time is refused."""
    folder = book.parent / "out"
    async with walking(book) as walk:
        await walk.press("K", "x")
        assert "~/sonolog-everything-2026-11-24" in walk.picture
        await walk.paste(str(folder))
        assert "files are in" in walk.words
        await walk.press("x")
        await walk.paste(str(folder))
        assert "That was not done" in walk.words
    assert {"README.txt", "verify.py", "everything.slb", "allowed_signers"} <= {one.name for one in folder.iterdir()}


async def test_a_part_is_exported_and_taken_in_again(book: Path) -> None:
    """Words as in the list of scans, then a folder; the folder is taken in as a file is; no words do nothing."""
    folder = book.parent / "knees"
    async with walking(book) as walk:
        await walk.press("K", "s")
        walk.same_as("export_part")
        await walk.paste("knee since:2026-01-01")
        assert "~/sonolog-part-2026-11-24" in walk.picture
        await walk.paste(str(folder))
        assert "files are in" in walk.words
        await walk.press("t")
        await walk.paste(str(folder))
        await walk.press("enter")
        assert "All of it was here already" in walk.words
        await walk.press("s", "enter")
        assert "All of it was here already" in walk.words
    assert "knee since:2026-01-01" in (folder / "README.txt").read_text("utf-8")


async def test_a_logbook_is_brought_to_a_new_computer(book: Path, tmp_path: Path) -> None:
    """At the first start F3 takes an export in: everything is there, it is its keeper's, and home knows them."""
    with opened(book) as logbook:
        export_everything(logbook, book.parent / "all")
    desk = desk_in(tmp_path / "new")
    async with app_on(desk) as pilot:
        same_as_picture(pilot, "begin")
        await press(pilot, "f3")
        await write(pilot, "nothing")
        await press(pilot, "enter", "enter", "f3")
        pilot.app.screen.query_one("#line", Input).value = str(book.parent / "all")
        await press(pilot, "enter", "enter", "enter")
        assert "It is the logbook of Tess Trainee." in " ".join(picture(pilot).split())
        await press(pilot, "l")
        assert "scans" in picture(pilot)
    assert (tmp_path / "new" / "config" / "identity.json").exists()


async def test_long_work_tells_what_it_does_and_can_be_left(tmp_path: Path) -> None:
    """Escape leaves at once; what goes on in the thread learns of it at its next step and ends."""
    make_logbook(tmp_path, scans=1)
    began, ended, go_on = Event(), Event(), Event()

    def work(wanted: Wanted, _logbook: Logbook) -> str:
        wanted.tell("counting sheep")
        began.set()
        go_on.wait(10)
        try:
            wanted.tell("still counting")
        finally:
            ended.set()
        return "counted"

    answers: list[object] = []
    async with app_on(desk_in(tmp_path)) as pilot:
        pilot.app.push_screen(WorkingDialog("Counting …", pilot.app.desk, work), answers.append)  # type: ignore[attr-defined]
        while not began.is_set():
            await pilot.glance()
        await pilot.strike("escape")
        await pilot.glance()
        assert answers == [None]
        go_on.set()
        while not ended.is_set():
            await pilot.glance()
        await press(pilot, "l")


async def test_what_is_written_cannot_be_left_half_way(tmp_path: Path) -> None:
    """Escape does nothing while something is kept: it is kept whole."""
    make_logbook(tmp_path, scans=1)
    began, go_on = Event(), Event()

    def work(_wanted: Wanted, _logbook: Logbook) -> str:
        began.set()
        go_on.wait(10)
        return "kept"

    answers: list[object] = []
    async with app_on(desk_in(tmp_path)) as pilot:
        desk = pilot.app.desk  # type: ignore[attr-defined]
        pilot.app.push_screen(WorkingDialog("Keeping …", desk, work, writes=True), answers.append)
        while not began.is_set():
            await pilot.glance()
        await pilot.strike("escape")
        await pilot.glance()
        assert answers == []
        go_on.set()
        await pilot.pause()
    assert answers == ["kept"]


def test_a_path_is_completed_as_it_is_typed(tmp_path: Path) -> None:
    """A folder ends with a slash; nothing is offered for what does not exist, and hidden files only when asked for."""
    (tmp_path / "stick").mkdir()
    (tmp_path / ".hidden").touch()
    (tmp_path / "answer.slb").touch()
    complete = partial(lambda start: completed_path(f"{tmp_path}/{start}"))
    assert complete("sti") == f"{tmp_path}/stick/"
    assert complete("") == f"{tmp_path}/answer.slb"
    assert complete(".h") == f"{tmp_path}/.hidden"
    assert complete("nothing") is None
    assert completed_path("/no such folder/x") is None


def _rows(walk: Walk) -> list[str]:
    screen = walk.app.screen
    assert isinstance(screen, VerifyFileScreen)
    return [one.label for one in screen.rows]


async def test_a_file_is_compared_with_the_logbook_of_whoever_signed(book: Path, tmp_path: Path) -> None:
    """Equal: said.  A sign-off taken back on the signer's own computer, and not in the file: a gap."""
    desks = exchanged(tmp_path / "desks")
    ledger, file = desks.supervisor.logbook, str(desks.response)
    async with walking(book) as walk:
        await _verify(walk, Path(file))
        await walk.press("c")
        await walk.paste(str(ledger))
        assert "Compared with logbook.db: Valid, identity not confirmed" in walk.words
    desks.supervisor.ok("revoke", desks.supervisor.case("signed"), "--why", "wrong view", passphrase=DESK_PASSPHRASE)
    async with walking(book) as walk:
        await _verify(walk, Path(file))
        await walk.press("c")
        await walk.paste(str(ledger))
        assert "Compared with logbook.db: Incomplete" in walk.words
        assert "Gap" in walk.picture
        await walk.press("c")
        await walk.paste(str(book.with_name("nothing.db")))
        assert "That was not done" in walk.words
