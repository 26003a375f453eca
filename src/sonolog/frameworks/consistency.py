"""What the keys of one requirement say against each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.domain.bound import Count, Duration, Percent
from sonolog.domain.fields import CALENDAR
from sonolog.domain.requirement import BestWindow, CalendarPeriod
from sonolog.frameworks.bounds import check_share
from sonolog.frameworks.reading import Section
from sonolog.frameworks.sheet import listed

_MEASURES = ("distinct", "sum", "rate", "elapsed", "span", "gap", "mean", "lowest", "highest", "latest")
_TIMED = ("rate", "elapsed", "span", "gap")
_LENGTHS = ("elapsed", "span", "gap")
_ONLY_WITH_ENTRIES = (
    "about", "where", "by", "skip", "within", "first", "last", "having", "out_of", "draw", "limits",
    "distinct", "sum", "rate", "span", "gap", "mean", "lowest", "highest", "latest", "each", "part", "eligible",
    "cooldown",
)  # fmt: skip


def check_subject(section: Section) -> None:
    """Note a fault unless it has exactly one of of, elapsed and needs, and only what goes with that."""
    named = [key for key in ("of", "elapsed", "needs") if key in section]
    if len(named) != 1:
        message = "A requirement has exactly one of “of”, “elapsed” and “needs”."
        section.fault(named[1] if named else None, message, code="contradiction")
    if named and "of" not in named:
        for key in _ONLY_WITH_ENTRIES:
            if key in section:
                section.fault(key, f"“{key}” needs entries: say what they are with “of”.", code="contradiction")


def check_steps(section: Section, values: Mapping[str, Any]) -> None:
    """Note steps of a requirement that cannot go together."""
    picks = [key for key in ("first", "last") if values[key] is not None]
    if len(picks) == 2:
        section.fault("last", "Either “first” or “last”, not both.", code="contradiction")
    if picks and isinstance(values["within"], BestWindow | CalendarPeriod):
        message = f"“{picks[0]}” cannot go with a best window: which comes first would change the answer."
        section.fault(picks[0], message, code="contradiction")
    shares = [limit for limit in values["limits"] if isinstance(limit.at_most, Percent) and limit.at_most.of == "total"]
    if len(shares) > 1:
        section.fault("limits", "Only one limit may be a share of the total.", code="contradiction")
    check_shares(section, values, of=("total",))
    check_measure(section, values)
    _check_crossing(section, values)


def check_shares(section: Section, values: Mapping[str, Any], *, of: tuple[str, ...]) -> None:
    """Note bounds that are a share of something without meaning here."""
    for key in ("at_least", "at_most", "ideal"):
        bound = values[key]
        check_share(section, key, bound, allowed=of)
        if isinstance(bound, Percent) and bound.of == "total" and values["having"] is None:
            hint = "Say with “having” what the share has."
            section.fault(key, "A share of the total is always 100 per cent here.", code="contradiction", hint=hint)


def check_measure(section: Section, values: Mapping[str, Any]) -> None:
    """Note a second measure, and bounds in a unit the measure does not have."""
    named = [key for key in _MEASURES if values.get(key)]
    if len(named) > 1:
        section.fault(named[1], f"Only one of {listed(named)} can be measured.", code="contradiction")
        return
    timed = bool(named) and (named[0] in _TIMED or values.get("distinct") in CALENDAR)
    for key in ("at_least", "at_most", "ideal"):
        bound = values[key]
        if isinstance(bound, Duration) and not timed:
            message = "A length of time needs “rate”, “elapsed”, “span” or “gap”."
            section.fault(key, message, code="contradiction")
        if isinstance(bound, Count) and named and named[0] in _LENGTHS:
            section.fault(key, f"“{named[0]}” is measured in time: write {{ months = … }}.", code="contradiction")


def _check_crossing(section: Section, values: Mapping[str, Any]) -> None:
    limits = values["limits"]
    pers = sum(limit.per is not None for limit in limits)
    if len(limits) > 2 or (pers and len(limits) > pers + 1) or pers > 1:
        message = "These limits may cross: the count may then be too low, and the answer says so."
        section.fault("limits", message, code="crossing-limits", warning=True)
