"""Warnings of meaning: a file that can be read may still ask for what nobody could ever meet.

What is warned of is certain by the text alone, or plainly not what its author can have meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.domain.problems import Problem
from sonolog.frameworks.ladder import stage_warnings
from sonolog.frameworks.possibility import Terms
from sonolog.frameworks.reachability import requirement_warnings
from sonolog.frameworks.toml_text import Path, Places, parse_toml
from sonolog.frameworks.unused import unused_warnings
from sonolog.frameworks.warned import Warned

ADVICE_LIMIT = 200
"""Warnings told for one file; more are only counted."""


def advice(framework: Framework, text: str, *, file: str) -> tuple[Problem, ...]:
    """Return the warnings about ``framework``, which was read from ``text`` without a fault."""
    found = list(_warnings(framework))
    if not found:
        return ()
    places, document = Places(text), parse_toml(text)
    told = [_told(one, places, document, file) for one in found[:ADVICE_LIMIT]]
    if len(found) > len(told):
        message = f"And {len(found) - len(told)} more warnings."
        told.append(Problem(message, "too-many", file=file, severity="warning"))
    return tuple(told)


def in_order(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """Return problems in the order of their lines; those of no line in particular stand last."""
    return tuple(sorted(problems, key=lambda one: (one.line is None, one.line or 0)))


def _warnings(framework: Framework) -> Iterator[Warned]:
    terms: Terms = {term.id: term.where for term in framework.terms}
    about_requirements = list(requirement_warnings(framework, terms))
    yield from about_requirements
    impossible = {one.blocks for one in about_requirements if one.blocks}
    yield from stage_warnings(framework, impossible)
    yield from unused_warnings(framework)


def _told(one: Warned, places: Places, document: Mapping[str, Any], file: str) -> Problem:
    line = places.line_of(one.path)
    where = _where(document, one.path)
    return Problem(one.message, one.code, file=file, line=line, where=where, hint=one.hint, severity="warning")


def _where(document: Mapping[str, Any], path: Path) -> str:
    row = document[str(path[0])][path[1]] if len(path) > 1 and isinstance(path[1], int) else None
    return str(row.get("id", path[0])) if isinstance(row, dict) else str(path[0])
