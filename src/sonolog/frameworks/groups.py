"""Reads the parts of a requirement, listed one by one or made for each value of a field."""

from __future__ import annotations

from typing import Any

from sonolog.domain.requirement import Each, Minimum, Part
from sonolog.frameworks.bounds import check_order, check_share, read_bound
from sonolog.frameworks.consistency import check_measure, check_shares
from sonolog.frameworks.measures import check_field, read_measured
from sonolog.frameworks.predicates import Subject, read_value
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import listed, shown, suggest

_SHARES = ("target", "total", "equal-share")


def read_parts(section: Section, key: str, subject: Subject | None) -> tuple[Part, ...]:
    """Return the parts listed at ``key``; within a requirement they are known as ``requirement/part``."""
    parts: list[Part] = []
    for table in section.tables_at(key):
        part = _part(table, subject)
        if part is not None and any(part.id == known.id for known in parts):
            table.fault("id", f"Two parts have the id “{part.id}”.", code="duplicate-id")
        if part is not None:
            owner = str(section.table.get("id", ""))
            table.sheet.defined.setdefault("part", {}).setdefault(f"{owner}/{part.id}", table.path)
            parts.append(part)
    return tuple(parts)


def _part(table: Section, subject: Subject | None) -> Part | None:
    part_id = table.identifier()
    values = {"id": part_id, "title": table.text("title")} | read_measured(table, subject)
    table.done()
    check_shares(table, values, of=_SHARES)
    check_measure(table, values)
    return Part(**values) if part_id else None


def read_each(section: Section, subject: Subject | None) -> Each | None:
    """Return the group at ``each``: one part for each value of a field."""
    table = section.table_at("each")
    if table is None:
        return None
    name = table.text("field", required=True)
    if name and subject is not None:
        check_field(table, "field", name, subject)
    bounds = {key: read_bound(table, key) for key in ("at_least", "at_most")}
    check_order(table, bounds["at_least"], bounds["at_most"])
    for key, bound in bounds.items():
        check_share(table, key, bound, allowed=_SHARES)
    each = Each(
        field=name,
        values=_each_values(table, name, subject),
        minima=_minima(table, name, subject),
        even_percent=table.number("even_percent", most=100),
        parts=read_parts(table, "parts", subject),
        **bounds,
    )
    table.done()
    _check_each(table)
    return each if name else None


def _each_values(table: Section, name: str, subject: Subject | None) -> Any:
    value = table.raw("values")
    if value in ("scope", "stage"):
        wanted = "region" if value == "scope" else "line"
        if name != wanted:
            table.fault("values", f'“{value}” needs field = "{wanted}".', code="contradiction")
        return value
    if isinstance(value, str):
        hint = suggest(value, ("scope", "stage"), otherwise="Or write a list.")
        table.fault("values", f"“{shown(value)}” is neither “scope” nor “stage”.", code="unknown-value", hint=hint)
        return ()
    values = table.texts("values")
    if value == []:
        table.fault("values", "“values” lists nothing.", code="empty")
    for index, item in enumerate(values):
        _check_value(table, name, item, subject, place=("values", index))
    return values


def _check_value(
    table: Section, name: str, item: str, subject: Subject | None, *, place: tuple[str | int, ...]
) -> None:
    field = subject.fields.get(name) if subject else None
    path = (*table.path, *place)
    if name == "line":
        table.sheet.refer(item, ("line",), path)
    elif field is not None and field.type in ("code", "term", "text"):
        read_value(table.sheet, path, item, field)


def _minima(table: Section, name: str, subject: Subject | None) -> tuple[Minimum, ...]:
    inner = table.table_at("minima")
    if inner is None:
        return ()
    found = []
    for value in inner.table:
        _check_value(table, name, value, subject, place=("minima", value))
        bound = read_bound(inner, value)
        if bound is not None:
            found.append(Minimum(value=value, at_least=bound))
    return tuple(found)


def _check_each(table: Section) -> None:
    if ("values" in table) == ("minima" in table):
        table.fault(None, "Either “values” or “minima” says which values there are.", code="contradiction")
    targets = ("at_least", "at_most", "even_percent", "parts")
    if "values" in table and not any(key in table for key in targets):
        table.fault(None, f"One of {listed(targets)} says what each value needs.", code="missing-key")
