"""How fields and their values are called: titles for people, and the other names a person may type."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from typing import TYPE_CHECKING

from sonolog.domain.fields import Field, fields_of
from sonolog.domain.supervision import PROBE, WHERE

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

ALSO: Mapping[str, str] = {
    "by": "supervisor",
    "with": "supervisor",
    "day": "date",
    "exam": "examination",
    "structure": "structures",
    "pathology": "pathologies",
    "procedure": "intervention",
    "age": "age_band",
    "report": "reported",
    "audit": "audited",
    "tag": "tags",
    "notes": "note",
    "weekly": "weekly_minutes",
    "from": "start",
    "to": "until",
    "end": "until",
    "role": "role",
    "roles": "roles",
    "register": "register_number",
}
"""Short names of fields, where the record has no field of that name itself."""

_TITLES: Mapping[str, str] = {
    "age_band": "Age",
    "correlation_agrees": "Correlation agrees",
    "findings": "Findings by structure",
    "images_until": "Scanner cleared on",
    "image_stored": "Images stored",
    "intervention": "Procedure",
    "supervisor_finding": "Supervisor's finding",
    "supervisor_findings": "Supervisor's findings",
    "reported": "Report written",
    "register_body": "Register",
    "register_number": "Register number",
    "email": "E-mail",
    "weekly_minutes": "Agreed hours a week",
    "second_assessor": "Second assessor",
    "start": "From",
    "until": "Until",
    "form_edition": "Edition of the form",
    "item_levels": "Levels of the items",
    "line": "Line of the sheet",
    "moved_from": "Moved from",
}
_VOCABULARY_CODES = frozenset({"side", "role", "supervision", "setting", "agreement", "sex", "correlation"})
_FINDINGS = frozenset({"finding", "supervisor_finding"})
OWN = "custom."
"""Before the name of a field of somebody's own, where columns are named."""
_STORED_ELSEWHERE = ("findings", "item_levels", "supervisor_findings", "marks", "custom")
LENGTHS = frozenset({"minutes", "weekly_minutes"})
"""Fields that hold minutes and are typed as hours and minutes."""
PROSE = frozenset({"indication", "reflection", "note", "text", "reason", "evidence"})
"""Text of more than one line."""


def title_of(name: str) -> str:
    """Return what a person calls the field."""
    if name.startswith(OWN):
        return name.removeprefix(OWN)
    return _TITLES.get(name) or name.replace("_", " ").capitalize()


def own_field(word: str) -> str:
    """Return “custom.NAME” where a word names a field of somebody's own, else nothing."""
    name = word.strip()[len(OWN) :].strip()
    return f"{OWN}{name}" if word.strip().lower().startswith(OWN) and name else ""


def own_value(column: str, fields: Iterable[Mapping[str, str]]) -> str:
    """Return what a record's own fields say in the column “custom.NAME”, whatever its capitals."""
    wanted = column.removeprefix(OWN).casefold()
    return "; ".join(one["value"] for one in fields if one["name"].casefold() == wanted)


@cache
def typed_names(kind: str) -> tuple[str, ...]:
    """Return the fields of ``kind`` a person may type, in the record's order."""
    from sonolog.domain.kinds import record_class

    unseen = {"case", "source"} if kind == "scan" else {"document", "gathered", "moved_from"}
    return tuple(name for name in record_class(kind).model_fields if name not in unseen)


def field_named(kind: str, typed: str) -> str | None:
    """Return the field that ``typed`` means in a record of ``kind``, or None."""
    name = typed.strip().lower().replace("-", "_").replace(" ", "_")
    names = typed_names(kind)
    if name in names:
        return name
    also = ALSO.get(name)
    if also in names:
        return also
    if name in ("by", "with") and "assessor" in names:
        return "assessor"
    if name == "date" and "start" in names:
        return "start"
    return next((one for one in names if title_of(one).lower().replace(" ", "_") == name), None)


def declared(kind: str, name: str) -> Field | None:
    """Return the field's type where rules may name it; None for nested values and custom columns."""
    return None if name in _STORED_ELSEWHERE else fields_of(kind).get(name)


def term_kind(kind: str, name: str) -> str:
    """Return the vocabulary kind of the terms that field ``name`` holds; empty where it holds none."""
    found = declared(kind, name)
    return (found.vocabulary or "") if found is not None and found.type == "term" else ""


def vocabulary_of(name: str) -> str | None:
    """Return the vocabulary kind that holds the codes of field ``name``, or None."""
    if name in _FINDINGS:
        return "finding"
    return name if name in _VOCABULARY_CODES else None


def code_label(vocabulary: Vocabulary, name: str, code: str) -> str:
    """Return a code of field ``name`` in words."""
    kind = vocabulary_of(name)
    if kind is not None:
        return vocabulary.label(kind, code)
    return code.replace("-", " ").capitalize() if code[:1].isalpha() else code


def supervision_words(supervision: str | None, role: str | None) -> str:
    """Return in plain words where the supervisor was and who held the probe."""
    where = WHERE.get(supervision or "")  # type: ignore[call-overload]
    probe = PROBE.get(role or "")  # type: ignore[call-overload]
    parts = [f"supervisor {where}" if where and supervision != "none" else where, f"probe: {probe}" if probe else ""]
    return "; ".join(part for part in parts if part)
