"""A text is taken away in the app: after a plain warning, with a reason, by its author or a lead."""

from __future__ import annotations

from pathlib import Path

from sonolog.ledger.keys import Passphrase
from sonolog.usecases.amend import amend
from sonolog.usecases.keys import create_key, open_key
from sonolog.usecases.list_scans import list_scans
from sonolog.usecases.people import add_person, find_person, the_trainee
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign

from .made import PASSPHRASE, SUPERVISOR, make_key, make_logbook, opened
from .pilot import desk_in, home_in
from .submitted import make_submitted
from .walk import walking_at

_SECRET = "the lady with the unusual story"


def _scan(home: Path) -> str:
    with opened(home) as book:
        return list_scans(book, the_trainee(book).id).scans[0].id


async def test_every_version_is_taken_away_and_the_incident_is_told(tmp_path: Path) -> None:
    """Warning, reason, how much, backups, passphrase: nothing of the text is left in the file or in a backup."""
    make_key(make_logbook(tmp_path, scans=1, enrolled=False))
    record = _scan(tmp_path)
    with opened(tmp_path) as book:
        amend(book, record, {"note": _SECRET})
    async with walking_at(desk_in(tmp_path)) as walk:
        await walk.press("l", "enter", "x")
        walk.same_as("redact")
        await walk.press("enter", "enter")
        assert "A reason is needed." in walk.words
        await walk.write("a remark that tells who it is")
        assert "Every version, the current one too" in walk.words
        await walk.press("enter")
        assert "Clean them too" in walk.words
        await walk.press("enter")
        await walk.write(PASSPHRASE)
        assert "For the incident report: on 2026-11-24, 2 texts of" in walk.words
        await walk.press("escape")
        assert "2 texts of" in walk.words
        assert _SECRET not in walk.words
    with opened(tmp_path) as book:
        assert show_record(book, record).status == "redacted"
    home = home_in(tmp_path)
    for path in (home.logbook, *home.backups.rglob("*.db")):
        assert _SECRET.encode() not in path.read_bytes(), path


async def test_leaving_any_question_takes_nothing_away(tmp_path: Path) -> None:
    """Escape at the warning, the reason, the choice and the passphrase: the record stays."""
    make_key(make_logbook(tmp_path, scans=1, enrolled=False))
    async with walking_at(desk_in(tmp_path)) as walk:
        await walk.press("l", "enter", "x", "escape")
        await walk.press("x", "enter", "escape")
        await walk.press("x", "enter")
        await walk.write("a remark")
        await walk.press("escape")
        await walk.press("x", "enter")
        await walk.write("a remark")
        await walk.press("enter", "escape")
    with opened(tmp_path) as book:
        assert show_record(book, _scan(tmp_path)).status == "draft"


async def test_what_was_signed_is_redacted_by_a_lead_alone(tmp_path: Path) -> None:
    """The author is told so before anything is asked; a lead takes it away with a key of their own."""
    (record,) = make_submitted(tmp_path, scans=1)
    with opened(tmp_path) as book:
        sam = find_person(book, SUPERVISOR).id
        create_key(book, Passphrase(PASSPHRASE), sam)
        sign(book.acting_as(sam), [Choice(record)], key=open_key(book, Passphrase(PASSPHRASE), sam))
        create_key(book, Passphrase(PASSPHRASE), add_person(book, "Lee Lead", roles=("lead",)).id)
    async with walking_at(desk_in(tmp_path)) as walk:
        await walk.press("l", "enter", "x")
        assert "so a lead of the programme redacts it" in walk.words
    async with walking_at(desk_in(tmp_path, person="Lee Lead")) as walk:
        await walk.press("l", "enter", "x", "enter")
        await walk.write("a remark that tells who it is")
        await walk.press("down", "enter")
        await walk.write(PASSPHRASE)
        assert "For the incident report" in walk.words
    with opened(tmp_path) as book:
        assert show_record(book, record).status == "redacted"
