"""What one scan counts as: encounters, structures, both sides."""

from __future__ import annotations

import pytest

from sonolog.domain.framework import Counting
from sonolog.progress.answer import Answer
from sonolog.progress.explain import explain

from .made import Row, a_framework, a_requirement, answer_of, counted, evidence_of, is_in, number

ENCOUNTER = Counting(unit="encounter")
VISIT = [
    {"day": "2026-01-05", "patient": "P-1", "region": "shoulder", "finding": "normal", "minutes": 10},
    {"day": "2026-01-05", "patient": "P-1", "region": "elbow", "finding": "abnormal", "minutes": 15},
    {"day": "2026-01-05", "patient": "P-2", "region": "knee", "finding": "normal"},
    {"day": "2026-01-06", "patient": "P-1", "region": "knee", "finding": "normal"},
    {"day": "2026-01-06", "region": "knee", "finding": "normal"},
    {"day": "2026-01-06", "region": "knee", "finding": "normal"},
]


def of_encounters(rows: list[Row], **said: object) -> Answer:
    """Return the answer of one requirement that counts encounters."""
    return answer_of(a_requirement(**said), evidence_of(scan=rows), counting=ENCOUNTER)


def test_scans_of_one_patient_on_one_day_are_one_encounter() -> None:
    """Another day or another patient is another one; without a patient each scan stands alone."""
    answer = of_encounters(VISIT)
    assert answer.have == 5
    assert counted(answer) == [0, 1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("field", "value", "have"), [("finding", "abnormal", 1), ("finding", "normal", 5), ("region", "elbow", 1)]
)
def test_an_encounter_matches_what_any_of_its_scans_matches(field: str, value: str, have: int) -> None:
    """It holds every value of its scans."""
    assert of_encounters(VISIT, where=is_in(field, value)).have == have


def test_the_minutes_of_an_encounter_are_those_of_its_scans_together() -> None:
    """Ten and fifteen minutes are twenty-five."""
    assert of_encounters(VISIT, sum="minutes").have == 25


def test_an_encounter_is_signed_once_all_its_scans_are() -> None:
    """One unsigned scan keeps the whole encounter from being signed."""
    half = [{**VISIT[0], "status": "signed"}, VISIT[1]]
    whole = [{**row, "status": "signed"} for row in VISIT[:2]]
    assert [of_encounters(rows, at_least=number(1)).signed for rows in (half, whole)] == [0, 1]


def test_a_withdrawn_scan_belongs_to_no_encounter() -> None:
    """The rest of the visit still counts."""
    rows = [{**VISIT[0], "status": "withdrawn"}, VISIT[1]]
    answer = of_encounters(rows, where=is_in("region", "shoulder", "elbow"))
    assert (answer.have, counted(answer), answer.not_counted) == (1, [1], {"withdrawn": ("r0000",)})


def test_every_scan_of_an_encounter_has_an_answer_of_its_own() -> None:
    """Asked why, the second scan of a visit is told that it counts, as the first is."""
    framework = a_framework(a_requirement(), counting=ENCOUNTER)
    for record in ("r0000", "r0001"):
        (told,) = explain(framework, evidence_of(scan=VISIT), record).requirements
        assert told.counts
