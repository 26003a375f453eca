"""What each figure means, in words a trainee understands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sonolog.domain.text import counted
from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa
from sonolog.statistics.cusum import Chart
from sonolog.statistics.learning_curve import LEAST_CASES
from sonolog.statistics.limits import Limit
from sonolog.statistics.rates import Interval
from sonolog.usecases.stats_answer import Share

LEAST_RATE = 5
"""Fewer cases than these give no rate."""
LEAST_PAIRS = 20
"""Fewer cases with both findings give neither kappa nor accuracy."""
TOO_LITTLE = "too little data"
NOTHING_LEARNED = "No curve: a level line explains these scores as well, so they show no learning."


def percent(share: float) -> str:
    """Return a share in whole per cent: "92 %"."""
    return f"{100 * share:.0f}\N{NO-BREAK SPACE}%"


def between(interval: Interval) -> str:
    """Return both ends of an interval of a rate: "87 to 95 %"."""
    return f"{100 * interval.low:.0f} to {percent(interval.high)}"


def agreed_words(reviewed: Share, agreed: Share, typed: int = 0) -> Iterator[str]:
    """Yield how many were reviewed and agreed with, and what that says of the rate behind them.

    ``typed`` are those whose supervisor's word nobody signed.
    """
    left = reviewed.of - reviewed.count
    rest = f" {left} {'was' if left == 1 else 'were'} not reviewed and {_says(left)} nothing here." if left else ""
    if agreed.of < LEAST_RATE:
        yield f"Too little data: {reviewed.count} of {reviewed.of} reviewed, and {LEAST_RATE} are needed.{rest}"
        return
    rate = f"{agreed.count} of {agreed.of} reviewed scans ({percent(agreed.count / agreed.of)})"
    truth = f"the rate behind that is probably {between(agreed.interval)}"
    who = "As signed or typed, a" if typed else "A"
    yield f"{who} supervisor agreed without any difference in {rate}; {truth}.{rest}"


def images_words(months: Sequence[Share], silent: int) -> Iterator[str]:
    """Yield how many scans had adequate images, and how the months are to be read; ``silent`` do not say."""
    good, said = sum(one.count for one in months), sum(one.of for one in months)
    left = f" {silent} {'does' if silent == 1 else 'do'} not say and {_is(silent)} not counted." if silent else ""
    if said < LEAST_RATE:
        told = f"{_scans(said)} {_says(said)} whether the images were adequate"
        yield f"Too little data: {told}, {LEAST_RATE} are needed.{left}"
        return
    whole = Share.counted(good, said)
    yield (
        f"Of {said} scans, {good} ({percent(good / said)}) are logged as having adequate images; the rate behind that "
        f"is probably {between(whole.interval)}.{left}"
    )
    yield "A scan you performed is logged so unless you say otherwise: this is your own word, and proves nothing."
    yield (
        f"A month of fewer than {LEAST_RATE} has no rate. The range beside a rate is where it probably lies: months "
        "whose ranges overlap may differ by chance alone."
    )


def mix_words(scans: int) -> Iterator[str]:
    """Yield how the case mix is to be read."""
    if not scans:
        yield "Too little data: no scans yet."
        return
    yield (
        f"What your {_scans(scans)} {_is(scans)} made of. Each share is of the scans that say so; what is small or "
        "missing here is what you have seen least of."
    )


def curves_words() -> str:
    """Return when a learning curve is drawn."""
    return (
        f"A curve is drawn only where at least {LEAST_CASES} signed scores of one edition of a form bend towards a "
        "level, and no level line does as well; a line through other scores would promise what they do not show."
    )


def columns_words() -> str:
    """Return what the columns of agreement mean."""
    return (
        f"Reviewed: scans on which there is a supervisor's word. Rate: of those, how many without any difference, and "
        f"in brackets where the rate behind that probably lies, 95 times in 100. Kappa: agreement beyond chance, where "
        f"at least {LEAST_PAIRS} scans have both findings. Only scans you performed are in this."
    )


def together_words(together: int) -> Iterator[str]:
    """Yield how many findings of both were typed at once."""
    if together:
        yield (
            f"In {together} of these your finding and the supervisor's word were typed in together, so nothing shows "
            "that yours came first."
        )


def typed_words(typed: int) -> Iterator[str]:
    """Yield how many of the supervisor's words were typed and not signed."""
    if typed:
        yield f"In {typed} of these the supervisor's word was only typed and signed by nobody: it proves nothing."


def amended_words(amended: int) -> Iterator[str]:
    """Yield how many were amended after the supervisor's word."""
    if amended:
        yield (
            f"{amended} of these {'was' if amended == 1 else 'were'} amended since the supervisor signed: what was "
            "found and said then counts."
        )


def kappa_words(kappa: Kappa | None, pairs: int) -> str:
    """Return what kappa says of ``pairs`` scans with both findings."""
    if kappa is None:
        need = f"both findings stand in {pairs} scans, {LEAST_PAIRS} are needed"
        return f"Too little data for agreement beyond chance: {need}."
    if kappa.estimate is None:
        return f"Agreement beyond chance cannot be told: in all {pairs} scans both said the same one word."
    return (
        f"Both said the same in {percent(kappa.observed)} of {pairs} scans, where chance alone would give "
        f"{percent(kappa.expected)}: agreement beyond chance (kappa) is {kappa.estimate:.2f}, {_kappa_range(kappa)}. "
        "1 is perfect, 0 is no better than chance."
    )


