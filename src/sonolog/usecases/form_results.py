"""What the assessments on one form are worth together: its evidence rule, and the answers it lets be shown gathered."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sonolog.assessment.standing import (
    FilledForm,
    FormOutcome,
    Need,
    ReleasedGroup,
    portfolio,
    released,
    standing,
)
from sonolog.domain.form import AssessmentForm
from sonolog.progress.evidence import Cell, Log
from sonolog.store.database import Connection
from sonolog.usecases.form_errors import FormLost
from sonolog.usecases.forms import find_form
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.pinned_forms import pinned_form
from sonolog.usecases.trusted_evidence import answered_evidence


@dataclass(frozen=True, slots=True)
class FormResults:
    """One form and what there is on it."""

    form: AssessmentForm
    signed: int
    """Assessments on it with a signature that holds; the others are no evidence."""
    needs: tuple[Need, ...]
    groups: tuple[ReleasedGroup, ...]
    """Answers gathered; empty where the form holds nothing back, and for another day than today."""


def form_results(logbook: Logbook, name: str, *, trainee: str | None = None, as_of: date | None = None) -> FormResults:
    """Return how far the trainee's signed assessments on the form called ``name`` meet its evidence rule.

    The form is the one the last of them was made on, else the one known here.  Answers are gathered as of today alone:
    between two days lies what a single one said.

    Raises:
        UnknownForm: there is none of that name, neither kept with an assessment nor here.
    """
    with logbook.reading() as connection:
        person = trainee_row(connection, logbook, trainee)
        evidence = answered_evidence(connection, logbook, person.id, as_of or logbook.today)
        log = evidence.log("assessment")
        form = newest_form(connection, log, name) or find_form(name, logbook.home).form
    found = results_of(form, log)
    return found if as_of in (None, logbook.today) else replace(found, groups=())


def results_of(form: AssessmentForm, log: Log) -> FormResults:
    """Return how far the assessments of ``log`` meet the form's rules."""
    filled = tuple(_filled(log, form.form))
    needs = portfolio(form, tuple(_outcomes(log))) if form.pass_rule.parts else standing(form, filled)
    return FormResults(form, len(filled), needs, released(form, filled) if form.evidence.release else ())


def newest_form(connection: Connection, log: Log, name: str) -> AssessmentForm | None:
    """Return the form called ``name`` that the last assessment on it was made on, or None."""
    pairs = zip(_column(log, "form"), _column(log, "document"), strict=True)
    digests = [str(document) for form, document in pairs if form == name and document]
    for digest in reversed(digests):
        try:
            return pinned_form(connection, digest)
        except FormLost:  # what came without its form is judged by another edition of it
            continue
    return None


def _column(log: Log, name: str) -> list[Cell]:
    return list(log.columns.get(name) or [None] * len(log))


def _filled(log: Log, name: str) -> Iterator[FilledForm]:
    fields = ("form", "assessor", "outcome", "group", "variant", "region", "item_levels")
    rows = zip(log.dates, log.signed, *(_column(log, one) for one in fields), strict=True)
    for day, signed, form, assessor, outcome, group, variant, region, levels in rows:
        if signed is None or form != name:
            continue
        yield FilledForm(
            day=day,
            assessor=str(assessor or signed.person),
            outcome=signed.outcome or str(outcome),
            group=_text(group),
            variant=_text(variant),
            region=_text(region),
            levels=dict(_levels(levels)),
        )


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _levels(cell: Cell) -> Iterator[tuple[str, int | None]]:
    for one in cell if isinstance(cell, tuple) else ():
        found = json.loads(one)
        yield found["item"], found.get("level")


def _outcomes(log: Log) -> Iterator[FormOutcome]:
    rows = zip(log.signed, *(_column(log, one) for one in ("form", "purpose", "outcome")), strict=True)
    for signed, form, purpose, outcome in rows:
        if signed is not None:
            yield FormOutcome(str(form), str(purpose), signed.outcome or str(outcome))


def answer_words(form: AssessmentForm, item_id: str, answers: Mapping[int | None, int]) -> str:
    """Return how often each level was given, lowest first: “3 As expected ×2”."""
    item = form.item(item_id)
    if item is None:
        return ""
    given = (one for one in form.scale_of(item).levels if one.value in answers)
    told = [f"{one.value} {one.label} ×{answers[one.value]}" for one in given]
    left_out = [f"not assessed ×{answers[None]}"] if None in answers else []
    return ", ".join(told + left_out)
