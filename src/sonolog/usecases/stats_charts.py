"""The learning-curve charts of a logbook: agreement with supervisors, and adequate images."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sonolog.progress.evidence import Log
from sonolog.progress.units import cells_of
from sonolog.statistics.cusum import lc_cusum, page_cusum
from sonolog.statistics.limits import Limit, lc_cusum_limit, lc_cusum_properties
from sonolog.usecases.stats_agreement import FirstReads, comparisons
from sonolog.usecases.stats_answer import Cusum
from sonolog.usecases.stats_words import cusum_words, watch_words

ACCEPTABLE, UNACCEPTABLE = 0.10, 0.25
"""Failure rates: of somebody who has learned it, and of somebody who has not."""
HORIZON = 50
_RATES = (ACCEPTABLE, UNACCEPTABLE)
WRONGLY = 0.10
"""At most so many are passed, or alarmed, wrongly within the horizon."""
MOST_CASES = 500
"""A chart looks for learning in so many cases and no more."""


def cusums(scans: Log, first: FirstReads) -> Iterator[Cusum]:
    """Yield the chart of agreement, where any difference is a failure, and that of adequate images."""
    limit = lc_cusum_limit(ACCEPTABLE, UNACCEPTABLE, HORIZON, WRONGLY)
    watch_limit = lc_cusum_limit(1 - UNACCEPTABLE, 1 - ACCEPTABLE, HORIZON, WRONGLY)
    agreed = [one.verdict for one in comparisons(scans, first) if one.verdict is not None]
    adequate = [bool(cell) for cell in cells_of(scans, "adequate") if cell is not None]
    charts = (
        ("agreement", "Agreement with supervisors", agreed, "a supervisor agreed"),
        ("adequacy", "Adequate images", adequate, "its images were adequate"),
    )
    for code, title, outcomes, what in charts:
        yield _cusum(code, title, outcomes, limit=limit, watch_limit=watch_limit, what=what)


def _cusum(code: str, title: str, outcomes: Sequence[bool], *, limit: Limit, watch_limit: Limit, what: str) -> Cusum:
    """Return one chart; watching over competence is looking for the opposite at the opposite rates."""
    chart = lc_cusum(outcomes[:MOST_CASES], ACCEPTABLE, UNACCEPTABLE, limit.limit)
    since = outcomes[chart.competent_at :] if chart.competent_at is not None else None
    watch = None if since is None else page_cusum(since, ACCEPTABLE, UNACCEPTABLE, watch_limit.limit, reset=True)
    looked_at = chart.competent_at or len(chart.path)
    odds = [(HORIZON, limit)]
    if looked_at > HORIZON:
        odds.append((looked_at, lc_cusum_properties(ACCEPTABLE, UNACCEPTABLE, looked_at, limit.limit)))
    words = (
        *cusum_words(chart, odds=odds, rates=_RATES, what=what),
        *watch_words(watch, watch_limit, horizon=HORIZON, rates=_RATES),
    )
    return Cusum(code, title, len(outcomes), chart, looked_at, odds[-1][1], limit, watch, watch_limit, words)
