"""Sign-off by keys: what a supervisor sees, marks, reads, signs and returns."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sonolog.ledger.keys import Passphrase
from sonolog.tui.desk import Desk
from sonolog.usecases.amend import amend
from sonolog.usecases.inbox import inbox
from sonolog.usecases.keys import open_key
from sonolog.usecases.people import find_person
from sonolog.usecases.recall import recall
from sonolog.usecases.show_record import RecordView, show_record, write_evidence
from sonolog.usecases.submit import submit

from .pilot import NOW, app_on, held_clock, home_in, picture, press
from .walk import SAM, demo_copy, opened, walking


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """Return a copy of the example logbook, in which four records wait for Sam."""
    return demo_copy(tmp_path)


async def test_the_pile_is_cleared_with_a_few_keys(book: Path) -> None:
    """One key a record opens, agrees and goes on; then sign and the passphrase: everything is signed as opened."""
    ids = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o")
        walk.same_as("sign_off")
        await walk.press("enter", "y", "y", "y", "y", "s")
        walk.same_as("sign_off_passphrase")
        await walk.write(SAM)
        assert "Sam Supervisor signed 4 records." in walk.picture
        assert "Nothing waits for Sam Supervisor." in walk.picture
    assert {_shown(book, one).status for one in ids} == {"signed"}
    assert _statement(book, ids[0])["shown"] == {"opened": 3, "of": 3}
    assert "agreement: agree" in _shown(book, ids[0]).history[-1].words


async def test_several_are_signed_together_only_once_each_was_opened(book: Path) -> None:
    """Marked in the list alone they are not signed; of those marked the opened ones are, and the rest is named."""
    ids = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "a", "s")
        assert "Several are signed together only once each was opened" in walk.words
        await walk.press("enter", "y", "y", "s")
        assert "signs 3 records" in walk.words, "the third was on the screen when s was pressed"
        assert "1 marked record not opened: not signed now." in walk.words
        await walk.write(SAM)
        assert "1 marked record not opened: still waiting." in walk.words
    assert _waiting(book, "Sam") == ids[3:]


async def test_a_record_is_skipped_to_the_end(book: Path) -> None:
    """``x`` in the list and while reading puts the record behind the others; nothing of it is lost."""
    first, second, third, fourth = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "x", "enter", "x", "y", "y", "escape", "s")
        await walk.write(SAM)
    assert {_shown(book, one).status for one in (third, fourth)} == {"signed"}
    assert _waiting(book, "Sam") == [first, second]


async def test_the_clock_of_the_images_and_a_long_wait_are_shown(book: Path) -> None:
    """The day the images leave the scanner counts down; what waits over 30 days is said above the list."""
    first, *_ = _waiting(book, "Sam")
    with opened(book, "Tess") as logbook:
        key = open_key(logbook, Passphrase("tess demo passphrase"))
        recall(logbook, [first], key=key)
        amend(logbook, first, {"images_until": "2026-12-03"})
        submit(logbook, [first], key=key)
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "end")
        assert "images go in 9 days" in walk.picture
        await walk.press("enter")
        assert "images go in 9 days" in walk.words
    later = Desk(str(book), person="Sam", home=home_in(book.parent), clock=held_clock(NOW + timedelta(days=40)))
    async with app_on(later) as pilot:
        await press(pilot, "o", "end")
        assert "images went 31 days ago" in picture(pilot)
        assert "! The oldest has waited" in picture(pilot)


async def test_a_wrong_passphrase_keeps_everything_marked(book: Path) -> None:
    """It says so and asks again; left then, the marks are as before and nothing is signed."""
    ids = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "enter", "y", "y", "s")
        await walk.write("not this one")
        assert "does not open this key" in walk.picture
        await walk.press("escape")
        assert "4 waiting, 2 marked" in walk.picture
        assert "Nothing was signed. Everything is marked as before." in walk.picture
    assert _waiting(book, "Sam") == ids


async def test_every_act_asks_for_the_passphrase(book: Path) -> None:
    """A key opened for one signature is forgotten: the next one asks again."""
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "s")
        await walk.write(SAM)
        assert "signed 1 record." in walk.picture
        await walk.press("s")
        assert "Passphrase" in walk.picture
        await walk.press("escape")
    assert len(_waiting(book, "Sam")) == 3


async def test_what_was_read_to_the_end_is_signed_as_opened(book: Path) -> None:
    """Enter reads a record to its end, marks it and shows the next; the statement counts it as opened."""
    first, *_, last = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "enter")
        walk.same_as("sign_off_reading")
        assert "More below" not in walk.picture
        await walk.press("enter")
        assert "2 of 4" in walk.picture
        await walk.press("escape")
        assert "4 waiting, 1 marked, 2 read" in walk.picture
        await walk.press("s")
        assert "It was opened and read to the end." in walk.words
        await walk.write(SAM)
        await walk.press("end", "s")
        assert "It was not opened: it is signed from the list." in walk.words
        await walk.write(SAM)
    assert _statement(book, first)["shown"] == {"opened": 1, "of": 1}
    assert _statement(book, last)["shown"] == {"opened": 0, "of": 1}


async def test_a_record_is_not_read_before_its_end_was_on_the_screen(book: Path) -> None:
    """Opened and left at its first page, a record counts as signed from the list."""
    async with walking(book, person="Sam", size=(60, 16)) as walk:
        await walk.press("o", "enter")
        assert "More below" in walk.picture
        await walk.press("escape")
        assert "0 read" in walk.picture


async def test_meaning_agreement_and_comment_go_into_the_signature(book: Path) -> None:
    """Another meaning, a minor difference with the signer's own finding and a comment are all signed."""
    record, *_ = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "m", "g", "down", "enter")
        await walk.press("down", "enter")
        await walk.write("tendon looked thinner to me")
        walk.same_as("sign_off_judged")
        await walk.press("s")
        assert "I was in the room for part of this scan." in walk.picture
        await walk.write(SAM)
    told = _shown(book, record).history[-1].words
    assert "I was in the room for part of this scan." in told
    assert "agreement: minor" in told
    assert "finding: normal" in told
    assert "tendon looked thinner to me" in told


