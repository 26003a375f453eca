"""Write scans as a table for a spreadsheet: field names as headings, what a person would type in the cells."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from sonolog.exchange.csv_text import csv_text
from sonolog.store.lookups import bodies_of
from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import typed_names
from sonolog.usecases.list_scans import ScanLine, list_scans
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.written_file import refuse_existing, write_file

_PAGE = 2_000
_LEAD = ("case", "status")


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written."""

    path: Path
    count: int


def export_scans(
    logbook: Logbook,
    trainee: str,
    path: Path,
    *,
    words: str = "",
    status: str = "",
    only: Collection[str] = (),
    replace: bool = False,
) -> Exported:
    """Write the scans that :func:`list_scans` finds, of them the records ``only`` if some are named, oldest first.

    Days are ISO days, terms and codes their labels, people their names; columns nobody filled in are left out.

    Raises:
        FileNotWritten: the file cannot be made, or is there and is not to be replaced.
    """
    refuse_existing(path, replace=replace)
    rows = [row for page in _pages(logbook, trainee, words, status, frozenset(only)) for row in page]
    names = [name for name in (*_LEAD, *typed_names("scan"), *_own_columns(rows)) if any(row.get(name) for row in rows)]
    text = csv_text(names, ([row.get(name, "") for name in names] for row in reversed(rows)))
    return Exported(write_file(path, text.encode("utf-8-sig")), len(rows))


def _pages(
    logbook: Logbook, trainee: str, words: str, status: str, only: frozenset[str]
) -> Iterator[list[dict[str, str]]]:
    before = None
    while True:
        page = list_scans(logbook, trainee, words=words, status=status, before=before, limit=_PAGE)
        yield _rows(logbook, [one for one in page.scans if not only or one.id in only])
        before = page.next
        if before is None:
            return


def _rows(logbook: Logbook, scans: Sequence[ScanLine]) -> list[dict[str, str]]:
    with logbook.reading() as connection:
        bodies = bodies_of(connection, [one.digest for one in scans])
        shower = FieldShower.of(connection, "scan", list(bodies.values()))
    return [{"case": one.case, "status": one.status} | _typed(shower, bodies[one.digest]) for one in scans]


def _typed(shower: FieldShower, body: dict[str, object]) -> dict[str, str]:
    said = {name: value for name, value in body.items() if value not in (None, [], ()) and name != "custom"}
    typed = {name: shower.typed("scan", name, said[name]) for name in typed_names("scan") if name in said}
    own = body.get("custom") or ()
    return typed | {f"custom.{one['name']}": one["value"] for one in own}  # type: ignore[attr-defined]


def _own_columns(rows: Sequence[dict[str, str]]) -> tuple[str, ...]:
    found = dict.fromkeys(name for row in rows for name in row if name.startswith("custom."))
    return tuple(sorted(found))
