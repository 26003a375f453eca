"""Signed decisions about one trainee: they bind only once signed by somebody who may, and never alter the framework."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from sonolog.domain.requirement import BestWindow, Draw, Each, Elapsed, Minimum, NamedDay, Requirement
from sonolog.progress.answer import Answer
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Enrolled, Evidence, Log, SignOff

from .made import (
    TODAY,
    a_framework,
    a_part,
    a_requirement,
    answers_of,
    evidence_of,
    is_in,
    number,
    time,
)

LEAD = "lena"


def signed_by(log: Log, person: str, role: str) -> Log:
    """Return the log with every entry signed by one person in one role."""
    sign_off = SignOff("d" * 64, person, person.title(), role, TODAY, "override-approved", "own-device")
    return replace(log, statuses=["signed"] * len(log), signed=[sign_off] * len(log))


def decided(*decisions: dict[str, Any], person: str = LEAD, role: str = "lead", **logs: Any) -> Evidence:
    """Return evidence with overrides of the example framework, signed."""
    rows = [{"day": "2026-05-01", "framework": "example", **one} for one in decisions]
    evidence = evidence_of(**logs, override=rows)
    return replace(evidence, logs={**evidence.logs, "override": signed_by(evidence.logs["override"], person, role)})


def scans(count: int, **said: Any) -> list[dict[str, Any]]:
    """Return scans on one day."""
    return [{"day": "2026-03-01", **said}] * count


def judged(requirement: Requirement, evidence: Evidence) -> Answer:
    """Return the requirement's answer."""
    return answers_of(a_framework(requirement), evidence)["it"]


TARGET = {"type": "target", "requirement": "it", "number": "3"}


@pytest.mark.parametrize(
    ("person", "role", "met"),
    [(LEAD, "lead", True), ("sam", "supervisor", False), ("tess", "lead", False), ("sam", "trainee", False)],
)
def test_only_a_lead_who_is_not_the_trainee_decides(person: str, role: str, met: bool) -> None:
    """A lower target counts only when a lead signed it; nobody lowers their own."""
    answer = judged(a_requirement(at_least=number(5)), decided(TARGET, person=person, role=role, scan=scans(3)))
    assert (answer.need, answer.met) == ((3, True) if met else (5, False))


def test_an_unsigned_decision_changes_nothing() -> None:
    """What is only written down does not bind."""
    row = {"day": "2026-05-01", "framework": "example", **TARGET}
    answer = judged(a_requirement(at_least=number(5)), evidence_of(scan=scans(3), override=[row]))
    assert (answer.need, answer.met) == (5, False)


def test_a_decision_about_another_framework_changes_nothing() -> None:
    """Each framework has its own."""
    answer = judged(a_requirement(at_least=number(5)), decided({**TARGET, "framework": "other"}, scan=scans(3)))
    assert answer.need == 5


def test_the_sentence_names_who_decided() -> None:
    """The reader sees that the target is not the framework's."""
    answer = judged(a_requirement(at_least=number(5)), decided(TARGET, scan=scans(3)))
    assert answer.sentence == "3 of 3 scans, 0 signed; target set to 3, signed by Lena on 1 May 2026."


def test_an_exemption_waives_what_may_be_waived() -> None:
    """An exempted requirement does not apply; one that may not be waived stays."""
    exemption = {"type": "exemption", "requirement": "it"}
    answer = judged(a_requirement(at_least=number(5)), decided(exemption, scan=scans(1)))
    assert (answer.status, answer.sentence) == ("not-applicable", "Exempted, signed by Lena on 1 May 2026.")
    kept = judged(a_requirement(at_least=number(5), waivable=False), decided(exemption, scan=scans(1)))
    assert (kept.status, kept.need) == ("in-progress", 5)


def test_a_part_and_a_value_of_a_group_may_be_exempted() -> None:
    """The part is shown and asks nothing more; the others do."""
    parts = (a_part("one", where=is_in("region", "elbow"), at_least=number(2)),)
    each = Each(field="region", values=("shoulder", "knee"), at_least=number(2))
    exempt = [{"type": "exemption", "requirement": f"it/{name}"} for name in ("one", "knee")]
    asked = a_requirement(parts=parts, each=each)
    found = answers_of(a_framework(asked), decided(*exempt, scan=scans(2, region="shoulder")))
    assert found["it"].met
    assert not answers_of(a_framework(asked), evidence_of(scan=scans(2, region="shoulder")))["it"].met


@pytest.mark.parametrize(("months", "met"), [(0, False), (2, False), (3, True)])
def test_an_extension_lengthens_the_time_allowed(months: int, met: bool) -> None:
    """Two months more were asked for by two months less than needed, three are enough, the last day included."""
    asked = a_requirement(
        elapsed=Elapsed(start=NamedDay(name="enrolment"), end=NamedDay(name="today")), at_most=time(12, "months")
    )
    extension = [{"type": "extension", "requirement": "it", "months": months}] if months else []
    evidence = decided(*extension) if extension else evidence_of()
    enrolled = replace(evidence, enrolments=(Enrolled("example", "1", date(2025, 3, 30)),))
    assert judged(asked, enrolled).met is met