def kappa_row_words(title: str, kappa: Kappa | None, accuracy: DiagnosticAccuracy | None) -> Iterator[str]:
    """Yield what a row's kappa was taken from: it says little without how often both said the same, and of what."""
    if kappa is not None and kappa.estimate is not None and accuracy is not None:
        yield (
            f"{title}: both said the same in {percent(kappa.observed)}, and the supervisor found "
            f"{percent(accuracy.prevalence)} abnormal; kappa is {kappa.estimate:.2f}, {_kappa_range(kappa)}."
        )


def _kappa_range(kappa: Kappa) -> str:
    if kappa.low is None or kappa.high is None:
        return "and where the one behind it lies cannot be told from these"
    return f"probably {kappa.low:.2f} to {kappa.high:.2f}"


def accuracy_words(accuracy: DiagnosticAccuracy | None) -> Iterator[str]:
    """Yield how many abnormal ones were seen, and how many normal ones were called so."""
    if accuracy is None:
        return
    yield f"The supervisor found {percent(accuracy.prevalence)} of these abnormal."
    told = (
        ("You saw {} of what the supervisor found abnormal", "sensitivity"),
        ("You called {} of the others not abnormal", "specificity"),
        ("Where you said abnormal, the supervisor agreed in {}", "positive predictive value"),
        ("Where you did not, the supervisor agreed in {}", "negative predictive value"),
    )
    rates = (accuracy.sensitivity, accuracy.specificity, accuracy.ppv, accuracy.npv)
    intervals = (
        accuracy.sensitivity_interval,
        accuracy.specificity_interval,
        accuracy.ppv_interval,
        accuracy.npv_interval,
    )
    for (words, name), rate, interval in zip(told, rates, intervals, strict=True):
        if rate is not None:
            yield f"{words.format(percent(rate))} ({name}; probably {between(interval)})."


def cusum_words(
    chart: Chart, *, odds: Iterable[tuple[int, Limit]], rates: tuple[float, float], what: str, nothing: str
) -> Iterator[str]:
    """Yield what a learning-curve chart has shown so far, and both ways in which it can be wrong.

    ``odds`` are limits with the number of cases within which their probabilities hold, ``rates`` the acceptable
    failure rate and the unacceptable one, ``what`` says when a scan went well, ``nothing`` that there is none.
    """
    cases = len(chart.path)
    if not cases:
        yield f"Too little data: {nothing}."
        return
    good, bad = (percent(rate) for rate in rates)
    if chart.competent_at is None:
        after = counted(cases, "scan")
        yield (
            f"Not shown yet: the chart stands at {chart.path[-1]:.2f} after {after}, and "
            f"{chart.upper:g} is needed. That is no sign of failing; the chart asks for proof."
        )
    else:
        yield f"Shown at scan {chart.competent_at} of {cases}."
    yield (
        f"A scan goes well here where {what}: each of those lifts the chart, each other one lowers it more, never "
        f"below 0. It looks for proof that you fail in {good} of your scans rather than in {bad}, and has it at "
        f"{chart.upper:g}."
    )
    for within, limit in odds:
        yield (
            f"Within {within} scans it would wrongly pass {_tenths(limit.false_pass)} of trainees who fail in {bad} of "
            f"their scans, and pass {_tenths(limit.detection)} of those who fail in {good}."
        )


def watch_words(watch: Chart | None, limit: Limit, *, horizon: int, rates: tuple[float, float]) -> Iterator[str]:
    """Yield whether competence has lasted, and both ways in which the watch can be wrong."""
    if watch is None or not watch.path:
        return
    count = len(watch.alarms)
    since = f"{len(watch.path)} scans since then"
    if count:
        several = "alarm" if count == 1 else "alarms"
        yield f"{count} {several} in the {since}, the last at scan {watch.alarms[-1]} of them."
    else:
        yield f"No alarm in the {since}."
    good, bad = (percent(rate) for rate in rates)
    yield (
        f"This second chart watches over what was shown: scans that went well lower it, others lift it, and at "
        f"{watch.upper:g} it alarms and begins anew."
    )
    yield (
        f"Within {horizon} scans the watch alarms for {_tenths(limit.false_pass)} of those who still fail in only "
        f"{good}, and for {_tenths(limit.detection)} of those who fail in {bad} again."
    )


def lag_words(days: Sequence[int], median: int | None, p90: int | None, *, nothing: str, left: str = "") -> str:
    """Return how many days it took, the shortest first; ``left`` says what is not in it."""
    if median is None or p90 is None:
        return nothing
    if len(days) < LEAST_RATE:
        return f"Too little data: {_scans(len(days))}, and {LEAST_RATE} are needed.{left}"
    longest = f", the longest {counted(days[-1], 'day')}" if days[-1] > p90 else ""
    if p90 == 0:
        return f"Nine of ten of {len(days)} were done on the same day{longest}.{left}"
    half = f"were done on the same day, nine of ten took {_days(p90)}"
    told = half if median == 0 else f"took {_days(median)}, nine of ten {_days(p90)}"
    return f"Half of {len(days)} {told}{longest}.{left}"


def _days(count: int) -> str:
    return "at most 1 day" if count == 1 else f"at most {count} days"


def _scans(count: int) -> str:
    return counted(count, "scan")


def _is(count: int) -> str:
    return "is" if count == 1 else "are"


def _says(count: int) -> str:
    return "says" if count == 1 else "say"


def _tenths(share: float) -> str:
    if share > 0.999:
        return "over 99.9\N{NO-BREAK SPACE}%"
    return f"{100 * share:.1f}\N{NO-BREAK SPACE}%" if share >= 0.001 else "under 0.1\N{NO-BREAK SPACE}%"
