"""What steers how a framework judges one trainee: signed agreements, overrides and ratifications.

None of them binds before somebody else signed it in a role that may.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal, cast

from sonolog.domain.framework import Framework, Stage
from sonolog.progress.evidence import Evidence, Log, SignOff
from sonolog.progress.plain_words import day as day_words

MAY_SIGN = {
    "learning-agreement": frozenset({"mentor", "supervisor", "trainer", "lead"}),
    "override": frozenset({"lead"}),
    "ratification": frozenset({"lead", "auditor"}),
}
"""In which roles each kind may be signed; a stage may name another role that ratifies it."""

OverrideType = Literal["extension", "exemption", "target", "recognition", "brought-forward", "draw"]


@dataclass(frozen=True, slots=True)
class Override:
    """One signed decision for this trainee."""

    record: str
    type: OverrideType
    requirement: str
    """Id of a requirement, ``requirement/part``, a stage, or ``all``."""
    day: date
    by: str
    """Who signed it."""
    number: Fraction | None = None
    percent: Decimal | None = None
    part_percent: Decimal | None = None
    round: Literal["up", "down", "nearest"] = "up"
    months: int | None = None
    days: int | None = None
    until: date | None = None
    entries: tuple[str, ...] = ()
    award: str = ""

    @property
    def words(self) -> str:
        """Who decided it, and when."""
        return f"signed by {self.by} on {day_words(self.day)}"


@dataclass(frozen=True, slots=True)
class Ratified:
    """A stage awarded on a day."""

    stage: str
    day: date
    by: str


def agreed_scope(framework: Framework, evidence: Evidence) -> tuple[str, ...]:
    """Return the regions of the latest signed learning agreement; nothing where there is none."""
    found: tuple[str, ...] = ()
    for row in _signed(framework, evidence.log("learning-agreement"), evidence):
        found = tuple(row.cells["scope"] or ()) or found
    return found


def overrides(framework: Framework, evidence: Evidence) -> tuple[Override, ...]:
    """Return the signed overrides of this framework, oldest first."""
    return tuple(_override(row) for row in _signed(framework, evidence.log("override"), evidence))


def ratifications(framework: Framework, evidence: Evidence) -> tuple[Ratified, ...]:
    """Return the signed awards of this framework's stages, oldest first."""
    roles = {stage.id: _ratifiers(stage) for stage in framework.stages}
    rows = _signed(framework, evidence.log("ratification"), evidence, may_sign=None)
    return tuple(
        Ratified(row.cells["stage"], row.day, row.sign_off.name)
        for row in rows
        if row.sign_off.role in roles.get(row.cells["stage"], MAY_SIGN["ratification"])
    )


def holdings(evidence: Evidence) -> tuple[str, ...]:
    """Return every stage ratified in any framework, as ``framework/stage``."""
    log = evidence.log("ratification")
    rows = (row for row in _rows(log) if _binds(row.sign_off, evidence, MAY_SIGN["ratification"]))
    return tuple(dict.fromkeys(f"{row.cells['framework']}/{row.cells['stage']}" for row in rows))


def _ratifiers(stage: Stage) -> frozenset[str]:
    return frozenset({stage.ratified_by}) if stage.ratified_by else MAY_SIGN["ratification"]


@dataclass(frozen=True, slots=True)
class _Row:
    record: str
    day: date
    sign_off: SignOff
    cells: dict[str, Any]


def _rows(log: Log) -> Iterator[_Row]:
    for at, sign_off in enumerate(log.signed):
        if sign_off is not None and log.statuses[at] == "signed":
            cells = {name: column[at] for name, column in log.columns.items()}
            yield _Row(log.records[at], log.dates[at], sign_off, cells)


def _signed(
    framework: Framework, log: Log, evidence: Evidence, *, may_sign: frozenset[str] | None = frozenset()
) -> Iterator[_Row]:
    roles = MAY_SIGN[log.kind] if may_sign == frozenset() else may_sign
    for row in _rows(log):
        if row.cells["framework"] == framework.framework and _binds(row.sign_off, evidence, roles):
            yield row


def _binds(sign_off: SignOff, evidence: Evidence, roles: frozenset[str] | None) -> bool:
    return sign_off.person != evidence.trainee and (roles is None or sign_off.role in roles)


def _override(row: _Row) -> Override:
    cells = row.cells
    return Override(
        record=row.record,
        type=cells["type"],
        requirement=cells["requirement"],
        day=row.day,
        by=row.sign_off.name,
        number=_fraction(cells.get("number")),
        percent=_decimal(cells.get("percent")),
        part_percent=_decimal(cells.get("part_percent")),
        round=cells.get("round") or "up",
        months=cells.get("months"),
        days=cells.get("days"),
        until=cells.get("until"),
        entries=cast("tuple[str, ...]", cells.get("entries") or ()),
        award=cells.get("award") or "",
    )


def _decimal(cell: Any) -> Decimal | None:
    return None if cell is None else Decimal(cell)


def _fraction(cell: Any) -> Fraction | None:
    return None if cell is None else Fraction(cell)
