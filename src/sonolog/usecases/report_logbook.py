"""The logbook as a report: the scans asked for, in the columns asked for, each with who signed it and when."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from sonolog.domain.supervision import PROBE, WHERE
from sonolog.progress.evidence import UNCOUNTED, Evidence, Log
from sonolog.reports.days import day_words
from sonolog.reports.logbook_report import LogbookReport
from sonolog.reports.model import Grid
from sonolog.reports.statuses import status_words
from sonolog.store.database import Connection
from sonolog.store.kind_tables import field_shapes
from sonolog.store.lookups import labels_of
from sonolog.usecases.enrolled_frameworks import titles_followed
from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import OWN, own_field, own_value
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import doubt_in_list, opened_rows
from sonolog.usecases.scan_lists import UnknownColumn, column_title, read_columns

USUAL = ("date", "case", "scan", "found", "role", "supervision", "signed")
"""Columns of a logbook where none are asked for."""
_OWN = {"date": "Date", "scan": "Scan", "found": "Finding", "signed": "Signed"}
"""Columns a list in the app does not have, or shows always."""
_LINKED = ("placement", "session")


def read_report_columns(words: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that ``words`` name, each once.

    Raises:
        UnknownColumn: one is none.
    """
    return tuple(dict.fromkeys(own_field(word) or _column(word.strip().lower()) for word in words if word.strip()))


def _column(word: str) -> str:
    if word in _OWN:
        return word
    try:
        return read_columns([word])[0]
    except UnknownColumn as refusal:
        refusal.hint = f"{refusal.hint} Beside them: {', '.join(_OWN)}."
        raise


def chosen_scans(log: Log, asked: Asked) -> list[int]:
    """Return the places in ``log`` of the scans asked for; withdrawn ones and open conflicts are none."""
    wanted = {
        name: code
        for name in ("placement", "region", "role", "age_band", "supervision")
        if (code := getattr(asked, name))
    }
    columns = [(log.columns.get(name, ()), code) for name, code in wanted.items()]
    first, last = asked.since or date.min, asked.until or date.max
    return [
        at
        for at, status in enumerate(log.statuses)
        if status not in UNCOUNTED
        and first <= log.dates[at] <= last
        and all(column[at] == code for column, code in columns)
    ]


def logbook_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records a logbook shows: its scans, and the placements and sessions its columns name."""
    log = evidence.log("scan")
    chosen = chosen_scans(log, asked)
    found = {log.records[at] for at in chosen} | ({asked.placement} if asked.placement else set())
    for name in set(_LINKED) & set(asked.columns):
        found |= {str(log.columns[name][at]) for at in chosen if log.columns[name][at]}
    return found


def logbook_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked, declared: Collection[str] = ()
) -> LogbookReport:
    """Return everything the logbook says; ``declared`` is what its evidence leaves out on purpose."""
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        log = rows.evidence.log("scan")
        chosen = chosen_scans(log, asked)
        records = [log.records[at] for at in chosen]
        return LogbookReport(
            **about,
            follows=titles_followed(connection, trainee, as_of),
            start=log.dates[chosen[0]] if chosen else None,
            until=log.dates[chosen[-1]] if chosen else None,
            filters=tuple(_filters(connection, asked)),
            listed=len(chosen),
            signed=sum(log.signed[at] is not None for at in chosen),
            scans=_grid(connection, log, chosen, asked.columns or USUAL),
            sign_offs=rows.sign_offs(records),
        )


def _filters(connection: Connection, asked: Asked) -> Iterator[str]:
    from sonolog.frameworks.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    if asked.since:
        yield f"since {day_words(asked.since)}"
    if asked.until:
        yield f"until {day_words(asked.until)}"
    if asked.placement:
        yield f"placement {labels_of(connection, {asked.placement}).get(asked.placement, 'not recorded')}"
    if asked.region:
        yield f"region {vocabulary.label('region', asked.region)}"
    if asked.role:
        yield f"probe held by: {PROBE[asked.role]}" if asked.role in PROBE else asked.role
    if asked.age_band:
        yield f"age {asked.age_band}"
    if asked.supervision in WHERE:
        yield f"supervisor: {WHERE[asked.supervision]}"


def _grid(connection: Connection, log: Log, chosen: Sequence[int], names: tuple[str, ...]) -> Grid:
    fields = [name for name in names if name in field_shapes("scan")]
    bodies = [{name: log.columns[name][at] for name in fields} for at in chosen]
    words = _Words(FieldShower.of(connection, "scan", bodies), log)  # type: ignore[arg-type]
    rows = tuple(tuple(words.text(name, at) for name in names) for at in chosen)
    return Grid(names, tuple(_OWN.get(name) or column_title(name) for name in names), rows)


@dataclass
class _Words:
    """What stands in the columns of one log; what many scans say is put into words once."""

    shower: FieldShower
    log: Log
    known: dict[tuple[str, Any], str] = field(default_factory=dict)

    def text(self, name: str, at: int) -> str:
        """Return what stands in a column."""
        if name.startswith(OWN):
            return own_value(name, [json.loads(one) for one in self.log.columns["custom"][at] or ()])  # type: ignore[union-attr]
        if name in _WORDS:
            return str(_WORDS[name](self, at))
        return self.field(name, at)

    def field(self, name: str, at: int) -> str:
        value = self.log.columns[name][at] if name in self.log.columns else None
        if value is None or value == ():
            return ""
        found = self.known.get((name, value))
        if found is None:
            found = self.known[name, value] = self.shower.text("scan", name, _stored(name, value))
        return found

    def scan(self, at: int) -> str:
        """Return “Left shoulder: supraspinatus tendon”."""
        side, region, structures = (self.field(name, at) for name in ("side", "region", "structures"))
        place = f"{side} {region[:1].lower()}{region[1:]}" if side else region
        return f"{place}: {structures}" if structures else place

    def found(self, at: int) -> str:
        """Return the pathologies, or the finding where none is named."""
        return self.field("pathologies", at) or self.field("finding", at)

    def signed(self, at: int) -> str:
        """Return when and by whom, or how the scan stands."""
        one = self.log.signed[at]
        if one is None:
            return status_words(self.log.statuses[at])
        doubt = doubt_in_list(one)
        return f"{day_words(one.day)}, {one.name}" + (f" ({doubt})" if doubt else "")


_WORDS: Mapping[str, Any] = {
    "date": lambda words, at: words.log.dates[at].isoformat(),
    "case": lambda words, at: words.log.labels[at],
    "status": lambda words, at: status_words(words.log.statuses[at]),
    "scan": _Words.scan,
    "found": _Words.found,
    "signed": _Words.signed,
}


def _stored(name: str, value: Any) -> Any:
    """Return a value of a log as it is stored."""
    if isinstance(value, date):
        return value.isoformat()
    shape = field_shapes("scan").get(name)
    return [json.loads(one) for one in value] if shape == "json" else value
