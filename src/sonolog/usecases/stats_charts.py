"""The learning-curve chart of a logbook: agreement with supervisors."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sonolog.progress.evidence import Log
from sonolog.statistics.cusum import lc_cusum, page_cusum
from sonolog.statistics.limits import Limit, lc_cusum_limit, lc_cusum_properties
from sonolog.usecases.stats_agreement import FirstReads, comparisons, performed
from sonolog.usecases.stats_answer import Cusum
from sonolog.usecases.stats_words import cusum_words, watch_words

ACCEPTABLE, UNACCEPTABLE = 0.10, 0.25
"""Failure rates: of somebody who has learned it, and of somebody who has not."""
HORIZON = 50
_WHAT = "a supervisor has signed that they agree"
_NOTHING = "no supervisor has signed yet whether they agree"
_RATES = (ACCEPTABLE, UNACCEPTABLE)
WRONGLY = 0.10
"""At most so many are passed, or alarmed, wrongly within the horizon."""
MOST_CASES = 500
"""A chart looks for learning in so many cases and no more."""


def cusums(scans: Log, first: FirstReads) -> Iterator[Cusum]:
    """Yield the chart of agreement, where any difference is a failure.

    Only what a supervisor signed of scans the trainee performed is in it.  There is none of adequate images: a scan is
    logged as adequate unless somebody says otherwise, and a word that nobody said proves nothing.
    """
    limit = lc_cusum_limit(ACCEPTABLE, UNACCEPTABLE, HORIZON, WRONGLY)
    watch_limit = lc_cusum_limit(1 - UNACCEPTABLE, 1 - ACCEPTABLE, HORIZON, WRONGLY)
    compared = comparisons(performed(scans), first)
    agreed = [one.verdict for one in compared if one.verdict is not None and one.is_signed]
    yield _cusum(agreed, limit=limit, watch_limit=watch_limit)


def _cusum(outcomes: Sequence[bool], *, limit: Limit, watch_limit: Limit) -> Cusum:
    """Return one chart; watching over competence is looking for the opposite at the opposite rates."""
    chart = lc_cusum(outcomes[:MOST_CASES], ACCEPTABLE, UNACCEPTABLE, limit.limit)
    since = outcomes[chart.competent_at :] if chart.competent_at is not None else None
    watch = None if since is None else page_cusum(since, ACCEPTABLE, UNACCEPTABLE, watch_limit.limit, reset=True)
    looked_at = chart.competent_at or len(chart.path)
    odds = [(HORIZON, limit)]
    if looked_at > HORIZON:
        odds.append((looked_at, lc_cusum_properties(ACCEPTABLE, UNACCEPTABLE, looked_at, limit.limit)))
    words = (
        *cusum_words(chart, odds=odds, rates=_RATES, what=_WHAT, nothing=_NOTHING),
        *watch_words(watch, watch_limit, horizon=HORIZON, rates=_RATES),
    )
    return Cusum(
        "agreement",
        "Agreement with supervisors",
        len(outcomes),
        chart,
        looked_at,
        odds[-1][1],
        limit,
        watch,
        watch_limit,
        words,
    )
