"""The assessments as a report: each with outcome, level, assessor and note, form by form."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import date
from typing import Any

from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evidence import Evidence, SignOff
from sonolog.reports.assessments_report import AssessmentPart, AssessmentsReport
from sonolog.reports.days import day_words
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.mark_words import write_marks
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import DEAD, doubt_in_list, entries_of, opened_rows


def assessments_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> AssessmentsReport:
    """Return everything the report says; ``declared`` is what its evidence leaves out on purpose."""
    asked = asked or Asked()
    first, last = asked.since or date.min, asked.until or date.max
    with opened_rows(logbook, trainee, as_of, declared) as (_, rows, about):
        log = rows.evidence.log("assessment")
        signed = dict(zip(log.records, log.signed, strict=True))
        parts = [
            _part(one, signed[one["record"]], rows.evidence) for one in entries_of(log) if first <= one["date"] <= last
        ]
        return AssessmentsReport(
            **about,
            assessments=tuple(sorted(parts, key=lambda one: (one.form, one.day))),
            sign_offs=rows.sign_offs(assessments_records(rows.evidence, asked)),
        )


def assessments_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records the report shows."""
    first, last = asked.since or date.min, asked.until or date.max
    log = evidence.log("assessment")
    return {
        record
        for record, status, day in zip(log.records, log.statuses, log.dates, strict=True)
        if status not in DEAD and first <= day <= last
    }


def _part(one: dict[str, Any], signed: SignOff | None, evidence: Evidence) -> AssessmentPart:
    vocabulary = load_vocabulary()
    people = [evidence.people[who].name for who in (one["assessor"], one["second_assessor"]) if who in evidence.people]
    doubt = doubt_in_list(signed)
    by = f"signed {day_words(signed.day)}, {signed.name}" if signed is not None else ""
    return AssessmentPart(
        form=_words(one["form"]),
        day=one["date"],
        purpose=one["purpose"] or "",
        outcome=_words(one["outcome"]).lower(),
        level=int(one["level"]) if one["level"] is not None else None,
        score=str(one["score"] or ""),
        region=vocabulary.label("region", one["region"]) if one["region"] else "",
        setting=vocabulary.label("setting", one["setting"]) if one["setting"] else "",
        assessors=" and ".join(people),
        marks=write_marks([json.loads(mark) for mark in one["marks"] or ()]),
        note=one["note"] or "",
        status=one["status"],
        signed=f"{by} ({doubt})" if doubt else by,
    )


def _words(code: str | None) -> str:
    words = (code or "").replace("-", " ")
    return words[:1].upper() + words[1:]
