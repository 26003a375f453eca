"""Reads what must come first: ids of requirements and stages, alone, together or as alternatives."""

from __future__ import annotations

from typing import Any

from sonolog.domain.requirement import Needs
from sonolog.frameworks.reading import Section


def read_needs(section: Section, key: str) -> Needs | None:
    """Return what is needed: an id, a list (all of it), ``{ any }`` or ``{ at_least, of }``."""
    value = section.raw(key)
    if value is None:
        return None
    return _needs(section, key, value)


def _needs(section: Section, key: str | int, value: Any) -> Needs | None:
    if isinstance(value, str):
        section.sheet.refer(value, ("requirement", "stage"), section.at(key))
        return Needs(at_least=1, of=(value,))
    if isinstance(value, dict):
        return _needs_table(Section(section.sheet, section.at(key), value))
    if isinstance(value, list) and value:
        members = _members(Section(section.sheet, section.at(key), dict(enumerate(value))))  # type: ignore[arg-type]
        return Needs(at_least=len(members), of=members) if members else None
    section.sheet.fault(section.at(key), "Ids are wanted here.", code="wrong-type", hint='As ["first", "second"].')
    return None


def _members(items: Section) -> tuple[str | Needs, ...]:
    found: list[str | Needs] = []
    for index, item in items.table.items():
        need = _needs(items, index, item)
        if need is not None:
            found.append(item if isinstance(item, str) else need)
    return tuple(found)


def _needs_table(table: Section) -> Needs | None:
    key = next((key for key in ("any", "all", "of") if key in table), None)
    if key is None or not isinstance(table.raw(key), list):
        table.fault(None, "“any”, “all” or “of” lists what is needed.", code="missing-key")
        return None
    group = _needs(table, key, table.raw(key))
    size = len(group.of) if group else 0
    least = table.whole("at_least", 1 if key == "any" else size, least=1)
    if key != "of" and "at_least" in table:
        table.fault("at_least", "“at_least” goes with “of”.", code="contradiction")
    if least and group and least > size:
        table.fault("at_least", f"{least} are asked of {size}.", code="contradiction")
    table.done()
    return Needs(at_least=least, of=group.of) if group and least else None
