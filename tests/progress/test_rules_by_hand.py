"""Rules about people, links, days, stages and whole frameworks, counted by hand."""

from __future__ import annotations

from datetime import date

import pytest

from sonolog.domain.bound import Percent
from sonolog.domain.framework import (
    Counting,
    Event,
    Recognition,
    Stage,
)
from sonolog.domain.predicate import Compare, Linked, Not, Present
from sonolog.domain.requirement import (
    Between,
    Each,
    Elapsed,
    EntryDay,
    NamedDay,
    Needs,
    Scale,
    Setting,
    SignatoryRule,
)
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Enrolled

from .made import (
    ANN,
    EVE,
    SAM,
    TODAY,
    a_framework,
    a_person,
    a_requirement,
    answer_of,
    answers_of,
    both,
    counted,
    evidence_of,
    is_in,
    number,
    time,
)


def test_two_different_people_of_unlike_seniority() -> None:
    """An internal and an external assessor must be two people; one person cannot be both."""
    rules = (
        SignatoryRule(where=is_in("role", "assessor")),
        SignatoryRule(where=Compare(field="level", at_least=2), unlike=("mentor",)),
    )
    people = [
        a_person(SAM, (3, "2020-01-01"), roles=["assessor"]),
        a_person(ANN, (3, "2020-01-01"), roles=["mentor"]),
        a_person(EVE, (2, "2020-01-01")),
    ]
    pairs = [(SAM, EVE), (SAM, ANN), (SAM, SAM), (SAM, None)]
    rows = [{"day": "2026-01-01", "assessor": one, "second_assessor": other} for one, other in pairs]
    answer = answer_of(a_requirement(of="assessment", by=rules), evidence_of(assessment=rows, people=people))
    assert counted(answer) == [0]
    assert "r0003" in answer.not_counted["signatory-level"]


def test_a_linked_record_must_match() -> None:
    """A scan counts where its placement's site is approved; a scan without placement matches neither way."""
    placements = [{"day": "2026-01-01", "approved": True}, {"day": "2026-01-01", "approved": False}]
    rows = [{"day": "2026-02-01", "placement": link} for link in ("r0000", "r0001", None)]
    linked = Linked(field="placement", kind="placement", where=is_in("approved", True))
    evidence = evidence_of(scan=rows, placement=placements)
    assert counted(answer_of(a_requirement(where=linked), evidence)) == [0]
    assert counted(answer_of(a_requirement(where=Not(of=linked)), evidence)) == [1]


def test_reflections_are_found_from_both_sides() -> None:
    """A scan is reflected on if its own text or a reflection record says so."""
    rows = [{"day": "2026-01-01", "reflection": "I learnt"}, {"day": "2026-01-02"}, {"day": "2026-01-03"}]
    written = [
        {"day": "2026-02-01", "scan": "r0001"},
        {"day": "2026-02-01", "scan": "r0002", "status": "withdrawn"},
    ]
    asked = a_requirement(
        having=Present(field="reflection"), at_least=Percent(percent=10, of="total", round="up"), out_of=3
    )
    answer = answer_of(asked, evidence_of(scan=rows, reflection=written))
    assert (answer.have, answer.need, answer.met) == (2, 1, True)


def test_observed_before_performed() -> None:
    """Only scans observed before the first performed one count; with none performed it is not settled."""
    first = EntryDay(of="scan", where=is_in("role", "performed"))
    asked = a_requirement(where=is_in("role", "observed"), within=Between(until=first), at_least=number(1))
    days = [("2026-01-01", "observed"), ("2026-01-05", "performed"), ("2026-01-09", "observed")]
    rows = [{"day": day, "role": role} for day, role in days]
    assert counted(answer_of(asked, evidence_of(scan=rows))) == [0]
    waiting = answer_of(asked, evidence_of(scan=rows[:1]))
    assert (waiting.have, waiting.met) == (1, False)
    assert "has not happened yet" in waiting.sentence


