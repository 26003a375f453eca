"""The statistics one figure a row, for other programs."""

from __future__ import annotations

from collections.abc import Iterator

from sonolog.statistics.agreement import DiagnosticAccuracy
from sonolog.statistics.rates import Interval
from sonolog.usecases.stats_answer import Agreement, Cusum, Lag, Share, Stats

PLAIN_COLUMNS = ("Figure", "Of", "Count", "Total", "Rate", "Low", "High")
Row = tuple[str, ...]


def plain_rows(found: Stats) -> Iterator[Row]:
    """Yield one figure a row: what, of what, count, total, rate and both ends of its interval.

    Of a limit the ends are the probabilities of passing wrongly and rightly; of days they are nine of ten and the
    longest; of a learning curve the count is its plateau and the rate its rate.
    """
    for agreed in found.agreement:
        yield from _agreement(agreed)
    for chart in found.cusums:
        yield from _chart(chart)
    for counted in (*found.adequacy, *found.case_mix):
        yield (counted.kind, counted.id, *_share(counted.share))
    yield from map(_lag, found.lags)
    for one in found.learning:
        plateau, rate = (f"{one.curve.plateau:.6g}", f"{one.curve.rate:.6g}") if one.curve is not None else ("", "")
        yield ("learning-curve", one.title, plateau, str(one.cases), rate, "", "")


def _agreement(one: Agreement) -> Iterator[Row]:
    of = f"{one.kind} {one.id}"
    yield ("reviewed", of, *_share(one.reviewed))
    yield ("agreed", of, *_share(one.agreed))
    if one.kappa is not None and one.kappa.estimate is not None:
        ends = (one.kappa.estimate, one.kappa.low, one.kappa.high)
        figures = ("" if end is None else f"{end:.4f}" for end in ends)
        yield ("kappa", of, "", str(one.pairs), *figures)
    if one.accuracy is not None:
        for name, rate, interval in _rates(one.accuracy):
            yield (name, of, "", str(one.pairs), f"{rate:.4f}", *(f"{end:.4f}" for end in interval))


def _rates(found: DiagnosticAccuracy) -> Iterator[tuple[str, float, Interval]]:
    for name, rate, interval in (
        ("sensitivity", found.sensitivity, found.sensitivity_interval),
        ("specificity", found.specificity, found.specificity_interval),
        ("ppv", found.ppv, found.ppv_interval),
        ("npv", found.npv, found.npv_interval),
    ):
        if rate is not None:
            yield name, rate, interval


def _chart(one: Cusum) -> Iterator[Row]:
    at = one.chart.competent_at
    yield ("competent-at", one.id, str(at) if at is not None else "", str(one.cases), "", "", "")
    limits = (
        ("limit", one.limit, ""),
        ("limit-within", one.within, str(one.looked_at)),
        ("watch", one.watch_limit, ""),
    )
    for name, limit, cases in limits:
        yield (name, one.id, f"{limit.limit:g}", cases, "", f"{limit.false_pass:.4f}", f"{limit.detection:.4f}")
    if one.watch is not None:
        yield ("alarms", one.id, str(len(one.watch.alarms)), str(len(one.watch.path)), "", "", "")


def _lag(one: Lag) -> Row:
    figures = ("" if days is None else str(days) for days in (one.median, one.p90, one.longest))
    return (f"{one.id}-days", "median, p90, longest", "", str(one.cases), *figures)


def _share(share: Share) -> Row:
    rate = "" if share.rate is None else f"{share.rate:.4f}"
    return (str(share.count), str(share.of), rate, f"{share.interval.low:.4f}", f"{share.interval.high:.4f}")
