"""The competency sheet: every line of the frameworks followed, and how it was signed."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sonolog.domain.framework import Framework
from sonolog.progress.evidence import UNCOUNTED, Evidence, Log
from sonolog.reports.sheet_report import CompetencySheetLine, FrameworkSheet, SheetReport
from sonolog.usecases.enrolled_frameworks import enrolled_frameworks
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import doubt_in_list, opened_rows


def sheet_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> SheetReport:
    """Return everything the sheet says; ``declared`` is what its evidence leaves out on purpose."""
    del asked
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        try:
            found = enrolled_frameworks(connection, trainee, about["trainee"], home=logbook.home, as_of=as_of)
        except NotEnrolled:
            found = ()
        log = rows.evidence.log("line")
        return SheetReport(
            **about,
            sheets=tuple(_sheet(one, log) for one in found),
            sign_offs=rows.sign_offs(log.records),
        )


def sheet_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records a sheet shows: the lines put forward."""
    del asked
    log = evidence.log("line")
    return {record for record, status in zip(log.records, log.statuses, strict=True) if status not in UNCOUNTED}


def _sheet(framework: Framework, log: Log) -> FrameworkSheet:
    stages = {stage.id: stage.title for stage in framework.stages}
    latest = _latest(framework.framework, log)
    return FrameworkSheet(
        title=framework.title,
        edition=framework.edition,
        lines=tuple(
            _line(stages.get(line.stage, line.stage), line.title, log, latest.get(line.id)) for line in framework.lines
        ),
    )


def _latest(framework: str, log: Log) -> dict[str, int]:
    """Return for each line where it was put forward: the last entry signed, else the last one."""
    found: dict[str, int] = {}
    for at, status in enumerate(log.statuses):
        line = str(log.columns["line"][at])
        if status in UNCOUNTED or log.columns["framework"][at] != framework:
            continue
        if line not in found or log.signed[at] is not None or log.signed[found[line]] is None:
            found[line] = at
    return found


def _line(stage: str, title: str, log: Log, at: int | None) -> CompetencySheetLine:
    if at is None:
        return CompetencySheetLine(stage=stage, title=title)
    signed, level, note = log.signed[at], log.columns["level"][at], log.columns["note"][at]
    by = f"{signed.name}, {signed.role}" if signed is not None else ""
    doubt = doubt_in_list(signed)
    return CompetencySheetLine(
        stage=stage,
        title=title,
        level="" if level is None else str(level),
        signed_by=f"{by} ({doubt})" if doubt else by,
        day=signed.day if signed is not None else None,
        status=log.statuses[at],
        note=str(note or ""),
    )
