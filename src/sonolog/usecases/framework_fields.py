"""Fields that name something of a framework: filled in where there is one choice, refused where there is none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from difflib import get_close_matches
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.domain.requirement import Each
from sonolog.store.database import Connection
from sonolog.store.enrolments import enrolment_rows
from sonolog.usecases.enrolled_frameworks import pinned_framework
from sonolog.usecases.errors import FieldFault, FieldsRefused, UnknownFramework
from sonolog.usecases.field_words import title_of
from sonolog.usecases.frameworks import find_framework
from sonolog.usecases.logbook import Logbook

KINDS = frozenset({"line", "override", "ratification", "learning-agreement"})
"""Kinds of record that name a framework; an enrolment has a command of its own."""
_NEEDED: Mapping[str, tuple[tuple[str, ...], str]] = {
    "extension": (("months", "days", "until"), "an extension says how many months or days more, or until when"),
    "target": (("number",), "a new target is a number"),
    "recognition": (("percent", "part_percent"), "a recognition says which percentage of the target is left to do"),
    "brought-forward": (("number",), "what is brought forward is a number"),
    "draw": (("entries",), "a draw lists the entries drawn"),
}


def with_framework_fields(
    logbook: Logbook, connection: Connection, subject: str, kind: str, values: Mapping[str, Any]
) -> dict[str, Any]:
    """Return ``values`` of a record about ``subject`` with framework and edition filled in, checked against it.

    Raises:
        FieldsRefused: the framework, or what is named of it, does not exist; names the nearest.
    """
    said = dict(values)
    if kind not in KINDS:
        return said
    framework = _framework(logbook, connection, subject, said.get("framework"))
    if framework is None:
        return said
    said["framework"] = framework.framework
    if kind in ("line", "ratification"):
        said.setdefault("edition", framework.edition)
    faults = tuple(_faults(kind, said, framework))
    if faults:
        raise FieldsRefused(faults)
    return said


def _framework(logbook: Logbook, connection: Connection, subject: str, name: str | None) -> Framework | None:
    """Return the framework named, as the trainee is enrolled on it; without a name the only one; else None."""
    rows = enrolment_rows(connection, subject, logbook.today)
    for row in rows:
        if row.framework == name or (name is None and len({one.framework for one in rows}) == 1):
            return pinned_framework(connection, row.document)
    if name is None:
        return None
    try:
        return find_framework(name, logbook.home).framework
    except UnknownFramework as refusal:
        known = [row.framework for row in rows]
        near = tuple(get_close_matches(name, known, n=2)) or tuple(known)
        fault = FieldFault(title_of("framework"), "framework", name, refusal.message.rstrip("."), near)
        raise FieldsRefused((fault,)) from None


def _faults(kind: str, said: Mapping[str, Any], framework: Framework) -> Iterator[FieldFault]:
    if kind == "line":
        yield from _unknown("line", said, [line.id for line in framework.lines], "line of its sheet")
    elif kind == "ratification":
        yield from _unknown("stage", said, [stage.id for stage in framework.stages], "stage")
    elif kind == "override":
        yield from _unknown("requirement", said, overridable(framework, str(said.get("type"))), "requirement")
        keys, words = _NEEDED.get(str(said.get("type")), ((), ""))
        if keys and not any(said.get(key) for key in keys):
            yield FieldFault(title_of(keys[0]), keys[0], "", words, ())


def nameable(logbook: Logbook, trainee: str) -> dict[str, tuple[str, ...]]:
    """Return what fields of records may name of the frameworks the trainee is on, by the field's name."""
    with logbook.reading() as connection:
        rows = enrolment_rows(connection, trainee, logbook.today)
        found = [pinned_framework(connection, row.document) for row in rows]
    several = {
        "framework": [one.framework for one in found],
        "edition": [one.edition for one in found],
        "line": [line.id for one in found for line in one.lines],
        "stage": [stage.id for one in found for stage in one.stages],
        "requirement": [name for one in found for name in overridable(one, "extension")],
        "module": [name for one in found for rule in one.requirements for name in _modules(rule.each)],
    }
    return {name: tuple(dict.fromkeys(ids)) for name, ids in several.items()}


def _modules(each: Each | None) -> tuple[str, ...]:
    return each.values if each is not None and each.field == "module" and isinstance(each.values, tuple) else ()


def overridable(framework: Framework, override_type: str) -> list[str]:
    """Return the ids an override of this type may name."""
    ids: list[str] = []
    for one in framework.requirements:
        ids.append(one.id)
        ids.extend(f"{one.id}/{part.id}" for part in one.parts)
        if one.each is not None:
            ids.extend(f"{one.id}/{value}" for value in _values(framework, one.each))
    if override_type == "extension":
        ids.extend(stage.id for stage in framework.stages)
    return [*ids, "all"] if override_type == "recognition" else ids


def _values(framework: Framework, each: Each) -> tuple[str, ...]:
    """Return what a part may be made for, whatever the trainee's scope is."""
    listed = {"scope": framework.regions, "stage": tuple(line.id for line in framework.lines)}
    values = each.values if isinstance(each.values, tuple) else listed[each.values]
    return (*values, *(minimum.value for minimum in each.minima))


def _unknown(name: str, said: Mapping[str, Any], known: Sequence[str], noun: str) -> Iterator[FieldFault]:
    text = said.get(name)
    if text and text not in known:
        near = tuple(get_close_matches(str(text), known, n=3)) or tuple(known[:5])
        yield FieldFault(title_of(name), name, str(text), f"the framework has no {noun} of that id", near)
