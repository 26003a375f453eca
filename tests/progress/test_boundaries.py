"""The boundary cases that published frameworks are known to disagree on, one by one."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from sonolog.domain.framework import Stage
from sonolog.domain.predicate import AllOf, AnyOf, Compare
from sonolog.domain.requirement import (
    BestWindow,
    Each,
    LookBack,
    NamedDay,
    Rate,
    SignatoryRule,
    Window,
)
from sonolog.progress.days import plus, plus_months, whole_units
from sonolog.progress.evaluate import evaluate

from .made import (
    SAM,
    a_framework,
    a_part,
    a_person,
    a_requirement,
    answer_of,
    answers_of,
    counted,
    evidence_of,
    is_in,
    number,
    time,
)

LEVEL_TWO = (SignatoryRule(where=Compare(field="level", at_least=2)),)
LAST_YEAR = LookBack(before=NamedDay(name="today"), length=time(12, "months"))


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [("2024-02-29", 12, "2025-02-28"), ("2026-01-31", 1, "2026-02-28"), ("2025-12-31", 2, "2026-02-28")],
)
def test_months_clamp_to_the_end_of_the_month(day: str, months: int, later: str) -> None:
    """A month after 31 January is 28 February, a year after 29 February is 28 February."""
    assert plus_months(date.fromisoformat(day), months) == date.fromisoformat(later)
    assert whole_units(date.fromisoformat(day), date.fromisoformat(later), "months") == months


def test_a_length_of_time_never_leaves_the_calendar() -> None:
    """Absurd lengths end on the calendar's last day instead of failing."""
    assert plus(date(2026, 1, 1), time(99_999, "years")) == date.max
    assert plus(date(2026, 1, 1), time(10**9, "days")) == date.max


@pytest.mark.parametrize(
    ("day", "as_of", "counts"),
    [
        ("2025-06-30", date(2026, 6, 30), True),
        ("2025-06-29", date(2026, 6, 30), False),
        ("2024-02-29", date(2025, 2, 28), True),
        ("2024-02-28", date(2025, 3, 1), False),
        ("2024-02-29", date(2025, 3, 1), False),
    ],
)
def test_the_edge_of_a_look_back_is_inside(day: str, as_of: date, counts: bool) -> None:
    """An entry exactly twelve months old still counts; one a day older does not; 29 February included."""
    answer = answer_of(
        a_requirement(within=LAST_YEAR, at_least=number(1)), evidence_of(as_of=as_of, scan=[{"day": day}])
    )
    assert answer.met is counts
    assert answer.not_counted == ({} if counts else {"outside-window": ("r0000",)})


def test_both_edges_of_the_best_window_are_inside() -> None:
    """A window opened on 1 January that lasts a month still holds 1 February, not 2 February."""
    best = BestWindow(length=time(1, "months"))
    rows = [{"day": "2026-01-01"}, {"day": "2026-02-01"}, {"day": "2026-03-02"}]
    assert counted(answer_of(a_requirement(within=best, at_least=number(2)), evidence_of(scan=rows))) == [
        0,
        1,
    ]
    late = [{"day": "2026-01-01"}, {"day": "2026-02-02"}]
    assert answer_of(a_requirement(within=best, at_least=number(2)), evidence_of(scan=late)).have == 1


def test_the_best_window_looks_at_the_parts_as_well() -> None:
    """Of two windows that reach the total, the later one is taken where only it reaches the part."""
    rows = [
        {"day": "2025-01-01", "region": "elbow"},
        {"day": "2025-01-02", "region": "elbow"},
        {"day": "2026-01-01", "region": "elbow"},
        {"day": "2026-01-02", "region": "knee"},
    ]
    asked = a_requirement(
        within=BestWindow(length=time(1, "months")),
        parts=(a_part("knee", where=is_in("region", "knee"), at_least=number(1)),),
        at_least=number(2),
    )
    answer = answer_of(asked, evidence_of(scan=rows))
    assert answer.met
    assert counted(answer) == [2, 3]
    assert answer.sentence == "2 of 2 scans, 0 signed; best 1 month: 1 January 2026 to 1 February 2026."


def test_a_back_dated_entry_changes_the_last_ones() -> None:
    """Logging an older scan late pushes nothing out of the last two; logging a newer one does."""
    asked = a_requirement(last=2, having=is_in("finding", "abnormal"), at_least=number(2))
    rows = [{"day": "2026-03-01", "finding": "abnormal"}, {"day": "2026-04-01", "finding": "abnormal"}]
    assert answer_of(asked, evidence_of(scan=rows)).met
    older = [*rows, {"day": "2026-01-01", "finding": "normal"}]
    assert answer_of(asked, evidence_of(scan=older)).met
    between = [*rows, {"day": "2026-03-15", "finding": "normal"}]
    answer = answer_of(asked, evidence_of(scan=between))
    assert not answer.met
    assert answer.not_counted == {"before-last": ("r0000",), "having-finding": ("r0002",)}


