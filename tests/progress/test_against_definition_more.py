"""The evaluator against the slow definitions: time between entries, single values, people, groups, units, periods."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from math import floor
from typing import Any

from hypothesis import assume, given
from hypothesis import strategies as st

from sonolog.domain.bound import Duration
from sonolog.domain.framework import Counting
from sonolog.domain.predicate import Compare, Linked, Present
from sonolog.domain.requirement import (
    Around,
    Between,
    CalendarPeriod,
    Cooldown,
    Each,
    EntryDay,
    Minimum,
    Needs,
    SignatoryRule,
)

from .cases import cases
from .made import (
    REGIONS,
    TODAY,
    a_framework,
    a_person,
    a_requirement,
    answer_of,
    answers_of,
    counted,
    evidence_of,
    is_in,
    number,
)
from .slow import matches
from .slow_rules import (
    cooled_down,
    gaps_hold,
    group_is_met,
    later,
    level_on,
    links_match,
    living,
    period_of,
    single_value,
    spans,
    units_of,
    within,
)

_DAYS = st.integers(-20, 500).map(lambda ago: TODAY - timedelta(days=ago))
_ROWS = st.fixed_dictionaries(
    {
        "day": _DAYS.map(date.isoformat),
        "finding": st.sampled_from(["normal", "abnormal", None]),
        "region": st.sampled_from(REGIONS),
        "structures": st.sampled_from([("biceps",), ("biceps", "triceps"), ("triceps",)]),
        "side": st.sampled_from(["left", "bilateral"]),
        "difficulty": st.sampled_from([1, 2, 3, 5, None]),
        "supervisor": st.sampled_from(["sam", "ann", None]),
        "status": st.sampled_from(["draft", "submitted", "signed", "withdrawn"]),
    }
)
_LOGS = st.lists(_ROWS, max_size=14)
_LENGTHS = st.builds(
    lambda value, unit: Duration(value=value, unit=unit),
    st.integers(1, 14),
    st.sampled_from(["days", "weeks", "months"]),
)
_TESTS = st.sampled_from(
    [
        is_in("finding", "normal"),
        is_in("finding", "abnormal"),
        is_in("region", "knee"),
        is_in("region", "shoulder", "elbow"),
        Compare(field="difficulty", at_least=3),
        Present(field="difficulty"),
    ]
)
_TARGETS = st.integers(0, 6)


def _entries(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    made = [{**row, "record": f"r{at:04}", "day": date.fromisoformat(row["day"])} for at, row in enumerate(rows)]
    return living(made, TODAY)


def _places(entries: list[dict[str, Any]]) -> list[int]:
    return sorted(int(one["record"][1:]) for one in entries)


@cases(250)
@given(_LOGS, _TESTS, st.sampled_from(["mean", "lowest", "highest", "latest"]), st.integers(0, 5), st.booleans())
def test_one_value_of_many(rows: list[Any], where: Any, take: str, bound: int, ceiling: bool) -> None:
    """Mean, lowest, highest and latest are those of the entries that hold a value, against a floor or a ceiling."""
    bounds = {"at_most" if ceiling else "at_least": number(bound)}
    rule = a_requirement(where=where, **{take: "difficulty"}, **bounds)
    value = single_value(take, "difficulty", [one for one in _entries(rows) if matches(one, where)])
    answer = answer_of(rule, evidence_of(scan=rows))
    assert answer.met == within(value, rule)
    if value is not None:
        assert answer.have == Decimal(floor(value * 100)) / 100


@cases(250)
@given(_LOGS, _TESTS, _LENGTHS)
def test_gaps(rows: list[Any], where: Any, length: Duration) -> None:
    """No gap is longer than a ceiling, today's included; none is shorter than a floor; to the day."""
    entries = [one for one in _entries(rows) if matches(one, where)]
    longest = answer_of(a_requirement(where=where, gap="longest", at_most=length), evidence_of(scan=rows))
    assert longest.met == gaps_hold(entries, length, longest=True, today=TODAY)
    assume(len(entries) > 1)
    shortest = answer_of(a_requirement(where=where, gap="shortest", at_least=length), evidence_of(scan=rows))
    assert shortest.met == gaps_hold(entries, length, longest=False, today=TODAY)


