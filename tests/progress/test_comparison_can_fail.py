"""The comparison with the second opinion notices an evaluator that is wrong: each rule is broken once, and found."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import Phase, settings

from sonolog.progress import bounds, days, judging, limits, measures, predicates, signatories, units, windows

from . import test_against_definition as first
from . import test_against_definition_more as more

MUTATIONS: dict[str, tuple[Any, str, Callable[[Any], Any], Callable[..., None]]] = {
    "rounding is one too high": (limits, "rounded", lambda right: lambda *a: right(*a) + 1, first.test_limits),
    "a month is a day too long": (
        days,
        "plus_months",
        lambda right: lambda day, months: right(day, months) + (day.resolution if months else day - day),
        first.test_steps_and_windows,
    ),
    "limits are forgotten": (limits, "_oldest_first", lambda _: lambda fresh, *_a: fresh, first.test_limits),
    "a run is one too long": (
        measures,
        "_longest_run",
        lambda right: lambda surplus: (right(surplus)[0] + 1, right(surplus)[1]),
        first.test_rates,
    ),
    "a length is reached a day early": (
        bounds,
        "_reached",
        lambda right: lambda start, end, bound: right(start, end + end.resolution, bound),
        more.test_spans,
    ),
    "a ceiling of time is passed a week late": (
        bounds,
        "_exceeded",
        lambda right: lambda start, end, bound: right(start + 7 * start.resolution, end, bound),
        more.test_gaps,
    ),
    "a group wants one more": (judging, "_needed", lambda right: lambda *a: right(*a) + 1, more.test_groups),
    "nothing cools down": (judging, "_cooling", lambda _: lambda *_a: 0, more.test_cooldowns),
    "at least means more than": (
        predicates,
        "_reaches",
        lambda right: lambda value, bound: right(value, bound) and value != bound,
        more.test_one_value_of_many,
    ),
    "a level holds for ever": (signatories, "_is_in_force", lambda _: lambda *_a: True, more.test_the_level_on_the_day),
    "structures are not counted singly": (
        units,
        "_one_a_structure",
        lambda _: lambda log: log,
        more.test_counting_units,
    ),
    "periods start a week late": (
        windows,
        "period_start",
        lambda right: lambda day, period: right(day + 7 * day.resolution, period),
        more.test_calendar_periods,
    ),
}


@pytest.mark.parametrize(("module", "name", "break_it", "comparison"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_broken_rule_is_noticed(
    monkeypatch: pytest.MonkeyPatch,
    module: Any,
    name: str,
    break_it: Callable[[Any], Any],
    comparison: Callable[..., None],
) -> None:
    """With one rule of the evaluator broken, its comparison fails, most within a few dozen cases."""
    quick = settings(
        max_examples=4_000,
        phases=[Phase.generate],
        database=None,
        deadline=None,
        derandomize=True,
        report_multiple_bugs=False,
    )
    monkeypatch.setattr(comparison, "_hypothesis_internal_use_settings", quick)
    monkeypatch.setattr(module, name, break_it(getattr(module, name)))
    with pytest.raises((AssertionError, ExceptionGroup)):
        comparison()
