"""Why one entry counts or does not."""

from __future__ import annotations

from sonolog.domain.requirement import Each, Limit
from sonolog.progress.evaluation import EvidenceMasks
from sonolog.progress.explain import explain

from .made import Row, a_framework, a_requirement, evidence_of, is_in, number

ROWS: list[Row] = [
    {"day": "2026-01-01", "role": "performed", "finding": "normal", "region": "knee"},
    {"day": "2026-01-02", "role": "performed", "finding": "normal", "region": "knee"},
    {"day": "2026-01-03", "role": "observed", "region": "knee"},
    {"day": "2026-01-04", "region": "elbow"},
]
FRAMEWORK = a_framework(
    a_requirement(
        "performed",
        title="Performed",
        about=is_in("region", "knee"),
        where=is_in("role", "performed"),
        limits=(Limit(where=is_in("finding", "normal"), at_most=number(1)),),
        each=Each(field="region", values=("knee",), at_least=number(1)),
        at_least=number(2),
    )
)


def told(record: str) -> list[tuple[str, bool, str, str]]:
    """Return the explanations of one entry."""
    evidence = evidence_of(scan=ROWS)
    found = explain(FRAMEWORK, evidence, record, masks=EvidenceMasks(evidence))
    return [(one.requirement, one.counts, one.reason, one.sentence) for one in found.requirements]


def test_an_entry_that_counts() -> None:
    """It counts for the requirement and for its part."""
    assert told("r0000") == [("performed", True, "", "Counts."), ("performed/knee", True, "", "Counts.")]


def test_an_entry_over_a_limit() -> None:
    """The limit is told for the requirement and for the part it would have served."""
    sentence = "Over the limit of 1 with finding: normal."
    assert told("r0001") == [
        ("performed", False, "limit-1", sentence),
        ("performed/knee", False, "limit-1", sentence),
    ]


def test_an_entry_that_fails_a_condition() -> None:
    """What is asked and what the entry says are both told."""
    sentence = "Asks for role: performed. Here: role observed."
    assert told("r0002") == [("performed", False, "where-role", sentence)]


def test_an_entry_the_requirement_is_not_about() -> None:
    """It is left out, as is a record nobody knows."""
    assert told("r0003") == []
    assert told("nothing") == []


def test_an_entry_on_which_nothing_is_said() -> None:
    """An unmarked field is called not recorded."""
    rows: list[Row] = [{"day": "2026-01-01", "role": None}, {"day": "2026-01-02", "role": "performed"}]
    framework = a_framework(a_requirement(where=is_in("role", "performed")))
    found = explain(framework, evidence_of(scan=rows), "r0000").requirements[0]
    assert found.sentence == "Asks for role: performed. Here: role not recorded."
