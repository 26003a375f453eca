"""One grid, one scale of type, one accent: every measure and shade a report is set in, in points."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sonolog.reports.report import GRID_UNITS

MILLIMETRE = 72 / 25.4

PaperName = Literal["a4", "letter"]
FaceName = Literal["regular", "bold", "italic"]


@dataclass(frozen=True, slots=True)
class Paper:
    """A page and its margins, in points."""

    width: float
    height: float
    side: float = 18 * MILLIMETRE
    top: float = 16 * MILLIMETRE
    bottom: float = 21 * MILLIMETRE

    @property
    def line(self) -> float:
        """Width between the margins."""
        return self.width - 2 * self.side

    @property
    def body(self) -> float:
        """Height between the margins."""
        return self.height - self.top - self.bottom

    def units(self, count: float) -> float:
        """Return the width of so many units of the grid."""
        return self.line * count / GRID_UNITS


PAPERS: dict[PaperName, Paper] = {
    "a4": Paper(210 * MILLIMETRE, 297 * MILLIMETRE),
    "letter": Paper(612.0, 792.0),
}


@dataclass(frozen=True, slots=True)
class Colour:
    """Red, green and blue, 0 to 1."""

    red: float
    green: float
    blue: float


def _shade(code: str) -> Colour:
    return Colour(*(int(code[at : at + 2], 16) / 255 for at in (0, 2, 4)))


INK = _shade("1C2529")
QUIET = _shade("5A666D")
RULE = _shade("C9D1D5")
FAINT = _shade("E4E9EB")
PAPER_WHITE = _shade("FFFFFF")
ACCENT = _shade("12586B")
"""Dark teal, about a third as bright as paper: black enough on a printer without colour."""
ACCENT_MIDDLE = _shade("6BAABA")
"""For thin lines that must differ from the accent."""
ACCENT_LIGHT = _shade("9CC6D1")
"""Its tint, three quarters as bright as paper."""


@dataclass(frozen=True, slots=True)
class Type:
    """How words are set."""

    face: FaceName
    size: float
    leading: float
    colour: Colour = INK


NAME = Type("bold", 25, 29)
PART = Type("bold", 19, 24)
LONG_NAME = Type("bold", 13, 17)
KIND = Type("bold", 8, 11, ACCENT)
SUBTITLE = Type("regular", 10, 14, QUIET)
FACT_LABEL = Type("regular", 7.5, 10, QUIET)
FACT_VALUE = Type("bold", 12, 15)
SECTION = Type("bold", 14, 18)
SECTION_NOTE = Type("regular", 8.5, 12, QUIET)
HEADING = Type("bold", 10.5, 14)
BODY = Type("regular", 9, 12.5)
STRONG = Type("bold", 9, 12.5)
QUOTED = Type("italic", 9, 12.5)
SMALL = Type("regular", 7.8, 10.6, QUIET)
LISTED = Type("regular", 7.8, 10.2)
HEAD = Type("bold", 7.5, 10, QUIET)
FOOT = Type("regular", 7.2, 9.5, QUIET)
AXIS = Type("regular", 7.5, 10, QUIET)
AXIS_STRONG = Type("bold", 7.5, 10)

LONG_NAME_FROM = 34
"""Characters from which a name is set smaller."""
SECTION_SPACE = 20.0
PART_SPACE = 34.0
SHORT_PART = 180.0
"""A part that takes no more is followed by the next on the same page."""
LITTLE = 130.0
"""As much may stand on a page that is still filled by what would start the next."""
BLOCK_SPACE = 9.0
HEADING_SPACE = 5.0
GUTTER = 8.0
"""Free space between columns."""
CELL_ABOVE = 3.8
CELL_BELOW = 4.0
LIST_ABOVE = 2.6
LIST_BELOW = 2.8
LIST_GUTTER = 6.0
"""Tighter than a table: a logbook has thousands of rows."""
DEPTH_STEP = 10.0
FACT_GAP = 14.0
MARK_ROOM = 11.5
"""Width taken by a drawn sign before words."""
