"""What a form asks for, in sentences: how it is passed, and how many of it make evidence."""

from __future__ import annotations

from decimal import Decimal

from sonolog.assessment.marking import number_words, outcomes_of
from sonolog.assessment.standing import part_words
from sonolog.domain.bound import Duration, Number
from sonolog.domain.form import AssessmentForm


def pass_words(form: AssessmentForm) -> str:
    """Return in a sentence what the levels have to come to."""
    rule = form.pass_rule
    unit = " % of the points" if form.aggregate == "percent" else ""
    titles = {one.id: one.title for one in form.variants}
    cuts = [f"; {titles.get(one.variant, one.variant)}: {_number(one.at_least)}{unit}" for one in rule.cuts]
    wanted = "" if rule.at_least is None else f"{_number(rule.at_least)}{unit}{''.join(cuts)}"
    parts = "; ".join(f"{one.at_least} × {part_words(one)}" for one in rule.parts)
    told = {
        "none": "It cannot be passed or failed",
        "mean": f"{rule.words} with a mean of {wanted}",
        "sum": f"{rule.words} with a sum of {wanted}",
        "percent": f"{rule.words} with {wanted}",
        "critical": f"{rule.words} where no critical item fails{f', and with {wanted}' if wanted else ''}",
        "level": f"{rule.words} at level {wanted} of the whole",
        "every": f"{rule.words} where each item reaches its level{f', or else {wanted}' if wanted else ''}",
        "judged": f"The assessor says whether it is {' or '.join(outcomes_of(form))}",
        "portfolio": f"{rule.words} once all parts are signed: {parts}",
    }[rule.rule]
    return f"{told[:1].upper()}{told[1:]}."


def _number(number: Number) -> str:
    return number_words(Decimal(number))


def evidence_words(form: AssessmentForm) -> str:
    """Return in a sentence how many filled forms make evidence; empty where the form does not say."""
    rule = form.evidence
    parts = (
        f"{rule.forms} forms" if rule.forms else "",
        f"{rule.assessors} assessors" if rule.assessors else "",
        f"in each {rule.per}" if rule.per != "form" else "",
        "only what was passed counts" if rule.counts == "passed" else "",
        f"{rule.occasions} times" if rule.occasions else "",
        _long("apart", rule.apart),
        _long("from the first to the last", rule.spread),
        f"answers shown gathered, from {rule.release} people on" if rule.release else "",
    )
    told = ", ".join(part for part in parts if part)
    return f"{told[:1].upper()}{told[1:]}." if told else ""


def _long(what: str, length: Duration | None) -> str:
    return "" if length is None else f"{length.value} {length.unit} {what}"
