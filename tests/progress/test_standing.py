"""From evidence to practice: met, signed, ratified, kept up, due, lapsed and the way back are told apart."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from sonolog.domain.framework import Framework, LapseStep, SheetLine, Stage
from sonolog.domain.requirement import Between, LookBack, NamedDay, Needs
from sonolog.progress.answer import StageAnswer
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Evidence

from .made import TODAY, a_framework, a_requirement, evidence_of, number, time
from .test_steering import signed_by

LOG = a_requirement("log", at_least=number(2), sign_off="none")
UPKEEP = a_requirement(
    "upkeep",
    within=LookBack(before=NamedDay(name="today"), length=time(1, "years")),
    at_least=number(3),
    sign_off="none",
)
RETURN = a_requirement("return", within=Between(start=NamedDay(name="expired")), at_least=number(2), sign_off="none")
AGAIN = a_requirement("again", within=Between(start=NamedDay(name="expired")), at_least=number(9), sign_off="none")
KEPT = Stage(
    id="one",
    title="Level 1",
    grants=("adjunct",),
    ratified_by="lead",
    valid=time(2, "years"),
    due=time(3, "months"),
    lapses=time(6, "months"),
    upkeep=Needs(at_least=1, of=("upkeep",)),
    ladder=(
        LapseStep(
            after=time(6, "months"), needs=Needs(at_least=1, of=("return",)), title="two scans with a supervisor"
        ),
        LapseStep(after=time(2, "years"), needs=Needs(at_least=1, of=("again",))),
    ),
)
FRAMEWORK = a_framework(LOG, UPKEEP, RETURN, AGAIN, stages=(KEPT,))


def ratified(on: str, *, as_of: date = TODAY, role: str = "lead", scans: tuple[str, ...] = (), **more: Any) -> Evidence:
    """Return evidence of two scans and a ratification, and further scans."""
    rows = [{"day": day} for day in ("2020-01-01", "2020-01-02", *scans)]
    award = [{"day": on, "framework": "example", "edition": "1", "stage": "one"}]
    evidence = evidence_of(as_of=as_of, scan=rows, ratification=award, **more)
    return replace(
        evidence, logs={**evidence.logs, "ratification": signed_by(evidence.logs["ratification"], "lena", role)}
    )


def stage(evidence: Evidence, framework: Framework = FRAMEWORK) -> StageAnswer:
    """Return the answer of the first stage."""
    return evaluate(framework, evidence).stages[0]


def test_met_is_not_ratified_and_ratified_is_leave_to_practise() -> None:
    """Everything being there grants nothing before a lead has signed the award."""
    before = stage(evidence_of(scan=[{"day": "2020-01-01"}, {"day": "2020-01-02"}]))
    assert (before.status, before.may_practise) == ("evidence-met", False)
    assert before.sentence == "Everything is there; still to be ratified by the lead."
    after = stage(ratified("2026-01-10"))
    assert (after.status, after.may_practise, after.until) == ("current", True, date(2028, 1, 10))
    assert after.sentence == "Ratified on 10 January 2026; valid until 10 January 2028."


def test_another_role_ratifies_nothing() -> None:
    """Where the lead ratifies, a supervisor's signature is none."""
    assert stage(ratified("2026-01-10", role="supervisor")).status == "evidence-met"


@pytest.mark.parametrize(
    ("as_of", "status"),
    [
        (date(2022, 1, 9), "current"),
        (date(2021, 10, 9), "current"),
        (date(2021, 10, 10), "due"),
        (date(2022, 1, 10), "due"),
        (date(2022, 1, 11), "due"),
        (date(2022, 7, 10), "due"),
        (date(2022, 7, 11), "lapsed"),
    ],
)
def test_the_ladder_of_validity_day_by_day(as_of: date, status: str) -> None:
    """Due three months before the end, still held six months after it, lapsed the day after; edges inside."""
    kept_up = ("2022-01-01",) * 3 if as_of == date(2022, 1, 9) else ()
    assert stage(ratified("2020-01-10", as_of=as_of, scans=kept_up)).status == status


