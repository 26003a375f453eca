"""One line of the list of scans, in as many columns as there is room."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine

STATUSES = {
    "draft": "not submitted",
    "submitted": "waiting",
    "returned": "returned",
    "signed": "signed",
    "amended": "amended",
    "withdrawn": "withdrawn",
    "conflict": "conflict",
}
"""Status to a word or two, in the order in which the list can be filtered."""
_MARK, _DAY, _CASE, _FINDING, _STATUS, _WHO = 2, 9, 7, 8, 13, 18
_WIDTHS = {"case": _CASE, "finding": _FINDING, "status": _STATUS, "supervisor": _WHO, "site": _WHO, "placement": _WHO}
_OTHER, _LEAST_WHAT = 12, 18
_GAP = Content("  ")
_ROOM_FOR_FINDING = 52
_ROOM_FOR_CASE = 70
_ROOM_FOR_WHO = 100
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def scan_row(row: ScanLine, width: int, *, marked: bool, columns: Sequence[str] = ()) -> Content:
    """Return a scan in exactly ``width`` columns."""
    day = f"{row.day.day:2} {_MONTHS[row.day.month - 1]} {row.day:%y}"
    area = f"{row.side} {row.region.lower()}" if row.side else row.region
    what = ", ".join(part for part in (area, row.structures, row.pathology) if part)
    status = STATUSES.get(row.status, row.status_words)
    mark = "✓" if marked else ""
    if columns:
        texts = {name: status if name == "status" else row.text(name) for name in columns}
        return _chosen_row(width, (mark, day, what), texts)
    return _row(width, (mark, day, row.case, what, row.finding, status, row.supervisor))


def heading_row(width: int, *, columns: Sequence[str] = ()) -> Content:
    """Return the headings over the columns."""
    if columns:
        from sonolog.usecases.scan_lists import column_title

        return _chosen_row(width, ("", "Day", "What"), {name: column_title(name) for name in columns})
    return _row(width, ("", "Day", "Case", "What", "Finding", "Status", "Supervisor"))


def _chosen_row(width: int, lead: tuple[str, str, str], texts: Mapping[str, str]) -> Content:
    """Return a row with columns somebody chose: as many as leave room for what was scanned."""
    mark, day, what = lead
    room = width - _MARK - _DAY - len(_GAP) - _LEAST_WHAT
    after: list[Content] = []
    for name, text in texts.items():
        taken = _WIDTHS.get(name, _OTHER)
        room -= taken + len(_GAP)
        if room < 0:
            break
        after.append(cell(text, taken))
    return cell(mark, _MARK) + _GAP.join([cell(day, _DAY), cell(what, _room_left(width, after)), *after])


def _room_left(width: int, after: Sequence[Content]) -> int:
    return width - _MARK - _DAY - len(_GAP) - sum(one.cell_length + len(_GAP) for one in after)


def _row(width: int, texts: tuple[str, str, str, str, str, str, str]) -> Content:
    mark, day, case, what, finding, status, who = texts
    cells = [cell(day, _DAY)]
    after = [cell(status, _STATUS)]
    if width >= _ROOM_FOR_FINDING:
        after.insert(0, cell(finding, _FINDING))
    if width >= _ROOM_FOR_CASE:
        cells.append(cell(case, _CASE))
    if width >= _ROOM_FOR_WHO:
        after.insert(1, cell(who, _WHO))
    taken = _MARK + sum(one.cell_length + len(_GAP) for one in (*cells, *after))
    return cell(mark, _MARK) + _GAP.join([*cells, cell(what, width - taken), *after])
