"""The portfolio: the other reports as parts of one."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from sonolog.progress.evidence import UNCOUNTED, Evidence
from sonolog.reports.portfolio_report import PortfolioReport
from sonolog.usecases.enrolled_frameworks import titles_followed
from sonolog.usecases.errors import NotEnrolled
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_kinds import REPORTS, SECTIONS
from sonolog.usecases.report_rows import opened_rows


def portfolio_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked, declared: Collection[str] = ()
) -> PortfolioReport:
    """Return the parts chosen, all of them if none are; ``declared`` is what its evidence leaves out on purpose.

    A scope card is left out where no framework is followed.  All parts are of one moment, read and verified once.
    """
    with logbook.reading_once() as once:
        return _report(once, trainee, as_of, asked, declared)


def _report(logbook: Logbook, trainee: str, as_of: date, asked: Asked, declared: Collection[str]) -> PortfolioReport:
    parts: dict[str, Any] = {}
    for code in _chosen(asked):
        try:
            parts[code] = REPORTS[code].data(logbook, trainee, as_of, _for(code, asked), declared)
        except NotEnrolled:
            continue
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        log = rows.evidence.log("scan")
        live = [at for at, status in enumerate(log.statuses) if status not in UNCOUNTED]
        return PortfolioReport(
            **about,
            follows=titles_followed(connection, trainee, as_of),
            **parts,
            logged=len(live),
            signed=sum(log.signed[at] is not None for at in live),
            sign_offs=rows.sign_offs(portfolio_records(rows.evidence, asked)),
        )


def portfolio_records(evidence: Evidence, asked: Asked) -> set[str] | None:
    """Return the records its parts show, and all scans, which its first page counts; None for every record."""
    found = set(evidence.log("scan").records)
    for code in _chosen(asked):
        records = REPORTS[code].shown(evidence, _for(code, asked))
        if records is None:
            return None
        found |= records
    return found


def _chosen(asked: Asked) -> tuple[str, ...]:
    """Return the parts in their order; what a file from elsewhere names beside them is none."""
    return tuple(one for one in SECTIONS if one in asked.sections) or SECTIONS


def _for(code: str, asked: Asked) -> Asked:
    """Return what one part looks at."""
    return replace(
        Asked(),
        columns=asked.columns if code == "logbook" else (),
        by=asked.by if code == "matrix" else "",
    )
