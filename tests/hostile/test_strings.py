"""Hostile texts through the model, the command line and the list: kept whole or refused with a reason."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from tests.cli.desk import Desk
from tests.tui.made import make_logbook, opened
from tests.tui.pilot import app_on, desk_in, picture, press
from textual.pilot import Pilot

from sonolog.domain.admission import RecordRefused, admit, make_record
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.domain.text import TextRefused, clean_text
from sonolog.errors import Exit, SonologError
from sonolog.usecases.check import check
from sonolog.usecases.drafts import keep_form, kept_forms
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.scan_lists import choose_columns

from .strings import STRINGS, WORST

TODAY = date(2026, 11, 24)
BODY = {"date": TODAY, "case": "C-0000", "examination": "msk", "region": "knee"}
_ORDERS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
"""What a terminal or a reader would take for an order; tab and line feed lay out tables and lines."""


def test_there_are_enough_of_them() -> None:
    """About five hundred, and forty of the worst, each once."""
    assert len(STRINGS) >= 480
    assert len(set(WORST)) == len(WORST) == 40


@pytest.mark.parametrize("field", ["note", "indication", "site", "tags"])
def test_the_model_keeps_a_text_whole_or_refuses_it(field: str) -> None:
    """What is admitted is the cleaned text, character by character; every refusal is one of ours and says why."""
    kept = 0
    for text in STRINGS:
        value = (text,) if field == "tags" else text
        try:
            scan = make_record("scan", BODY | {field: value})
            admit(scan, TODAY)
        except (RecordRefused, IdentityRefused, TextRefused) as refusal:
            assert refusal.message
            assert not _ORDERS.search(refusal.message), repr(text)
            continue
        said = getattr(scan, field)
        limit, multiline = (20_000, True) if field in ("note", "indication") else (500, False)
        expected = clean_text(text, limit=limit, multiline=multiline)
        assert said == ((expected,) if field == "tags" else expected), repr(text)
        kept += 1
    assert kept > len(STRINGS) // 2


@pytest.fixture(scope="module")
def logged(tmp_path_factory: pytest.TempPathFactory) -> tuple[Desk, dict[str, str]]:
    """Log a scan with each text as its note; return the desk, and case to text of those that were accepted."""
    desk = Desk(tmp_path_factory.mktemp("hostile") / "home")
    desk.known_as("Tess Trainee")
    accepted: dict[str, str] = {}
    for text in STRINGS:
        answer = desk.ask("log", "knee", f"note={text}")
        assert "Traceback" not in answer.err
        assert not _ORDERS.search(answer.out + answer.err), repr(text)
        assert answer.code in (Exit.DONE, Exit.USAGE, Exit.INPUT), (text, answer)
        if answer.code == Exit.DONE:
            accepted[answer.out.strip()] = text
        else:
            assert answer.err.strip(), repr(text)
    return desk, accepted


def test_the_command_line_gives_every_text_back(logged: tuple[Desk, dict[str, str]]) -> None:
    """As JSON exactly, as text without an order to the terminal; the logbook checks clean."""
    desk, accepted = logged
    assert len(accepted) > len(STRINGS) // 2
    for case, text in list(accepted.items())[::7]:
        fields = {one["name"]: one["text"] for one in desk.ok("show", case, "--json").json["fields"]}
        assert fields.get("note", "") == clean_text(text, limit=20_000, multiline=True)
        for words in (("show", case), ("show", case, "--plain")):
            assert not _ORDERS.search(desk.ok(*words).out), repr(text)
    for words in (("scans",), ("scans", "--plain"), ("scans", "--columns", "case,note"), ("progress",)):
        answer = desk.ask(*words)
        assert not _ORDERS.search(answer.out + answer.err)
    assert desk.ok("check").code == Exit.DONE


def test_every_text_can_be_searched_for(logged: tuple[Desk, dict[str, str]]) -> None:
    """No text breaks the search; what has letters finds the scan that says it."""
    desk, accepted = logged
    for case, text in accepted.items():
        answer = desk.ask("scans", "--json", "--", *text.split()[:5])
        assert answer.code == Exit.DONE, (text, answer.err)
        if re.fullmatch(r"[a-z]{4,}", text):
            assert case in {one["case"] for one in answer.json["scans"]}


async def test_a_list_and_its_details_show_every_text(tmp_path: Path) -> None:
    """Notes as a column, hundreds of rows, page by page, with the details beside them: no order reaches the screen."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        for text in STRINGS:
            try:
                log_scan(book, {"region": "knee", "note": text, "site": text[:80]})
            except SonologError:
                continue
        choose_columns(book, ("case", "site", "note"))
    async with app_on(desk_in(tmp_path), (140, 40)) as pilot:
        await press(pilot, "l", "v")
        for _ in range(14):
            _no_orders(pilot)
            await press(pilot, "pagedown")
        assert "knee" in picture(pilot).casefold()
    with opened(tmp_path) as book:
        assert not check(book).faults


def _no_orders(pilot: Pilot[None]) -> None:
    found = _ORDERS.search(picture(pilot).replace("\n", ""))
    assert not found, repr(found)


def test_a_draft_keeps_every_text_as_it_was_typed(tmp_path: Path) -> None:
    """Half a surrogate and every control character included: a draft refuses nothing but who a patient is."""
    make_logbook(tmp_path, scans=0)
    with opened(tmp_path) as book:
        for at in range(0, len(STRINGS), 40):
            typed = {f"line {place}": text for place, text in enumerate(STRINGS[at : at + 40])}
            keep_form(book, f"draft {at}", "scan", typed)
        kept = {one.record: one.typed for one in kept_forms(book, "scan")}
    said = [text for at in range(0, len(STRINGS), 40) for text in kept[f"draft {at}"].values()]
    assert said == list(STRINGS)
