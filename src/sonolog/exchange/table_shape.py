"""Where the tables of a sheet are: what stands before the headings, comments between rows, a second table below.

What a heading may be called is not known here; the caller says which words it knows.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from sonolog.exchange.table_file import Row, Sheet, TableRefused

Known = Callable[[str], bool]
"""Tells whether a text is a name of a field."""

SAMPLE = 200
"""Rows of a table by which its columns are judged."""
_SEARCHED = 60
"""Rows in which the headings have to come."""
_LONGEST_HEADING = 120
_VALUE = re.compile(r"[\d\s.,:/+\-%]+|\d{1,2}[ .\-/]\w{3,9}[ .\-/]\d{2,4}")
"""What is a number or a day, and so no heading."""
_MOST_TABLES = 20


@dataclass(slots=True)
class Table:
    """One table of a sheet: its headings, and the rows below them as far as they go."""

    headings: tuple[str, ...]
    heading_row: int
    """Row of the headings, as a spreadsheet counts."""
    last_row: int
    """Last row with anything in it."""
    count: int = 0
    """Rows below the headings, without comments, blank rows and headings that come again."""
    before: int = 0
    """Rows with text between the table before, or the beginning, and the headings."""
    comments: int = 0
    comment_sign: bool = True
    """A row that begins with # is a comment; not where most rows do."""
    sample: list[Row] = field(default_factory=list)

    def rows(self, sheet: Sheet) -> Iterator[Row]:
        """Yield the rows of the table, read anew."""
        name, first, last = self.headings[0], self.heading_row, self.last_row
        for row in sheet.rows():
            if row.number > last:
                return
            start = row.cells[0] if row.cells else ""
            is_plain = start and start[0] != "#" and start != name
            if row.number > first and (is_plain or self._holds(row)):
                yield row

    def _holds(self, row: Row) -> bool:
        cells = row.cells
        if not any(cells) or (self.comment_sign and is_comment(row)):
            return False
        return cells[0] != self.headings[0] or tuple(cells) != self.headings


def tables_of(sheet: Sheet, known: Known) -> tuple[Table, ...]:
    """Return the tables of a sheet, in order.

    Raises:
        TableRefused: there is none: no row looks like headings.
    """
    signs = _begins_with_sign(sheet)
    first = _first_table(sheet, known, signs=signs)
    tables = [first]
    blank = False
    for row in sheet.rows():
        table, start = tables[-1], row.cells[0] if row.cells else ""
        if start and start[0] != "#" and not blank and start != table.headings[0] and row.number > table.heading_row:
            _take(table, row)
            continue
        if row.number <= table.heading_row:
            continue
        if not any(row.cells):
            blank = True
        elif signs and is_comment(row):
            table.comments += 1
        elif blank and _begins_another(row, table, known) and len(tables) < _MOST_TABLES:
            tables.append(Table(_headings(row), row.number, row.number, comment_sign=signs))
            blank = False
        else:
            blank = False
            _take(table, row)
    return tuple(tables)


def is_comment(row: Row) -> bool:
    """Tell whether a row begins with # and says something."""
    cells = row.cells
    first = cells[0] if cells and cells[0] else next(filter(None, cells), "")
    return first.startswith("#") and len(first) > 1


def _begins_with_sign(sheet: Sheet) -> bool:
    """Return whether # makes a comment here: where most rows begin so, it is a number they have."""
    start = [row for row in islice(sheet.rows(), SAMPLE) if any(row.cells)]
    return sum(map(is_comment, start)) * 2 <= len(start)


def _first_table(sheet: Sheet, known: Known, *, signs: bool) -> Table:
    """Return the first table, which has no rows yet: its headings are the first row that has two names one knows.

    Where no row has, they are the likeliest row near the beginning.
    """
    found: list[tuple[float, Row]] = []
    before = comments = 0
    start = [row for row in islice(sheet.rows(), _SEARCHED) if any(row.cells) and not (signs and is_comment(row))]
    width = max((len(_filled(row)) for row in start), default=0)
    for row in start:
        likeness = _likeness(row, width, known)
        if likeness > 0:
            found.append((likeness, row))
    if not found:
        raise TableRefused(
            "no row looks like headings",
            hint="The first row of the table should name its columns, for example: Date, Region, Side, Finding.",
        )
    named = (row for _, row in found if sum(map(known, row.cells)) > 1)
    best = next(named, None) or max(found, key=lambda one: (one[0], -one[1].number))[1]
    for row in islice(sheet.rows(), best.number - 1):
        comments += any(row.cells) and signs and is_comment(row)
        before += any(row.cells) and not (signs and is_comment(row))
    return Table(_headings(best), best.number, best.number, before=before, comments=comments, comment_sign=signs)


def _likeness(row: Row, width: int, known: Known) -> float:
    """Return how much a row looks like headings; 0 where it cannot be that."""
    cells = _filled(row)
    if not cells or any(len(cell) > _LONGEST_HEADING for cell in cells):
        return 0
    names = sum(map(known, cells))
    texts = sum(_VALUE.fullmatch(cell) is None for cell in cells)
    if texts < len(cells) and names < 2:
        return 0
    if len(cells) < 2 and width > 1 and not names:
        return 0
    distinct = len({cell.casefold() for cell in cells}) / len(cells)
    return 3 * names + 2 * len(cells) / max(width, 1) + distinct


def _begins_another(row: Row, table: Table, known: Known) -> bool:
    """Tell whether a row after a blank one names the columns of another table."""
    cells = _filled(row)
    names = sum(map(known, cells))
    same = tuple(row.cells) == table.headings
    return (
        not same and len(cells) > 1 and names >= 2 and _likeness(row, len(cells), known) > 0 and names * 2 >= len(cells)
    )


def _take(table: Table, row: Row) -> None:
    if row.cells[0] == table.headings[0] and tuple(row.cells) == table.headings:
        return
    table.last_row = row.number
    table.count += 1
    if len(table.sample) < SAMPLE:
        table.sample.append(row)


def _headings(row: Row) -> tuple[str, ...]:
    return tuple(row.cells)


def _filled(row: Row) -> list[str]:
    return [cell for cell in row.cells if cell]


def unique_headings(headings: Iterable[str]) -> tuple[str, ...]:
    """Return headings by which a column can be named: blank ones are counted, a second one of a name is numbered."""
    seen: dict[str, int] = {}
    found = []
    for at, heading in enumerate(headings, start=1):
        name = " ".join(heading.split()) or f"Column {at}"
        seen[name.casefold()] = seen.get(name.casefold(), 0) + 1
        found.append(name if seen[name.casefold()] == 1 else f"{name} ({seen[name.casefold()]})")
    return tuple(found)
