"""What a signature may say of an assessment on a form: nothing else than the form."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sonolog.assessment.marking import is_told_whole, mark, outcome_on, outcomes_of
from sonolog.domain.form import AssessmentForm
from sonolog.store.lookups import HeadRow, body_of
from sonolog.usecases.errors import ActRefused
from sonolog.usecases.filled_form import levels_in
from sonolog.usecases.form_errors import FormLost, UnknownForm
from sonolog.usecases.form_outcomes import is_filled
from sonolog.usecases.forms import find_form
from sonolog.usecases.judged_bodies import judged_bodies
from sonolog.usecases.pinned_forms import pinned_form
from sonolog.usecases.writing import Writing

_HINT = "Leave it out, or return the assessment so that the form is filled in anew."


def require_as_marked(
    act: Writing, head: HeadRow, body: Mapping[str, Any], *, outcome: str, entrustment: int | None
) -> None:
    """Refuse what contradicts the form of the assessment ``body``; other kinds, and forms not known, are as said.

    Raises:
        ActRefused: another outcome or level of entrustment than the form comes to, or a blank form of answers
            that are only shown gathered, where it would count as somebody's answer.
    """
    form = _form_of(act, body) if head.kind == "assessment" else None
    if form is None:
        return
    levels = levels_in(body)
    if form.evidence.release and not is_filled(levels):
        why = "nothing is filled in on it, and answers on its form are only shown gathered"
        raise ActRefused(head.label, "signed", why, hint="Fill the form in first.")
    allowed = _outcomes(act, head, form, body, outcome)
    if outcome and outcome not in allowed:
        raise ActRefused(head.label, "signed", f"its form comes to {' or '.join(allowed)}, not {outcome}", hint=_HINT)
    level = mark(form, levels).level
    if form.entrustment and None not in (level, entrustment) and level != entrustment:
        raise ActRefused(head.label, "signed", f"its form comes to level {level}, not {entrustment}", hint=_HINT)


def _form_of(act: Writing, body: Mapping[str, Any]) -> AssessmentForm | None:
    try:
        if body.get("document"):
            return pinned_form(act.connection, body["document"])
        edition = body.get("form_edition")
        return find_form(f"{body.get('form', '')}{f'@{edition}' if edition else ''}", act.logbook.home).form
    except (FormLost, UnknownForm):
        return None


def _outcomes(
    act: Writing, head: HeadRow, form: AssessmentForm, body: Mapping[str, Any], outcome: str
) -> tuple[str, ...]:
    """Return the outcomes a signature may say."""
    if form.pass_rule.parts and body.get("document"):
        return (_of_portfolio(act, head),) if outcome else ()
    levels = levels_in(body)
    if not levels and not is_told_whole(form, body):
        return ("not-judged",)
    if not levels:
        return tuple(dict.fromkeys((*outcomes_of(form), "not-judged")))
    result = mark(form, levels, body.get("variant"))
    found = {outcome_on(form, result, one): None for one in outcomes_of(form)}
    return tuple(found)


def _of_portfolio(act: Writing, head: HeadRow) -> str:
    bodies = {head.digest: body_of(act.connection, head.digest)}
    return str(judged_bodies(act.connection, act.logbook, [head], bodies)[head.digest].get("outcome", "not-judged"))
