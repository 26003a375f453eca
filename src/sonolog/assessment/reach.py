"""What a form can come to at all: the lowest and the highest of its aggregate, whatever is left out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from sonolog.domain.form import AssessmentForm, FormItem

Span = tuple[Fraction, Fraction]
"""The lowest and the highest."""
_Share = tuple[int, int]
"""Points of an item, and what they are divided by."""


def aggregate_span(form: AssessmentForm) -> Span | None:
    """Return between which numbers the aggregate lies, or the overall level; None where the form has none.

    Items that may be left out are, where that makes the number more extreme; items on no known scale are left aside.
    """
    if form.aggregate == "global":
        return _level_span(form)
    items = _judged(form)
    if not items or form.aggregate == "none":
        return None
    if form.aggregate == "sum":
        scales = [form.scale_of(item) for item in items]
        return Fraction(sum(one.lowest for one in scales)), Fraction(sum(one.highest for one in scales))
    if form.aggregate == "mean":
        highest = _least(items, lambda item: (-form.scale_of(item).highest, 1))
        return _least(items, lambda item: (form.scale_of(item).lowest, 1)), -highest
    scored = [item for item in items if form.scale_of(item).highest > 0]
    if not scored:
        return None
    return 100 * _least(scored, lambda item: (form.scale_of(item).lowest, form.scale_of(item).highest)), Fraction(100)


def level_span(form: AssessmentForm) -> Span | None:
    """Return above which level, and up to which, a level common to all items must lie under the rule “every”.

    Of items that have no level of their own: each has to reach it, and it has to ask something of one of them.
    """
    scales = [form.scale_of(item) for item in _judged(form) if item.at_least is None]
    if not scales:
        return None
    return Fraction(min(one.lowest for one in scales)), Fraction(min(one.highest for one in scales))


def _level_span(form: AssessmentForm) -> Span | None:
    item = next((one for one in _judged(form) if one.id == form.overall), None)
    scale = form.scale_of(item) if item is not None else None
    return (Fraction(scale.lowest), Fraction(scale.highest)) if scale is not None else None


def _judged(form: AssessmentForm) -> list[FormItem]:
    known = {one.id for one in form.scales}
    return [item for item in form.items if item.scale in known]


def _least(items: Iterable[FormItem], share: Callable[[FormItem], _Share]) -> Fraction:
    """Return the lowest points over divisor that can be had, leaving out what may be left out; one item is judged."""
    wanted = sorted(items, key=lambda item: (item.allow_not_assessed, Fraction(*share(item))))
    points, divisor = share(wanted[0])
    for item in wanted[1:]:
        more, by = share(item)
        if not item.allow_not_assessed or Fraction(more, by) < Fraction(points, divisor):
            points, divisor = points + more, divisor + by
    return Fraction(points, divisor)
