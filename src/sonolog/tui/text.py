"""Text that people typed, on its way to the screen.

A widget takes text as markup: a bracket can crash it, swallow words or run an action.  So text reaches a widget only
as :func:`plain` makes it, and one filter over every painted line keeps control characters from the terminal.
"""

from __future__ import annotations

from rich.cells import cell_len, set_cell_size
from rich.color import Color
from rich.segment import Segment
from textual.content import Content
from textual.filter import LineFilter

from sonolog.domain.text import visible

ELLIPSIS = "…"


def plain(text: str) -> Content:
    """Return ``text`` for a widget: nothing in it is markup, and what would be hidden shows as its code point."""
    return Content(visible(text, keep="\n"))


def styled(text: str, style: str) -> Content:
    """Return ``text`` as :func:`plain` does, in one style."""
    return Content.styled(visible(text, keep="\n"), style)


def paragraphs(text: str) -> Content:
    """Return ``text`` with its line breaks, for a widget that wraps."""
    return plain(text)


def fitted(text: str, width: int) -> str:
    """Return ``text`` on one line of exactly ``width`` cells, cut with an ellipsis or filled with blanks."""
    shown = visible(text.replace("\n", " ⏎ "))
    if cell_len(shown) > width:
        return set_cell_size(shown, max(width - 1, 0)) + ELLIPSIS if width > 0 else ""
    return set_cell_size(shown, width)


def wrapped(text: str, width: int) -> list[str]:
    """Return ``text`` as lines of at most ``width`` cells, broken at blanks where there are any."""
    lines: list[str] = []
    for paragraph in visible(text, keep="\n").split("\n"):
        lines += _wrapped(paragraph, max(width, 1))
    return lines


def _wrapped(paragraph: str, width: int) -> list[str]:
    lines = [""]
    for word in paragraph.split(" "):
        joined = f"{lines[-1]} {word}" if lines[-1] else word
        if cell_len(joined) <= width:
            lines[-1] = joined
            continue
        if lines[-1]:
            lines.append("")
        while cell_len(word) > width:
            head = _cells(word, width)
            lines[-1] = head
            lines.append("")
            word = word[len(head) :]
        lines[-1] = word
    return lines


def _cells(word: str, width: int) -> str:
    """Return the longest beginning of ``word`` of at most ``width`` cells, at least one character."""
    taken = 0
    for place, character in enumerate(word):
        taken += cell_len(character)
        if taken > width:
            return word[: max(place, 1)]
    return word


class NoControl(LineFilter):
    """Shows whatever control, bidirectional or invisible character is left in a painted line as its code point."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments of one line with hidden characters made visible."""
        return [one if one.control else _shown(one) for one in segments]


def _shown(segment: Segment) -> Segment:
    text = visible(segment.text, keep="\n")
    return segment if text == segment.text else Segment(set_cell_size(text, segment.cell_length), segment.style)
