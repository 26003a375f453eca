"""Look at the file of another program: its tables, what their columns probably mean, and what has to be asked."""

from __future__ import annotations

import shlex
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sonolog.domain.problems import Problem
from sonolog.exchange.import_map import CUSTOM, DateOrder, ImportMap
from sonolog.exchange.table_file import Sheet, TableRefused, open_table
from sonolog.exchange.table_shape import Table, tables_of, unique_headings
from sonolog.usecases.import_columns import Column, known_heading, suggest_columns
from sonolog.usecases.import_days import orders_of
from sonolog.usecases.import_errors import NoSuchColumn

_LINES, _LINE = 20, 1_000
"""Rows looked at to see whether each is a scan in words, and characters of each."""
_DAYS = ("date", "start", "until", "images_until")


@dataclass(frozen=True)
class Look:
    """What a file was found to be: its tables, and what the columns of the chosen one mean."""

    path: Path
    sheet: Sheet
    tables: tuple[Table, ...]
    chosen: int
    """Place of the table, from 0."""
    columns: tuple[Column, ...]
    map: ImportMap
    open_order: tuple[str, str, int] | None = None
    """Heading, example and number of days that can be read both ways; None where they cannot, or it was said."""
    notices: tuple[str, ...] = ()
    refused: tuple[Problem, ...] = ()
    """Files of a folder that are not taken, each with why."""
    without_region: int = 0
    """Rows that tell no region, and need one said."""
    source: str = "imported"
    """Where the scans will say they are from."""

    @property
    def table(self) -> Table:
        """The table that is imported."""
        return self.tables[self.chosen]


def look_at(
    path: Path,
    *,
    kind: str = "scan",
    sheet: str = "",
    table: int | None = None,
    known: ImportMap | None = None,
    changes: Mapping[str, str] | None = None,
    dates: DateOrder | None = None,
) -> Look:
    """Return what is in a file and what its columns probably mean; nothing is stored.

    ``known`` is a map kept before, ``changes`` are meanings said for single headings, which go before it.

    Raises:
        TableMissing, TableRefused: it is no table that can be read, or lines for ``sonolog log``.
        NoSuchColumn: a heading in ``changes`` is none.
    """
    kind = known.kind if known is not None else kind
    look = look_at_sheet(
        path, open_table(path, sheet), kind=kind, table=table, known=known, changes=changes, dates=dates
    )
    _refuse_quick_lines(path, look.table)
    return look


def look_at_sheet(
    path: Path,
    found: Sheet,
    *,
    kind: str = "scan",
    table: int | None = None,
    known: ImportMap | None = None,
    changes: Mapping[str, str] | None = None,
    dates: DateOrder | None = None,
) -> Look:
    """Return what is in a sheet that was opened; see :func:`look_at`."""
    from sonolog.frameworks.vocabulary import load_vocabulary

    tables = tables_of(found, known_heading(kind))
    chosen = table - 1 if table is not None and 0 < table <= len(tables) else _likeliest(tables, kind)
    one = tables[chosen]
    headings = unique_headings(one.headings)
    values = [[row.cells[at] if at < len(row.cells) else "" for row in one.sample] for at in range(len(headings))]
    columns = suggest_columns(kind, headings, values, load_vocabulary())
    columns = _with_map(columns, known.columns if known is not None else {}, {**(changes or {})}, headings)
    order = dates or (known.dates if known is not None else None)
    look = Look(
        path, found, tables, chosen, columns, _map(kind, columns, order, known), notices=_notices(tables, chosen)
    )
    return look if order is not None else _with_order(look)


def _refuse_quick_lines(path: Path, table: Table) -> None:
    """Refuse lines as they are typed for ``sonolog log``: every one would be told to lack its day and region."""
    from sonolog.usecases.quick_line import are_quick_lines

    cells = (table.headings, *(row.cells for row in table.sample[:_LINES]))
    if are_quick_lines([" ".join(one)[:_LINE] for one in cells]):
        raise TableRefused(
            "it holds a scan in words on every line",
            hint=f"Log these lines: sonolog log - < {shlex.quote(str(path))}",
        )


def with_columns(look: Look, columns: Sequence[Column], order: DateOrder | None) -> Look:
    """Return the look with other meanings of its columns."""
    changed = replace(look, columns=tuple(columns), map=_map(look.map.kind, columns, order, look.map), open_order=None)
    return changed if order is not None else _with_order(changed)


def _likeliest(tables: Sequence[Table], kind: str) -> int:
    known = known_heading(kind)
    return max(range(len(tables)), key=lambda at: (sum(map(known, tables[at].headings)), tables[at].count, -at))


def _with_map(
    columns: tuple[Column, ...], known: Mapping[str, str], changes: dict[str, str], headings: Sequence[str]
) -> tuple[Column, ...]:
    by_name = {heading.casefold(): heading for heading in headings}
    for heading in changes:
        if " ".join(heading.split()).casefold() not in by_name:
            raise NoSuchColumn(heading, headings)
    said = {" ".join(heading.split()).casefold(): meaning for heading, meaning in {**known, **changes}.items()}
    found = [
        replace(column, meaning=said[column.heading.casefold()], why="map")
        if column.heading.casefold() in said
        else column
        for column in columns
    ]
    taken = {column.meaning for column in found if column.why == "map"}
    return tuple(
        replace(column, meaning=f"{CUSTOM}{column.heading[:80]}", why="")
        if column.why not in ("map", "identity") and column.meaning in taken and not column.meaning.startswith(CUSTOM)
        else column
        for column in found
    )


def _map(kind: str, columns: Sequence[Column], order: DateOrder | None, known: ImportMap | None) -> ImportMap:
    always = known.always if known is not None else {}
    return ImportMap({column.heading: column.meaning for column in columns}, kind, order, always)


def _notices(tables: Sequence[Table], chosen: int) -> tuple[str, ...]:
    if len(tables) < 2:
        return ()
    others = [
        f"table {at} has {one.count} rows below row {one.heading_row}"
        for at, one in enumerate(tables, 1)
        if at != chosen + 1
    ]
    return (f"The file has {len(tables)} tables; this is table {chosen + 1}. Beside it, {'; '.join(others)}.",)


def _with_order(look: Look) -> Look:
    """Return the look with the order of day and month, if the days settle it, or with the question."""
    for column in look.columns:
        if column.meaning not in _DAYS:
            continue
        texts = (row.cells[column.at] for row in look.table.rows(look.sheet) if column.at < len(row.cells))
        found, count, example = _settled(texts)
        if len(found) == 1:
            return replace(look, map=replace(look.map, dates=next(iter(found))))
        if found or count:
            return replace(look, open_order=(column.heading, example, count))
    return look


def _settled(texts: Iterable[str]) -> tuple[frozenset[DateOrder], int, str]:
    orders: frozenset[DateOrder] = frozenset()
    count, example = 0, ""
    for text in texts:
        found, open_ones = orders_of((text,))
        orders |= found
        count += open_ones
        if orders:
            break
        if open_ones and not example:
            example = text
    return orders, count, example
