"""From the faults gathered in a sheet to problems with file, line and place."""

from __future__ import annotations

from typing import Any

from sonolog.domain.problems import Problem
from sonolog.frameworks.sheet import Sheet, shown
from sonolog.frameworks.toml_text import Path, Places

PROBLEM_LIMIT = 100
"""Faults reported for one file; more are only counted."""


def placed(sheet: Sheet, text: str, document: dict[str, Any], file: str) -> tuple[Problem, ...]:
    """Return the faults of ``text`` with their places, in the order of the lines; ``file`` is only shown."""
    if not sheet.faults:
        return ()
    places = Places(text)
    found = sorted(sheet.faults, key=lambda fault: (fault.warning, places.line_of(fault.path) or 0))
    told = [
        fault.problem(file=file, line=places.line_of(fault.path), where=_where(document, fault.path))
        for fault in found[:PROBLEM_LIMIT]
    ]
    told.sort(key=lambda problem: problem.line or 0)
    untold = len(found) - len(told) + sheet.untold
    if untold:
        told.append(Problem(f"And {untold} more faults.", "too-many", file=file))
    return tuple(told)


def _where(document: dict[str, Any], path: Path) -> str:
    """Return the id of the requirement, stage … a path leads into, or its first key."""
    if len(path) < 2 or not isinstance(path[1], int):
        return str(path[0]) if path else ""
    row = document[str(path[0])][path[1]]
    if not isinstance(row, dict):
        return str(path[0])
    name = row.get("id")
    return shown(name) if isinstance(name, str) else f"{path[0]} {path[1] + 1}"
