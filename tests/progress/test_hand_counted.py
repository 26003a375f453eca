"""Logs small enough to count by hand, rules of volume, ceilings and sums."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from sonolog.domain.bound import Percent, Rounding
from sonolog.domain.framework import (
    Eligible,
    SheetLine,
)
from sonolog.domain.predicate import Not, Present
from sonolog.domain.requirement import (
    Each,
    Limit,
    Minimum,
)
from sonolog.progress.evidence import Enrolled

from .made import (
    ANN,
    SAM,
    a_framework,
    a_part,
    a_requirement,
    answer_of,
    answers_of,
    counted,
    evidence_of,
    is_in,
    number,
)

NORMAL = is_in("finding", "normal")


def scans(*findings: str, status: str = "draft") -> list[dict[str, str]]:
    """Return scans on successive days of January."""
    return [
        {"day": f"2026-01-{at:02}", "finding": finding, "status": status}
        for at, finding in enumerate(findings, start=1)
    ]


def test_thirty_normal_and_forty_abnormal_with_at_most_ten_normal_count_fifty() -> None:
    """The surplus of a limit is set aside, the oldest normals count, and the sentence says so."""
    rows = scans(*["normal"] * 15, *["abnormal"] * 16)
    limit = Limit(where=NORMAL, at_most=number(10), title="normals")
    answer = answer_of(a_requirement(limits=(limit,), at_least=number(50)), evidence_of(scan=rows))
    assert answer.have == 26
    assert answer.sentence == "26 of 50 scans: 24 more; 5 normals over the limit of 10 do not count."
    assert counted(answer) == [*range(10), *range(15, 31)]


def test_one_entry_over_a_limit_is_told_in_the_singular() -> None:
    """One surplus entry "does" not count."""
    limit = Limit(where=NORMAL, at_most=number(1), title="normal")
    answer = answer_of(a_requirement(limits=(limit,), at_least=number(1)), evidence_of(scan=scans("normal", "normal")))
    assert answer.sentence == "1 of 1 scan, 0 signed; 1 normal over the limit of 1 does not count."


def test_five_per_cent_of_one_hundred_and_fifty_rounds_as_declared() -> None:
    """7.5 is 8 where the rule rounds up or to the nearest, 7 where it rounds down or does not say."""
    rows = [{"day": "2026-01-01", "finding": "normal"} for _ in range(20)]
    declared: list[tuple[Rounding | None, int]] = [("up", 8), ("nearest", 8), ("down", 7), (None, 7)]
    for rounding, room in declared:
        limit = Limit(where=NORMAL, at_most=Percent(percent=5, round=rounding))
        answer = answer_of(a_requirement(limits=(limit,), at_least=number(150)), evidence_of(scan=rows))
        assert answer.have == room


def test_the_warm_up_counts_only_what_would_count() -> None:
    """A scan that fails the rule uses up no place of the first two that never count."""
    rows = scans("abnormal", "normal", "normal", "normal")
    answer = answer_of(a_requirement(where=NORMAL, skip=2, at_least=number(1)), evidence_of(scan=rows))
    assert answer.not_counted == {"where-finding": ("r0000",), "warm-up": ("r0001", "r0002")}


def test_an_unmarked_entry_matches_no_test_and_no_not_of_one() -> None:
    """Only asking for its absence finds it."""
    rows = [{"day": "2026-01-01", "adequate": value} for value in (True, False, None)]
    evidence = evidence_of(scan=rows)
    test = is_in("adequate", True)
    assert counted(answer_of(a_requirement(where=test), evidence)) == [0]
    assert counted(answer_of(a_requirement(where=Not(of=test)), evidence)) == [1]
    absent = Present(field="adequate", present=False)
    assert counted(answer_of(a_requirement(where=absent), evidence)) == [2]


def test_what_a_requirement_is_not_about_is_not_held_against_it() -> None:
    """Only entries it is about can be not counted."""
    rows = [{"day": "2026-01-01", "region": "knee"}, {"day": "2026-01-01", "region": "elbow"}]
    asked = a_requirement(about=is_in("region", "knee"), where=NORMAL, at_least=number(1))
    assert answer_of(asked, evidence_of(scan=rows)).not_counted == {"where-finding": ("r0000",)}


def test_dead_entries_never_count_and_say_why() -> None:
    """Withdrawn, redacted and contradictory entries have their own reasons, before any other."""
    rows = [{"day": "2026-01-01", "status": status} for status in ("withdrawn", "redacted", "conflict", "returned")]
    answer = answer_of(a_requirement(at_least=number(1)), evidence_of(scan=rows))
    assert answer.not_counted == {"withdrawn": ("r0000",), "redacted": ("r0001",), "conflict": ("r0002",)}
    assert counted(answer) == [3]


def test_what_the_whole_framework_leaves_out() -> None:
    """The framework's own condition comes before the requirement's; a requirement may opt out of it."""
    rows = [{"day": "2026-01-01", "setting": "phantom"}, {"day": "2026-01-01", "setting": "patient"}]
    eligible = (Eligible(kind="scan", where=is_in("setting", "patient")),)
    evidence = evidence_of(scan=rows)
    assert answer_of(a_requirement(), evidence, eligible=eligible).not_counted == {"not-eligible": ("r0000",)}
    told = answer_of(a_requirement(), evidence, eligible=eligible).reasons["not-eligible"]
    assert told == "The framework counts only entries with setting: patient."
    assert answer_of(a_requirement(eligible=False), evidence, eligible=eligible).have == 2


@pytest.mark.parametrize(
    ("statuses", "status"),
    [
        (("signed", "signed"), "signed"),
        (("signed", "submitted"), "awaiting-sign-off"),
        (("signed", "draft"), "evidence-met"),
        (("signed",), "in-progress"),
        ((), "not-started"),
    ],
)
def test_the_way_from_logged_to_signed(statuses: tuple[str, ...], status: str) -> None:
    """Evidence met needs the entries, signed needs their signatures, and between them lies waiting."""
    rows = [{"day": "2026-01-01", "status": one} for one in statuses]
    answer = answer_of(a_requirement(at_least=number(2)), evidence_of(scan=rows))
    assert answer.status == status
    assert answer.signed == statuses.count("signed")


def test_no_sign_off_asked() -> None:
    """Where entries need no signature, all that counts rests on itself."""
    answer = answer_of(a_requirement(sign_off="none", at_least=number(1)), evidence_of(scan=scans("normal")))
    assert (answer.status, answer.signed, answer.sign_off) == ("evidence-met", 1, False)


def test_hours_from_minutes() -> None:
    """Three sessions of 200 minutes are ten hours; two are 6.66, and an unmarked one is told."""
    rows = [{"day": "2026-01-01", "minutes": 200} for _ in range(2)]
    asked = a_requirement(of="session", sum="hours", at_least=number(10))
    short = answer_of(asked, evidence_of(session=[*rows, {"day": "2026-01-01"}]))
    assert short.have == Decimal("6.66")
    assert short.sentence == "6.66 of 10 hours: 3.34 more."
    assert short.not_counted == {"no-hours": ("r0002",)}
    full = answer_of(asked, evidence_of(session=[*rows, rows[0]]))
    assert (full.have, full.met, full.unit) == (10, True, "hours")


def test_credits_are_decimals() -> None:
    """Credits kept as text are added exactly."""
    rows = [{"day": "2026-01-01", "credits": "22.5"}, {"day": "2026-01-01", "credits": "37.5"}]
    answer = answer_of(a_requirement(of="course", sum="credits", at_least=number(60)), evidence_of(course=rows))
    assert (answer.have, answer.met) == (60, True)


def test_different_assessors() -> None:
    """Two assessments by one assessor are one assessor; the later adds nothing and says why."""
    rows = [{"day": f"2026-01-0{at}", "assessor": who} for at, who in enumerate((SAM, SAM, ANN), start=1)]
    asked = a_requirement(of="assessment", distinct="assessor", at_least=number(2))
    answer = answer_of(asked, evidence_of(assessment=rows))
    assert (answer.have, answer.unit, answer.not_counted) == (2, "assessors", {"duplicate": ("r0001",)})
    assert answer.reasons["duplicate"] == "Another entry already counts with the same assessor."


def test_nested_minimum() -> None:
    """Of three vascular accesses at least one is central."""
    rows = [{"day": "2026-01-01", "intervention": one} for one in ("peripheral", "peripheral", "central")]
    part = a_part("central", where=is_in("intervention", "central"), at_least=number(1))
    asked = a_requirement(parts=(part,), at_least=number(3))
    assert answer_of(asked, evidence_of(scan=rows)).met
    answer = answer_of(asked, evidence_of(scan=rows[:2] * 2))
    assert answer.sentence == "4 of 3 scans; 1 more of Central."


def test_one_selection_must_meet_total_and_parts() -> None:
    """The limit's places go to the entries a part needs, not simply to the oldest."""
    rows = [
        {"day": "2026-01-01", "finding": "normal", "region": "elbow"},
        {"day": "2026-01-02", "finding": "normal", "region": "knee"},
    ]
    knee = a_part("knee", where=is_in("region", "knee"), at_least=number(1))
    asked = a_requirement(limits=(Limit(where=NORMAL, at_most=number(1)),), parts=(knee,), at_least=number(1))
    answer = answer_of(asked, evidence_of(scan=rows))
    assert answer.met
    assert counted(answer) == [1]


