"""What every assessment came to, worked out from its form each time it is read: the one place that says it.

Progress, reports, results of forms and what is shown of a record all read evidence that went through here.  A form
decides over what was typed or signed, also by another program; a portfolio is judged by the parts whose sign-off holds.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from sonolog.assessment.marking import Levels, decides, mark, number_words, outcome_on, outcomes_of
from sonolog.assessment.standing import FormOutcome, portfolio
from sonolog.domain.form import AssessmentForm
from sonolog.progress.evidence import Cell, Evidence, Log, SignOff
from sonolog.progress.units import cells_of
from sonolog.store.database import Connection
from sonolog.usecases.pinned_forms import forms_of

CONTRADICTED = "contradicted"
"""Column of what was said otherwise than the form says, in a sentence; empty where nothing was."""
JUDGED = ("outcome", "score", "level", "entrustment", CONTRADICTED)
"""Columns that come from the form."""


@dataclass(frozen=True, slots=True)
class _Told:
    """What one assessment comes to, as cells."""

    outcome: str
    score: Cell
    level: Cell
    entrustment: Cell


def with_outcomes(connection: Connection, evidence: Evidence) -> Evidence:
    """Return the evidence with what each assessment's form makes of it in place of what anybody said."""
    log = evidence.log("assessment")
    if not len(log):
        return evidence
    documents = cells_of(log, "document")
    forms = forms_of(connection, ({"document": one} for one in documents))
    on = [forms.get(str(document)) for document in documents]
    told = [_told(form, log, at) for at, form in enumerate(on)]
    outcomes = _with_portfolios(log, on, [one.outcome for one in told])
    told = [replace(one, outcome=outcome) for one, outcome in zip(told, outcomes, strict=True)]
    columns = {
        **log.columns,
        "outcome": outcomes,
        "score": [one.score for one in told],
        "level": [one.level for one in told],
        "entrustment": [one.entrustment for one in told],
        CONTRADICTED: [_contradicted(log, at, form, one) for at, (form, one) in enumerate(zip(on, told, strict=True))],
    }
    signed = [
        None if one is None else replace(one, outcome=outcomes[at], entrustment=_whole(told[at].entrustment))
        for at, one in enumerate(log.signed)
    ]
    return replace(evidence, logs={**evidence.logs, "assessment": replace(log, columns=columns, signed=signed)})


def is_filled(levels: Levels) -> bool:
    """Return whether a form says anything: a blank one, or one with every item left out, does not."""
    return any(level is not None for level in levels.values())


def levels_at(log: Log, at: int) -> dict[str, int | None]:
    """Return the levels of an entry by item; None: not assessed."""
    cell = cells_of(log, "item_levels")[at]
    found = (json.loads(one) for one in cell) if isinstance(cell, tuple) else ()
    return {one["item"]: one.get("level") for one in found}


def signed_outcomes(log: Log, *, until: date = date.max, but: int | None = None) -> Iterator[FormOutcome]:
    """Yield what was signed by ``until`` as a portfolio sees it, without the entry at ``but``.

    A form on which nothing was filled in and nothing said is no part of anything.
    """
    named = zip(*(cells_of(log, one) for one in ("form", "purpose", "outcome")), strict=True)
    for at, (form, purpose, outcome) in enumerate(named):
        signed = log.signed[at]
        if signed is None or at == but or max(signed.day, log.dates[at]) > until:
            continue
        if outcome != "not-judged" or is_filled(levels_at(log, at)):
            yield FormOutcome(str(form), str(purpose), str(outcome))


def _told(form: AssessmentForm | None, log: Log, at: int) -> _Told:
    signed, levels = log.signed[at], levels_at(log, at)
    outcome, score, level, entrustment = (
        cells_of(log, one)[at] for one in ("outcome", "score", "level", "entrustment")
    )
    said = _said(signed, outcome)
    entrusted = signed.entrustment if signed is not None and signed.entrustment is not None else entrustment
    if form is None or form.pass_rule.parts:
        return _Told(said, score, level, entrusted)
    if not levels:
        return _Told(said if said in outcomes_of(form) else "not-judged", score, level, entrusted)
    variant = cells_of(log, "variant")[at]
    result = mark(form, levels, None if variant is None else str(variant))
    return _Told(
        outcome_on(form, result, said),
        score if result.score is None else str(result.score),
        result.level if form.aggregate == "global" else level,
        result.level if form.entrustment else entrusted,
    )


def _said(signed: SignOff | None, outcome: Cell) -> str:
    return (signed.outcome if signed is not None else None) or str(outcome or "not-judged")


def _whole(cell: Cell) -> int | None:
    return cell if isinstance(cell, int) else None


def _with_portfolios(log: Log, on: Sequence[AssessmentForm | None], outcomes: Sequence[str]) -> list[str]:
    """Return the outcomes with those of portfolios, each by what was signed by its own day and holds now.

    A portfolio may be part of another: none is passed at first, and it is looked again until nothing changes.
    """
    own = {at: form for at, form in enumerate(on) if form is not None and form.pass_rule.parts}
    found = [outcomes_of(form)[1] if (form := own.get(at)) else one for at, one in enumerate(outcomes)]
    for _ in own:
        seen = replace(log, columns={**log.columns, "outcome": found})
        again = [_of_portfolio(seen, at, own[at]) if at in own else one for at, one in enumerate(found)]
        if again == found:
            break
        found = again
    return list(found)


def _of_portfolio(log: Log, at: int, form: AssessmentForm) -> str:
    good, bad = outcomes_of(form)
    made = tuple(signed_outcomes(log, until=log.dates[at], but=at))
    return good if all(need.met for need in portfolio(form, made)) else bad


def _contradicted(log: Log, at: int, form: AssessmentForm | None, told: _Told) -> str:
    """Return in a sentence what a signature or the record says otherwise than the form; empty where nothing does."""
    if form is None:
        return ""
    signed, claimed = log.signed[at], str(cells_of(log, "outcome")[at] or "not-judged")
    if signed is not None and signed.outcome not in (None, "", told.outcome):
        return f"The sign-off says {signed.outcome}."
    is_said_anew = not (decides(form) or form.pass_rule.parts) and signed is not None and signed.outcome
    if claimed != told.outcome and not is_said_anew:
        return f"The record says {claimed}."
    score = cells_of(log, "score")[at]
    if score is not None and told.score is not None and Decimal(str(score)) != Decimal(str(told.score)):
        return f"The record says {number_words(Decimal(str(score)))}."
    return ""
