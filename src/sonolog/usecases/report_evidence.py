"""The evidence a report carries: what its pages show and no more, and what of the logbook was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path

from sonolog import __version__
from sonolog.exchange.bundle import write_bundle
from sonolog.ledger.canonical import JSON
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Revision, Statement, Tombstone, tombstone_of
from sonolog.reports.report import Evidence
from sonolog.store.database import Connection
from sonolog.store.state_as_of import versions_until
from sonolog.store.statements import statements_naming, statements_of_subject
from sonolog.usecases.gathering import gathered, left_out, with_people
from sonolog.usecases.held_back import held_from, held_words
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import pinned
from sonolog.usecases.report_asked import Asked
from sonolog.usecases.report_kinds import REPORTS


@dataclass(frozen=True, slots=True, kw_only=True)
class Printed:
    """Which report it is: with its evidence alone the same pages can be drawn again."""

    kind: str
    trainee: str
    as_of: date
    paper: str
    asked: Asked = field(default_factory=Asked)
    font: Path | None = None
    """File of further letters, where some of its texts may need them."""


def report_evidence(logbook: Logbook, printed: Printed) -> Evidence:
    """Return the evidence of a report as a file to attach; the same objects and day give the same bytes."""
    with logbook.reading() as connection:
        report = REPORTS[printed.kind]
        only = report.records(logbook, printed.trainee, printed.as_of, printed.asked)
        current, earlier, shown, total = versions_until(
            connection, printed.trainee, printed.as_of, kind=report.counts, only=only
        )
        said = statements_of_subject(connection, printed.trainee, printed.as_of)
        if only is not None:
            said &= statements_naming(connection, {*current, *earlier})
        objects, held = _objects(connection, {*current, *said}, printed.trainee)
        objects += _tombstones(connection, earlier - {one.digest for one in objects})
    roots: Sequence[str] = [one.fingerprint for one in pinned(logbook.home)]
    words = ", ".join(part for part in (f"{shown} of {total} {report.counted}", held) if part)
    counted = {"shown": shown, "total": total} if report.counts == "scan" else {"shown": 0}  # of scans, as verified
    gone = {one.digest for one in objects if one.is_tombstone}
    missing: Sequence[str] = sorted({*map(str, left_out(objects)), *gone})
    head: dict[str, JSON] = {
        "purpose": "report",
        "made_by": f"sonolog {__version__}",
        "subject": printed.trainee,
        "selection": {"words": words, **counted, "left_out": list(missing)},
        "report": {
            "kind": printed.kind,
            "as_of": printed.as_of.isoformat(),
            "paper": printed.paper,
            "asked": printed.asked.told(),
            "roots": list(roots),
            "drawn_with": drawing_versions(),
            **font_used(printed.font, objects),
        },
    }
    return Evidence(
        write_bundle(head, [one for one in objects if _is_shown(one, printed.as_of)]),
        words,
        tuple(missing),
        tuple(roots),
    )


def _objects(connection: Connection, wanted: set[str], trainee: str) -> tuple[list[Kept], str]:
    """Return what is wanted with the people named in it, answers held back covered, and in words how many these are."""
    held = held_from(connection, None, subject=trainee)
    told = with_people(connection, wanted - held.digests, trainee, {trainee})
    covered = held.covered(gathered(connection, wanted & held.digests))
    records = {one.found.record for one in covered if isinstance(one.found, Tombstone)} - {""}
    return [*told, *covered], held_words(len(records))


def font_used(font: Path | None, objects: Sequence[Kept]) -> dict[str, JSON]:
    """Return the name of the further font where some text needs it, and nothing else."""
    if font is None:
        return {}
    from sonolog.reports.fonts import face
    from sonolog.reports.further_face import FurtherFace

    more = FurtherFace(font)
    only_there = more.characters - face("regular").characters
    is_needed = any(not only_there.isdisjoint(map(ord, kept.found.text)) for kept in objects)
    return {"font": more.name} if is_needed else {}


@cache
def drawing_versions() -> str:
    """Return the versions that decide what a page looks like."""
    from importlib.metadata import version

    return ", ".join(f"{name} {version(name)}" for name in ("reportlab", "fontpkg-fira-sans"))


def _tombstones(connection: Connection, digests: set[str]) -> list[Kept]:
    """Return a tombstone for each earlier version: its place in the record is needed, its text is not shown."""
    earlier = gathered(connection, digests)
    return [Kept(tombstone_of(one.found)) if isinstance(one.found, Revision) else one for one in earlier]


def _is_shown(one: Kept, as_of: date) -> bool:
    return not isinstance(one.found, Statement) or one.found.day <= as_of.isoformat() or bool(one.found.terms)
