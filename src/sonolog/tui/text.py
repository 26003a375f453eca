"""The one way for a person's text onto the screen.

A widget reads a ``str`` as markup, and a terminal reads control characters as orders.  So every text that was
not written down in this program passes :func:`plain`, and whatever slips by is stopped by :class:`NoControl`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from rich.cells import cell_len, chop_cells, set_cell_size
from rich.segment import Segment
from textual.color import Color
from textual.content import Content
from textual.filter import LineFilter

from sonolog.domain.text import visible

ELLIPSIS = "…"
_BAD = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_SHOWN_AT_MOST = 20_000
"""Characters of one text on one screen; the command line prints the rest."""
_WIDEST_CHARACTER = 8
"""Characters per column read before a text is cut; more can only be marks stacked on one letter."""


def plain(text: str) -> Content:
    """Return ``text`` on one line, as it is: no markup, and hidden characters as their code points."""
    return Content(visible(_shortened(text).replace("\n", " ⏎ ")))


def paragraphs(text: str) -> Content:
    """Return ``text`` with its line breaks, otherwise like :func:`plain`."""
    return Content(visible(_shortened(text), keep="\n"))


def fitted(text: str, width: int) -> str:
    """Return ``text`` on one line of exactly ``width`` columns: filled up, or cut with an ellipsis."""
    room = max(width, 0)
    shown = visible(text[: room * _WIDEST_CHARACTER + 1].replace("\n", " ⏎ "))
    if cell_len(shown) <= room:
        return set_cell_size(shown, room)
    return set_cell_size(shown, room - 1) + ELLIPSIS if room else ""


def cell(text: str, width: int, style: str = "") -> Content:
    """Return :func:`fitted` text for a widget."""
    return Content.styled(fitted(text, width), style)


def styled(text: str, style: str) -> Content:
    """Return :func:`plain` text in a style such as ``bold`` or ``$text-muted``."""
    return plain(text).stylize(style)


def lines(parts: Iterable[Content]) -> Content:
    """Return the parts, one a line."""
    return Content("\n").join(parts)


def wrapped(text: str, width: int) -> list[str]:
    """Return all of ``text`` as lines of at most ``width`` columns, broken at blanks where there are any."""
    broken: list[str] = []
    for paragraph in visible(text, keep="\n").split("\n"):
        broken += _broken(paragraph, max(width, 2))
    return broken


def _broken(paragraph: str, width: int) -> list[str]:
    done, line = [], ""
    for word in paragraph.split(" "):
        joined = f"{line} {word}" if line else word
        if cell_len(joined) > width and line:
            done.append(line)
            joined = word
        *whole, line = chop_cells(joined, width) or [""]
        done += whole
    return [*done, line]


def _shortened(text: str) -> str:
    if len(text) <= _SHOWN_AT_MOST:
        return text
    return f"{text[:_SHOWN_AT_MOST]} … ({len(text):,} characters in all)"


class NoControl(LineFilter):
    """Keeps control and direction characters from the terminal, wherever they come from."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments with such characters replaced; the terminal's own codes stay."""
        return [_clean(segment) for segment in segments]


def _clean(segment: Segment) -> Segment:
    text = segment.text
    if segment.control or text.isprintable() or not _BAD.search(text):
        return segment
    return Segment(set_cell_size(_BAD.sub("\ufffd", text), segment.cell_length), segment.style)
