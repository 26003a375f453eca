"""Moving to another edition: nothing is lost on the way, and no clock starts anew."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from sonolog.store.enrolments import enrolment_rows
from sonolog.usecases.enrol import enrol
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.fact_answers import FactRefused
from sonolog.usecases.frameworks import add_framework
from sonolog.usecases.move_enrolment import move_enrolment, plan_move
from sonolog.usecases.people import the_trainee

from .ward import Ward

FILE = """
framework = "ours"
edition = "1"
title = "Ours"
source = { body = "Us", document = "Ours", confidence = "template" }
regions = ["shoulder", "knee"]
[[stage]]
id = "one"
title = "One"
[[fact]]
id = "hours"
title = "How many hours a week?"
type = "number"
[[fact]]
id = "since"
title = "When did you register?"
type = "date"
[[fact]]
id = "route"
title = "Which route?"
type = "choice"
options = ["long", "short"]
[[event]]
id = "registered"
fact = "since"
[[requirement]]
id = "scans"
stage = "one"
title = "Scans in the first year"
of = "scan"
within = { from = "enrolment" }
when = { hours = { at_least = 10 }, route = "long" }
at_least = 5
[[requirement]]
id = "later"
stage = "one"
title = "Since registration"
of = "scan"
within = { from = "registered" }
at_least = 5
"""


@pytest.fixture
def editions(ward: Ward, tmp_path: Path) -> Ward:
    """Return a ward that knows two editions of a framework and is enrolled on the first."""
    for edition in ("1", "2"):
        file = tmp_path / f"ours-{edition}.toml"
        text = FILE.replace('edition = "1"', f'edition = "{edition}"')
        file.write_text(
            text
            if edition == "1"
            else text.replace('id = "hours"', 'id = "weekly-hours"').replace("hours = {", "weekly-hours = {"),
            "utf-8",
        )
        add_framework(file, ward.book.home)
    facts = {"hours": "20", "since": "1 March 2026", "route": "long"}
    enrol(ward.book, "ours@1", day="2026-01-05", scope=("knee",), facts=facts)
    return ward


def test_scope_answers_and_the_first_day_are_taken_along(editions: Ward) -> None:
    """What the new edition still asks for is kept, what it no longer asks for is left behind, the clock runs on."""
    book = editions.book
    trainee = the_trainee(book).id
    moved = move_enrolment(book, plan_move(book, "ours"))
    assert (moved.edition, moved.day) == ("2", book.today)
    assert moved.questions == (("weekly-hours", "How many hours a week?"),)
    with book.reading() as connection:
        (row,) = (one for one in enrolment_rows(connection, trainee, book.today) if one.framework == "ours")
    assert row.scope == ("knee",)
    assert row.facts == {"since": "2026-03-01", "route": "long"}
    assert (row.day, row.since, row.edition) == (book.today, date(2026, 1, 5), "2")
    assert row.as_evidence().day == date(2026, 1, 5)


def test_a_plan_that_was_overtaken_is_not_carried_out(editions: Ward) -> None:
    """Two windows plan the same move; the second is refused and the enrolment stays single."""
    book = editions.book
    first, second = plan_move(book, "ours@2"), plan_move(book, "ours@2")
    move_enrolment(book, first)
    with pytest.raises(NotEnrolled):
        move_enrolment(book, second)


def test_one_who_is_not_on_it_cannot_be_moved(ward: Ward) -> None:
    """Moving starts from an enrolment."""
    with pytest.raises(NotEnrolled):
        plan_move(ward.book, "case-pgc-msk")


@pytest.mark.parametrize(
    ("name", "text"),
    [("hours", "many"), ("hours", "-3"), ("since", "soonish"), ("route", "middle"), ("weekly-hours", "3")],
)
def test_an_answer_that_is_none_is_refused(ward: Ward, tmp_path: Path, name: str, text: str) -> None:
    """A number, a day and a choice are understood as such or refused; nothing is stored."""
    file = tmp_path / "ours.toml"
    file.write_text(FILE, "utf-8")
    add_framework(file, ward.book.home)
    with pytest.raises(FactRefused):
        enrol(ward.book, "ours", facts={name: text})
    with ward.book.reading() as connection:
        rows = enrolment_rows(connection, the_trainee(ward.book).id, ward.book.today)
    assert "ours" not in {row.framework for row in rows}
