"""Pieces to pages: what stays together, where a page ends, what is drawn again on the next."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from sonolog.reports.pen import Pen
from sonolog.reports.structure import FURNITURE

Draw = Callable[[Pen, float], None]
"""Draws a piece whose upper edge is so many points from the top of the page."""


@dataclass(frozen=True, slots=True)
class Bookmark:
    """An entry of the reader's outline."""

    title: str
    level: int


@dataclass(slots=True)
class Piece:
    """The smallest part of a report that is never divided."""

    height: float
    draw: Draw
    keep: bool = False
    """Never the last on a page: what follows stays with it."""
    head: Piece | None = None
    """Drawn again above this piece where it is the first on a page."""
    bookmark: Bookmark | None = None
    starts_page: bool = False
    follows: float = 0.0
    """Starting a page, it still follows on one of which no more than this is used: no page is left nearly empty."""
    is_space: bool = False
    """Free space, left out at the top of a page."""
    element: int = FURNITURE
    """What of the structure it shows; one that shows several says so while it draws."""


def space(height: float, *, keep: bool = False) -> Piece:
    """Return free space."""
    return Piece(height, lambda _pen, _top: None, keep=keep, is_space=True)


@dataclass(slots=True)
class Placed:
    """A piece and how far its upper edge is below the top margin."""

    piece: Piece
    top: float


_SHORT = 6
"""Pages of a report that is looked at as a whole."""
_NEARLY_EMPTY = 0.25
"""Share of a last page that is not worth a page."""
_CLOSER = (0.85, 0.7, 0.55)
"""Shares of the free space that a report may do with instead."""


def paginate(pieces: Iterable[Piece], body: float) -> list[list[Placed]]:
    """Return the pieces page by page, with ``body`` points between the margins; at least one page.

    A short report whose last page would be nearly empty closes up its free space, where that spares the page.
    """
    pieces = list(pieces)
    pages = _paginated(pieces, body, 1.0)
    if 1 < len(pages) <= _SHORT and _end(pages[-1]) < body * _NEARLY_EMPTY:
        for share in _CLOSER:
            closer = _paginated(pieces, body, share)
            if len(closer) < len(pages):
                return closer
    return pages


def _end(page: Sequence[Placed]) -> float:
    return max((one.top + one.piece.height for one in page if not one.piece.is_space), default=0.0)


def _paginated(pieces: Iterable[Piece], body: float, share: float) -> list[list[Placed]]:
    """Return the pieces page by page, free space cut to a share of what it is."""
    pages: list[list[Placed]] = [[]]
    used = 0.0
    for chain in _chains(pieces):
        wanted = sum(piece.height * share if piece.is_space else piece.height for piece in chain)
        is_due = chain[0].starts_page and used > chain[0].follows
        if used > 0 and (is_due or used + wanted > body):
            pages.append([])
            used = 0.0
        for piece in chain:
            if used > 0 and used + piece.height > body:
                pages.append([])
                used = 0.0
            used = _place(pages[-1], piece, used, share)
    return pages if pages[-1] else pages[:-1] or pages  # free space at the end asks for no page of its own


def _place(page: list[Placed], piece: Piece, used: float, share: float) -> float:
    if used == 0:
        if piece.is_space:
            return used
        if piece.head is not None:
            page.append(Placed(piece.head, used))
            used += piece.head.height
    page.append(Placed(piece, used))
    return used + (piece.height * share if piece.is_space else piece.height)


def _chains(pieces: Iterable[Piece]) -> Iterator[Sequence[Piece]]:
    """Yield runs of pieces that stay together."""
    chain: list[Piece] = []
    for piece in pieces:
        chain.append(piece)
        if not piece.keep:
            yield chain
            chain = []
    if chain:
        yield chain
