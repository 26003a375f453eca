"""What one version of a record says otherwise than another, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import title_of


class FieldChange(NamedTuple):
    """One field that says something else."""

    title: str
    before: str
    """Empty where nothing was said."""
    after: str


def field_changes(
    shower: FieldShower, kind: str, old: Mapping[str, Any], new: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """Return the fields in which two stored bodies differ."""
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    return tuple(
        FieldChange(title_of(name), _text(shower, kind, name, old), _text(shower, kind, name, new)) for name in names
    )


def change_words(change: FieldChange) -> str:
    """Return a change in one line: “Finding: Normal → Abnormal”."""
    return f"{change.title}: {change.before or 'nothing'} → {change.after or 'nothing'}"


def _text(shower: FieldShower, kind: str, name: str, body: Mapping[str, Any]) -> str:
    return shower.text(kind, name, body[name]) if name in body else ""
