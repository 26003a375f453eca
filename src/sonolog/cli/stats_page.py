"""The statistics as rows and lines for people, and one figure a row for other programs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sonolog.cli.layout import Column
from sonolog.usecases.stats_answer import Agreement, Cusum, Share, Stats
from sonolog.usecases.stats_words import LEAST_RATE, between, percent

AGREEMENT_COLUMNS = (
    Column("Agreement"),
    Column("Scans", right=True),
    Column("Reviewed", right=True),
    Column("Agreed", right=True),
    Column("Rate", right=True),
    Column("Probably", right=True),
    Column("Kappa", right=True),
)
MONTH_COLUMNS = (
    Column("Month"),
    Column("Marked", right=True),
    Column("Adequate", right=True),
    Column("Rate", right=True),
    Column("Probably", right=True),
)
MIX_COLUMNS = (Column("Field"), Column("Value"), Column("Scans", right=True), Column("Share", right=True))
PLAIN_COLUMNS = ("Figure", "Of", "Count", "Total", "Rate", "Low", "High")
_TOO_LITTLE = "too little data"
_STEPS = "▁▂▃▄▅▆▇█"


def agreement_rows(found: Stats) -> Iterator[tuple[str, ...]]:
    """Yield a row for all scans, each region and each structure."""
    for one in found.agreement:
        lead = "" if one.kind == "all" else "  " if one.kind == "region" else "    "
        counts = (str(one.scans), str(one.reviewed.count), str(one.agreed.count))
        yield (lead + one.title, *counts, *_rate(one.agreed), _kappa(one))


def month_rows(found: Stats) -> Iterator[tuple[str, ...]]:
    """Yield a row for each month in which a scan says whether its images were adequate."""
    for one in found.adequacy:
        yield (one.title, str(one.share.of), str(one.share.count), *_rate(one.share))


def mix_rows(found: Stats) -> Iterator[tuple[str, ...]]:
    """Yield a row for each value of each field, the field told once."""
    before = ""
    for one in found.case_mix:
        name = one.kind.replace("_", " ") if one.kind != before else ""
        before = one.kind
        yield (name, one.title, str(one.share.count), percent(one.share.count / one.share.of))


def cusum_lines(one: Cusum, room: int, *, blocks: bool) -> list[str]:
    """Return a chart as a line of bars from 0 to its limit, the newest cases to the right; then the watch since."""
    if not blocks or not one.chart.path:
        return []
    learning = one.chart.path[: one.chart.competent_at]
    lines = [_bars("Learning", learning, one.chart.upper, room)]
    if one.watch is not None and one.watch.path:
        lines.append(_bars("Watch", one.watch.path, one.watch.upper, room))
    return lines


def _bars(title: str, path: Sequence[float], upper: float, room: int) -> str:
    shown = path[-max(min(room, 100) - 34, 10) :]
    steps = (min(int(score / upper * len(_STEPS)), len(_STEPS) - 1) for score in shown)
    return f"  {title:<8} {''.join(_STEPS[step] for step in steps)} {path[-1]:.2f} of {upper:g}"


def plain_rows(found: Stats) -> Iterator[tuple[str, ...]]:
    """Yield one figure a row: what, of what, count, total, rate and both ends of its interval."""
    for agreed in found.agreement:
        yield ("reviewed", f"{agreed.kind} {agreed.id}", *_plain(agreed.reviewed))
        yield ("agreed", f"{agreed.kind} {agreed.id}", *_plain(agreed.agreed))
        if agreed.kappa is not None and agreed.kappa.estimate is not None:
            figures = (
                f"{figure:.4f}" for figure in (agreed.kappa.estimate, agreed.kappa.low or 0, agreed.kappa.high or 0)
            )
            yield ("kappa", f"{agreed.kind} {agreed.id}", "", str(agreed.pairs), *figures)
    for chart in found.cusums:
        at = chart.chart.competent_at
        yield ("competent-at", chart.id, str(at) if at is not None else "", str(chart.cases), "", "", "")
        for name, limit, cases in (("limit", chart.limit, ""), ("limit-within", chart.within, str(chart.looked_at))):
            yield (name, chart.id, f"{limit.limit:g}", cases, "", f"{limit.false_pass:.4f}", f"{limit.detection:.4f}")
    for counted in (*found.adequacy, *found.case_mix):
        yield (counted.kind, counted.id, *_plain(counted.share))
    for lag in found.lags:
        figures = ("" if days is None else str(days) for days in (lag.median, lag.p90, lag.longest))
        yield (f"{lag.id}-days", "median, p90, longest", "", str(lag.cases), *figures)


def _rate(share: Share) -> tuple[str, str]:
    if share.of < LEAST_RATE:
        return _TOO_LITTLE, ""
    return percent(share.count / share.of), between(share.interval)


def _plain(share: Share) -> tuple[str, ...]:
    rate = "" if share.rate is None else f"{share.rate:.4f}"
    return (str(share.count), str(share.of), rate, f"{share.interval.low:.4f}", f"{share.interval.high:.4f}")


def _kappa(one: Agreement) -> str:
    return f"{one.kappa.estimate:.2f}" if one.kappa is not None and one.kappa.estimate is not None else "–"
