"""What the cohort's board says, for people and for programs: one stage in a few words, tables, JSON, CSV, a PDF."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from sonolog import __version__
from sonolog.domain.text import counted
from sonolog.progress.answer import STATUS_WORDS
from sonolog.settings import Settings
from sonolog.usecases.cohort import Cohort, CohortPlace, CohortRow
from sonolog.usecases.cohort_standing import StageStanding
from sonolog.usecases.written_file import refuse_existing, write_file

CohortFormat = Literal["csv", "json", "pdf"]
COHORT_FORMATS: tuple[CohortFormat, ...] = get_args(CohortFormat)
CSV_COLUMNS = (
    "trainee",
    "name",
    "framework",
    "edition",
    "stage",
    "title",
    "status",
    "met",
    "open",
    "asked",
    "share",
    "scans",
    "signed",
    "waiting",
    "last_scan",
    "fault",
)
"""One row for each trainee and stage."""


def stage_words(stage: StageStanding) -> str:
    """Return how far a stage is: how many requirements are open, or that it is reached."""
    return f"{stage.open} open" if stage.open and not stage.met else STATUS_WORDS[stage.status]


def stages_words(row: CohortRow) -> str:
    """Return each stage of a row in order, with how far it is; or why that cannot be told."""
    if row.standing.fault:
        return f"cannot be read: {row.standing.fault}"
    if row.following is None:
        return "on no framework"
    return " · ".join(f"{one.title}: {stage_words(one)}" for one in row.following.stages)


def share_words(row: CohortRow) -> str:
    """Return how much of what is asked is there: 100% only where nothing is open."""
    if row.standing.fault:
        return "?"
    if row.following is None:
        return "–"
    percent = int(row.following.share * 100)
    return f"{min(percent, 99) if row.following.open else percent}%"


def unreadable_words(told: Cohort) -> str:
    """Return that something about trainees cannot be read, and what to do; nothing where all can."""
    many = told.unreadable
    if not many:
        return ""
    return f"What is recorded about {counted(many, 'trainee')} cannot be read; “sonolog check” says where."


def hours_words(minutes: int) -> str:
    """Return a length of time in hours."""
    return f"{minutes / 60:,.1f} h".replace(".0 h", " h")


def pathology_words(place: CohortPlace, most: int = 3) -> str:
    """Return the commonest pathologies of a place and how often each was seen."""
    told = ", ".join(f"{label} {count:,}" for _, label, count in place.pathologies[:most])
    more = len(place.pathologies) - most
    return f"{told} and {more} more" if more > 0 else told


def cohort_object(told: Cohort) -> dict[str, object]:
    """Return the board as programs read it; ``schema/cohort.schema.json`` describes it."""
    return {
        "as_of": told.as_of.isoformat(),
        "refreshed": told.refreshed,
        "trainees": [_row_object(one) for one in told.rows],
        "backlog": [
            {
                "supervisor": one.supervisor or None,
                "name": one.name,
                "records": one.records,
                "trainees": one.trainees,
                "since": one.since or None,
            }
            for one in told.backlog
        ],
        "places": [_place_object(one) for one in told.places],
    }


def _row_object(row: CohortRow) -> dict[str, object]:
    following = row.following
    stages = following.stages if following is not None else ()
    return {
        "trainee": row.trainee,
        "name": row.name,
        "framework": following.framework if following is not None else None,
        "edition": following.edition if following is not None else None,
        "share": round(following.share, 4) if following is not None else None,
        "open": following.open if following is not None else None,
        "scans": row.standing.scans,
        "signed": row.standing.signed,
        "waiting": row.waiting,
        "last_scan": row.standing.last or None,
        "fault": row.standing.fault or None,
        "stages": [
            {name: getattr(one, name) for name in ("id", "title", "status", "met", "open", "asked", "share")}
            for one in stages
        ],
    }


def _place_object(place: CohortPlace) -> dict[str, object]:
    counted = {name: getattr(place, name) for name in ("trainees", "minutes", "sessions", "scans", "abnormal")}
    pathologies = [{"code": code, "title": title, "scans": count} for code, title, count in place.pathologies]
    return {"site": place.site or None, **counted, "pathologies": pathologies}


def cohort_csv(told: Cohort) -> str:
    """Return trainees by stages as CSV, formulas guarded."""
    from sonolog.exchange.csv_text import csv_text

    return csv_text(CSV_COLUMNS, (row for one in told.rows for row in _csv_rows(one)))


def _csv_rows(row: CohortRow) -> Iterator[list[str]]:
    following = row.following
    last = [str(row.standing.scans), str(row.standing.signed), str(row.waiting), row.standing.last, row.standing.fault]
    if following is None:
        yield [row.trainee, row.name, *[""] * 9, *last]
        return
    for one in following.stages:
        said = [one.id, one.title, one.status, "yes" if one.met else "no"]
        counts = [str(one.open), str(one.asked), f"{one.share:.4f}"]
        yield [row.trainee, row.name, following.framework, following.edition, *said, *counts, *last]


def write_cohort(
    told: Cohort, path: Path, *, form: CohortFormat, settings: Settings | None = None, replace: bool = False
) -> Path:
    """Write the board to ``path``, on the paper and in the font of the settings, and return it.

    Raises:
        FileNotWritten: the file is there already (without ``replace``), or cannot be made.
    """
    refuse_existing(path, replace=replace)
    return write_file(path, cohort_bytes(told, form=form, settings=settings))


def cohort_bytes(told: Cohort, *, form: CohortFormat, settings: Settings | None = None) -> bytes:
    """Return the board as a file; the same board gives the same bytes."""
    if form == "csv":
        return cohort_csv(told).encode("utf-8-sig")
    if form == "json":
        return f"{json.dumps(cohort_object(told), ensure_ascii=False, indent=1)}\n".encode()
    from sonolog.reports.cohort_report import cohort_pages
    from sonolog.reports.pdf import write_pdf

    liked = settings or Settings()
    return write_pdf(cohort_pages(_model(told)), paper=liked.paper, font=liked.font_file)


def _framework_words(row: CohortRow) -> str:
    if row.following is not None:
        return row.following.title
    return "Cannot be read" if row.standing.fault else ""


def _model(told: Cohort) -> Any:
    from sonolog.reports.cohort_report import BacklogLine, CohortLine, CohortReport, PlaceLine

    return CohortReport(
        as_of=told.as_of,
        made_by=f"sonolog {__version__}",
        trainees=told.trainees,
        lines=tuple(
            CohortLine(
                name=one.name,
                framework=_framework_words(one),
                share=one.following.share if one.following is not None else 0.0,
                reached=share_words(one),
                stages=stages_words(one),
                scans=one.standing.scans,
                waiting=one.waiting,
            )
            for one in told.rows
        ),
        backlog=tuple(BacklogLine(one.name, one.records, one.trainees, one.since) for one in told.backlog),
        places=tuple(
            PlaceLine(
                one.site or "no place said",
                one.trainees,
                hours_words(one.minutes),
                one.scans,
                one.abnormal,
                pathology_words(one),
            )
            for one in told.places
        ),
    )
