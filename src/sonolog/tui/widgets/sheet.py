"""Titles with long texts beside them, wrapped whole: nothing of a record is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from sonolog.tui.text import cell, plain, styled, wrapped

_MOST = 22
"""Cells of a title; a longer one is wrapped."""
_NARROW = 50
"""In fewer cells the text stands under its title."""
_INDENT = "  "
_PACKED = 64
"""In fewer cells nothing stands beside another entry."""
_SHORT_TITLE = 14
_BETWEEN = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """A title and its text; without a text, a heading."""

    title: str
    text: str = ""


class Sheet(Widget):
    """Entries one under another, as high as they need."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self, entries: Sequence[Entry] = (), *, packed: bool = False, id: str | None = None) -> None:  # noqa: A002
        """Show ``entries``; ``packed``: two short ones beside each other, where there is room."""
        super().__init__(id=id)
        self._packed = packed
        self._entries = tuple(entries)
        self._made: tuple[int, list[Content]] = (-1, [])

    def show(self, entries: Sequence[Entry]) -> None:
        """Show other entries."""
        self._entries = tuple(entries)
        self._made = (-1, [])
        self.refresh(layout=True)

    @property
    def is_laid_out(self) -> bool:
        """Whether the screen has made room for what is to be shown now."""
        return bool(self.size) and self.size.height == max(len(self._lines(self.size.width)), 1)

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the entries need in ``width`` cells."""
        return max(len(self._lines(width)), 1)

    def render(self) -> Content:
        """Return all lines."""
        return Content("\n").join(self._lines(self.size.width))

    def _lines(self, width: int) -> list[Content]:
        if self._made[0] != width:
            is_packed = self._packed and width >= _PACKED
            made = _packed_lines(self._entries, width) if is_packed else _lines_of(self._entries, width)
            self._made = (width, made)
        return self._made[1]


def _lines_of(entries: Sequence[Entry], width: int) -> list[Content]:
    return [line for one in entries for line in _entry_lines(one, width)]


def _packed_lines(entries: Sequence[Entry], width: int) -> list[Content]:
    """Return the lines with two entries side by side where both are short, in their order."""
    half = (width - len(_BETWEEN)) // 2
    lines: list[Content] = []
    left: Content | None = None
    for one in entries:
        short = _half(one, half)
        if short is not None and left is not None:
            lines.append(left + Content(_BETWEEN) + short)
            left = None
            continue
        lines += [left] if left is not None else []
        left = short
        lines += [] if short is not None else _entry_lines(one, width, titles_in=_SHORT_TITLE - 1)
    return [*lines, *([left] if left is not None else [])]


def _half(one: Entry, width: int) -> Content | None:
    """Return an entry on half a line; None where it takes more."""
    room = width - _SHORT_TITLE - 1
    is_short = bool(one.text) and cell_len(one.title) <= _SHORT_TITLE and wrapped(one.text, room) == [one.text]
    return cell(one.title, _SHORT_TITLE, "bold") + Content(" ") + cell(one.text, room) if is_short else None


def _entry_lines(one: Entry, width: int, *, titles_in: int = _MOST) -> list[Content]:
    if not one.text:
        return [styled(line, "bold") for line in wrapped(one.title, width)]
    if width < _NARROW:
        head = [styled(line, "bold") for line in wrapped(one.title, width)]
        return head + [plain(_INDENT + line) for line in wrapped(one.text, width - len(_INDENT))]
    titles, texts = wrapped(one.title, titles_in), wrapped(one.text, width - titles_in - 2)
    titles += [""] * (len(texts) - len(titles))
    texts += [""] * (len(titles) - len(texts))
    pairs = zip(titles, texts, strict=True)
    return [cell(title, titles_in, "bold") + Content("  ") + plain(text) for title, text in pairs]