def test_only_after_another_requirement_was_met() -> None:
    """Entries count from the day the other requirement was first met, and that day does not move."""
    observed = a_requirement("observed", where=is_in("role", "observed"), last=2, at_least=number(2))
    performed = a_requirement(
        "performed",
        where=is_in("role", "performed"),
        within=Between(start=NamedDay(name="observed")),
        at_least=number(1),
    )
    days = [
        ("2026-01-01", "observed"),
        ("2026-01-02", "performed"),
        ("2026-01-03", "observed"),
        ("2026-01-04", "performed"),
    ]
    rows = [{"day": day, "role": role} for day, role in days]
    found = answers_of(a_framework(observed, performed), evidence_of(scan=rows))
    assert counted(found["performed"]) == [3]
    early = answers_of(a_framework(observed, performed), evidence_of(scan=rows[:2]))
    assert "“observed” has not happened yet" in early["performed"].sentence


@pytest.mark.parametrize(("months", "met"), [(5, True), (6, False)])
def test_time_between_two_days(months: int, met: bool) -> None:
    """From enrolment to today, whole months, both edges included."""
    asked = a_requirement(
        elapsed=Elapsed(start=NamedDay(name="enrolment"), end=NamedDay(name="today")),
        at_least=time(months, "months"),
    )
    enrolled = Enrolled("example", "1", date(2026, 1, 30))
    answer = answer_of(asked, evidence_of(enrolled=enrolled))
    assert (answer.have, answer.met) == (5, met)
    nobody = answer_of(asked, evidence_of())
    assert (nobody.met, nobody.sentence) == (
        False,
        f"0 of {months} months: {months} more; the enrolment has not happened yet.",
    )


def test_an_event_from_an_answer_given_at_enrolment() -> None:
    """An event may be the answer to a question; an answer that is no day is as if it were not given."""
    event = Event(id="began", fact="started-on")
    asked = a_requirement(
        elapsed=Elapsed(start=NamedDay(name="began"), end=NamedDay(name="today"), if_none="met"),
        at_least=time(1, "years"),
    )
    for answer, met in [("2025-06-30", True), ("2025-07-01", False), ("soon", True)]:
        enrolled = Enrolled("example", "1", TODAY, facts={"started-on": answer})
        assert answer_of(asked, evidence_of(enrolled=enrolled), events=(event,)).met is met


def test_the_whole_log_within_so_many_months() -> None:
    """First to last entry, with a ceiling whose edge is inside."""
    asked = a_requirement(span=True, at_most=time(3, "months"))
    inside = evidence_of(scan=[{"day": "2026-01-31"}, {"day": "2026-04-30"}])
    beyond = evidence_of(scan=[{"day": "2026-01-31"}, {"day": "2026-05-01"}])
    assert answer_of(asked, inside).met
    assert not answer_of(asked, beyond).met


def test_alternative_routes_and_stages() -> None:
    """One of two routes suffices; members of a choice do not block the stage by themselves."""
    a, b = (a_requirement(one, where=is_in("region", one), at_least=number(1)) for one in ("knee", "elbow"))
    either = a_requirement("either", title="Either", needs=Needs(at_least=1, of=("knee", "elbow")))
    after = a_requirement("after", title="After", stage="two", at_least=number(5))
    stages = (
        Stage(id="one", title="One"),
        Stage(id="two", title="Two", requires=Needs(at_least=1, of=("one",)), grants=("adjunct",)),
    )
    framework = a_framework(a, b, either, after, stages=stages)
    met = evaluate(framework, evidence_of(scan=[{"day": "2026-01-01", "region": "knee", "status": "signed"}]))
    assert [(one.id, one.met, one.status, one.blocking) for one in met.stages] == [
        ("one", True, "signed", ()),
        ("two", False, "in-progress", ("after",)),
    ]
    unmet = evaluate(framework, evidence_of())
    assert unmet.stages[0].blocking == ("either",)
    assert unmet.stages[1].sentence == "1 open: After; first needs One."


