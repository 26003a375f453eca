"""``sonolog scans``: list and find scans."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.cli.record_list import counted

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine
    from sonolog.usecases.logbook import Logbook

STATUSES = ("draft", "submitted", "returned", "signed", "amended", "withdrawn", "conflict")
_IN_A_TERMINAL = 50
_PAGE = 500
_WIDE = 100
"""Cells of a terminal that shows every column without cutting most scans."""


@click.command(
    "scans",
    cls=Command,
    examples=[
        "sonolog scans                          # the newest first",
        "sonolog scans shoulder tear            # those where both words occur",
        "sonolog scans --status draft --json",
    ],
)
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(STATUSES), help="Only those that stand so.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many; 50 in a terminal, else all.")
@pass_request
def command(request: Request, words: tuple[str, ...], status: str | None, limit: int | None) -> None:
    """List scans, the newest first; with WORDS only those in which every word occurs.

    Words are looked for in regions, structures, findings, people and everything that was typed.
    """
    most = limit or (_IN_A_TERMINAL if request.out.terminal and not request.json else None)
    with opened(request) as logbook:
        found, total = _found(request, logbook, " ".join(words), status or "", most)
    if request.json:
        request.out.json({"scans": [_object(scan) for scan in found], "total": total})
        return
    _write(request, found)
    more = "" if len(found) == total else f"; {len(found)} shown, --limit {total} shows all"
    diagnostics.note(f"{counted(total, 'scan')}{more}.")


def _found(request: Request, logbook: Logbook, words: str, status: str, most: int | None) -> tuple[list[ScanLine], int]:
    """Return at most ``most`` scans, read page by page, and how many there are in all."""
    from sonolog.usecases.list_scans import list_scans
    from sonolog.usecases.people import the_trainee

    until = as_of_day(request, logbook)
    trainee = the_trainee(logbook, request.trainee).id
    found: list[ScanLine] = []
    before = None
    while True:
        page = list_scans(logbook, trainee, words=words, status=status, before=before, limit=_PAGE, until=until)
        found += page.scans
        before = page.next
        if before is None or (most is not None and len(found) >= most):
            return found[:most], page.total


def _write(request: Request, scans: Sequence[ScanLine]) -> None:
    """Write one line a scan; a narrow terminal does without the supervisor, whom ``show`` names."""
    cut = (Column("Scan", cut=True), Column("Finding", cut=True))
    rows = [_row(scan) for scan in scans]
    if request.out.terminal and request.out.room < _WIDE:
        request.out.table(("ID", "Date", *cut, "Status"), [(*row[:4], row[5]) for row in rows])
    else:
        request.out.table(("ID", "Date", *cut, "Supervisor", "Status"), rows)


def _row(scan: ScanLine) -> tuple[str, ...]:
    found = scan.pathology or scan.finding
    where = scan_place(scan)
    return scan.case, scan.day.isoformat(), where, found, scan.supervisor, scan.status


def scan_place(scan: ScanLine) -> str:
    """Return “left shoulder: supraspinatus tendon”."""
    place = f"{scan.side} {scan.region[:1].lower()}{scan.region[1:]}" if scan.side else scan.region
    place = place[:1].upper() + place[1:]
    return f"{place}: {scan.structures}" if scan.structures else place


def _object(scan: ScanLine) -> dict[str, object]:
    return {
        "id": scan.id,
        "case": scan.case,
        "date": scan.day.isoformat(),
        "region": scan.region,
        "side": scan.side,
        "structures": scan.structures,
        "finding": scan.finding,
        "pathology": scan.pathology,
        "supervisor": scan.supervisor,
        "supervision": scan.supervision,
        "role": scan.role,
        "status": scan.status,
    }