def test_each_value_with_its_own_minimum_and_an_even_spread() -> None:
    """A tolerance of 50 % lets a value fall to half of an even split, not below."""
    rows = [{"day": "2026-01-01", "region": one} for one in ["knee"] * 7 + ["elbow"] * 2]
    spread = Each(field="region", values=("knee", "elbow"), even_percent=50)
    answers = answers_of(a_framework(a_requirement(each=spread)), evidence_of(scan=rows))
    assert (answers["it/elbow"].need, answers["it"].met) == (3, False)
    minima = Each(field="region", minima=(Minimum(value="elbow", at_least=number(2)),))
    assert answer_of(a_requirement(each=minima), evidence_of(scan=rows)).met


def test_a_sentence_for_parts_alone() -> None:
    """Where only parts have a target, the sentence tells how many are met and what the others lack."""
    each = Each(field="region", values=("knee", "elbow"), at_least=number(2))
    rows = [{"day": "2026-01-01", "region": one} for one in ("knee", "knee", "elbow")]
    answer = answer_of(a_requirement(each=each), evidence_of(scan=rows))
    assert (answer.have, answer.need, answer.share) == (3, None, 0.75)
    assert answer.sentence == "3 scans, 1 of 2 regions met; 1 more of Elbow."


def test_regions_of_the_learning_agreement() -> None:
    """A shoulder-only learner has no knee requirement."""
    each = Each(field="region", values="scope", at_least=number(1))
    enrolled = Enrolled("example", "1", date(2026, 1, 1), scope=("shoulder",))
    rows = [{"day": "2026-01-01", "region": "shoulder"}]
    found = answers_of(a_framework(a_requirement(each=each)), evidence_of(scan=rows, enrolled=enrolled))
    assert list(found) == ["it", "it/shoulder"]
    assert found["it"].met


def test_competency_lines_of_the_stage() -> None:
    """Lines of other frameworks, other stages and other regions are not asked and do not count."""
    lines = (
        SheetLine(id="cuff", title="Rotator cuff", stage="one", region="shoulder"),
        SheetLine(id="menisci", title="Menisci", stage="one", region="knee"),
        SheetLine(id="later", title="Later", stage="two", region="shoulder"),
    )
    mine = {"day": "2026-01-01", "line": "cuff", "framework": "example", "status": "signed"}
    rows = [mine, {**mine, "framework": "other"}]
    asked = a_requirement(of="line", each=Each(field="line", values="stage", at_least=number(1)))
    enrolled = Enrolled("example", "1", date(2026, 1, 1), scope=("shoulder",))
    framework = a_framework(asked, lines=lines)
    found = answers_of(framework, evidence_of(line=rows, enrolled=enrolled))
    assert [(one, found[one].title) for one in found] == [("it", "it"), ("it/cuff", "Rotator cuff")]
    assert (found["it"].have, found["it"].status) == (1, "signed")
