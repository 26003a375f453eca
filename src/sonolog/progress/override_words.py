"""What was decided for one trainee, in words."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING

from sonolog.progress.bounds import shown
from sonolog.progress.plain_words import day, joined, several, spaced
from sonolog.progress.steering import Override

if TYPE_CHECKING:
    from sonolog.progress.evaluation import Evaluation


def override_words(one: Override) -> str:
    """Return the decision, who signed it and when: "target 200, signed by L. Lead on 3 May 2026"."""
    return f"{_decision(one)}, {one.words}"


def decision_sentence(evaluation: Evaluation, one: Override) -> str:
    """Return the decision with the title of what it is about, as a sentence."""
    owner = one.requirement.partition("/")[0]
    title = "All requirements" if owner == "all" else evaluation.words.title(owner)
    return f"{title}: {override_words(one)}."


def _decision(one: Override) -> str:
    part = one.requirement.partition("/")[2]
    of = f" of {spaced(part)}" if part else ""
    match one.type:
        case "extension":
            return f"extended{_time(one)}"
        case "exemption":
            return f"exempted{of and ' from' + of.removeprefix(' of')}"
        case "target":
            return f"target{of} set to {_number(one.number)}"
        case "recognition":
            award = f" ({one.award})" if one.award else ""
            return f"prior award recognised{award}: {joined(_shares(one))}"
        case "brought-forward":
            award = f" from {one.award}" if one.award else ""
            return f"{_number(one.number)} brought forward{of}{award}"
        case "draw":
            return f"{len(one.entries)} drawn"


def _time(one: Override) -> str:
    lengths = [several(value, unit, f"{unit}s") for value, unit in ((one.months, "month"), (one.days, "day")) if value]
    by = f" by {joined(lengths)}" if lengths else ""
    return f"{by}{f' until {day(one.until)}' if one.until is not None else ''}"


def _shares(one: Override) -> list[str]:
    named = ((one.percent, "the total"), (one.part_percent, "each category"))
    return [f"{_plain(percent)} % of {what}" for percent, what in named if percent is not None]


def _plain(percent: Decimal) -> str:
    return format(percent.normalize(), "f")


def _number(value: Fraction | None) -> str:
    return "nothing" if value is None else str(shown(value))
