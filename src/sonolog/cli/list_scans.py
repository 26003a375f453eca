"""``sonolog scans``: list and find scans."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.scan_lists import Filter

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
        "sonolog scans since:1/9 until:30/9     # those of September",
        "sonolog scans placement:Example --status draft --json",
        "sonolog scans knee --keep-filter Knees; sonolog scans --filter Knees",
        "sonolog scans --columns case,site,tags,status",
        "sonolog scans knee --csv knees.csv",
    ],
)
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(STATUSES), help="Only those that stand so.")
@click.option("--limit", metavar="N", type=click.IntRange(min=1), help="At most so many; 50 in a terminal, else all.")
@click.option("--filter", "name", metavar="NAME", help="Only those of a filter kept before.")
@click.option("--keep-filter", "keep", metavar="NAME", help="Keep WORDS and status under this name.")
@click.option("--drop-filter", "drop", metavar="NAME", help="Forget a filter.")
@click.option("--columns", metavar="A,B,…", help="These columns beside day and scan; “usual” for the usual ones.")
@click.option("--csv", "path", metavar="FILE", type=click.Path(path_type=Path), help="Write them as a table.")
@pass_request
def command(  # noqa: PLR0913  (one for each option)
    request: Request,
    words: tuple[str, ...],
    *,
    status: str | None,
    limit: int | None,
    name: str | None,
    keep: str | None,
    drop: str | None,
    columns: str | None,
    path: Path | None,
) -> None:
    """List scans, the newest first; with WORDS only those in which every word occurs.

    Words are looked for in regions, structures, findings, people and everything that was typed; since:DAY and
    until:DAY are bounds, placement:WORD is a site. Filters and columns are kept for you and hold in the app as well.
    """
    most = limit or (_IN_A_TERMINAL if request.out.terminal and not request.json else None)
    with opened(request) as logbook:
        if _set_up(logbook, drop=drop, columns=columns):
            return
        search = _search(logbook, " ".join(words), status or "", name=name, keep=keep)
        if path is not None:
            _export(request, logbook, search, path)
        else:
            _list(request, logbook, search, most)


def _set_up(logbook: Logbook, *, drop: str | None, columns: str | None) -> bool:
    """Forget a filter, choose columns; return whether that was all that was asked."""
    from sonolog.usecases import scan_lists

    if columns is not None:
        scan_lists.choose_columns(logbook, () if columns == "usual" else columns.split(","))
    if drop is not None:
        scan_lists.drop_filter(logbook, drop)
        diagnostics.note(f"The filter {drop} is forgotten.")
    return drop is not None


def _search(logbook: Logbook, words: str, status: str, *, name: str | None, keep: str | None) -> Filter:
    """Return what is looked for: the words typed, narrowed by a filter kept before; keep it where that is asked."""
    from sonolog.usecases import scan_lists

    search = scan_lists.Filter("", words, status)
    if name is not None:
        kept = scan_lists.filter_named(logbook, name)
        search = scan_lists.Filter(kept.name, f"{kept.words} {words}".strip(), status or kept.status)
    if keep is not None:
        scan_lists.keep_filter(logbook, keep, words=search.words, status=search.status)
        diagnostics.note(f"Kept: sonolog scans --filter {keep}")
    return search


def _list(request: Request, logbook: Logbook, search: Filter, most: int | None) -> None:
    from sonolog.usecases.scan_lists import own_columns

    chosen = own_columns(logbook)
    found, total = _found(request, logbook, search, chosen, most)
    if request.json:
        request.out.json({"scans": [_object(scan) for scan in found], "total": total})
        return
    if chosen:
        _write_chosen(request, found, chosen)
    else:
        _write(request, found)
    more = "" if len(found) == total else f"; {len(found)} shown, --limit {total} shows all"
    diagnostics.note(f"{counted(total, 'scan')}{more}.")


def _export(request: Request, logbook: Logbook, search: Filter, path: Path) -> None:
    from sonolog.usecases.export_scans import export_scans
    from sonolog.usecases.people import the_trainee

    trainee = the_trainee(logbook, request.trainee).id
    done = export_scans(logbook, trainee, path, words=search.words, status=search.status, replace=request.yes)
    if request.json:
        request.out.json({"file": str(done.path), "scans": done.count})
    diagnostics.note(f"{counted(done.count, 'scan')} written to {done.path}.")


def _found(
    request: Request, logbook: Logbook, search: Filter, columns: Sequence[str], most: int | None
) -> tuple[list[ScanLine], int]:
    """Return at most ``most`` scans, read page by page, and how many there are in all."""
    from sonolog.usecases.list_scans import list_scans
    from sonolog.usecases.people import the_trainee

    until = as_of_day(request, logbook)
    trainee = the_trainee(logbook, request.trainee).id
    found: list[ScanLine] = []
    before = None
    while True:
        page = list_scans(
            logbook,
            trainee,
            words=search.words,
            status=search.status,
            before=before,
            limit=_PAGE,
            until=until,
            columns=columns,
        )
        found += page.scans
        before = page.next
        if before is None or (most is not None and len(found) >= most):
            return found[:most], page.total


def _write_chosen(request: Request, scans: Sequence[ScanLine], columns: Sequence[str]) -> None:
    """Write one line a scan with the columns somebody chose."""
    from sonolog.usecases.scan_lists import column_title

    titles = [Column(column_title(name), cut=True) for name in columns]
    rows = [(one.day.isoformat(), scan_place(one), *(one.text(name) for name in columns)) for one in scans]
    request.out.table(("Date", Column("Scan", cut=True), *titles), rows)


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
