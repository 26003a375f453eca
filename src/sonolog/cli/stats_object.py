"""The statistics as JSON."""

from __future__ import annotations

from sonolog.statistics.limits import Limit
from sonolog.usecases.stats_answer import Agreement, Counted, Cusum, Lag, Learning, Share, Stats


def stats_object(found: Stats) -> dict[str, object]:
    """Return the statistics as programs read them; rates and probabilities are 0 to 1, lags are days."""
    return {
        "trainee": found.trainee,
        "as_of": found.as_of.isoformat(),
        "scans": found.scans,
        "agreement": [_agreement(one) for one in found.agreement],
        "cusums": [_cusum(one) for one in found.cusums],
        "adequacy": [_counted(one) for one in found.adequacy],
        "case_mix": [_counted(one) for one in found.case_mix],
        "lags": [_lag(one) for one in found.lags],
        "learning": [_learning(one) for one in found.learning],
    }


def _agreement(one: Agreement) -> dict[str, object]:
    accuracy = one.accuracy
    return {
        "kind": one.kind,
        "id": one.id,
        "title": one.title,
        "scans": one.scans,
        "reviewed": _share(one.reviewed),
        "agreed": _share(one.agreed),
        "together": one.together,
        "typed": one.typed,
        "amended": one.amended,
        "pairs": one.pairs,
        "kappa": one.kappa._asdict() if one.kappa is not None else None,
        "accuracy": accuracy._asdict() if accuracy is not None else None,
        "sentences": list(one.sentences),
    }


def _cusum(one: Cusum) -> dict[str, object]:
    return {
        "id": one.id,
        "title": one.title,
        "cases": one.cases,
        "path": [round(score, 6) for score in one.chart.path],
        "competent_at": one.chart.competent_at,
        "limit": _limit(one.limit),
        "looked_at": one.looked_at,
        "within": _limit(one.within),
        "watch_limit": _limit(one.watch_limit),
        "alarms": list(one.watch.alarms) if one.watch is not None else None,
        "sentences": list(one.sentences),
    }


def _limit(limit: Limit) -> dict[str, float]:
    return limit._asdict()


def _counted(one: Counted) -> dict[str, object]:
    return {"kind": one.kind, "id": one.id, "title": one.title, **_share(one.share)}


def _share(share: Share) -> dict[str, object]:
    low, high = share.interval
    return {"count": share.count, "of": share.of, "rate": share.rate, "low": low, "high": high}


def _lag(one: Lag) -> dict[str, object]:
    figures = {"median": one.median, "p90": one.p90, "longest": one.longest}
    return {"id": one.id, "title": one.title, "cases": one.cases, **figures, "sentence": one.sentence}


def _learning(one: Learning) -> dict[str, object]:
    curve = one.curve._asdict() if one.curve is not None else None
    of = {"form": one.form, "edition": one.edition or None, "variant": one.variant or None}
    return {**of, "cases": one.cases, "curve": curve, "sentence": one.sentence}
