"""Rows that go on with the case above: their number is blank, because it is written once for several rows."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from sonolog.exchange.table_file import Row


def continued(
    rows: Iterable[Row],
    number_at: int,
    *,
    scan: Collection[int],
    prose: Collection[int],
    own: Collection[int],
    once: Collection[int] = (),
) -> Iterator[Row]:
    """Yield the rows complete: one that goes on is a further scan of its case, or more text of the row above.

    A row that names something scanned is always a further scan.  ``number_at`` is the column of the case's number;
    ``scan`` are columns that say what was scanned and found, which are never filled in from above; ``prose`` are those
    whose text goes on, and so does that of ``own`` fields.  What stands in ``once`` is of its row alone: a length
    of time taken for every row would count several times.
    """
    held: Row | None = None
    lead: Row | None = None
    """The row that has the number."""
    for row in rows:
        if lead is not None and held is not None and len(row.cells) > number_at and row.cells[number_at]:
            yield held
            held = lead = row
        elif lead is None or _cell(row, number_at):
            if held is not None:
                yield held
            held = row
            lead = row if _cell(row, number_at) else None
        elif held is not None and not any(_cell(row, at) for at in scan) and _says_more(held, row, {*prose, *own}):
            held = _with_text(held, row, {*prose, *own})
        else:
            if held is not None:
                yield held
            held = _filled(row, lead, kept_blank={*scan, *prose, *once})
    if held is not None:
        yield held


def _cell(row: Row, at: int) -> str:
    return row.cells[at] if at < len(row.cells) else ""


def _says_more(held: Row, row: Row, prose: Collection[int]) -> bool:
    """Tell whether a row has only text that goes on, or what the row above had left blank."""
    return all(at in prose or not _cell(held, at) for at, cell in enumerate(row.cells) if cell)


def _filled(row: Row, lead: Row, *, kept_blank: Collection[int]) -> Row:
    """Return a further row of a case with what only the first one says: its number, day, people and place."""
    width = max(len(row.cells), len(lead.cells))
    cells = [_cell(row, at) or ("" if at in kept_blank else _cell(lead, at)) for at in range(width)]
    return Row(row.number, cells)


def _with_text(held: Row, row: Row, prose: Collection[int]) -> Row:
    """Return ``held`` with the text of a row that says nothing else; other cells are taken where they were blank."""
    width = max(len(row.cells), len(held.cells))
    cells = []
    for at in range(width):
        first, more = _cell(held, at), _cell(row, at)
        cells.append(f"{first}\n{more}" if first and more and at in prose else first or more)
    return Row(held.number, cells)