@cases(200)
@given(_LOGS, _TESTS, _LENGTHS)
def test_spans(rows: list[Any], where: Any, length: Duration) -> None:
    """From the first to the last entry lies so much time, to the day."""
    entries = [one for one in _entries(rows) if matches(one, where)]
    answer = answer_of(a_requirement(where=where, span=True, at_least=length), evidence_of(scan=rows))
    assert answer.met == spans(entries, length)


@cases(200)
@given(_LOGS, _TESTS, _TESTS, _LENGTHS, _TARGETS)
def test_cooldowns(rows: list[Any], where: Any, after: Any, length: Duration, least: int) -> None:
    """What comes too soon after an entry of a sort is left out, on the day it is over it counts again."""
    assume(len({row["day"] for row in rows}) == len(rows))
    left = [one for one in cooled_down(_entries(rows), after, length) if matches(one, where)]
    rule = a_requirement(where=where, cooldown=Cooldown(after=after, length=length), at_least=number(least))
    answer = answer_of(rule, evidence_of(scan=rows))
    assert counted(answer) == _places(left)
    assert answer.met == (len(left) >= least)


@cases(250)
@given(_LOGS, st.sampled_from(["week", "month", "quarter", "semester", "year"]), _TARGETS)
def test_calendar_periods(rows: list[Any], period: Any, least: int) -> None:
    """The best calendar period is the one with most entries that has least missing."""
    entries = _entries(rows)
    sizes: dict[tuple[int, ...], int] = {}
    for one in entries:
        sizes[period_of(one["day"], period)] = sizes.get(period_of(one["day"], period), 0) + 1
    best = max(sizes.values(), default=0)
    answer = answer_of(
        a_requirement(within=CalendarPeriod(period=period), at_least=number(least)), evidence_of(scan=rows)
    )
    assert (answer.have, answer.met) == (best, best >= least)


@cases(250)
@given(_LOGS, _TESTS, st.sampled_from(["first", "last"]), _LENGTHS, _LENGTHS, st.booleans())
def test_windows_around_an_entry(
    rows: list[Any], where: Any, pick: Any, before: Duration, after: Duration, around: bool
) -> None:
    """Around the first or last entry of a sort, or from it on: both edges are inside; without it nothing counts."""
    anchors = [one["day"] for one in _entries(rows) if matches(one, where)]
    anchor = EntryDay(of="scan", where=where, pick=pick)
    window = Around(anchor=anchor, before=before, after=after) if around else Between(start=anchor)
    answer = answer_of(a_requirement(within=window, at_least=number(1)), evidence_of(scan=rows))
    if not anchors:
        assert counted(answer) == []
        return
    day = anchors[0] if pick == "first" else anchors[-1]
    if around:
        inside = [one for one in _entries(rows) if day <= later(one["day"], before) and one["day"] <= later(day, after)]
        strict = [one for one in inside if _clear(one["day"], day, before)]
        assert set(_places(strict)) <= set(counted(answer)) <= set(_places(inside))
    else:
        assert counted(answer) == _places([one for one in _entries(rows) if one["day"] >= day])


def _clear(day: date, anchor: date, before: Duration) -> bool:
    """Return whether a day lies in the window whichever end of a month a step back falls on."""
    return before.unit != "months" or later(day + timedelta(days=-4), before) >= anchor


_HELD = st.lists(
    st.tuples(st.integers(1, 3), st.integers(0, 400).map(lambda ago: TODAY - timedelta(days=ago))), max_size=3
)


@cases(250)
@given(_LOGS, _HELD, _HELD, st.integers(1, 3))
def test_the_level_on_the_day(rows: list[Any], sam: Any, ann: Any, least: int) -> None:
    """A scan counts when its supervisor held the level on its own day, whatever they reached later."""
    held = {"sam": sam, "ann": ann}
    people = [a_person(name, *((level, start.isoformat()) for level, start in had)) for name, had in held.items()]
    rows = [{**row, "status": "draft"} for row in rows]
    rule = a_requirement(by=(SignatoryRule(where=Compare(field="level", at_least=least)),), at_least=number(1))
    answer = answer_of(rule, evidence_of(scan=rows, people=people))
    fitting = [
        one
        for one in _entries(rows)
        if one["supervisor"] and (level_on(held[one["supervisor"]], one["day"]) or 0) >= least
    ]
    assert counted(answer) == _places(fitting)


