"""What the assessments on one form are worth together: its evidence rule, and the answers it lets be shown gathered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from sonolog.assessment.standing import (
    FilledForm,
    Need,
    ReleasedGroup,
    portfolio,
    released,
    standing,
)
from sonolog.domain.form import AssessmentForm
from sonolog.progress.evidence import Cell, Log
from sonolog.progress.units import cells_of
from sonolog.store.database import Connection
from sonolog.usecases.form_errors import FormLost
from sonolog.usecases.form_outcomes import is_filled, levels_at, signed_outcomes
from sonolog.usecases.forms import find_form
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import trainee_row
from sonolog.usecases.pinned_forms import forms_of, pinned_form
from sonolog.usecases.trusted_evidence import answered_evidence

HELD_BACK = "held back: too few people judged it"


@dataclass(frozen=True, slots=True)
class FormResults:
    """One form and what there is on it."""

    form: AssessmentForm
    signed: int
    """Assessments on it that are filled in and have a signature that holds; the others are no evidence."""
    blank: int
    """Signed ones on which nothing is filled in."""
    needs: tuple[Need, ...]
    groups: tuple[ReleasedGroup, ...]
    """Answers gathered, those on each edition by themselves; empty where nothing is held back, and for another day."""


def form_results(logbook: Logbook, name: str, *, trainee: str | None = None, as_of: date | None = None) -> FormResults:
    """Return how far the trainee's signed assessments on the form called ``name`` meet its evidence rule.

    The form is the one the last of them was made on, else the one known here.  Answers are gathered as of today alone:
    between two days lies what a single one said.

    Raises:
        UnknownForm: there is none of that name, neither kept with an assessment nor here.
    """
    with logbook.reading() as connection:
        person = trainee_row(connection, logbook, trainee)
        day = as_of or logbook.today
        log = answered_evidence(connection, logbook, person.id, day, kinds=("assessment",)).log("assessment")
        form = newest_form(connection, log, name) or find_form(name, logbook.home).form
        editions = forms_of(connection, ({"document": one} for one in cells_of(log, "document")))
    found = results_of(form, log)
    return replace(found, groups=tuple(_gathered(form, log, editions))) if day == logbook.today else found


def results_of(form: AssessmentForm, log: Log) -> FormResults:
    """Return how far the assessments of ``log``, with the outcomes of their forms, meet the form's rules."""
    signed = [at for at in _places(log, form.form) if log.signed[at] is not None]
    filled = [_filled(log, at) for at in signed if is_filled(levels_at(log, at))]
    needs = portfolio(form, tuple(signed_outcomes(log))) if form.pass_rule.parts else standing(form, filled)
    whole = len(signed) if form.pass_rule.parts else len(filled)
    return FormResults(form, whole, len(signed) - whole, needs, ())


def _gathered(form: AssessmentForm, log: Log, editions: Mapping[str, AssessmentForm]) -> Iterator[ReleasedGroup]:
    """Yield the answers on each edition that holds them back, by its own levels and threshold, the newest first."""
    filled: dict[str, list[FilledForm]] = {}
    for at in _places(log, form.form):
        document = str(cells_of(log, "document")[at])
        if log.signed[at] is not None and document in editions:
            filled.setdefault(document, []).append(_filled(log, at))
    found = [(editions[document], answers) for document, answers in reversed(filled.items())]
    if form not in [one for one, _ in found]:
        found.insert(0, (form, []))
    for one, answers in found:
        if one.evidence.release:
            yield from released(one, answers)


def newest_form(connection: Connection, log: Log, name: str) -> AssessmentForm | None:
    """Return the form called ``name`` that the last assessment on it was made on, or None."""
    pairs = zip(cells_of(log, "form"), cells_of(log, "document"), strict=True)
    digests = [str(document) for form, document in pairs if form == name and document]
    for digest in reversed(digests):
        try:
            return pinned_form(connection, digest)
        except FormLost:  # what came without its form is judged by another edition of it
            continue
    return None


def _places(log: Log, name: str) -> list[int]:
    return [at for at, form in enumerate(cells_of(log, "form")) if form == name]


def _filled(log: Log, at: int) -> FilledForm:
    signed = log.signed[at]
    fields = ("assessor", "outcome", "group", "variant", "region")
    assessor, outcome, group, variant, region = (_text(cells_of(log, one)[at]) for one in fields)
    return FilledForm(
        day=log.dates[at],
        assessor=assessor or (signed.person if signed is not None else ""),
        outcome=outcome or "not-judged",
        group=group,
        variant=variant,
        region=region,
        levels=levels_at(log, at),
    )


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def answer_words(group: ReleasedGroup, item_id: str) -> str:
    """Return how often each level was given, lowest first: “3 As expected ×2”; or that too few people gave one."""
    item, answers = group.form.item(item_id), group.answers.get(item_id)
    if item is None or answers is None:
        return HELD_BACK
    given = (one for one in group.form.scale_of(item).levels if one.value in answers)
    told = [f"{one.value} {one.label} ×{answers[one.value]}" for one in given]
    left_out = [f"not assessed ×{answers[None]}"] if None in answers else []
    return ", ".join(told + left_out)


def group_words(found: FormResults, group: ReleasedGroup) -> str:
    """Return whose answers they are, and on which edition where there are several."""
    several = len({one.form for one in found.groups}) > 1
    return f"{group.title or 'All'}{f', edition {group.form.edition}' if several else ''}"
