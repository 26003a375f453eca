"""Counts that fall by themselves are told before they do."""

from __future__ import annotations

from datetime import date

from sonolog.domain.requirement import LookBack, NamedDay

from .made import a_part, a_requirement, answer_of, evidence_of, is_in, number, time

YEAR = LookBack(before=NamedDay(name="today"), length=time(12, "months"))


def test_what_leaves_the_window_is_told_with_the_day_it_falls() -> None:
    """Three of four are needed; the second to leave does so the day after its year is over."""
    rows = [{"day": day} for day in ("2025-07-01", "2025-08-10", "2026-01-01", "2026-02-01")]
    answer = answer_of(a_requirement(within=YEAR, at_least=number(3)), evidence_of(scan=rows))
    assert answer.met
    assert answer.falls_on == date(2026, 8, 11)
    assert answer.sentence.endswith("2 scans leave the window by 11 August 2026, and it is then no longer met.")


def test_a_part_that_will_fall_makes_the_requirement_fall() -> None:
    """The total holds, but its only knee leaves."""
    rows = [{"day": "2025-07-05", "region": "knee"}, {"day": "2026-01-01", "region": "elbow"}]
    parts = (a_part("knee", where=is_in("region", "knee"), at_least=number(1)),)
    answer = answer_of(a_requirement(within=YEAR, parts=parts, at_least=number(1)), evidence_of(scan=rows))
    assert answer.falls_on == date(2026, 7, 6)


def test_nothing_is_said_where_nothing_leaves_soon() -> None:
    """What leaves in more than half a year is no news, nor is a fixed window."""
    rows = [{"day": "2026-06-01"}]
    assert answer_of(a_requirement(within=YEAR, at_least=number(1)), evidence_of(scan=rows)).falls_on is None
    assert answer_of(a_requirement(at_least=number(1)), evidence_of(scan=rows)).falls_on is None


def test_what_is_not_met_cannot_fall_but_what_leaves_is_told() -> None:
    """A trainee still short hears that they are losing ground."""
    rows = [{"day": "2025-07-05"}]
    answer = answer_of(a_requirement(within=YEAR, at_least=number(2)), evidence_of(scan=rows))
    assert answer.falls_on is None
    assert answer.sentence.endswith("1 scan leaves the window by 6 July 2026.")