def test_kept_up_it_is_renewed_from_its_end() -> None:
    """Three scans in the last year renew it for another two years from the last day."""
    found = stage(ratified("2020-01-10", as_of=date(2022, 3, 1), scans=("2021-03-01", "2021-06-01", "2021-09-01")))
    assert (found.status, found.until) == ("current", date(2024, 1, 10))


def test_late_upkeep_renews_from_the_day_it_was_reached() -> None:
    """Within the six months of grace the third scan of a year renews it from that day."""
    late = ("2022-02-01", "2022-02-02", "2022-04-05")
    found = stage(ratified("2020-01-10", as_of=date(2022, 5, 1), scans=late))
    assert (found.status, found.until) == ("current", date(2024, 4, 5))


def test_the_way_back_depends_on_how_long_it_was_away() -> None:
    """After half a year two scans lead back, after two years nine do, and the sentence says which."""
    lapsed = stage(ratified("2020-01-10", as_of=date(2022, 9, 1)))
    assert lapsed.sentence == (
        "Ratified on 10 January 2020; it ran out on 10 January 2022; the way back: two scans with a supervisor."
    )
    assert not lapsed.may_practise
    back = stage(ratified("2020-01-10", as_of=date(2022, 10, 1), scans=("2022-09-02", "2022-09-03")))
    assert (back.status, back.until) == ("current", date(2024, 9, 3))
    too_late = stage(ratified("2020-01-10", as_of=date(2024, 3, 1), scans=("2024-02-02", "2024-02-03")))
    assert (too_late.status, too_late.sentence.endswith("the way back: again.")) == ("lapsed", True)


def test_a_lapsed_stage_no_longer_opens_the_next() -> None:
    """What presupposes a stage asks for one that is held."""
    second = Stage(id="two", title="Level 2", requires=Needs(at_least=1, of=("one",)))
    more = a_requirement("more", stage="two", at_least=number(1), sign_off="none")
    framework = a_framework(LOG, UPKEEP, RETURN, AGAIN, more, stages=(KEPT, second))
    held = evaluate(framework, ratified("2026-01-10")).stages[1]
    lost = evaluate(framework, ratified("2020-01-10", as_of=date(2022, 9, 1))).stages[1]
    assert (held.status, lost.status) == ("evidence-met", "in-progress")


def test_without_validity_upkeep_alone_makes_it_current_or_due() -> None:
    """A stage that does not run out is due as soon as its upkeep is not met."""
    endless = KEPT.model_copy(update={"valid": None})
    framework = a_framework(LOG, UPKEEP, RETURN, AGAIN, stages=(endless,))
    recent = tuple((TODAY - timedelta(days=days)).isoformat() for days in (1, 2, 3))
    assert stage(ratified("2024-01-10"), framework).status == "due"
    assert stage(ratified("2024-01-10", scans=recent), framework).status == "current"


def test_upkeep_does_not_keep_anybody_from_the_award() -> None:
    """What is asked afterwards is not asked before."""
    assert stage(evidence_of(scan=[{"day": "2020-01-01"}, {"day": "2020-01-02"}])).status == "evidence-met"


def test_a_signed_line_releases_its_practice_before_the_stage_is_done() -> None:
    """Shoulders may be scanned alone as soon as their line is signed, knees may not."""
    lines = tuple(
        SheetLine(id=region, title=region.title(), stage="one", region=region, grants=(f"diagnostic-{region}",))
        for region in ("shoulder", "knee")
    )
    evidence = evidence_of(line=[{"day": "2026-02-01", "framework": "example", "edition": "1", "line": "shoulder"}])
    signed = replace(evidence, logs={"line": signed_by(evidence.logs["line"], "sam", "trainer")})
    grants = evaluate(a_framework(LOG, stages=(Stage(id="one", title="One"),), lines=lines), signed).grants
    assert [(one.practice, one.allowed) for one in grants] == [
        ("diagnostic-shoulder", True),
        ("diagnostic-knee", False),
    ]
    assert grants[1].missing == "This line is not signed yet."
