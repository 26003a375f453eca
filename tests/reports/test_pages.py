"""Where pages end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.reports.pages import Piece, paginate, space

BODY = 100.0


def piece(height: float = 10, *, keep: bool = False, head: Piece | None = None) -> Piece:
    """Return a piece that draws nothing."""
    return Piece(height, lambda _pen, _top: None, keep=keep, head=head)


def test_no_pieces_make_one_empty_page() -> None:
    """Even a report of nothing has a page, for its foot."""
    assert paginate([], BODY) == [[]]


def test_a_heading_is_never_the_last_on_a_page() -> None:
    """A heading that fits alone, but not with what follows, goes to the next page."""
    pages = paginate([piece(85), piece(10, keep=True), piece(10)], BODY)
    assert [len(page) for page in pages] == [1, 2]


def test_a_head_is_repeated_above_rows_on_a_new_page() -> None:
    """The first row of a further page stands under the table's head, and the head takes its room."""
    head = piece(20)
    rows = [piece(30, head=head) for _ in range(5)]
    pages = paginate([replace(head, keep=True), *rows], BODY)
    assert [[placed.piece.height for placed in page] for page in pages] == [
        [20, 30, 30],
        [20, 30, 30],
        [20, 30],
    ]
    assert [placed.top for placed in pages[1]] == [0, 20, 50]


def test_a_page_never_begins_with_free_space() -> None:
    """Free space between blocks is left out where a page ends there."""
    pages = paginate([piece(95), space(10), piece(10)], BODY)
    assert pages[1][0].piece.height == 10 and pages[1][0].top == 0


def test_a_section_can_begin_a_page() -> None:
    """A piece that starts a page does so, but never leaves an empty page before it."""
    start = replace(piece(), starts_page=True)
    assert [len(page) for page in paginate([start, start], BODY)] == [1, 1]


def test_what_begins_a_page_follows_on_one_that_is_nearly_empty() -> None:
    """Up to what it says; a point more, and it begins its own."""
    begins = replace(piece(), starts_page=True, follows=20)
    assert [len(page) for page in paginate([piece(20), begins], BODY)] == [2]
    assert [len(page) for page in paginate([piece(21), begins], BODY)] == [1, 1]


def test_bound_pieces_taller_than_a_page_are_divided() -> None:
    """A run that cannot stay together is divided rather than lost below the margin."""
    pages = paginate([piece(30, keep=True) for _ in range(5)], BODY)
    assert [len(page) for page in pages] == [3, 2]


@given(
    st.lists(
        st.tuples(st.floats(1, 40), st.booleans(), st.booleans()).map(
            lambda made: piece(made[0], keep=made[1], head=piece(15) if made[2] else None)
        ),
        max_size=60,
    )
)
def test_every_piece_is_placed_once_in_order_within_the_margins(pieces: list[Piece]) -> None:
    """Nothing is lost, repeated, out of order, overlapping or below the bottom margin."""
    pages = paginate(pieces, BODY)
    heads = {id(one.head) for one in pieces if one.head is not None}
    placed = [one.piece for page in pages for one in page if id(one.piece) not in heads]
    assert [id(one) for one in placed] == [id(one) for one in pieces]
    for page in pages:
        ends = [one.top + one.piece.height for one in page]
        assert all(one.top >= end - 1e-9 for one, end in zip(page[1:], ends, strict=False))
        assert all(end <= BODY + 1e-6 for end in ends)


def test_free_space_at_the_end_makes_no_page() -> None:
    """Space that no longer fits below the last piece does not leave an empty page behind it."""
    body = 100.0
    pages = paginate([Piece(95.0, lambda _pen, _top: None), space(14.0)], body)
    assert [len(page) for page in pages] == [1]
    assert paginate([], body) == [[]]


def test_a_short_report_closes_up_instead_of_ending_on_a_nearly_empty_page() -> None:
    """Free space gives way where that spares a page, never where it would not, and never in a long report."""
    pages = paginate([piece(60), space(20), piece(24)], BODY)
    assert [len(page) for page in pages] == [3]
    assert pages[0][2].top == pytest.approx(60 + 20 * 0.7)
    assert len(paginate([piece(70), space(20), piece(24)], BODY)) == 2, "closing up would not do"
    assert len(paginate([piece(60), space(20), piece(35)], BODY)) == 2, "the last page is worth a page"
    long = [*(piece(95) for _ in range(7)), piece(60), space(20), piece(24)]
    assert len(paginate(long, BODY)) == 9
