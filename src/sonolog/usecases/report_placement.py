"""The placement report: the weeks that ``placements`` shows, and who attended what, on paper."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sonolog.progress.evidence import UNCOUNTED, Evidence
from sonolog.reports.placement_report import PlacementPart, PlacementReport, PlacementWeek
from sonolog.usecases.enrolled_frameworks import titles_followed
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.placement_weeks import PlacementWeeks, Week, placement_weeks
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_rows import opened_rows

_KINDS = ("placement", "session", "leave")


def placement_report(
    logbook: Logbook, trainee: str, as_of: date, asked: Asked | None = None, declared: Collection[str] = ()
) -> PlacementReport:
    """Return everything the report says; ``declared`` is what its evidence leaves out on purpose."""
    wanted = asked.placement if asked is not None else ""
    found = [one for one in placement_weeks(logbook, trainee, as_of=as_of) if wanted in ("", one.id)]
    with opened_rows(logbook, trainee, as_of, declared) as (connection, rows, about):
        return PlacementReport(
            **about,
            follows=titles_followed(connection, trainee, as_of),
            placements=tuple(_part(one) for one in reversed(found)),
            sign_offs=rows.sign_offs(placement_records(rows.evidence, asked or Asked())),
        )


def placement_records(evidence: Evidence, asked: Asked) -> set[str]:
    """Return the records the report shows: placements, the sessions in them, and leave."""
    found = set()
    for kind in _KINDS:
        log = evidence.log(kind)
        found |= {record for record, status in zip(log.records, log.statuses, strict=True) if status not in UNCOUNTED}
    if asked.placement:
        others = set(evidence.log("placement").records) - {asked.placement}
        sessions = evidence.log("session")
        named = sessions.columns.get("placement", ())
        found -= others | {one for one, at in zip(sessions.records, named, strict=True) if at in others}
    return found


def _part(one: PlacementWeeks) -> PlacementPart:
    return PlacementPart(
        site=one.site,
        start=one.start,
        until=one.until,
        agreement="agreement signed" if one.is_agreed else "agreement not recorded as signed",
        minutes=one.minutes,
        attended=sum(week.sessions for week in one.weeks),
        missed=one.missed,
        short=len(one.short),
        weeks=tuple(_week(week) for week in reversed(one.weeks)),
    )


def _week(week: Week) -> PlacementWeek:
    remark = "leave" if week.is_leave else "short" if week.is_short else "" if week.is_over else "goes on"
    return PlacementWeek(
        monday=week.monday,
        minutes=week.minutes,
        agreed_minutes=week.agreed or None,
        sessions=week.sessions,
        remark=remark,
    )
