"""Limits and selections on bare sets, against trying everything."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.progress.bits import highest, lowest, mask_of, nth, pick, positions
from sonolog.progress.limits import Cap, Limits, ShareCap, close, settle_share, share_of
from sonolog.progress.parts import Goal, Search, choose

_SETS = st.integers(0, (1 << 9) - 1)
_CAPS = st.lists(st.tuples(_SETS, st.integers(0, 3)), min_size=1, max_size=4)


def limits_of(caps: list[tuple[int, int]]) -> Limits:
    """Return limits, each a layer of its own."""
    made = tuple(Cap(mask, room, at) for at, (mask, room) in enumerate(caps, start=1))
    return Limits(made, tuple(mask for mask, _ in caps))


def one_by_one(entries: int, caps: list[tuple[int, int]]) -> int:
    """Take entries under the fewest limits first, then the oldest, unless a limit on one is full."""
    taken = 0
    ordered = sorted(positions(entries), key=lambda at: (sum(mask >> at & 1 for mask, _ in caps), at))
    for at in ordered:
        if all(not mask >> at & 1 or (taken & mask).bit_count() < room for mask, room in caps):
            taken |= 1 << at
    return taken


def every_choice(entries: int, caps: list[tuple[int, int]]) -> list[int]:
    """Return all selections that keep the limits."""
    places = positions(entries)
    chosen = [mask_of((places[at] for at in positions(one)), 16) for one in range(1 << len(places))]
    return [one for one in chosen if all((one & mask).bit_count() <= room for mask, room in caps)]


@given(st.integers(0, 1 << 200), st.integers(0, 210))
def test_the_lowest_and_highest_bits(mask: int, count: int) -> None:
    """Lowest, highest, nth, positions and pick agree with listing the bits."""
    listed = [at for at in range(mask.bit_length()) if mask >> at & 1]
    assert positions(mask) == tuple(listed) == pick(range(201), mask)
    assert positions(lowest(mask, count)) == tuple(listed[:count])
    assert positions(highest(mask, count)) == tuple(listed[max(len(listed) - count, 0) :])
    assert [nth(mask, number + 1) for number in range(len(listed))] == listed
    assert mask_of(listed, 201) == mask


@settings(max_examples=500)
@given(_SETS, _CAPS)
def test_closing_is_taking_one_by_one(entries: int, caps: list[tuple[int, int]]) -> None:
    """Closing the limit that fills earliest leaves exactly what taking entries one by one leaves."""
    assert close(entries, limits_of(caps)) == one_by_one(entries, caps)


@settings(max_examples=50)
@given(st.integers(0, (1 << 60) - 1), st.integers(0, 2))
def test_many_limits_are_closed_the_same_way(entries: int, room: int) -> None:
    """With a limit for each of many values the result is that of taking entries one by one."""
    caps = [(0b1001 << (3 * value), room) for value in range(20)]
    assert close(entries, limits_of(caps)) == one_by_one(entries, caps)


@settings(max_examples=300)
@given(_SETS, _SETS, st.sampled_from([5, 20, 33, 50, 90, 100]), st.sampled_from(["up", "down", "nearest"]))
def test_a_share_of_all_that_count(entries: int, limited: int, percent: int, rounding: str) -> None:
    """The limit is the greatest number that is not above its share of everything counted with it."""
    share = ShareCap(limited, percent, rounding, 1)  # type: ignore[arg-type]
    settled = settle_share(entries, Limits((), (limited,), share))
    inside = (close(entries, settled) & limited).bit_count()
    others = (entries & ~limited).bit_count()
    most = (entries & limited).bit_count()
    allowed = [n for n in range(most + 1) if n <= share_of(percent, others + n, rounding)]  # type: ignore[arg-type]
    assert inside == max(allowed, default=0)


@settings(max_examples=500)
@given(_SETS, _CAPS, st.lists(st.tuples(_SETS, st.integers(1, 4)), min_size=1, max_size=3))
def test_a_choice_meets_all_goals_if_any_does(
    kept: int, caps: list[tuple[int, int]], asked: list[tuple[int, int]]
) -> None:
    """The choice keeps the limits, and meets every goal exactly when some selection does."""
    goals = [Goal(mask, need) for mask, need in asked]
    choice = choose(kept, goals, limits_of(caps))
    universe = kept
    for mask, _ in asked:
        universe |= mask
    possible = every_choice(universe, caps)
    assert choice.selected in possible
    reachable = any(all((one & mask).bit_count() >= need for mask, need in asked) for one in possible)
    reached = all((choice.selected & mask).bit_count() >= need for mask, need in asked)
    assert choice.settled
    assert reached == reachable


@settings(max_examples=500)
@given(_SETS, _CAPS, st.lists(st.tuples(_SETS, st.integers(1, 4)), min_size=1, max_size=3))
def test_the_search_alone_is_exact(universe: int, caps: list[tuple[int, int]], asked: list[tuple[int, int]]) -> None:
    """Searching the classes finds a selection exactly when there is one."""
    goals = [Goal(mask & universe, need) for mask, need in asked]
    found, settled = Search(universe, goals, limits_of(caps)).run()
    possible = every_choice(universe, caps)
    reachable = any(all((one & mask).bit_count() >= need for mask, need in asked) for one in possible)
    assert settled
    assert (found is not None) == reachable
    assert found is None or found in possible
