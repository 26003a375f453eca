"""Tables, records and bars as lines of text; pure, and measured in the cells of a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

GAP = "  "
NARROWEST = 8
"""Below this many cells a column is no longer readable, and rows are written one value a line instead."""

ROUNDING = 1e-9
"""Keeps a share such as 7/10 of ten cells at seven."""


class Column(NamedTuple):
    """One column of a table."""

    title: str
    right: bool = False
    """Numbers stand to the right."""
    cut: bool = False
    """Too long a text is cut with an ellipsis on a terminal instead of wrapped."""


def cell_width(text: str) -> int:
    """Return how many cells ``text`` fills: wide East Asian characters two, combining marks none."""
    if text.isascii():
        return len(text)
    from unicodedata import category, east_asian_width

    widths = (0 if category(c) in ("Mn", "Me") else 2 if east_asian_width(c) in "WF" else 1 for c in text)
    return sum(widths)


def head_that_fits(text: str, width: int) -> str:
    """Return the longest beginning of ``text`` that fills at most ``width`` cells, at least one character."""
    if text.isascii():
        return text[: max(width, 1)]
    used = 0
    for index, character in enumerate(text):
        used += cell_width(character)
        if used > width and index > 0:
            return text[:index]
    return text


def cut(text: str, width: int, *, mark: str = "…") -> str:
    """Return ``text`` in at most ``width`` cells, ended with ``mark`` if something is missing."""
    line = " ".join(text.split("\n"))
    return line if cell_width(line) <= width else head_that_fits(line, width - cell_width(mark)) + mark


def wrap(text: str, width: int) -> list[str]:
    """Return ``text`` in lines of at most ``width`` cells, broken at spaces if there are any."""
    return [line for paragraph in text.split("\n") for line in _wrap_paragraph(paragraph, width)]


def _wrap_paragraph(paragraph: str, width: int) -> Iterator[str]:
    rest = paragraph
    while len(head := head_that_fits(rest, width)) < len(rest):
        space = len(head) if rest[len(head)] == " " else head.rfind(" ")
        end = space if space > 0 else len(head)
        yield rest[:end]
        rest = rest[end:].removeprefix(" ")
    yield rest


def column_widths(natural: Sequence[int], room: int) -> list[int] | None:
    """Return widths that add up to at most ``room`` with the gaps, or None if there is no readable way.

    Only the widest columns give way.
    """
    free = room - len(GAP) * (len(natural) - 1)
    if sum(natural) <= free:
        return list(natural)
    if sum(min(width, NARROWEST) for width in natural) > free:
        return None
    low, high = NARROWEST, max(natural)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if sum(min(w, middle) for w in natural) <= free else (low, middle - 1)
    return [min(width, low) for width in natural]


def table_lines(
    columns: Sequence[Column], rows: Sequence[Sequence[str]], *, room: int | None, ellipsis: str = "…"
) -> list[str]:
    """Return a table as lines: titles, a rule, rows.

    With ``room`` (the cells of a terminal line) long cells wrap or are cut, and a terminal too narrow for
    columns gets one value a line; without it nothing is ever shortened.
    """
    titles = [column.title for column in columns]
    natural = [max(_widest(row[i]) for row in [titles, *rows]) for i in range(len(columns))]
    widths = natural if room is None else column_widths(natural, room)
    if widths is None:
        return _stacked(titles, rows)
    lines = list(_row_lines(columns, titles, widths, ellipsis))
    lines.append(GAP.join("-" * width for width in widths))
    for row in rows:
        lines += _row_lines(columns, row, widths, ellipsis)
    return lines


def _widest(text: str) -> int:
    return max(cell_width(line) for line in text.split("\n"))


def _row_lines(columns: Sequence[Column], row: Sequence[str], widths: Sequence[int], ellipsis: str) -> Iterator[str]:
    cells = [
        [cut(text, width, mark=ellipsis)] if column.cut else wrap(text, width)
        for column, text, width in zip(columns, row, widths, strict=True)
    ]
    for depth in range(max(len(cell) for cell in cells)):
        parts = [cell[depth] if depth < len(cell) else "" for cell in cells]
        padded = (
            _pad(part, width, right=column.right) for part, width, column in zip(parts, widths, columns, strict=True)
        )
        yield GAP.join(padded).rstrip()


def _pad(text: str, width: int, *, right: bool) -> str:
    space = " " * (width - cell_width(text))
    return space + text if right else text + space


def _stacked(titles: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    lines: list[str] = []
    for row in rows:
        lines += [*record_lines(list(zip(titles, row, strict=True)), aligned=False), ""]
    return lines[:-1]


def record_lines(pairs: Sequence[tuple[str, str]], *, aligned: bool) -> list[str]:
    """Return ``label: value`` lines; further lines of a value are indented below it."""
    width = max((cell_width(label) for label, _ in pairs), default=0) if aligned else 0
    lines: list[str] = []
    for label, value in pairs:
        first, *more = value.split("\n")
        space = " " * max(width - cell_width(label), 0)
        lines.append(f"{label}:{space} {first}".rstrip())
        lines += [f"    {line}" for line in more]
    return lines


def bar(have: int, need: int, *, width: int = 10, blocks: bool = False) -> str:
    """Return a bar with figures, ``[#######...] 38/50``; it is full only once ``have`` reaches ``need``."""
    share = 1.0 if have >= need else max(have, 0) / need
    return f"{share_bar(share, width=width, blocks=blocks)} {have}/{need}"


def share_bar(share: float, *, width: int = 10, blocks: bool = False) -> str:
    """Return a bar without figures; it is full only once ``share`` reaches 1."""
    full = width if share >= 1 else min(int(width * max(share, 0.0) + ROUNDING), width - 1)
    return "█" * full + "░" * (width - full) if blocks else f"[{'#' * full}{'.' * (width - full)}]"
