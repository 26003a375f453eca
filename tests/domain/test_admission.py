"""The gate every record passes: no future, no end before its start, and no patient in any text."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from sonolog.domain.admission import RecordRefused, admit
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.domain.kinds import KINDS

from .made import LEAST, NHS_NUMBER, TODAY, made


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "date" in LEAST[kind]])
def test_the_future_is_refused(kind: str) -> None:
    """No dated record of any kind may lie ahead; today's may."""
    record = made(kind, date=TODAY + timedelta(days=1))
    with pytest.raises(RecordRefused, match="2026-11-25 is in the future"):
        admit(record, TODAY)
    admit(record, TODAY + timedelta(days=1))


@pytest.mark.parametrize("kind", [kind for kind in KINDS if "start" in LEAST[kind]])
def test_a_period_may_be_planned_but_not_end_before_it_starts(kind: str) -> None:
    """A placement may start next week; its end may be open or on the same day, not before."""
    ahead = TODAY + timedelta(days=7)
    admit(made(kind, start=ahead), TODAY)
    admit(made(kind, start=ahead, until=ahead), TODAY)
    with pytest.raises(RecordRefused, match="until"):
        admit(made(kind, start=ahead, until=TODAY), TODAY)


FREE: list[tuple[str, dict[str, Any], str]] = [
    ("scan", {"note": "{}"}, "note"),
    ("scan", {"indication": "{}"}, "indication"),
    ("scan", {"reflection": "{}"}, "reflection"),
    ("scan", {"site": "{}"}, "site"),
    ("scan", {"tags": ("a", "{}")}, "tags"),
    ("scan", {"findings": ({"structure": "biceps", "finding": "normal", "note": "{}"},)}, "findings.note"),
    (
        "scan",
        {"supervisor_findings": ({"structure": "biceps", "finding": "normal", "note": "{}"},)},
        "supervisor_findings.note",
    ),
    ("scan", {"custom": ({"name": "Room", "value": "{}"},)}, "custom.value"),
    ("scan", {"custom": ({"name": "{}", "value": "4"},)}, "custom.name"),
    ("session", {"note": "{}"}, "note"),
    ("placement", {"site": "{}"}, "site"),
    ("course", {"name": "{}"}, "name"),
    ("course", {"provider": "{}"}, "provider"),
    ("coursework", {"name": "{}"}, "name"),
    ("assessment", {"note": "{}"}, "note"),
    ("line", {"edition": "{}"}, "edition"),
    ("meeting", {"note": "{}"}, "note"),
    ("reflection", {"text": "{}"}, "text"),
    ("cpd", {"name": "{}"}, "name"),
    ("accreditation", {"body": "{}"}, "body"),
    ("leave", {"note": "{}"}, "note"),
    ("person", {"name": "{}"}, "name"),
    ("person", {"register_number": "{}"}, "register_number"),
    ("person", {"email": "{}"}, "email"),
    ("enrolment", {"facts": ({"name": "question", "value": "{}"},)}, "facts.value"),
    ("learning-agreement", {"text": "{}"}, "text"),
    ("override", {"reason": "{}"}, "reason"),
    ("ratification", {"note": "{}"}, "note"),
]


def _with(values: Any, secret: str) -> Any:
    if isinstance(values, str):
        return values.format(secret)
    if isinstance(values, tuple):
        return tuple(_with(value, secret) for value in values)
    if isinstance(values, dict):
        return {name: _with(value, secret) for name, value in values.items()}
    return values


@pytest.mark.parametrize(("kind", "values", "field"), FREE)
def test_every_text_of_every_kind_is_guarded(kind: str, values: dict[str, Any], field: str) -> None:
    """A health number in any text of any kind is refused under the name of its field, and never repeated."""
    with pytest.raises(IdentityRefused) as refused:
        admit(made(kind, **_with(values, NHS_NUMBER)), TODAY)
    assert refused.value.where == field
    assert NHS_NUMBER not in " ".join(refused.value.as_dict().values())


def test_numbers_given_to_a_framework_are_guarded() -> None:
    """An answer given as a whole number is read as well."""
    with pytest.raises(IdentityRefused, match=r"facts\.value"):
        admit(made("enrolment", facts=({"name": "question", "value": int(NHS_NUMBER)},)), TODAY)


def test_a_column_is_read_with_its_name() -> None:
    """What an imported column holds is told by its name; the places refer to the value alone."""
    columns = (
        {"name": "Hospital number", "value": "K123456"},
        {"name": "DOB", "value": "03/04/1961"},
        {"name": "Surname", "value": "Example"},
        {"name": "Depth", "value": "12.5 cm"},
    )
    with pytest.raises(IdentityRefused) as refused:
        admit(made("scan", custom=columns), TODAY)
    hits = [(field, hit.rule, hit.start, hit.end) for field, hit in refused.value.hits]
    assert hits == [
        ("custom.value", "labelled-number", 0, 7),
        ("custom.value", "birth-date", 0, 10),
        ("custom.value", "patient-name", 0, 7),
    ]


def test_an_address_stands_only_in_its_own_field() -> None:
    """A person's own e-mail address passes in the profile and nowhere else."""
    admit(made("person", email="t.trainee@example.org"), TODAY)
    with pytest.raises(IdentityRefused, match="note has what looks like an e-mail"):
        admit(made("person", email="t.trainee@example.org", note="or t.trainee@example.org"), TODAY)


def test_all_hits_of_a_record_are_named() -> None:
    """A record with slips in several fields is refused once, naming them all."""
    with pytest.raises(IdentityRefused) as refused:
        admit(made("scan", note=f"MRN 123456, {NHS_NUMBER}", site="a@example.org"), TODAY)
    assert refused.value.where == "site, note"
    assert len(refused.value.hits) == 3


def test_ids_and_digests_are_not_read_as_numbers() -> None:
    """An id that happens to hold digits like a health number is no patient's."""
    admit(made("scan", supervisor="99900000-0018-7000-8000-999000001800"), TODAY)
    admit(made("enrolment", document=(NHS_NUMBER * 7)[:64]), TODAY)
