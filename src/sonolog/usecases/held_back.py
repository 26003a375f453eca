"""Answers on a form that are only shown gathered: nobody but who gave them sees them one by one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sonolog.usecases.field_showing import FieldText

_OPEN = frozenset({"date", "form", "form_edition", "group", "purpose"})
"""Fields that say nothing of an answer, nor who gave it."""


def is_held_back(body: Mapping[str, Any], authors: Collection[str], actor: str | None) -> bool:
    """Return whether ``body`` is not shown to ``actor``, who is none of its authors and not the assessor."""
    return bool(body.get("gathered")) and actor not in {*authors, body.get("assessor")}


def open_fields(fields: Iterable[FieldText]) -> tuple[FieldText, ...]:
    """Return what may be shown of an assessment whose answers are held back."""
    told = FieldText("held", "Answers", "Shown gathered, never one by one: sonolog form results.")
    return (*(one for one in fields if one.name in _OPEN), told)
