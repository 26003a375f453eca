"""The assessments as a report: each as it was filled in, with outcome, level, assessor and note, form by form.

What is only shown gathered is no part of it: its evidence would carry the answers one by one.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal
from math import ceil, floor
from typing import Any

from sonolog.assessment.marking import number_words
from sonolog.assessment.reach import aggregate_span
from sonolog.domain.form import AssessmentForm
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evidence import UNCOUNTED, Evidence, Log, SignOff
from sonolog.progress.units import taken
from sonolog.reports.assessments_report import AssessmentPart, AssessmentsReport, FilledRow, FormStanding
from sonolog.reports.days import day_words
from sonolog.store.database import Connection
from sonolog.usecases.enrolled_frameworks import titles_followed
from sonolog.usecases.filled_form import filled_items, result_of
from sonolog.usecases.form_results import newest_form, results_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.mark_words import write_marks
from sonolog.usecases.pinned_forms import forms_of
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import doubt_in_list, entries_of, opened_rows


def assessments_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> AssessmentsReport:
    """Return everything the report says; ``declared`` is what its evidence leaves out on purpose."""
    asked = asked or Asked()
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        shown = assessments_records(rows.evidence, asked)
        whole = rows.evidence.log("assessment")
        log = taken(whole, [at for at, record in enumerate(whole.records) if record in shown])
        signed = dict(zip(log.records, log.signed, strict=True))
        entries = list(entries_of(log))
        forms = forms_of(connection, entries)
        parts = [_part(one, signed[one["record"]], rows.evidence, forms.get(one["document"])) for one in entries]
        return AssessmentsReport(
            **about,
            follows=titles_followed(connection, trainee, as_of),
            assessments=tuple(sorted(parts, key=lambda one: (one.form, one.day))),
            standings=tuple(_standings(connection, log)),
            sign_offs=rows.sign_offs(assessments_records(rows.evidence, asked)),
        )


def assessments_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records the report shows: those whose answers are shown gathered alone are none."""
    first, last = asked.since or date.min, asked.until or date.max
    log = evidence.log("assessment")
    gathered = log.columns.get("gathered") or [None] * len(log)
    return {
        record
        for record, status, day, is_gathered in zip(log.records, log.statuses, log.dates, gathered, strict=True)
        if status not in UNCOUNTED and first <= day <= last and not is_gathered
    }


def _standings(connection: Connection, log: Log) -> Iterator[FormStanding]:
    """Yield what each form asks for as evidence, by its edition used last."""
    for name in dict.fromkeys(log.columns.get("form", ())):
        form = newest_form(connection, log, str(name))
        for need in results_of(form, log).needs if form is not None else ():
            yield FormStanding(form=_called(form), asked=need.what, have=need.have, need=need.need)


def _called(form: AssessmentForm | None, name: str = "") -> str:
    return f"{form.title}, edition {form.edition}" if form is not None else _words(name)


def _filled(form: AssessmentForm, body: Mapping[str, Any]) -> Iterator[FilledRow]:
    for one in filled_items(form, body):
        yield FilledRow(item=one.text, domain=one.domain, level=one.words, anchor=one.anchor, critical=one.critical)


def _part(
    one: dict[str, Any], signed: SignOff | None, evidence: Evidence, form: AssessmentForm | None
) -> AssessmentPart:
    vocabulary = load_vocabulary()
    people = [evidence.people[who].name for who in (one["assessor"], one["second_assessor"]) if who in evidence.people]
    doubt = doubt_in_list(signed)
    body = one | {"item_levels": [json.loads(level) for level in one["item_levels"] or ()]}
    by = _signed_words(signed, people) if signed is not None else ""
    return AssessmentPart(
        form=_called(form, one["form"]),
        day=one["date"],
        purpose=one["purpose"] or "",
        outcome=_words(one["outcome"]).lower(),
        level=int(one["level"]) if one["level"] is not None else None,
        score="" if one["score"] is None else number_words(Decimal(str(one["score"]))),
        region=vocabulary.label("region", one["region"]) if one["region"] else "",
        setting=vocabulary.label("setting", one["setting"]) if one["setting"] else "",
        assessors=" and ".join(people),
        marks=write_marks([json.loads(mark) for mark in one["marks"] or ()]),
        note=one["note"] or "",
        status=one["status"],
        signed=f"{by} ({doubt})" if doubt else by,
        filled=tuple(_filled(form, body)) if form is not None else (),
        result=result_of(form, body) if form is not None else "",
        variant=_variant(form, one["variant"]),
        score_range=_score_range(form),
    )


def _signed_words(signed: SignOff, assessors: Sequence[str]) -> str:
    """Return when it was signed, and by whom where that is not the assessor beside whose name it stands."""
    by = "" if [signed.name] == assessors else f", {signed.name}"
    return f"signed {day_words(signed.day)}{by}"


def _variant(form: AssessmentForm | None, code: str | None) -> str:
    titles = {one.id: one.title for one in form.variants} if form is not None else {}
    return titles.get(code or "", _words(code))


def _score_range(form: AssessmentForm | None) -> tuple[int, int] | None:
    span = aggregate_span(form) if form is not None and form.aggregate != "global" else None
    return (floor(span[0]), ceil(span[1])) if span is not None else None


def _words(code: str | None) -> str:
    words = (code or "").replace("-", " ")
    return words[:1].upper() + words[1:]
