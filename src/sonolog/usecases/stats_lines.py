"""The statistics drawn with characters: charts against their limit, shares as bars, and learning curves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import exp

from sonolog.statistics.learning_curve import Curve
from sonolog.usecases.chart_lines import columns_between
from sonolog.usecases.stats_answer import Counted, Cusum, Learning, Share
from sonolog.usecases.stats_words import LEAST_RATE, TOO_LITTLE, between, percent

_AXIS = 7
_HEIGHT = 5
_CURVE_HEIGHT = 9
_WIDEST = 4
"""Columns that one scan fills at most."""
_MOST = 100
"""Columns of a drawing: wider ones are no easier to read."""
_LONGEST_TITLE = 24
_SHORTEST_BAR = 4


def cusum_lines(one: Cusum, width: int) -> list[str]:
    """Return a learning chart up to the case that showed it, with its limit as a line; then the watch since."""
    if not one.chart.path:
        return []
    shown = one.chart.competent_at
    learning = one.chart.path[:shown]
    lines = _rising("Learning", learning, one.chart.upper, first=1, width=width)
    if shown is not None and one.watch is not None and one.watch.path:
        lines += ["", *_rising("Watch", one.watch.path, one.watch.upper, first=shown + 1, width=width)]
    return lines


def month_lines(months: Sequence[Counted], width: int) -> list[str]:
    """Return a bar for each month, with its figures."""
    return list(_bars([(one.title, one.share, share_words(one.share)) for one in months], width))


def mix_lines(mix: Sequence[tuple[str, Sequence[Counted]]], width: int) -> list[str]:
    """Return a heading for each field, and a bar for each of its values with how many scans have it.

    All bars begin at one place, so that they can be compared from field to field.
    """
    longest = min(max((len(one.title) for _, rows in mix for one in rows), default=0), _LONGEST_TITLE - 2)
    lines = []
    for title, rows in mix:
        lines.append(title)
        lines += _bars([(f"  {one.title:<{longest}}", one.share, _mix_words(one.share)) for one in rows], width)
    return lines


def share_words(share: Share) -> str:
    """Return so many of so many, with the rate and its range where there are enough."""
    return f"{share.count} of {share.of}, {rate_words(share)}"


def rate_words(share: Share) -> str:
    """Return a rate with its range in brackets; that there is too little data where there is."""
    if share.of < LEAST_RATE:
        return TOO_LITTLE
    return f"{percent(share.count / share.of)} ({between(share.interval)})"


def curve_lines(one: Learning, width: int) -> list[str]:
    """Return the scores of a form as points, with the curve that was fitted to them; nothing where none was."""
    if one.curve is None:
        return []
    room = max(min(width, _MOST) - _AXIS - 1, 10)
    top = max([one.curve.plateau, *one.scores])
    low = min([0.0, *one.scores])
    cells = [[" "] * room for _ in range(_CURVE_HEIGHT)]
    for at in range(room):
        case = 1 + (one.cases - 1) * at / max(room - 1, 1)
        cells[_row(_height(one.curve, case), low, top)][at] = "─"
    for number, score in enumerate(one.scores):
        cells[_row(score, low, top)][round(number * (room - 1) / max(one.cases - 1, 1))] = "●"
    labels = {0: f"{top:.3g}", _CURVE_HEIGHT - 1: f"{low:.3g}"}
    lines = [f"{labels.get(row, ''):>{_AXIS - 1}} │{''.join(line)}".rstrip() for row, line in enumerate(cells)]
    return [*lines, *_foot("assessment 1", f"assessment {one.cases}", room), "● a score   ─ the curve"]


def _mix_words(share: Share) -> str:
    return f"{share.count:>5}, {percent(share.count / share.of):>5}"


def _rising(title: str, path: Sequence[float], upper: float, *, first: int, width: int) -> list[str]:
    """Return the path as columns from 0; the limit is a line."""
    room = max(min(width, _MOST) - _AXIS - 1, 10)
    heights = _fitted(path, room)
    top = max(upper, *path)
    lines = [f"{title}: stands at {path[-1]:.2f} of {upper:g}"]
    for row in range(_HEIGHT, 0, -1):
        low, high = top * (row - 1) / _HEIGHT, top * row / _HEIGHT
        is_limit = low < upper <= high
        label = f"{upper:g}" if is_limit else "0" if row == 1 else ""
        lines.append(f"{label:>{_AXIS - 1}} │{columns_between(heights, low, high, is_line=is_limit)}".rstrip())
    last = first + len(path) - 1
    return [*lines, *_foot(f"scan {first}", f"scan {last}" if last > first else "", len(heights))]


def _fitted(path: Sequence[float], room: int) -> list[float]:
    """Return the heights of the columns: some for each case, or one for several, which is that of their highest."""
    if len(path) <= room:
        return [score for score in path for _ in range(min(room // len(path), _WIDEST))]
    edges = [len(path) * at // room for at in range(room + 1)]
    return [max(path[start:end]) for start, end in pairwise(edges)]


def _foot(start: str, end: str, room: int) -> list[str]:
    """Return the axis below a chart and what it goes from and to."""
    named = f"{start}{end.rjust(max(room - len(start), len(end) + 1))}" if end else start
    return [" " * _AXIS + "└" + "─" * room, " " * (_AXIS + 1) + named]


def _bars(rows: Sequence[tuple[str, Share, str]], width: int) -> Iterator[str]:
    """Yield a bar a row: its title, its share of the whole, its figures."""
    if not rows:
        return
    longest = max(len(title) for title, _, _ in rows)
    figures = max(len(words) for _, _, words in rows)
    title_room = min(longest, _LONGEST_TITLE, max(width - figures - _SHORTEST_BAR - 2, 8))
    room = min(max(width - title_room - figures - 2, 0), _MOST // 2)
    for title, share, words in rows:
        full = round(room * share.count / share.of) if share.of else 0
        bar = "█" * full + "░" * (room - full)
        yield f"{title[:title_room]:<{title_room}} {bar} {words}"


def _height(curve: Curve, case: float) -> float:
    return curve.plateau * (1 - exp(-curve.rate * case))


def _row(score: float, low: float, top: float) -> int:
    share = (score - low) / (top - low) if top > low else 0.0
    return min(max(round((_CURVE_HEIGHT - 1) * (1 - share)), 0), _CURVE_HEIGHT - 1)
