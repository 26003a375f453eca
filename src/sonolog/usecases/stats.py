"""The statistics of a logbook: agreement, proof of learning, images, case mix, and how long things took."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from math import ceil
from statistics import fmean
from types import MappingProxyType

from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evidence import UNCOUNTED, Cell, Evidence, Log
from sonolog.progress.units import cells_of, taken
from sonolog.statistics.errors import NoFit, TooLittleData
from sonolog.statistics.learning_curve import Curve, learning_curve
from sonolog.store.database import Connection
from sonolog.store.people import names_of
from sonolog.store.second_reads import FirstRead, first_reads, signed_versions, versions_of_scans
from sonolog.store.summaries import entry_days
from sonolog.usecases.field_words import code_label
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stats_agreement import FirstReads, agreements
from sonolog.usecases.stats_answer import Counted, Lag, Learning, Share, Stats
from sonolog.usecases.stats_charts import cusums
from sonolog.usecases.stats_words import NOTHING_LEARNED, lag_words, percent
from sonolog.usecases.trusted_evidence import sound_sign_offs, trusted_evidence

_MIX = ("region", "finding", "role", "supervision", "setting", "age_band")
LEAST_F = 4.41
"""F of the curve against a level line: 5 % by chance at 20 scores (1 and 18 degrees of freedom), fewer with more."""
LEAST_RISE = 3
"""So many assessments at least are needed to reach 95 % of the plateau."""
Series = tuple[str, str, str]
"""Form, edition, variant."""
Entered = Mapping[str, date]
"""Record id to the day on which it was first entered."""


def stats(logbook: Logbook, trainee: str, *, as_of: date | None = None) -> Stats:
    """Return the statistics of a trainee's logbook as of the end of a day (today, if not said).

    Sign-offs whose signature does not hold do not count as a review.
    """
    day = as_of or logbook.today
    with logbook.reading() as connection:
        name = names_of(connection, {trainee}).get(trainee, "")
        evidence = trusted_evidence(connection, logbook, trainee, day)
        entered = entry_days(connection, "scan", trainee)
        first = _first_reads(connection, logbook, trainee, day)
    return stats_of(evidence, name=name, entered=entered, first=first)


def _first_reads(connection: Connection, logbook: Logbook, trainee: str, day: date) -> dict[str, FirstRead]:
    """Return the first reads, by those sign-offs of any version that hold: on each the first with a word."""
    versions = versions_of_scans(connection, trainee)
    given = sorted(signed_versions(connection, versions, day), key=lambda one: not (one.agreement or one.finding))
    sound = sound_sign_offs(connection, logbook, trainee, "scan", given)
    signed = {one.version: one for one in reversed(given) if one in sound}
    return first_reads(connection, versions, signed)


def stats_of(evidence: Evidence, *, name: str, entered: Entered, first: FirstReads = MappingProxyType({})) -> Stats:
    """Return the statistics of what was recorded; see :func:`stats`."""
    vocabulary = load_vocabulary()
    scans = _alive(evidence.log("scan"))
    return Stats(
        trainee=evidence.trainee,
        name=name,
        as_of=evidence.as_of,
        scans=len(scans),
        agreement=tuple(agreements(scans, vocabulary, first)),
        cusums=tuple(cusums(scans, first)),
        adequacy=tuple(_adequacy(scans)),
        case_mix=tuple(_case_mix(scans, vocabulary)),
        lags=(_entry_lag(scans, entered), _sign_off_lag(scans)),
        learning=tuple(_learning(_alive(evidence.log("assessment")))),
    )


def _alive(log: Log) -> Log:
    return taken(log, [at for at, status in enumerate(log.statuses) if status not in UNCOUNTED])


def _adequacy(scans: Log) -> Iterator[Counted]:
    """Yield month by month how many of the scans that say so had adequate images."""
    said: dict[str, list[bool]] = defaultdict(list)
    for day, adequate in zip(scans.dates, cells_of(scans, "adequate"), strict=True):
        if adequate is not None:
            said[f"{day:%Y-%m}"].append(bool(adequate))
    for month, flags in said.items():
        yield Counted("adequate", month, month, Share.counted(sum(flags), len(flags)))


def _case_mix(scans: Log, vocabulary: Vocabulary) -> Iterator[Counted]:
    for field in _MIX:
        counts = Counter(str(cell) for cell in cells_of(scans, field) if cell is not None)
        for code, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
            yield Counted(field, code, _title(vocabulary, field, code), Share.counted(count, counts.total()))


def _title(vocabulary: Vocabulary, field: str, code: str) -> str:
    return vocabulary.label("region", code) if field == "region" else code_label(vocabulary, field, code)


def _entry_lag(scans: Log, entered: Entered) -> Lag:
    days = [
        max((entered[record] - day).days, 0)
        for record, day in zip(scans.records, scans.dates, strict=True)
        if record in entered
    ]
    return _lag("entry", "From the scan to its entry", days, "No scans yet.")


def _sign_off_lag(scans: Log) -> Lag:
    pairs = zip(scans.signed, scans.dates, strict=True)
    days = [max((signed.day - day).days, 0) for signed, day in pairs if signed is not None]
    unsigned = len(scans) - len(days)
    left = f" {unsigned} {'is' if unsigned == 1 else 'are'} not signed and not in this." if unsigned else ""
    return _lag("sign-off", "From the scan to its sign-off", days, "Nothing is signed yet.", left)


def _lag(code: str, title: str, days: list[int], nothing: str, left: str = "") -> Lag:
    ordered = sorted(days)
    median, p90 = (ordered[ceil(share * len(ordered)) - 1] if ordered else None for share in (0.5, 0.9))
    longest = ordered[-1] if ordered else None
    words = lag_words(ordered, median, p90, nothing=nothing, left=left)
    return Lag(code, title, len(ordered), median, p90, longest, words)


def _learning(assessments: Log) -> Iterator[Learning]:
    """Yield a learning curve for each edition and variant of a form with scores, over its signed assessments in order.

    What nobody signed is the trainee's own word, and another edition or variant may have another scale.
    """
    scores: dict[Series, list[float]] = defaultdict(list)
    fields = (cells_of(assessments, name) for name in ("form", "form_edition", "variant", "score"))
    for signed, form, edition, variant, score in zip(assessments.signed, *fields, strict=True):
        if score is not None and signed is not None:
            scores[str(form), str(edition or ""), str(variant or "")].append(_number(score))
    for series, found in sorted(scores.items()):
        yield _curve(series, found)


def _curve(series: Series, scores: list[float]) -> Learning:
    form, edition, variant = series

    def told(curve: Curve | None, sentence: str) -> Learning:
        return Learning(form, len(scores), curve, sentence, tuple(scores), edition, variant)

    try:
        curve = learning_curve(range(1, len(scores) + 1), scores)
    except (NoFit, TooLittleData) as refusal:
        return told(None, refusal.message)
    if not _is_rise(curve, scores):
        return told(None, NOTHING_LEARNED)
    reached = f"{percent(0.95)} of that is reached after about {ceil(3 / curve.rate)} assessments"
    return told(curve, f"The scores rise towards {curve.plateau:.3g}; {reached}.")


def _is_rise(curve: Curve, scores: list[float]) -> bool:
    """Tell whether the curve explains more than a level line does by chance, and rises for some assessments.

    A curve fits any scatter; one that is level after a case or two tells of no learning.
    """
    if 3 / curve.rate < LEAST_RISE:
        return False
    middle = fmean(scores)
    level = sum((score - middle) ** 2 for score in scores)
    return (level - curve.rss) * (len(scores) - 2) > LEAST_F * curve.rss


def _number(cell: Cell) -> float:
    return float(str(cell))
