"""List a trainee's scans, in pages, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sonolog.domain.supervision import PROBE
from sonolog.store.database import Connection
from sonolog.store.lookups import count_scans, scan_page
from sonolog.store.people import PersonRow, names_of, people_rows
from sonolog.store.state_as_of import states_as_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import STATUS_WORDS

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

Key = tuple[str, str]
"""Day and record id: the place of a scan in the list."""


@dataclass(frozen=True, slots=True)
class ScanLine:
    """One scan, in words."""

    id: str
    case: str
    day: date
    region: str
    side: str
    structures: str
    finding: str
    pathology: str
    supervisor: str
    supervision: str
    role: str
    status: str
    status_words: str
    key: Key

    @property
    def role_words(self) -> str:
        """Who held the probe."""
        return PROBE.get(self.role, "")  # type: ignore[call-overload, no-any-return]


@dataclass(frozen=True, slots=True)
class ScanPage:
    """Some scans, how many there are in all, and where the next page starts."""

    scans: tuple[ScanLine, ...]
    total: int
    next: Key | None


def list_scans(
    logbook: Logbook,
    trainee: str,
    *,
    words: str = "",
    status: str = "",
    before: Key | None = None,
    limit: int = 50,
    until: date | None = None,
) -> ScanPage:
    """Return at most ``limit`` scans of ``trainee`` after the place ``before``, up to the day ``until``.

    With ``until`` each stands as it stood at the end of that day; ``status`` looks for how they stand now. Every one
    of ``words`` must occur in what was typed or in the labels; ``status`` is a status word.
    """
    from sonolog.frameworks.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    with logbook.reading() as connection:
        search = _search_terms(connection, vocabulary, words)
        rows = scan_page(
            connection, subject=trainee, limit=limit + 1, before=before, words=search, status=status, until=until
        )
        total = count_scans(connection, subject=trainee, words=search, status=status, until=until)
        lines = scan_lines(connection, vocabulary, rows[:limit])
        if until is not None:
            lines = _as_they_stood(connection, lines, rows[:limit], until)
    return ScanPage(lines, total, lines[-1].key if len(rows) > limit else None)


def _as_they_stood(
    connection: Connection, lines: Sequence[ScanLine], rows: Sequence[Any], day: date
) -> tuple[ScanLine, ...]:
    states = states_as_of(connection, {row.record: row.digest for row in rows}, day)
    found = (states[line.id][0] for line in lines)
    return tuple(
        replace(line, status=status, status_words=STATUS_WORDS[status])
        for line, status in zip(lines, found, strict=True)
    )


def scan_lines(connection: Connection, vocabulary: Vocabulary, rows: Sequence[Any]) -> tuple[ScanLine, ...]:
    """Return the lines of scan rows joined with their heads."""
    names = names_of(connection, {row.supervisor for row in rows if row.supervisor})
    return tuple(_line(row, vocabulary, names) for row in rows)


def _search_terms(connection: Connection, vocabulary: Vocabulary, words: str) -> tuple[tuple[str, ...], ...]:
    """Return for each word the texts any of which must occur: itself, and ids of the terms and people it names."""
    people = people_rows(connection) if words else ()
    return tuple((word, *_named(vocabulary, people, word)) for word in words.split())


def _named(vocabulary: Vocabulary, people: Sequence[PersonRow], word: str) -> Iterator[str]:
    yield from (term.id for term in vocabulary.read_word(word))
    yield from (one.id for one in people if word.casefold() in one.name.casefold().replace(".", "").split())


def _line(row: Any, vocabulary: Vocabulary, names: dict[str, str]) -> ScanLine:
    return ScanLine(
        id=row.record,
        case=row.case,
        day=date.fromisoformat(row.date),
        region=vocabulary.label("region", row.region),
        side=vocabulary.label("side", row.side) if row.side else "",
        structures=_labels(vocabulary, "structure", row.structures),
        finding=vocabulary.label("finding", row.finding) if row.finding else "",
        pathology=_labels(vocabulary, "pathology", row.pathologies),
        supervisor=names.get(row.supervisor or "", ""),
        supervision=vocabulary.label("supervision", row.supervision) if row.supervision else "",
        role=row.role or "",
        status=row.status,
        status_words=STATUS_WORDS[row.status],
        key=(row.date, row.record),
    )


def _labels(vocabulary: Vocabulary, kind: str, codes: str | None) -> str:
    return ", ".join(vocabulary.label(kind, code) for code in json.loads(codes or "[]"))