def test_an_extension_until_a_day_holds_to_the_end_of_that_day() -> None:
    """On its last day the requirement is still met."""
    asked = a_requirement(
        elapsed=Elapsed(start=NamedDay(name="enrolment"), end=NamedDay(name="today")), at_most=time(12, "months")
    )
    for until, met in ((TODAY, True), (date(2026, 6, 29), False)):
        evidence = decided({"type": "extension", "requirement": "it", "until": until})
        enrolled = replace(evidence, enrolments=(Enrolled("example", "1", date(2024, 1, 1)),))
        assert judged(asked, enrolled).met is met


def test_an_extension_widens_a_window() -> None:
    """Twelve months and twenty days hold a first scan that twelve months did not."""
    rows = [{"day": "2025-01-01"}, {"day": "2026-01-15"}]
    asked = a_requirement(within=BestWindow(length=time(12, "months")), at_least=number(2))
    assert not judged(asked, evidence_of(scan=rows)).met
    assert judged(asked, decided({"type": "extension", "requirement": "it", "days": 20}, scan=rows)).met


def test_a_recognised_award_scales_total_and_categories_apart() -> None:
    """Forty per cent of 25 are 10, half of each category's 5 rounded up are 3."""
    each = Each(field="region", values=("shoulder", "knee"), at_least=number(5))
    decision = {"type": "recognition", "requirement": "it", "percent": "40", "part_percent": "50"}
    found = answers_of(a_framework(a_requirement(at_least=number(25), each=each)), decided(decision))
    assert [found[name].need for name in ("it", "it/shoulder", "it/knee")] == [10, 3, 3]


def test_two_recognitions_take_the_lower_target_and_are_never_multiplied() -> None:
    """Half and forty per cent of 100 make 40, not 20."""
    both = [
        {"type": "recognition", "requirement": name, "percent": share} for name, share in (("all", "50"), ("it", "40"))
    ]
    assert judged(a_requirement(at_least=number(100)), decided(*both)).need == 40


def test_what_is_brought_forward_is_added_and_said() -> None:
    """Twenty proved elsewhere and five logged here make twenty-five; a part has its own."""
    parts = (a_part("knee", where=is_in("region", "knee"), at_least=number(4)),)
    brought = [
        {"type": "brought-forward", "requirement": "it", "number": "20", "award": "Other Hospital"},
        {"type": "brought-forward", "requirement": "it/knee", "number": "3"},
    ]
    asked = a_requirement(at_least=number(25), parts=parts)
    found = answers_of(a_framework(asked), decided(*brought, scan=scans(4) + scans(1, region="knee")))
    assert (found["it"].have, found["it/knee"].have, found["it"].met) == (25, 4, True)
    assert "20 brought forward from Other Hospital" in found["it"].sentence


def test_a_draw_picks_its_entries_and_a_second_one_changes_nothing() -> None:
    """Only drawn entries are looked at; drawing until the result pleases does not help."""
    rows = [
        {"day": f"2026-03-{day:02}", "finding": finding} for day, finding in enumerate(["normal", "abnormal"] * 3, 1)
    ]
    asked = a_requirement(
        draw=Draw(entries=2, at=NamedDay(name="today")), having=is_in("finding", "normal"), at_least=number(2)
    )
    first = {"type": "draw", "requirement": "it", "entries": ("r0000", "r0001"), "day": TODAY.isoformat()}
    second = {**first, "entries": ("r0000", "r0002")}
    assert judged(asked, evidence_of(scan=rows)).sentence.endswith("the draw has not happened yet.")
    assert judged(asked, decided(first, scan=rows)).have == 1
    assert judged(asked, decided(first, second, scan=rows)).have == 1
    assert judged(asked, decided(second, scan=rows)).met


def test_a_signed_learning_agreement_decides_the_scope() -> None:
    """Who agreed on shoulders only has no knee to scan; unsigned, the scope of the enrolment stands."""
    asked = a_requirement(each=Each(field="region", values="scope", at_least=number(1)))
    row = {"day": "2026-02-01", "framework": "example", "scope": ("shoulder",)}
    evidence = replace(
        evidence_of(scan=scans(1, region="shoulder"), **{"learning-agreement": [row]}),
        enrolments=(Enrolled("example", "1", date(2026, 1, 1), scope=("shoulder", "knee")),),
    )
    assert not judged(asked, evidence).met
    agreed = signed_by(evidence.logs["learning-agreement"], "mia", "mentor")
    assert judged(asked, replace(evidence, logs={**evidence.logs, "learning-agreement": agreed})).met


def test_minima_of_a_group_can_be_set_one_by_one() -> None:
    """A target for one value leaves the others alone."""
    each = Each(
        field="region",
        minima=(Minimum(value="shoulder", at_least=number(5)), Minimum(value="knee", at_least=number(4))),
    )
    decision = {"type": "target", "requirement": "it/knee", "number": "1"}
    found = answers_of(a_framework(a_requirement(each=each)), decided(decision))
    assert (found["it/shoulder"].need, found["it/knee"].need) == (5, 1)


def test_the_decisions_are_listed_with_the_framework() -> None:
    """Screen and report list them in one place."""
    progress = evaluate(a_framework(a_requirement(at_least=number(5))), decided(TARGET, scan=scans(3)))
    assert progress.decisions == ("it: target set to 3, signed by Lena on 1 May 2026.",)
