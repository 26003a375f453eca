"""Reads what a requirement and its parts share: predicates, picks, the measure and its bounds."""

from __future__ import annotations

from typing import Any

from sonolog.domain.bound import Duration
from sonolog.domain.fields import CALENDAR
from sonolog.domain.requirement import Limit
from sonolog.frameworks.bounds import check_order, check_share, read_bound
from sonolog.frameworks.predicates import Subject, read_by, read_optional, read_where
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import NOTE_LIMIT, shown, suggest
from sonolog.frameworks.windows import read_draw, read_number_field, read_rate, read_sum

STRENGTHS = ("mandatory", "recommended", "indicative", "flag")


def read_measured(section: Section, subject: Subject | None) -> dict[str, Any]:
    """Return what a requirement and its parts share."""
    bounds = {key: read_bound(section, key) for key in ("at_least", "at_most", "ideal")}
    check_order(section, bounds["at_least"], bounds["at_most"])
    return bounds | {
        "where": read_where(section, "where", subject),
        "by": read_by(section),
        "skip": section.whole("skip", 0),
        "first": section.whole("first", least=1),
        "last": section.whole("last", least=1),
        "having": read_optional(section, "having", subject),
        "out_of": section.whole("out_of", least=1),
        "draw": read_draw(section),
        "distinct": _distinct(section, subject),
        "sum": read_sum(section, subject),
        "rate": read_rate(section, subject),
        "span": section.flag("span", default=False),
        "gap": section.choice("gap", ("longest", "shortest")),
        **{key: read_number_field(section, key, subject) for key in ("mean", "lowest", "highest", "latest")},
        "strength": section.choice("strength", STRENGTHS, "mandatory"),
        "note": section.text("note", limit=NOTE_LIMIT),
    }


def _distinct(section: Section, subject: Subject | None) -> str | None:
    name = section.text("distinct")
    if name and subject is not None:
        check_field(section, "distinct", name, subject, also=CALENDAR)
    return name or None


def check_field(section: Section, key: str, name: str, subject: Subject, *, also: tuple[str, ...] = ()) -> None:
    """Note a fault unless the subject has a field ``name`` (or it is one of ``also``)."""
    known = (*subject.fields, *also)
    if name not in known:
        hint = suggest(name, known, otherwise=f"Fields: {', '.join(known)}.")
        section.fault(key, f"A {subject.name} has no field “{shown(name)}”.", code="unknown-field", hint=hint)


def read_limit(table: Section, subject: Subject | None) -> Limit | None:
    """Return one of the ``limits``: at most so many of a sort."""
    where = read_where(table, "where", subject)
    per = table.text("per") or None
    if per and subject is not None:
        check_field(table, "per", per, subject, also=CALENDAR)
    most = read_bound(table, "at_most")
    if "at_most" not in table:
        table.fault(None, "“at_most” is missing: how many may count?", code="missing-key")
    elif isinstance(most, Duration):
        table.fault("at_most", "A limit is a number or a share.", code="wrong-type")
    check_share(table, "at_most", most, allowed=("target", "total"))
    title = table.text("title")
    table.done()
    return None if most is None else Limit(where=where, per=per, at_most=most, title=title)
