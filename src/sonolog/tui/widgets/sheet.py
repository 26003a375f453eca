"""Titles with long texts beside them, wrapped whole: nothing of a record is cut off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.geometry import Size
from textual.widget import Widget

from sonolog.tui.text import cell, plain, styled, wrapped

_MOST = 22
"""Cells of a title; a longer one is wrapped."""
_NARROW = 50
"""In fewer cells the text stands under its title."""
_INDENT = "  "


@dataclass(frozen=True, slots=True)
class Entry:
    """A title and its text; without a text, a heading."""

    title: str
    text: str = ""


class Sheet(Widget):
    """Entries one under another, as high as they need."""

    DEFAULT_CSS = "Sheet { height: auto; width: 1fr; }"

    def __init__(self, entries: Sequence[Entry] = (), *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
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
            self._made = (width, [line for one in self._entries for line in _entry_lines(one, width)])
        return self._made[1]


def _entry_lines(one: Entry, width: int) -> list[Content]:
    if not one.text:
        return [styled(line, "bold") for line in wrapped(one.title, width)]
    if width < _NARROW:
        head = [styled(line, "bold") for line in wrapped(one.title, width)]
        return head + [plain(_INDENT + line) for line in wrapped(one.text, width - len(_INDENT))]
    titles, texts = wrapped(one.title, _MOST), wrapped(one.text, width - _MOST - 2)
    titles += [""] * (len(texts) - len(titles))
    texts += [""] * (len(titles) - len(texts))
    return [_beside(title, text) for title, text in zip(titles, texts, strict=True)]


def _beside(title: str, text: str) -> Content:
    return cell(title, _MOST, "bold") + Content("  ") + plain(text)
