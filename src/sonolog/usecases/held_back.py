"""Answers on a form that are only shown gathered: nobody but who gave them sees them one by one.

They are held back at every door: where one record is shown or waits for a signature, where records are written into a
file, and where many are counted, of which no number may tell what a single answer said.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, Revision, Statement, tombstone_of
from sonolog.store.database import Connection
from sonolog.store.lookups import first_authors, gathered_versions
from sonolog.store.statements import digests_of_records, statements_only_about
from sonolog.usecases.errors import ActRefused
from sonolog.usecases.field_showing import FieldText

if TYPE_CHECKING:
    from sonolog.progress.evidence import Cell, Evidence, Log

_OPEN = frozenset({"date", "form", "form_edition", "group", "purpose"})
"""Fields that say nothing of an answer, nor who gave it."""
_COUNTED = _OPEN | {"gathered", "document", "variant", "region", "assessor"}
"""Fields by which answers may be counted: what they are about and from how many people, never what they say."""


_SILENT = {"outcome": "not-judged"}
"""What stands in a field that has to say something."""


def is_held_back(body: Mapping[str, Any], authors: Collection[str], actor: str | None) -> bool:
    """Return whether ``body`` is not shown to ``actor``, who is none of its authors and not the assessor."""
    return bool(body.get("gathered")) and actor not in {*authors, body.get("assessor")}


def open_fields(fields: Iterable[FieldText]) -> tuple[FieldText, ...]:
    """Return what may be shown of an assessment whose answers are held back."""
    told = FieldText("held", "Answers", "Shown gathered, never one by one: sonolog form results.")
    return (*(one for one in fields if one.name in _OPEN), told)


def require_shown(label: str, body: Mapping[str, Any], authors: Collection[str], actor: str | None, act: str) -> None:
    """Refuse to do to an assessment what takes having seen it.

    Raises:
        ActRefused: its answers are held back from ``actor``; ``act`` says what was refused.
    """
    if is_held_back(body, authors, actor):
        why = "its answers are only shown gathered, and you did not give them"
        raise ActRefused(label, act, why, hint="See what all answers come to: sonolog form results.")


@dataclass(frozen=True, slots=True)
class Held:
    """What goes into no file for others, or of whoever it is held back from."""

    records: frozenset[str]
    digests: frozenset[str]
    """Every version of the records, and every statement about them alone."""

    def covered(self, objects: Iterable[Kept]) -> list[Kept]:
        """Return objects with a tombstone in the place of each that is held back: its digest stands, its text does not.

        So that every chain and every entry of a journal still finds what it names.
        """
        return [self._covered(one) for one in objects]

    def _covered(self, one: Kept) -> Kept:
        if one.digest in self.digests and isinstance(one.found, Revision | Statement | Document):
            return Kept(tombstone_of(one.found))
        return one

    @property
    def words(self) -> str:
        """What was left out, to be told beside what was selected; empty where nothing was."""
        return held_words(len(self.records))


def held_words(count: int) -> str:
    """Return in words how many answers were left out; nothing where none was."""
    return f"without {counted(count, 'answer')} only shown gathered" if count else ""


def held_from(connection: Connection, actor: str | None, *, subject: str | None = None) -> Held:
    """Return what is held back from ``actor``, or from everybody (None): about ``subject``, or in the whole logbook."""
    assessors = gathered_versions(connection, subject)
    authors = first_authors(connection, sorted(assessors)) if assessors else {}
    records = frozenset(one for one, people in assessors.items() if actor not in {*people, *authors.get(one, ())})
    if not records:
        return Held(records, frozenset())
    versions = digests_of_records(connection, records)
    return Held(records, frozenset({*versions, *statements_only_about(connection, versions)}))


def counted_only(evidence: Evidence) -> Evidence:
    """Return the evidence with every held-back answer counted and none of them told.

    A framework can ask how many answered, of which group; no outcome, score or level of a single answer is there to
    be asked for, in any framework, chart or figure.
    """
    log = evidence.log("assessment")
    places = _held_places(log)
    if not places:
        return evidence
    columns = {
        name: column if name in _COUNTED else _silenced(name, column, places) for name, column in log.columns.items()
    }
    signed = [
        replace(one, outcome=None, agreement=None, finding=None, entrustment=None)
        if one is not None and at in places
        else one
        for at, one in enumerate(log.signed)
    ]
    return _with_log(evidence, replace(log, columns=columns, signed=signed))


def without_held(evidence: Evidence) -> Evidence:
    """Return the evidence without any held-back answer: nothing in a report could show what was counted."""
    from sonolog.progress.units import taken  # what is shown or signed does not need what counts

    log = evidence.log("assessment")
    places = _held_places(log)
    if not places:
        return evidence
    return _with_log(evidence, taken(log, [at for at in range(len(log)) if at not in places]))


def _silenced(name: str, column: Sequence[Cell], places: Collection[int]) -> list[Cell]:
    return [_SILENT.get(name) if at in places else cell for at, cell in enumerate(column)]


def _held_places(log: Log) -> frozenset[int]:
    gathered: Sequence[Any] = log.columns.get("gathered") or ()
    return frozenset(at for at, one in enumerate(gathered) if one)


def _with_log(evidence: Evidence, log: Log) -> Evidence:
    return replace(evidence, logs={**evidence.logs, "assessment": log})
