"""Reads targets, ceilings and lengths of time."""

from __future__ import annotations

from sonolog.domain.bound import SHARE_OF, UNITS, Bound, Count, Duration, Percent
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import listed, number_at, shown, suggest

ROUNDINGS = ("up", "down", "nearest")
_DAYS = {"days": (1, 1), "weeks": (7, 7), "months": (28, 31), "years": (365, 366)}
"""Shortest and longest length of each unit in days."""


def read_bound(section: Section, key: str) -> Bound | None:
    """Return the bound at ``key``: a number, a length or a share; None where it is missing or wrong."""
    value = section.raw(key)
    if value is None:
        return None
    if not isinstance(value, dict):
        number = number_at(section.sheet, section.at(key), value)
        return None if number is None else Count(value=number)
    table = Section(section.sheet, section.at(key), value)
    bound = _percent(table) if "percent" in table else read_length(table)
    table.done()
    return bound


def _percent(table: Section) -> Percent | None:
    percent = table.number("percent", most=100)
    share_of = table.text("of") or "target"
    if share_of not in SHARE_OF:
        table.sheet.refer(share_of, ("requirement",), table.at("of"), words=SHARE_OF)
    rounding = table.choice("round", ROUNDINGS)
    return None if percent is None else Percent(percent=percent, of=share_of, round=rounding)


def read_duration(section: Section, key: str) -> Duration | None:
    """Return the length of time at ``key``, as ``{ months = 3 }``."""
    table = section.table_at(key)
    if table is None:
        return None
    found = read_length(table)
    table.done()
    return found


def read_length(table: Section, *, suffix: str = "", required: bool = True) -> Duration | None:
    """Return the one length of time among the keys ``days weeks months years`` of a table."""
    named = [unit for unit in UNITS if unit + suffix in table]
    if len(named) != 1:
        if named or required:
            wanted = listed(unit + suffix for unit in UNITS)
            hint = suggest(str(next(iter(table.table), "")), [unit + suffix for unit in UNITS])
            table.fault(None, f"Exactly one of {wanted} is wanted here.", code="bad-length", hint=hint)
        return None
    value = table.whole(named[0] + suffix)
    return None if value is None else Duration(value=value, unit=named[0])


def check_order(section: Section, least: Bound | None, most: Bound | None) -> None:
    """Note a fault where no number could be at least ``least`` and at most ``most``."""
    if least is None or most is None:
        return
    if type(least) is not type(most) and not isinstance(least, Percent) and not isinstance(most, Percent):
        section.fault("at_most", "“at_least” and “at_most” must both be numbers or both lengths.", code="contradiction")
    elif _exceeds(least, most):
        section.fault("at_most", "“at_most” lies below “at_least”: nothing could meet both.", code="contradiction")


def _exceeds(least: Bound, most: Bound) -> bool:
    if isinstance(least, Count) and isinstance(most, Count):
        return least.value > most.value
    if isinstance(least, Duration) and isinstance(most, Duration):
        if least.unit == most.unit:
            return least.value > most.value
        return days_between(least)[0] > days_between(most)[1]
    if isinstance(least, Percent) and isinstance(most, Percent):
        return least.of == most.of and least.percent > most.percent
    return False


def days_between(length: Duration) -> tuple[int, int]:
    """Return the fewest and the most days a length of time can have, whatever day it starts on."""
    shortest, longest = _DAYS[length.unit]
    return length.value * shortest, length.value * longest


def check_share(section: Section, key: str, bound: Bound | None, *, allowed: tuple[str, ...]) -> None:
    """Note a fault where a share is of something that has no meaning here."""
    if isinstance(bound, Percent) and bound.of in SHARE_OF and bound.of not in allowed:
        hint = f"Here it may be of {listed((*allowed, 'a requirement id'))}."
        section.fault(key, f"A share of “{shown(bound.of)}” has no meaning here.", code="contradiction", hint=hint)
