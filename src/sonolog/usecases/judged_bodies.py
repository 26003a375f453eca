"""Assessments one by one with what their form makes of them, as progress and reports have it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from sonolog.progress.evidence import Log
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow
from sonolog.usecases.logbook import Logbook


def judged_bodies(
    connection: Connection, logbook: Logbook, heads: Sequence[HeadRow], bodies: Mapping[str, dict[str, Any]]
) -> dict[str, dict[str, Any]]:
    """Return stored bodies by digest, those of the assessments of ``heads`` with what they come to as what they say."""
    subjects = {head.subject for head in heads if head.kind == "assessment"}
    logs = {subject: _assessments(connection, logbook, subject) for subject in subjects}
    found = dict(bodies)
    for head in heads:
        if head.kind == "assessment":
            found[head.digest] = bodies[head.digest] | _judged_fields(logs[head.subject], head.record)
    return found


def _judged_fields(log: Log, record: str) -> dict[str, Any]:
    """Return what the assessment ``record`` comes to, by field; nothing where the log does not hold it."""
    from sonolog.progress.units import cells_of
    from sonolog.usecases.form_outcomes import JUDGED

    if record not in log.records:
        return {}
    at = list(log.records).index(record)
    told = {name: cells_of(log, name)[at] for name in JUDGED}
    return {name: cell for name, cell in told.items() if cell is not None}


def _assessments(connection: Connection, logbook: Logbook, subject: str) -> Log:
    """Return the assessments of ``subject``, those dated ahead too."""
    from sonolog.usecases.trusted_evidence import answered_evidence

    return answered_evidence(connection, logbook, subject, date.max, kinds=("assessment",)).log("assessment")
