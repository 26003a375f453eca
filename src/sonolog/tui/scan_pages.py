"""The scans a list has been shown so far, page by page; more is asked for when it comes into sight."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.list_scans import Key, ScanLine, ScanPage
    from sonolog.usecases.logbook import Logbook

PAGE = 100
_LARGEST_PAGE = 2_000
"""What one call asks for when somebody jumps far down; more would keep the screen waiting."""


@dataclass(frozen=True, slots=True)
class Search:
    """Which scans are listed."""

    trainee: str
    words: str = ""
    status: str = ""
    columns: tuple[str, ...] = ()
    """Columns chosen; none for the usual ones."""


@dataclass
class ScanPages:
    """Rows known of one search, newest first."""

    search: Search
    total: int = 0
    rows: list[ScanLine] = field(default_factory=list)
    wanted: int = PAGE
    """How many rows are asked for."""
    _next: Key | None = None

    @property
    def is_short(self) -> bool:
        """Whether rows that are wanted are not there yet."""
        return len(self.rows) < min(self.wanted, self.total)

    async def grow(self, screen: DeskScreen[Any]) -> None:
        """Add one page, the first one included."""
        limit = min(max(self.wanted - len(self.rows), PAGE), _LARGEST_PAGE)
        page = await screen.read(partial(_page, self.search, self._next, limit))
        self.rows += page.scans
        self.total = page.total if page.next is not None else len(self.rows)
        self._next = page.next

    def place_of(self, record: str) -> int:
        """Return the index of a record among the rows known; 0 if it is not there."""
        return next((at for at, row in enumerate(self.rows) if row.id == record), 0)


def _page(search: Search, before: Key | None, limit: int, logbook: Logbook) -> ScanPage:
    from sonolog.usecases.list_scans import list_scans

    return list_scans(
        logbook,
        search.trainee,
        words=search.words,
        status=search.status,
        before=before,
        limit=limit,
        columns=search.columns,
    )
