"""Reads the parts of a form that come several times: domains, groups, variants, scales and items."""

from __future__ import annotations

from collections.abc import Iterator

from sonolog.domain.form import FormAnchor, FormItem, FormLevel, FormPart, FormScale
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import NOTE_LIMIT, Sort

SCALE_KINDS = ("points", "ordinal")
LEVELS_LIMIT = 101
"""Levels of one scale: percent points are the finest there are."""


def read_variant(table: Section) -> FormPart | None:
    """Return one ``[[variant]]``."""
    return _part(table, "variant")


def read_group(table: Section) -> FormPart | None:
    """Return one ``[[group]]``."""
    return _part(table, "group")


def read_domain(table: Section) -> FormPart | None:
    """Return one ``[[domain]]``."""
    return _part(table, "domain")


def _part(table: Section, sort: Sort) -> FormPart | None:
    part = FormPart(id=table.identifier(), title=table.text("title", required=True))
    return part if _finish(table, sort, part.id) else None


def _finish(table: Section, sort: Sort, name: str) -> bool:
    """Note what is unknown in the table, define its id, and tell whether there is one."""
    table.done()
    if name:
        table.sheet.define(sort, name, table.path)
    return bool(name)


def read_scale(table: Section) -> FormScale | None:
    """Return one ``[[scale]]`` with its levels, which must rise."""
    name = table.identifier()
    title = table.text("title")
    kind = table.choice("kind", SCALE_KINDS, "ordinal", required=True)
    levels = tuple(_levels(table))
    if len(levels) < 2 or len(levels) > LEVELS_LIMIT:
        table.fault("levels", f"A scale has 2 to {LEVELS_LIMIT} levels.", code="out-of-range")
    elif [one.value for one in levels] != sorted({one.value for one in levels}):
        table.fault("levels", "The values of the levels must rise.", code="contradiction")
    found = _finish(table, "scale", name)
    return FormScale(id=name, title=title, kind=kind, levels=levels) if found and levels else None


def _levels(table: Section) -> Iterator[FormLevel]:
    if "levels" not in table:
        table.fault(None, "“levels” is missing.", code="missing-key")
    for level in table.tables_at("levels"):
        value = level.whole("value")
        if value is None and "value" not in level:
            level.fault(None, "“value” is missing.", code="missing-key")
        label, anchor = level.text("label", required=True), level.text("anchor")
        level.done()
        if value is not None:
            yield FormLevel(value=value, label=label, anchor=anchor)


def read_item(table: Section) -> FormItem | None:
    """Return one ``[[item]]``."""
    item = FormItem(
        id=table.identifier(),
        text=table.text("text", required=True),
        domain=table.text("domain") or None,
        scale=table.text("scale", required=True),
        critical=table.flag("critical", default=False),
        at_least=table.whole("at_least"),
        allow_not_assessed=table.flag("allow_not_assessed", default=False),
        anchors=tuple(_anchors(table)),
        note=table.text("note", limit=NOTE_LIMIT),
    )
    if item.domain:
        table.sheet.refer(item.domain, ("domain",), table.at("domain"))
    if item.scale:
        table.sheet.refer(item.scale, ("scale",), table.at("scale"))
    return item if _finish(table, "item", item.id) else None


def _anchors(table: Section) -> Iterator[FormAnchor]:
    inner = table.table_at("anchors")
    for key in inner.table if inner is not None else ():
        if inner is None or not key.isascii() or not key.isdecimal():
            table.fault("anchors", "The keys of “anchors” are levels, as in { 1 = “…” }.", code="wrong-type")
            continue
        yield FormAnchor(value=int(key), text=inner.text(key))
