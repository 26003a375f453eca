"""List a trainee's scans, in pages, newest first."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from sonolog.domain.supervision import PROBE
from sonolog.domain.when import DayRefused, read_day
from sonolog.store.database import Connection
from sonolog.store.errors import RecordUnreadable
from sonolog.store.kind_tables import field_shapes
from sonolog.store.people import PersonRow, names_of, people_rows
from sonolog.store.scan_lists import ScanSearch, count_scans, scan_page
from sonolog.store.state_as_of import states_as_of
from sonolog.store.summaries import records_until
from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import OWN, own_value
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import STATUS_WORDS

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

_IN_LINE = frozenset({"case", "finding", "pathologies", "supervisor", "supervision", "role", "status"})
"""Columns every line has."""
_BOUNDS = ("since", "until")
_PLACEMENT = "placement:"
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
    digest: str = ""
    """Its current version."""
    session: str | None = None
    """Id of the session."""
    more: Mapping[str, str] = field(default_factory=dict)
    """The columns asked for beside these, in words."""

    def text(self, column: str) -> str:
        """Return what stands in a column of the list, in words."""
        known = {
            "case": self.case,
            "finding": self.finding,
            "pathologies": self.pathology,
            "supervisor": self.supervisor,
            "supervision": self.supervision,
            "role": self.role_words,
            "status": self.status_words,
        }
        return known[column] if column in known else self.more.get(column, "")

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


def list_scans(  # noqa: PLR0913  (each narrows the list by itself)
    logbook: Logbook,
    trainee: str,
    *,
    words: str = "",
    status: str = "",
    before: Key | None = None,
    limit: int = 50,
    until: date | None = None,
    columns: Sequence[str] = (),
) -> ScanPage:
    """Return at most ``limit`` scans of ``trainee`` after the place ``before``, up to the day ``until``.

    With ``until`` each stands as it stood at the end of that day; ``status`` looks for how they stand now. Every one
    of ``words`` must occur in what was typed or in the labels, ``since:DAY`` and ``until:DAY`` among them are bounds;
    ``placement:WORD`` narrows to placements at such a site; ``status`` is a status word; ``columns`` are fields wanted
    in :attr:`ScanLine.more`.
    """
    from sonolog.frameworks.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    with logbook.reading() as connection:
        search = scan_search(connection, trainee, words, status, logbook.today)
        search = replace(search, until=min(filter(None, (search.until, until)), default=None))
        rows = scan_page(connection, search, limit=limit + 1, before=before)
        total = count_scans(connection, search)
        lines = scan_lines(connection, vocabulary, rows[:limit], columns=columns)
        if until is not None:
            lines = _as_they_stood(connection, lines, rows[:limit], until)
    return ScanPage(lines, total, lines[-1].key if len(rows) > limit else None)


def scan_search(connection: Connection, trainee: str, words: str, status: str, today: date) -> ScanSearch:
    """Return what is looked for by the words that somebody typed, as :func:`list_scans` reads them."""
    from sonolog.frameworks.vocabulary import load_vocabulary

    texts, first, last = _bounds(words, today)
    return ScanSearch(trainee, _search_terms(connection, trainee, load_vocabulary(), texts), status, first, last)


def _as_they_stood(
    connection: Connection, lines: Sequence[ScanLine], rows: Sequence[Any], day: date
) -> tuple[ScanLine, ...]:
    states = states_as_of(connection, {row.record: row.digest for row in rows}, day)
    found = (states[line.id][0] for line in lines)
    return tuple(
        replace(line, status=status, status_words=STATUS_WORDS[status])
        for line, status in zip(lines, found, strict=True)
    )


def scan_lines(
    connection: Connection, vocabulary: Vocabulary, rows: Sequence[Any], *, columns: Sequence[str] = ()
) -> tuple[ScanLine, ...]:
    """Return the lines of scan rows joined with their heads."""
    names = names_of(connection, {row.supervisor for row in rows if row.supervisor})
    wanted = [
        name for name in columns if (name in field_shapes("scan") and name not in _IN_LINE) or name.startswith(OWN)
    ]
    more = _more(connection, rows, wanted) if wanted else ({} for _ in rows)
    return tuple(replace(_line(row, vocabulary, names), more=texts) for row, texts in zip(rows, more, strict=True))


def _more(connection: Connection, rows: Sequence[Any], columns: Sequence[str]) -> Iterator[dict[str, str]]:
    """Yield for each row the fields ``columns`` in words; empty where nothing is said."""
    own = [name for name in columns if name.startswith(OWN)]
    bodies = [{name: _value(row, name) for name in columns if name not in own} for row in rows]
    shower = FieldShower.of(connection, "scan", [*bodies])
    for row, body in zip(rows, bodies, strict=True):
        said = ((name, value) for name, value in body.items() if value not in (None, []))
        fields = _value(row, "custom") if own else ()
        yield {name: shower.text("scan", name, value) for name, value in said} | {
            name: own_value(name, fields or ()) for name in own
        }


def _value(row: Any, name: str) -> Any:
    value, shape = getattr(row, name), field_shapes("scan")[name]
    if value is None:
        return None
    if shape in ("codes", "json"):
        return json.loads(value)
    return bool(value) if shape == "flag" else value


def _bounds(words: str, today: date) -> tuple[list[str], date | None, date | None]:
    """Return the words that are looked for, and the first and last day asked for; what is no day yet is no bound."""
    texts: list[str] = []
    days: dict[str, date] = {}
    for word in words.split():
        name, sign, text = word.partition(":")
        if not sign or name.casefold() not in _BOUNDS:
            texts.append(word)
            continue
        try:
            days[name.casefold()] = read_day(text, today, future=True)
        except DayRefused:
            continue
    return texts, days.get("since"), days.get("until")


def _search_terms(
    connection: Connection, trainee: str, vocabulary: Vocabulary, words: Sequence[str]
) -> tuple[tuple[str, ...], ...]:
    """Return for each word the texts any of which must occur: itself, and ids of what it names."""
    people = people_rows(connection) if words else ()
    return tuple(
        (word[len(_PLACEMENT) :], *_placements(connection, trainee, word[len(_PLACEMENT) :]))
        if word.casefold().startswith(_PLACEMENT)
        else (word, *_named(vocabulary, people, word))
        for word in words
    )


def _placements(connection: Connection, trainee: str, word: str) -> Iterator[str]:
    """Yield the ids of the placements whose site has the word in its name."""
    rows = records_until(connection, "placement", trainee, date.max)
    yield from (row.record for row in rows if word.casefold() in row.site.casefold())


def _named(vocabulary: Vocabulary, people: Sequence[PersonRow], word: str) -> Iterator[str]:
    yield from (term.id for term in vocabulary.read_word(word))
    yield from (one.id for one in people if word.casefold() in one.name.casefold().replace(".", "").split())


def _day(row: Any) -> date:
    try:
        return date.fromisoformat(row.date)
    except (ValueError, TypeError):
        raise RecordUnreadable(row.record, row.date) from None


def _line(row: Any, vocabulary: Vocabulary, names: dict[str, str]) -> ScanLine:
    return ScanLine(
        id=row.record,
        case=row.case or "",
        day=_day(row),
        region=vocabulary.label("region", row.region) if row.region else "",
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
        digest=row.digest,
        session=row.session,
    )


def _labels(vocabulary: Vocabulary, kind: str, codes: str | None) -> str:
    return ", ".join(vocabulary.label(kind, code) for code in json.loads(codes or "[]"))