async def test_a_record_is_returned_with_a_reason(book: Path) -> None:
    """Without a reason nothing happens; with one the record goes back to the trainee, who reads it."""
    record, *rest = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o")
        assert "would be signed as" in walk.picture  # nobody has signed it yet
        await walk.press("b")
        walk.same_as("sign_off_reasons")
        assert "signed as" not in walk.picture  # it goes back unsigned
        await walk.press("enter", "enter")
        assert "A reason is needed." in walk.picture
        await walk.write("which tendon?")
        await walk.write(SAM)
        assert "Sam Supervisor returned 1 record." in walk.picture
        assert "3 waiting" in walk.picture
        assert _shown(book, record).status == "returned"
        await walk.press("b")
        assert "which tendon?" in walk.picture, "a reason of one's own is offered next time"
        await walk.press("down", "enter")
        await walk.write(SAM)
    assert "which tendon?" in _shown(book, record).history[-1].words
    assert _waiting(book, "Sam") == rest[1:]


async def test_a_record_is_returned_while_it_is_read(book: Path) -> None:
    """The same key works where one has just seen what is wrong."""
    _, record, *_ = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "enter", "n", "b", "enter")
        await walk.write("side?")
        await walk.write(SAM)
    assert _shown(book, record).status == "returned"


async def test_a_record_changed_meanwhile_is_refused_and_unmarked(book: Path) -> None:
    """What is signed is the version that was shown: nothing is signed, and the changed record is named."""
    from .changed import amend_while_it_waits

    record, *_ = _waiting(book, "Sam")
    async with walking(book, person="Sam") as walk:
        await walk.press("o", "enter", "y", "y", "y", "y", "s")
        label = amend_while_it_waits(book, record)
        await walk.write(SAM)
        assert "it has changed since it was shown" in walk.words
        await walk.press("escape")
        assert f"Changed since you saw it, look again: {label}." in walk.picture
        assert "4 waiting, 3 marked" in walk.picture
    assert len(_waiting(book, "Sam")) == 4


async def test_a_visitor_signs_on_the_trainees_computer(book: Path) -> None:
    """The trainee's own view lists who can sign with what waits; the one chosen signs with their own key."""
    async with walking(book, person="Tess") as walk:
        await walk.press("o")
        walk.same_as("sign_off_who")
        await walk.press("down", "enter")
        assert "Sam Supervisor signs. 4 waiting" in walk.picture
        await walk.press("s")
        await walk.write(SAM)
        assert "Sam Supervisor signed 1 record." in walk.picture
        await walk.press("c")
        assert "Who signs on this computer?" in walk.picture


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (130, 40)])
async def test_the_rows_fit_the_terminal(book: Path, size: tuple[int, int]) -> None:
    """Case, trainee and meaning of the first record are on the screen in every width."""
    async with walking(book, person="Sam", size=size) as walk:
        await walk.press("o")
        shown = walk.picture
    assert "C-MWSY" in shown
    assert "Tess Trainee" in shown
    assert "observed directly" in shown
    assert all(len(line) <= size[0] for line in shown.splitlines())


def _waiting(book: Path, name: str) -> list[str]:
    with opened(book, name) as logbook:
        return [one.id for one in inbox(logbook, find_person(logbook, name).id)]


def _shown(book: Path, record: str) -> RecordView:
    with opened(book, "Tess") as logbook:
        return show_record(logbook, record)


def _statement(book: Path, record: str) -> dict[str, Any]:
    folder = book.parent / f"evidence-{record}"
    with opened(book, "Tess") as logbook:
        files = write_evidence(logbook, record, folder)
    texts = [json.loads(path.read_text("utf-8")) for path in files if path.suffix == ".json"]
    (statement,) = [one for one in texts if one.get("t") == "sign"]
    found: dict[str, Any] = statement
    return found
