"""Fields worked out from other fields, from linked records, from the sign-off or from the framework."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sonolog.domain.framework import Counting, Framework
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.evidence import Cell, Evidence, Log

Column = Sequence[Cell | Fraction]
FULL_TIME_HOURS = Fraction(75, 2)
"""Hours of a full-time week: 37.5, as in the NHS."""
_DAYS_OF_YEAR = Fraction(1461, 4)


def derived_column(evidence: Evidence, log: Log, field: str) -> Column | None:
    """Return the column ``field`` of ``log`` where it is derived, else None."""
    make = _ANY_KIND.get(field) or _OF_KIND.get((log.kind, field))
    return make(evidence, log) if make else None


def _cells(log: Log, field: str) -> Sequence[Cell]:
    return log.columns.get(field) or (None,) * len(log)


def _signer(_: Evidence, log: Log) -> Column:
    return [sign_off.person if sign_off else None for sign_off in log.signed]


def _entrustment(_: Evidence, log: Log) -> Column:
    return [sign_off.entrustment if sign_off else None for sign_off in log.signed]


def _sixtieth(field: str) -> Callable[[Evidence, Log], Column]:
    def make(_: Evidence, log: Log) -> Column:
        return [Fraction(cell, 60) if isinstance(cell, int) else None for cell in _cells(log, field)]

    return make


def _scans(evidence: Evidence, log: Log) -> Column:
    scans = evidence.log("scan")
    dead = ("withdrawn", "redacted", "conflict")
    live = zip(_cells(scans, "session"), scans.statuses, strict=True)
    of_session = Counter(session for session, status in live if status not in dead)
    return [of_session[record] for record in log.records]


def _reflection(evidence: Evidence, log: Log) -> Column:
    written = evidence.log("reflection")
    dead = ("withdrawn", "redacted", "conflict")
    pairs = zip(_cells(written, "scan"), written.statuses, strict=True)
    about = {scan for scan, status in pairs if scan and status not in dead}
    own = zip(log.records, _cells(log, "reflection"), strict=True)
    return ["written" if text or record in about else None for record, text in own]


def _lengths(evidence: Evidence, log: Log) -> list[int]:
    """Return how many days each period has lasted, until today where it goes on."""
    today = evidence.as_of
    ends = [min(cell, today) if isinstance(cell, date) else today for cell in _cells(log, "until")]
    return [max((end - start).days + 1, 0) for start, end in zip(log.dates, ends, strict=True)]


def _weeks(evidence: Evidence, log: Log) -> Column:
    return [days // 7 for days in _lengths(evidence, log)]


def _course_days(_: Evidence, log: Log) -> Column:
    ends = zip(log.dates, _cells(log, "until"), strict=True)
    return [(end - start).days + 1 if isinstance(end, date) else 1 for start, end in ends]


def _years_full_time(evidence: Evidence, log: Log) -> Column:
    agreed = zip(_lengths(evidence, log), _cells(log, "weekly_minutes"), strict=True)
    return [
        Fraction(days) / _DAYS_OF_YEAR * min(Fraction(minutes, 60) / FULL_TIME_HOURS, Fraction(1))
        if isinstance(minutes, int)
        else None
        for days, minutes in agreed
    ]


_ANY_KIND: Mapping[str, Callable[[Evidence, Log], Column]] = {
    "signer": _signer,
    "entrustment": _entrustment,
    "hours": _sixtieth("minutes"),
}
_OF_KIND: Mapping[tuple[str, str], Callable[[Evidence, Log], Column]] = {
    ("session", "scans"): _scans,
    ("scan", "reflection"): _reflection,
    ("placement", "weekly_hours"): _sixtieth("weekly_minutes"),
    ("placement", "weeks"): _weeks,
    ("placement", "years_full_time"): _years_full_time,
    ("course", "days"): _course_days,
}


def lines_of(framework: Framework, log: Log) -> Log:
    """Return the log of competency lines without those of other frameworks, and with their place."""
    known = {line.id: line for line in framework.lines}
    mine = [at for at, name in enumerate(_cells(log, "framework")) if name == framework.framework]
    own = _taken(log, mine)
    lines = [known.get(str(cell)) for cell in _cells(own, "line")]
    placed: dict[str, Sequence[Cell]] = {
        "region": [line.region if line else None for line in lines],
        "stage": [line.stage if line else None for line in lines],
        "structures": [line.structures if line else None for line in lines],
    }
    return replace(own, columns={**own.columns, **placed})


def in_units(counting: Counting, log: Log) -> Log:
    """Return the log of scans with one entry a counting unit; a scan may then stand in it more than once.

    Raises:
        NotEvaluated: the unit is the encounter, which would merge scans.
    """
    if counting.unit == "encounter":
        raise NotEvaluated("frameworks that count encounters instead of examinations")
    if counting.unit == "structure":
        log = _one_a_structure(log)
    if counting.bilateral == 2:
        sides = _cells(log, "side")
        log = _taken(log, [at for at in range(len(log)) for _ in range(2 if sides[at] == "bilateral" else 1)])
    return log


def _one_a_structure(log: Log) -> Log:
    cells = [cell if isinstance(cell, tuple) and cell else (None,) for cell in _cells(log, "structures")]
    places = [at for at, cell in enumerate(cells) for _ in cell]
    single = [None if structure is None else (structure,) for cell in cells for structure in cell]
    taken = _taken(log, places)
    return replace(taken, columns={**taken.columns, "structures": single})


def _taken(log: Log, places: Sequence[int]) -> Log:
    """Return the entries at ``places``, in that order, some perhaps twice."""
    if len(places) == len(log) and len(set(places)) == len(log):
        return log
    return Log(
        kind=log.kind,
        records=[log.records[at] for at in places],
        labels=[log.labels[at] for at in places],
        dates=[log.dates[at] for at in places],
        statuses=[log.statuses[at] for at in places],
        signed=[log.signed[at] for at in places],
        columns={name: [cells[at] for at in places] for name, cells in log.columns.items()},
    )
