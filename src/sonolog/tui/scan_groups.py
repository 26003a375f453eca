"""Scans under headings: one for each day, or for each session, as far as the list is known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonolog.usecases.list_scans import ScanLine

GROUPINGS = ("", "day", "session")
"""How a list can be grouped; not at all at first."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands over some scans."""

    words: str


@dataclass
class ScanGroups:
    """The lines of a list: scans by their index, and headings between them."""

    by: str = ""
    lines: list[int | Heading] = field(default_factory=list)
    place: list[int] = field(default_factory=list)
    """Index of a scan to its line."""
    _last: tuple[str, ...] = ()

    def extend(self, rows: Sequence[ScanLine]) -> None:
        """Add the lines of the scans that are new among ``rows``."""
        for at in range(len(self.place), len(rows)):
            key = self._key(rows[at])
            if key != self._last:
                self._last = key
                self.lines.append(Heading(_words(rows[at], self.by)))
            self.place.append(len(self.lines))
            self.lines.append(at)

    def scan_at(self, line: int) -> int:
        """Return the scan of a line; of a heading the first below it, of a line not known yet the next unknown."""
        if line >= len(self.lines):
            return len(self.place) + line - len(self.lines)
        here = self.lines[line]
        return here if isinstance(here, int) else self.scan_at(line + 1)

    def count(self, total: int) -> int:
        """Return how many lines there are, those of scans not known yet included."""
        return len(self.lines) + max(total - len(self.place), 0)

    def _key(self, row: ScanLine) -> tuple[str, ...]:
        if not self.by:
            return ()
        return (row.day.isoformat(), (row.session or "") if self.by == "session" else "")


def _words(row: ScanLine, by: str) -> str:
    from sonolog.usecases.day_words import day_words

    day = f"{row.day:%a} {day_words(row.day)}"
    place = row.more.get("session") or row.more.get("site") or "no session"
    return f"{day}, {place}" if by == "session" else day