@cases(200)
@given(_LOGS, st.lists(st.lists(st.integers(0, 13), max_size=5, unique=True), max_size=5), _TESTS, st.data())
def test_linked_records(rows: list[Any], mixes: list[list[int]], where: Any, data: st.DataObject) -> None:
    """An assessment counts when so many of its scans, and no more, are of a sort."""
    least = data.draw(st.integers(1, 3))
    most = data.draw(st.one_of(st.none(), st.integers(least, 4)))
    rows = [{**row, "day": "2026-01-01", "status": "draft"} for row in rows]
    mixes = [[at for at in mix if at < len(rows)] for mix in mixes]
    exams = [{"day": "2026-02-01", "scans": tuple(f"r{at:04}" for at in mix) or None} for mix in mixes]
    rule = Linked(field="scans", kind="scan", where=where, at_least=least, at_most=most)
    answer = answer_of(a_requirement(of="assessment", where=rule), evidence_of(scan=rows, assessment=exams))
    assert counted(answer) == [at for at, mix in enumerate(mixes) if links_match([rows[one] for one in mix], rule)]


_GROUPS = st.recursive(
    st.sampled_from(["a", "b", "c", "d"]),
    lambda inner: st.lists(inner, min_size=1, max_size=3).flatmap(
        lambda of: st.integers(1, len(of)).map(lambda least: Needs(at_least=least, of=tuple(of)))
    ),
    max_leaves=6,
)


@cases(250)
@given(_LOGS, _GROUPS, st.lists(_TARGETS, min_size=4, max_size=4))
def test_groups(rows: list[Any], group: Needs | str, targets: list[int]) -> None:
    """All, any and at least so many of, one inside another, are met as their members are."""
    needs = group if isinstance(group, Needs) else Needs(at_least=1, of=(group,))
    tests = [is_in("region", "knee"), is_in("finding", "normal"), is_in("side", "left"), Present(field="difficulty")]
    rules = [
        a_requirement(name, where=where, at_least=number(least))
        for name, where, least in zip("abcd", tests, targets, strict=True)
    ]
    answers = answers_of(a_framework(*rules, a_requirement(needs=needs)), evidence_of(scan=rows))
    met = {}
    for name, where, least in zip("abcd", tests, targets, strict=True):
        met[name] = sum(bool(matches(one, where)) for one in _entries(rows)) >= least
        assert answers[name].met == met[name]
    assert answers["it"].met == group_is_met(needs, met)


@cases(200)
@given(_LOGS, st.sampled_from(["examination", "structure"]), st.sampled_from([1, 2]), _TARGETS)
def test_counting_units(rows: list[Any], unit: Any, bilateral: Any, least: int) -> None:
    """A scan of both sides is one or two, a scan of two structures one or two, as the framework says."""
    framework_s = {"counting": Counting(unit=unit, bilateral=bilateral)}
    answer = answer_of(a_requirement(at_least=number(least)), evidence_of(scan=rows), **framework_s)
    assume(unit == "examination" or bilateral == 1)
    have = sum(units_of(one, unit, bilateral) for one in _entries(rows))
    assert (answer.have, answer.met) == (have, have >= least)


@cases(200)
@given(_LOGS, st.lists(_TARGETS, min_size=3, max_size=3), st.one_of(st.none(), _TARGETS))
def test_minima_of_each_value(rows: list[Any], minima: list[int], total: int | None) -> None:
    """Each region has its own target beside the total; the whole is met when all of them are."""
    each = Each(
        field="region",
        minima=tuple(
            Minimum(value=region, at_least=number(least)) for region, least in zip(REGIONS, minima, strict=True)
        ),
    )
    rule = a_requirement(each=each, at_least=None if total is None else number(total))
    answers = answers_of(a_framework(rule), evidence_of(scan=rows))
    entries = _entries(rows)
    all_met = total is None or len(entries) >= total
    for region, least in zip(REGIONS, minima, strict=True):
        have = sum(one["region"] == region for one in entries)
        assert (answers[f"it/{region}"].have, answers[f"it/{region}"].met) == (have, have >= least)
        all_met = all_met and have >= least
    assert answers["it"].met == all_met
