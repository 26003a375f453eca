"""What would be if one more entry were there: the sets of the log with one bit more, without reading it anew."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import TypeVar

from sonolog.progress.columns import derived_column
from sonolog.progress.evaluation import EvidenceMasks
from sonolog.progress.evidence import Cell, Log
from sonolog.progress.masks import Derive, Mark, Masks

Key = TypeVar("Key")
HYPOTHETICAL = "~"
"""Record id and label of an entry that nobody has logged."""


class MasksWithOneMore(Masks):
    """The sets of a log and of one further entry, its newest."""

    def __init__(self, before: Masks, log: Log, one: Masks, *, derive: Derive) -> None:
        super().__init__(log, derive=derive)
        self._before = before
        self._one = one
        self.by_status = _together(before.by_status, one.by_status, before.size)
        self.signed = before.signed
        self.submitted = before.submitted
        self.live = before.live | one.live << before.size

    def _build(self, field: str) -> Mapping[Mark, int]:
        return _together(self._before.values(field), self._one.values(field), self._before.size)


def _together(before: Mapping[Key, int], one: Mapping[Key, int], size: int) -> dict[Key, int]:
    found = dict(before)
    for value, mask in one.items():
        found[value] = found.get(value, 0) | mask << size
    return found


class EvidenceWithOneMore(EvidenceMasks):
    """The evidence of one trainee and one further entry of ``kind``, logged today and not signed."""

    def __init__(self, before: EvidenceMasks, kind: str, cells: Mapping[str, Cell]) -> None:
        evidence = before.evidence
        one = _log_of_one(kind, evidence.as_of, cells)
        log = _joined(evidence.log(kind), one)
        after = replace(evidence, logs={**evidence.logs, kind: log})
        super().__init__(after)
        self._before = before
        own = Masks(one, derive=lambda name: derived_column(evidence, one, name))
        self._more = MasksWithOneMore(before.of(kind), log, own, derive=lambda name: derived_column(after, log, name))

    def of(self, kind: str) -> Masks:
        """Return the masks of the log of ``kind``."""
        return self._more if kind == self._more.log.kind else self._before.of(kind)


def _log_of_one(kind: str, day: date, cells: Mapping[str, Cell]) -> Log:
    columns = {name: (cell,) for name, cell in cells.items()}
    return Log(kind, (HYPOTHETICAL,), (HYPOTHETICAL,), (day,), ("draft",), (None,), columns)


def _joined(log: Log, one: Log) -> Log:
    names = {*log.columns, *one.columns}
    blank = (None,) * len(log)
    return Log(
        kind=one.kind,
        records=[*log.records, *one.records],
        labels=[*log.labels, *one.labels],
        dates=[*log.dates, *one.dates],
        statuses=[*log.statuses, *one.statuses],
        signed=[*log.signed, *one.signed],
        columns={name: [*log.columns.get(name, blank), *one.columns.get(name, (None,))] for name in names},
    )
