"""Fields worked out from other fields, from linked records, from the sign-off or from the framework."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sonolog.domain.framework import Framework
from sonolog.progress.evidence import UNCOUNTED, Cell, Evidence, Log
from sonolog.progress.units import cells_of, taken

Column = Sequence[Cell | Fraction]
FULL_TIME_HOURS = Fraction(75, 2)
"""Hours of a full-time week: 37.5, as in the NHS."""
_DAYS_OF_YEAR = Fraction(1461, 4)


def derived_column(evidence: Evidence, log: Log, field: str) -> Column | None:
    """Return the column ``field`` of ``log`` where it is derived, else None."""
    make = _OF_KIND.get((log.kind, field)) or _ANY_KIND.get(field)
    return make(evidence, log) if make else None


def _signer(_: Evidence, log: Log) -> Column:
    return [sign_off.person if sign_off else None for sign_off in log.signed]


def _entrustment(_: Evidence, log: Log) -> Column:
    return [sign_off.entrustment if sign_off else None for sign_off in log.signed]


def _assurance(_: Evidence, log: Log) -> Column:
    return [sign_off.assurance if sign_off else None for sign_off in log.signed]


def _sixtieth(field: str) -> Callable[[Evidence, Log], Column]:
    def make(_: Evidence, log: Log) -> Column:
        return [Fraction(cell, 60) if isinstance(cell, int) else None for cell in cells_of(log, field)]

    return make


def _scans(evidence: Evidence, log: Log) -> Column:
    scans = evidence.log("scan")
    live = zip(cells_of(scans, "session"), scans.statuses, strict=True)
    of_session = Counter(session for session, status in live if status not in UNCOUNTED)
    return [of_session[record] for record in log.records]


def _reflection(evidence: Evidence, log: Log) -> Column:
    written = evidence.log("reflection")
    pairs = zip(cells_of(written, "scan"), written.statuses, strict=True)
    about = {scan for scan, status in pairs if scan and status not in UNCOUNTED}
    own = zip(log.records, cells_of(log, "reflection"), strict=True)
    return ["written" if text or record in about else None for record, text in own]


def _lengths(evidence: Evidence, log: Log) -> list[int]:
    """Return how many days each period has lasted, until today where it goes on."""
    today = evidence.as_of
    ends = [min(cell, today) if isinstance(cell, date) else today for cell in cells_of(log, "until")]
    return [max((end - start).days + 1, 0) for start, end in zip(log.dates, ends, strict=True)]


def _weeks(evidence: Evidence, log: Log) -> Column:
    return [days // 7 for days in _lengths(evidence, log)]


def _course_days(_: Evidence, log: Log) -> Column:
    ends = zip(log.dates, cells_of(log, "until"), strict=True)
    return [(end - start).days + 1 if isinstance(end, date) else 1 for start, end in ends]


def _years_full_time(evidence: Evidence, log: Log) -> Column:
    agreed = zip(_lengths(evidence, log), cells_of(log, "weekly_minutes"), strict=True)
    return [
        Fraction(days) / _DAYS_OF_YEAR * min(Fraction(minutes, 60) / FULL_TIME_HOURS, Fraction(1))
        if isinstance(minutes, int)
        else None
        for days, minutes in agreed
    ]


def _is_current(evidence: Evidence, log: Log) -> Column:
    today = evidence.as_of
    ends = zip(log.dates, cells_of(log, "until"), strict=True)
    return [start <= today and (not isinstance(end, date) or today <= end) for start, end in ends]


def _marks(log: Log) -> list[list[Decimal]]:
    cells = (cell if isinstance(cell, tuple) else () for cell in cells_of(log, "marks"))
    return [[Decimal(json.loads(text)["mark"]) for text in cell] for cell in cells]


def _levels(log: Log) -> list[list[Decimal]]:
    """Return the levels of the items of each entry; levels have a lowest one and no average."""
    cells = (cell if isinstance(cell, tuple) else () for cell in cells_of(log, "item_levels"))
    given = ([json.loads(text).get("level") for text in cell] for cell in cells)
    return [[Decimal(level) for level in levels if level is not None] for levels in given]


def _marks_or_levels(log: Log) -> list[list[Decimal]]:
    return [marks or levels for marks, levels in zip(_marks(log), _levels(log), strict=True)]


def _lowest_mark(_: Evidence, log: Log) -> Column:
    return [Fraction(min(marks)) if marks else None for marks in _marks_or_levels(log)]


def _mean_mark(_: Evidence, log: Log) -> Column:
    return [Fraction(sum(marks)) / len(marks) if marks else None for marks in _marks(log)]


def _items(_: Evidence, log: Log) -> Column:
    return [len(marks) or None for marks in _marks_or_levels(log)]


def _counted_in(evidence: Evidence, log: Log) -> Column:
    return [evidence.used.get(record) for record in log.records]


def _as_signed(field: str) -> Callable[[Evidence, Log], Column]:
    """Return the column as the signature judged it; what the record itself says stands where it did not."""

    def make(_: Evidence, log: Log) -> Column:
        pairs = zip(log.signed, cells_of(log, field), strict=True)
        return [(getattr(sign_off, field) if sign_off is not None else None) or cell for sign_off, cell in pairs]

    return make


_ANY_KIND: Mapping[str, Callable[[Evidence, Log], Column]] = {
    "signer": _signer,
    "entrustment": _entrustment,
    "assurance": _assurance,
    "hours": _sixtieth("minutes"),
}
_OF_KIND: Mapping[tuple[str, str], Callable[[Evidence, Log], Column]] = {
    ("session", "scans"): _scans,
    ("scan", "reflection"): _reflection,
    ("placement", "weekly_hours"): _sixtieth("weekly_minutes"),
    ("placement", "weeks"): _weeks,
    ("placement", "years_full_time"): _years_full_time,
    ("course", "days"): _course_days,
    ("placement", "current"): _is_current,
    ("accreditation", "current"): _is_current,
    ("assessment", "lowest_mark"): _lowest_mark,
    ("assessment", "mean_mark"): _mean_mark,
    ("assessment", "items"): _items,
    ("scan", "counted_in"): _counted_in,
    ("scan", "agreement"): _as_signed("agreement"),
    ("assessment", "outcome"): _as_signed("outcome"),
    ("assessment", "entrustment"): _as_signed("entrustment"),
}


def lines_of(framework: Framework, log: Log) -> Log:
    """Return the log of competency lines without those of other frameworks, and with their place."""
    known = {line.id: line for line in framework.lines}
    mine = [at for at, name in enumerate(cells_of(log, "framework")) if name == framework.framework]
    own = taken(log, mine)
    lines = [known.get(str(cell)) for cell in cells_of(own, "line")]
    placed: dict[str, Sequence[Cell]] = {
        "region": [line.region if line else None for line in lines],
        "stage": [line.stage if line else None for line in lines],
        "structures": [line.structures if line else None for line in lines],
    }
    return replace(own, columns={**own.columns, **placed})
