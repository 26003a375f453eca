"""What a form says must fit together: nothing ordinal is averaged, and every threshold can be reached."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from sonolog.assessment.marking import number_words
from sonolog.assessment.reach import aggregate_span, level_span
from sonolog.domain.form import AssessmentForm, FormItem, FormScale
from sonolog.frameworks.sheet import Sheet, Sort, shown
from sonolog.frameworks.toml_text import Path

_OF_POINTS = ("mean", "sum", "percent")
_WITH_CUTS = (*_OF_POINTS, "level")
_RULE: Path = ("pass", "rule")
_AT_LEAST: Path = ("pass", "at_least")


def check_form(sheet: Sheet, form: AssessmentForm) -> None:
    """Note everything in ``form`` that contradicts itself."""
    scales = {one.id: one for one in form.scales}
    for item in form.items:
        if item.scale in scales:
            _check_item(sheet, form, item, scales[item.scale])
    _check_aggregate(sheet, form, scales)
    _check_pass(sheet, form)
    _check_demand(sheet, form, scales)
    _check_portfolio(sheet, form)
    _check_evidence(sheet, form)
    _warn_of_unused(sheet, form)


def _contradiction(sheet: Sheet, path: Path, message: str, hint: str = "") -> None:
    sheet.fault(path, message, code="contradiction", hint=hint)


def _check_item(sheet: Sheet, form: AssessmentForm, item: FormItem, scale: FormScale) -> None:
    path = sheet.defined["item"][item.id]
    if item.at_least is not None and scale.level(item.at_least) is None:
        _contradiction(sheet, (*path, "at_least"), f"The scale “{scale.id}” has no level {item.at_least}.")
    if item.critical and item.at_least is None:
        sheet.fault(path, "A critical item says with “at_least” which level it needs.", code="missing-key")
    if item.critical and item.at_least == scale.lowest:
        message = f"Every level of “{scale.id}” reaches {item.at_least}, so nobody could fail this item."
        _contradiction(sheet, (*path, "at_least"), message)
    if item.critical and form.pass_rule.rule == "none":
        _contradiction(sheet, (*path, "critical"), "Nothing is critical on a form that cannot be failed.")
    if item.critical and item.allow_not_assessed:
        _contradiction(sheet, (*path, "allow_not_assessed"), "A critical item is always assessed.")
    for anchor in item.anchors:
        if scale.level(anchor.value) is None:
            place = (*path, "anchors", str(anchor.value))
            _contradiction(sheet, place, f"The scale “{scale.id}” has no level {anchor.value}.")
    if scale.kind == "ordinal" and form.aggregate in _OF_POINTS:
        hint = "Judge the whole on an item of its own (aggregate “global”), or use a scale of points."
        _contradiction(sheet, (*path, "scale"), f"Levels of “{scale.id}” have an order, and no {form.aggregate}.", hint)
    if form.aggregate == "sum" and item.allow_not_assessed:
        place = (*path, "allow_not_assessed")
        _contradiction(sheet, place, "A sum needs every item; where some may be left out, use “mean” or “percent”.")


def _check_aggregate(sheet: Sheet, form: AssessmentForm, scales: Mapping[str, FormScale]) -> None:
    if form.aggregate == "global" and not form.overall:
        _contradiction(sheet, ("aggregate",), "“global” is the level of one item: name it with “overall”.")
    if form.aggregate != "global" and form.overall:
        _contradiction(sheet, ("overall",), "An overall item needs aggregate = “global”.")
    if form.entrustment and form.aggregate != "global":
        _contradiction(sheet, ("entrustment",), "A level of entrustment is that of an overall item.")
    item = form.item(form.overall or "")
    if item is not None and item.allow_not_assessed:
        _contradiction(sheet, ("overall",), "The overall item is always assessed.")
    if item is not None and item.scale in scales and scales[item.scale].highest > 10:
        _contradiction(sheet, ("overall",), "The scale of the overall item ends at 10.")


def _check_pass(sheet: Sheet, form: AssessmentForm) -> None:
    rule = form.pass_rule
    if rule.rule in _OF_POINTS and form.aggregate != rule.rule:
        _contradiction(sheet, _RULE, f"The rule “{rule.rule}” needs aggregate = “{rule.rule}”.")
    if rule.rule == "level" and form.aggregate != "global":
        _contradiction(sheet, _RULE, "The rule “level” needs aggregate = “global” and an overall item.")
    if rule.rule == "critical" and not any(item.critical for item in form.items):
        _contradiction(sheet, _RULE, "The rule “critical” needs a critical item.")
    if rule.rule == "every" and rule.at_least is None and all(item.at_least is None for item in form.items):
        _contradiction(sheet, _RULE, "The rule “every” needs “at_least”, here or with items.")
    if rule.rule in _WITH_CUTS and rule.at_least is None:
        sheet.fault(("pass",), f"The rule “{rule.rule}” needs “at_least”.", code="missing-key")
    if rule.rule in ("none", "judged", "portfolio") and rule.at_least is not None:
        _contradiction(sheet, _AT_LEAST, f"The rule “{rule.rule}” has no threshold.")
    if rule.rule == "critical" and rule.at_least is not None and form.aggregate == "none":
        _contradiction(sheet, _AT_LEAST, "A threshold needs an aggregate that can reach it.")
    if rule.cuts and rule.rule not in _WITH_CUTS:
        _contradiction(sheet, ("pass", "cuts"), f"The rule “{rule.rule}” has no thresholds to vary.")
    _check_reach(sheet, form)


def _check_reach(sheet: Sheet, form: AssessmentForm) -> None:
    """Note thresholds that no form could reach, or every form would."""
    if form.pass_rule.rule in ("none", "judged", "portfolio"):
        return
    span = level_span(form) if form.pass_rule.rule == "every" else aggregate_span(form)
    if span is None:
        return
    low, high = (number_words(one) for one in span)
    places = [(_AT_LEAST, form.pass_rule.at_least)]
    places += [(("pass", "cuts", at, "at_least"), cut.at_least) for at, cut in enumerate(form.pass_rule.cuts)]
    for path, number in places:
        if number is not None and not span[0] < Fraction(number) <= span[1]:
            message = f"The threshold must lie above {low} and be at most {high}."
            hint = _narrow_words(form) if form.pass_rule.rule == "every" and Fraction(number) > span[1] else ""
            sheet.fault(path, message, code="out-of-range", hint=hint)


def _check_demand(sheet: Sheet, form: AssessmentForm, scales: Mapping[str, FormScale]) -> None:
    """Note levels of items that are the only ones asked for under the rule “every”, and that every level reaches."""
    if form.pass_rule.rule != "every" or form.pass_rule.at_least is not None:
        return
    own = [
        (item.at_least, scales[item.scale]) for item in form.items if item.at_least is not None and item.scale in scales
    ]
    if own and all(wanted <= scale.lowest for wanted, scale in own):
        _contradiction(sheet, _RULE, "Every level reaches the “at_least” of its item, so every form would pass.")


def _narrow_words(form: AssessmentForm) -> str:
    """Return which item cannot be given more."""
    scales = {one.id: one for one in form.scales}
    common = [item for item in form.items if item.at_least is None and item.scale in scales]
    narrow = min(common, key=lambda item: scales[item.scale].highest)
    return (
        f"The scale of “{shown(narrow.id)}” ends at {scales[narrow.scale].highest}; give it an “at_least” of its own."
    )


def _check_portfolio(sheet: Sheet, form: AssessmentForm) -> None:
    if form.pass_rule.rule == "portfolio":
        if form.items:
            path = sheet.defined["item"][form.items[0].id]
            _contradiction(sheet, path, "A portfolio has parts and no items.")
        if not form.pass_rule.parts:
            sheet.fault(("pass",), "A portfolio needs “parts”.", code="missing-key")
        return
    if form.pass_rule.parts:
        _contradiction(sheet, ("pass", "parts"), "Only a portfolio has parts.")
    if not form.items:
        sheet.fault((), "A form needs an [[item]].", code="missing-key")


def _check_evidence(sheet: Sheet, form: AssessmentForm) -> None:
    rule = form.evidence
    if rule.per == "group" and not form.groups:
        _contradiction(sheet, ("evidence", "per"), "There is no [[group]] of assessors.")
    if rule.per == "variant" and not form.variants:
        _contradiction(sheet, ("evidence", "per"), "There is no [[variant]].")
    if rule.per != "form" and not rule.forms and not rule.assessors:
        _contradiction(sheet, ("evidence", "per"), "“per” needs “forms” or “assessors”, for each to reach.")
    if (rule.occasions > 1) != (rule.apart is not None):
        _contradiction(sheet, ("evidence",), "“occasions” (2 or more) and “apart” belong together.")
    if rule.counts == "passed" and form.pass_rule.rule == "none":
        _contradiction(sheet, ("evidence", "counts"), "No form can be passed, so none would count.")
    if rule.release == 1:
        _contradiction(sheet, ("evidence", "release"), "With one assessor everybody knows whose answers they are.")


def _warn_of_unused(sheet: Sheet, form: AssessmentForm) -> None:
    used = {item.scale for item in form.items} | {item.domain for item in form.items}
    named: tuple[tuple[Sort, list[str]], ...] = (
        ("scale", [one.id for one in form.scales]),
        ("domain", [one.id for one in form.domains]),
    )
    for sort, names in named:
        for name in names:
            if name not in used:
                path = sheet.defined[sort][name]
                sheet.fault(path, f"No item names the {sort} “{shown(name)}”.", code="unused", warning=True)