def test_a_level_reached_after_the_scan_does_not_count_for_it() -> None:
    """A supervisor who reached level 2 later does not make an earlier scan count; from that day they do."""
    people = [a_person(SAM, (1, "2020-01-01"), (2, "2026-03-01"))]
    rows = [{"day": day, "supervisor": SAM} for day in ("2026-02-28", "2026-03-01", "2026-03-02")]
    answer = answer_of(a_requirement(by=LEVEL_TWO, at_least=number(3)), evidence_of(scan=rows, people=people))
    assert counted(answer) == [1, 2]
    assert answer.not_counted == {"signatory-level": ("r0000",)}


def test_a_level_nobody_recorded_is_not_called_too_low() -> None:
    """Without a supervisor, without an accreditation or without its level, the reason is "not recorded"."""
    people = [a_person("bare"), a_person("vague", (None, "2020-01-01"))]
    rows = [
        {"day": "2026-01-01"},
        {"day": "2026-01-02", "supervisor": "bare"},
        {"day": "2026-01-03", "supervisor": "vague"},
        {"day": "2026-01-04", "supervisor": "stranger"},
    ]
    answer = answer_of(a_requirement(by=LEVEL_TWO, at_least=number(1)), evidence_of(scan=rows, people=people))
    assert answer.not_counted == {"signatory-not-recorded": ("r0000", "r0001", "r0002", "r0003")}
    told = answer.reasons["signatory-not-recorded"]
    assert told.startswith("Not recorded of who supervised or signed it: an accreditation at level 2 or higher.")
    assert "sonolog add accreditation person=" in told


def test_what_a_supervisor_has_to_hold_is_said_as_people_say_it() -> None:
    """Field, level and years of an accreditation are one phrase, and two ways to meet it are kept apart."""
    senior = AllOf(of=(is_in("level", 1), Compare(field="years", at_least=2)))
    where = AllOf(of=(is_in("field", "msk"), AnyOf(of=(Compare(field="level", at_least=2), senior))))
    rows = [{"day": "2026-01-01", "supervisor": "bare"}]
    rule = SignatoryRule(where=where)
    answer = answer_of(a_requirement(by=(rule,)), evidence_of(scan=rows, people=[a_person("bare")]))
    asked = "an accreditation in msk at level 2 or higher, or at level 1 held for 2 or more years."
    assert asked in answer.reasons["signatory-not-recorded"]


def test_two_structures_of_one_region_are_one_scan() -> None:
    """A scan tagged with two structures counts once in the total and once in each structure."""
    each = Each(field="structures", values=("biceps", "triceps"), at_least=number(1))
    rows = [{"day": "2026-01-01", "structures": ("biceps", "triceps")}]
    answers = answers_of(a_framework(a_requirement(each=each)), evidence_of(scan=rows))
    assert (answers["it"].have, answers["it"].met) == (1, True)
    assert [answers[f"it/{one}"].have for one in ("biceps", "triceps")] == [1, 1]


def test_own_signature_is_no_independent_one() -> None:
    """A rule that excludes the trainee does not count an entry the trainee signed."""
    rule = (SignatoryRule(who="signer", unlike=("trainee",)),)
    rows = [
        {"day": "2026-01-01", "status": "signed", "signer": "tess"},
        {"day": "2026-01-02", "status": "signed"},
    ]
    answer = answer_of(a_requirement(by=rule, at_least=number(1)), evidence_of(scan=rows, people=[a_person(SAM)]))
    assert counted(answer) == [1]
    assert answer.not_counted == {"signatory-role": ("r0000",)}


def test_a_window_slides_and_a_count_falls_with_no_new_event() -> None:
    """Met on one day, not met on the next, with nothing logged in between."""
    asked = a_requirement(within=LAST_YEAR, at_least=number(1))
    rows = [{"day": "2025-06-30"}]
    assert answer_of(asked, evidence_of(as_of=date(2026, 6, 30), scan=rows)).met
    assert not answer_of(asked, evidence_of(as_of=date(2026, 7, 1), scan=rows)).met


def test_minima_met_and_the_total_not() -> None:
    """The bar is not full when every region has its minimum but the total is not reached."""
    each = Each(field="region", values="scope", at_least=number(1))
    rows = [{"day": "2026-01-01", "region": region} for region in ("shoulder", "elbow", "knee")]
    answers = answers_of(a_framework(a_requirement(each=each, at_least=number(6))), evidence_of(scan=rows))
    assert all(answers[f"it/{region}"].met for region in ("shoulder", "elbow", "knee"))
    assert (answers["it"].met, answers["it"].share) == (False, 0.5)