def test_a_requirement_that_does_not_apply() -> None:
    """False facts switch it off, unanswered ones leave it standing and say so."""
    asked = a_requirement(when=is_in("first-module", True), at_least=number(1))

    def told(**facts: bool) -> tuple[str, bool]:
        enrolled = Enrolled("example", "1", TODAY, facts={"first-module": facts.get("first")})
        answer = answer_of(asked, evidence_of(enrolled=enrolled))
        return answer.status, answer.sentence.startswith("This version cannot judge")

    assert told(first=False) == ("not-applicable", False)
    assert told(first=True) == ("not-started", False)
    assert told() == ("not-started", True)


def test_recognition_takes_the_lower_target_and_scales_no_fixed_minimum() -> None:
    """Two recognitions are not multiplied; what may not be waived stays."""
    when = is_in("prior", True)
    recognitions = (
        Recognition(id="set", when=when, sets=(Setting(requirement="it", at_least=number(200)),)),
        Recognition(id="half", when=when, scales=(Scale(requirements="all", percent=50),), waives=("gone", "fixed")),
    )
    framework = a_framework(
        a_requirement(at_least=number(250)),
        a_requirement("fixed", waivable=False, at_least=number(9)),
        a_requirement("gone", at_least=number(9)),
        recognitions=recognitions,
    )
    enrolled = Enrolled("example", "1", TODAY, facts={"prior": True})
    found = answers_of(framework, evidence_of(enrolled=enrolled))
    assert [found[one].need for one in ("it", "fixed", "gone")] == [125, 9, None]
    assert found["gone"].sentence == "Waived by recognition: half."
    assert answers_of(framework, evidence_of())["it"].need == 250


@pytest.mark.parametrize(("unit", "bilateral", "have"), [("examination", 2, 3), ("structure", 1, 4)])
def test_the_counting_unit(unit: str, bilateral: int, have: int) -> None:
    """A bilateral study may be two; a structure may be the unit."""
    rows = [
        {"day": "2026-01-01", "side": "bilateral", "structures": ("biceps", "triceps", "bursa")},
        {"day": "2026-01-02", "side": "left", "structures": ()},
    ]
    counting = Counting.model_validate({"unit": unit, "bilateral": bilateral})
    answer = answer_of(a_requirement(), evidence_of(scan=rows), counting=counting)
    assert answer.have == have
    assert counted(answer) == [0, 1]


def test_overlap_once() -> None:
    """Where an entry may count once, it counts in the first of the values."""
    rows = [{"day": "2026-01-01", "structures": ("biceps", "triceps")}]
    asked = a_requirement(each=Each(field="structures", values=("triceps", "biceps"), at_least=number(1)))
    found = answers_of(a_framework(asked, counting=Counting(overlap="once")), evidence_of(scan=rows))
    assert (found["it/triceps"].have, found["it/biceps"].have) == (1, 0)


def test_what_cannot_be_judged_is_said() -> None:
    """Rules this version reads but cannot judge are never met silently; others are judged as ever."""
    looped = a_requirement("looped", within=Between(start=NamedDay(name="looped")), at_least=number(1))
    plain = a_requirement("plain", at_least=number(1))
    found = answers_of(a_framework(looped, plain), evidence_of(scan=[{"day": "2026-01-01"}]))
    assert not found["looped"].met
    assert found["looped"].sentence.startswith("This version cannot judge")
    assert found["plain"].met


def test_conditions_are_named_by_the_first_that_fails() -> None:
    """Of several conditions an entry fails, the first in the rule is its one reason."""
    rows = [{"day": "2026-01-01", "role": "observed", "age_band": "0-17"}]
    where = both(is_in("age_band", "18-29"), is_in("role", "performed"))
    answer = answer_of(a_requirement(where=where), evidence_of(scan=rows))
    assert answer.not_counted == {"where-age-band": ("r0000",)}
    assert answer.reasons == {"where-age-band": "Asks for age band: 18 29."}
