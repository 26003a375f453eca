"""Reads what bounds the time of entries, and what is measured over time: windows, anchors, draws, rates."""

from __future__ import annotations

from typing import cast

from sonolog.domain.bound import Duration
from sonolog.domain.fields import DAY_KINDS, RULE_KINDS
from sonolog.domain.requirement import (
    Anchor,
    Around,
    BestWindow,
    Between,
    CalendarPeriod,
    Cooldown,
    Draw,
    Elapsed,
    EntryDay,
    LookBack,
    NamedDay,
    Rate,
    Window,
)
from sonolog.frameworks.bounds import read_length
from sonolog.frameworks.predicates import Subject, read_where, records_of
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import suggest

DAYS = ("today", "application", "enrolment", "ratified", "expired")
"""Days with a name of their own."""
PERIODS = ("week", "month", "quarter", "semester", "year")
RATE_PERIODS = ("day", "week", "month", "quarter", "year", "session")


def read_kind(
    section: Section, key: str = "of", *, kinds: tuple[str, ...] = RULE_KINDS, required: bool = False
) -> str | None:
    """Return the record kind at ``key``."""
    kind = section.choice(key, kinds, required=required)
    return cast("str | None", kind)


def read_anchor(section: Section, key: str) -> Anchor | None:
    """Return a day: its name, or the entry whose day it is."""
    value = section.raw(key)
    if isinstance(value, dict):
        return _entry_day(Section(section.sheet, section.at(key), value))
    name = section.text(key, required=True)
    if not name:
        return None
    if name not in DAYS:
        section.sheet.refer(name, ("event", "requirement", "stage"), section.at(key), words=DAYS)
    return NamedDay(name=name)


def _entry_day(table: Section) -> EntryDay | None:
    kind = read_kind(table, kinds=DAY_KINDS, required=True)
    where = read_where(table, "where", records_of(kind) if kind else None)
    pick = table.choice("pick", ("first", "last"), "first")
    table.done()
    return EntryDay(of=kind, where=where, pick=pick) if kind else None


def read_window(section: Section) -> Window | None:
    """Return the window at ``within``."""
    table = section.table_at("within")
    if table is None:
        return None
    window = _window(table)
    table.done()
    return window


def _window(table: Section) -> Window | None:
    if "around" in table:
        return _around(table)
    if "from" in table or "until" in table:
        ends = [read_anchor(table, key) if key in table else None for key in ("from", "until")]
        return Between(start=ends[0], until=ends[1])
    if "period" in table:
        period = table.choice("period", PERIODS)
        return CalendarPeriod(period=period) if period else None
    before = read_anchor(table, "before") if "before" in table else None
    length = read_length(table)
    if length is None:
        return None
    return BestWindow(length=length) if before is None else LookBack(before=before, length=length)


def _around(table: Section) -> Around | None:
    anchor = read_anchor(table, "around")
    before, after = (read_length(table, suffix=suffix, required=False) for suffix in ("_before", "_after"))
    if before is None and after is None:
        table.fault(None, "“around” needs a length before or after, as months_before = 3.", code="bad-length")
    none = Duration(value=0, unit="days")
    return Around(anchor=anchor, before=before or none, after=after or none) if anchor else None


def read_cooldown(section: Section, subject: Subject | None) -> Cooldown | None:
    """Return how long after which entries the next ones do not count, at ``cooldown``."""
    table = section.table_at("cooldown")
    if table is None:
        return None
    after, length = read_where(table, "after", subject), read_length(table)
    if "after" not in table:
        table.fault(None, "“after” is missing: after which entries?", code="missing-key")
    table.done()
    return None if length is None else Cooldown(after=after, length=length)


def read_draw(section: Section) -> Draw | None:
    """Return the draw at ``draw``."""
    table = section.table_at("draw")
    if table is None:
        return None
    entries = table.whole("entries", least=1)
    if entries is None:
        table.fault(None, "“entries” says how many are drawn.", code="missing-key")
    anchor = read_anchor(table, "at")
    table.done()
    return Draw(entries=entries, at=anchor) if entries and anchor else None


def read_rate(section: Section, subject: Subject | None) -> Rate | None:
    """Return the rate at ``rate``."""
    table = section.table_at("rate")
    if table is None:
        return None
    per = table.choice("per", RATE_PERIODS, required=True)
    least = table.number("at_least", required=True)
    summed = read_sum(table, subject)
    mode = table.choice("mode", ("every", "mean"), "every")
    pause = table.choice("pause", ("leave",))
    if per == "session" and subject is not None and subject.kind != "scan":
        table.fault("per", "Only scans are counted per session.", code="wrong-kind")
    table.done()
    return None if per is None or least is None else Rate(per=per, at_least=least, sum=summed, mode=mode, pause=pause)


def read_sum(section: Section, subject: Subject | None) -> str | None:
    """Return the name of the number field at ``sum``."""
    return read_number_field(section, "sum", subject)


def read_number_field(section: Section, key: str, subject: Subject | None) -> str | None:
    """Return the name of the number field at ``key``."""
    name = section.text(key)
    if not name or subject is None:
        return name or None
    numbers = [field.name for field in subject.fields.values() if field.type == "number"]
    if name not in numbers:
        hint = suggest(name, numbers, otherwise=f"Numbers: {', '.join(numbers)}.")
        section.fault(key, f"A {subject.name} has no number “{name}”.", code="unknown-field", hint=hint)
    return name


def read_elapsed(section: Section) -> Elapsed | None:
    """Return the time between two days at ``elapsed``."""
    table = section.table_at("elapsed")
    if table is None:
        return None
    start, end = read_anchor(table, "from"), read_anchor(table, "to")
    if_none = table.choice("if_none", ("met", "unmet"), "unmet")
    table.done()
    return Elapsed(start=start, end=end, if_none=if_none) if start and end else None
