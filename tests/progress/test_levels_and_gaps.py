"""Gaps between entries, single values of a number field, cool-downs, and so many linked records."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest

from sonolog.domain.predicate import Compare, Linked
from sonolog.domain.requirement import Between, Cooldown, NamedDay, SignatoryRule

from .made import (
    TODAY,
    a_framework,
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


def meetings(*days: str) -> list[dict[str, Any]]:
    """Return meetings on these days."""
    return [{"day": day} for day in days]


@pytest.mark.parametrize(
    ("days", "met", "have"),
    [
        (("2026-05-01", "2026-05-29", "2026-06-26"), True, 4),
        (("2026-04-01", "2026-05-27", "2026-06-26"), False, 8),
        (("2026-04-01", "2026-04-29"), False, 8),
        ((), False, 0),
    ],
)
def test_the_longest_gap_looks_at_the_time_since_the_last_one_too(days: tuple[str, ...], met: bool, have: int) -> None:
    """Six weeks at most: an old gap and one that goes on both break it, and no meeting at all is none."""
    asked = a_requirement(of="meeting", gap="longest", at_most=time(6, "weeks"))
    answer = answer_of(asked, evidence_of(meeting=meetings(*days)))
    assert (answer.met, answer.have) == (met, have)


def test_a_gap_is_measured_to_the_end_of_its_window() -> None:
    """After the window the clock no longer runs."""
    window = Between(start=NamedDay(name="first"), until=NamedDay(name="last"))
    first = a_requirement("first", of="course", at_least=number(1))
    last = a_requirement("last", of="assessment", at_least=number(1))
    asked = a_requirement(of="meeting", gap="longest", at_most=time(6, "weeks"), within=window)
    evidence = evidence_of(
        meeting=meetings("2026-01-05", "2026-02-10"), course=[{"day": "2026-01-01"}], assessment=[{"day": "2026-02-20"}]
    )
    assert answers_of(a_framework(first, last, asked), evidence)["it"].met


@pytest.mark.parametrize(("second", "met"), [("2026-03-01", True), ("2026-02-28", False)])
def test_the_shortest_gap_asks_for_time_between(second: str, met: bool) -> None:
    """A month between two courses, its last day inside."""
    asked = a_requirement(of="course", gap="shortest", at_least=time(1, "months"))
    assert answer_of(asked, evidence_of(course=meetings("2026-02-01", second))).met is met


LEVELS = [{"day": f"2026-0{at}-01", "level": level} for at, level in enumerate([2, 4, None, 3], start=1)]


@pytest.mark.parametrize(("take", "have"), [("lowest", 2), ("highest", 4), ("latest", 3), ("mean", 3)])
def test_one_value_is_taken_of_the_entries_that_hold_one(take: str, have: int) -> None:
    """An assessment without a level is left out."""
    answer = answer_of(a_requirement(of="assessment", **{take: "level"}), evidence_of(assessment=LEVELS))
    assert answer.have == have


def test_no_value_meets_no_bound() -> None:
    """Where nothing was measured even a ceiling is not kept."""
    asked = a_requirement(of="assessment", highest="level", at_most=number(3))
    assert not answer_of(asked, evidence_of(assessment=[{"day": "2026-01-01"}])).met
    assert answer_of(asked, evidence_of(assessment=[{"day": "2026-01-01", "level": 3}])).met


def marked(*marks: str) -> dict[str, Any]:
    """Return an assessment with marks of its items, as they are stored."""
    return {
        "day": "2026-01-01",
        "marks": tuple(json.dumps({"item": f"i{at}", "mark": mark}) for at, mark in enumerate(marks)),
    }


@pytest.mark.parametrize(("marks", "lowest", "mean"), [(("40", "80"), False, True), (("55", "60"), True, False)])
def test_a_pass_in_every_part_is_not_one_on_average(marks: tuple[str, ...], lowest: bool, mean: bool) -> None:
    """Forty and eighty average sixty, but one part is below fifty."""
    evidence = evidence_of(assessment=[marked(*marks)])
    for field, bound, met in (("lowest_mark", 50, lowest), ("mean_mark", 60, mean)):
        asked = a_requirement(of="assessment", where=Compare(field=field, at_least=bound), at_least=number(1))
        assert answer_of(asked, evidence).met is met


@pytest.mark.parametrize(("day", "have"), [("2026-04-30", 0), ("2026-05-01", 1)])
def test_after_a_failure_a_pass_counts_only_when_the_time_is_over(day: str, have: int) -> None:
    """Three months after 1 February means from 1 May on."""
    rows = [{"day": "2026-02-01", "outcome": "failed"}, {"day": day, "outcome": "passed"}]
    cooldown = Cooldown(after=is_in("outcome", "failed"), length=time(3, "months"))
    asked = a_requirement(of="assessment", where=is_in("outcome", "passed"), cooldown=cooldown, at_least=number(1))
    answer = answer_of(asked, evidence_of(assessment=rows))
    assert answer.have == have
    if not have:
        assert answer.reasons["cooldown"] == "Within 3 months of an entry after which the next ones do not count yet."


@pytest.mark.parametrize(("least", "most", "have"), [(2, None, 2), (3, None, 1), (1, 2, 1), (4, None, 0)])
def test_so_many_linked_records_must_match(least: int, most: int | None, have: int) -> None:
    """The case mix inside an assessment: two abnormal scans, three, at most two."""
    scans = [{"day": "2026-01-01", "finding": "abnormal"}] * 3 + [{"day": "2026-01-01", "finding": "normal"}]
    mixes = [("r0000", "r0001", "r0003"), ("r0000", "r0001", "r0002"), ("r0003",), None]
    rows = [{"day": "2026-02-01", "scans": mix} for mix in mixes]
    where = Linked(field="scans", kind="scan", where=is_in("finding", "abnormal"), at_least=least, at_most=most)
    assert answer_of(a_requirement(of="assessment", where=where), evidence_of(scan=scans, assessment=rows)).have == have


def test_a_signatory_may_have_to_be_the_mentor() -> None:
    """“is” asks for a place in the trainee's own logbook."""
    rows = [{"day": "2026-02-01", "assessor": person} for person in ("mia", "sam")]
    people = [a_person("mia", roles=("mentor",)), a_person("sam", roles=("supervisor",))]
    asked = a_requirement(of="assessment", by=(SignatoryRule(like=("mentor",)),), at_least=number(1))
    answer = answer_of(asked, evidence_of(assessment=rows, people=people))
    assert counted(answer) == [0]
    assert answer.reasons["signatory-role"] == "Who supervised or signed it does not have what is asked: the mentor."


@pytest.mark.parametrize(("began", "have"), [("2025-12-31", 1), ("2026-01-01", 0)])
def test_experience_may_be_asked_in_parts_of_a_year(began: str, have: int) -> None:
    """Half a year since the accreditation, to the day."""
    rule = SignatoryRule(where=Compare(field="years", at_least=Decimal("0.5")))
    rows = [{"day": TODAY.isoformat(), "supervisor": "sam"}]
    answer = answer_of(a_requirement(by=(rule,)), evidence_of(scan=rows, people=[a_person("sam", (1, began))]))
    assert answer.have == have