def test_the_total_met_and_a_minimum_not() -> None:
    """The bar is not full when the total is reached but a region lacks entries; the sentence names it."""
    each = Each(field="region", values="scope", at_least=number(2))
    rows = [{"day": "2026-01-01", "region": region} for region in ("elbow", "elbow", "elbow", "knee", "knee")]
    answer = answer_of(a_requirement(each=each, at_least=number(5)), evidence_of(scan=rows))
    assert not answer.met
    assert answer.share < 1
    assert answer.sentence == "5 of 5 scans; 2 more of Shoulder."


def test_an_edit_after_sign_off_counts_as_logged_only() -> None:
    """An amended entry is there, but no longer signed."""
    answer = answer_of(
        a_requirement(at_least=number(1)), evidence_of(scan=[{"day": "2026-01-01", "status": "amended"}])
    )
    assert (answer.have, answer.signed, answer.status) == (1, 0, "evidence-met")


def test_a_rate_with_leave_in_it() -> None:
    """A week of leave that falls short is cut out; without the pause it would break the run."""
    weeks = ["2026-03-02", "2026-03-09", "2026-03-23"]
    rows = [{"day": day} for day in weeks]
    leave = [{"day": "2026-03-18", "until": date(2026, 3, 20)}]
    asked: dict[str, Any] = {"of": "session", "at_least": number(3)}
    paused = a_requirement(rate=Rate(per="week", at_least=1, pause="leave"), **asked)
    plain = a_requirement(rate=Rate(per="week", at_least=1), **asked)
    evidence = evidence_of(session=rows, leave=leave)
    assert (answer_of(paused, evidence).have, answer_of(paused, evidence).met) == (3, True)
    assert (answer_of(plain, evidence).have, answer_of(plain, evidence).met) == (2, False)


def test_a_week_of_leave_that_reaches_the_rate_counts() -> None:
    """Whoever works enough in a week of leave has that week counted."""
    rows = [{"day": "2026-03-02"}, {"day": "2026-03-09"}]
    leave = [{"day": "2026-03-11", "until": date(2026, 3, 12)}]
    asked = a_requirement(of="session", rate=Rate(per="week", at_least=1, pause="leave"), at_least=number(2))
    assert answer_of(asked, evidence_of(session=rows, leave=leave)).have == 2


@pytest.mark.parametrize(("weeks", "met"), [(12, False), (13, True), (26, True), (27, False)])
def test_a_rate_kept_for_three_to_six_months(weeks: int, met: bool) -> None:
    """Three months are 13 weeks and six months 26, both included."""
    monday = date(2025, 1, 6)
    rows = [{"day": plus(monday, time(week, "weeks")).isoformat()} for week in range(weeks)]
    asked = a_requirement(
        of="session",
        rate=Rate(per="week", at_least=1),
        at_least=time(3, "months"),
        at_most=time(6, "months"),
    )
    answer = answer_of(asked, evidence_of(session=rows))
    assert (answer.have, answer.need, answer.unit, answer.met) == (weeks, 13, "weeks", met)


def test_a_framework_with_no_numbers_at_all() -> None:
    """Requirements without numbers show what is there, block nothing, and do not make the stage met."""
    found = evaluate(a_framework(a_requirement()), evidence_of(scan=[{"day": "2026-01-01"}]))
    answer, stage = found.requirements[0], found.stages[0]
    assert (answer.have, answer.need, answer.strength) == (1, None, "indicative")
    assert (stage.met, stage.blocking) == (False, ())
    assert stage.sentence == "This stage asks for no numbers."


@pytest.mark.parametrize("within", [None, LAST_YEAR, BestWindow(length=time(1, "months"))])
def test_an_empty_logbook(within: Window | None) -> None:
    """Nothing logged is not started, whatever the window."""
    answer = answer_of(a_requirement(within=within, at_least=number(3)), evidence_of())
    assert (answer.have, answer.met, answer.status, answer.share) == (0, False, "not-started", 0.0)


def test_evidence_after_the_day_is_not_looked_at() -> None:
    """Entries dated after the day of the evaluation do not count."""
    rows = [{"day": "2026-06-30"}, {"day": "2026-07-01"}]
    assert answer_of(a_requirement(at_least=number(2)), evidence_of(scan=rows)).have == 1


def test_part_time_years_are_scaled() -> None:
    """Two years at half of a full-time week are one full-time year."""
    rows = [{"day": "2024-07-01", "until": date(2026, 6, 30), "weekly_minutes": 1125}]
    asked = a_requirement(of="placement", sum="years_full_time", at_least=number(1), sign_off="none")
    stages = [Stage(id="one", title="One")]
    answer = answer_of(asked, evidence_of(placement=rows), stages=stages)
    assert answer.sentence.startswith(f"{answer.have} of 1 full-time year")
    assert 0.99 <= answer.have <= 1
