"""The statistics section by section, for both doors: a title, words, and either rows or a drawing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sonolog.usecases.field_words import title_of
from sonolog.usecases.stats_answer import Agreement, Counted, Cusum, Stats
from sonolog.usecases.stats_lines import curve_lines, cusum_lines, mix_lines, month_lines, rate_words
from sonolog.usecases.stats_words import columns_words, curves_words, images_words, kappa_row_words, mix_words, percent

AGREEMENT_COLUMNS = ("Agreement", "Reviewed", "Agreed", "Rate", "Kappa")
MONTH_COLUMNS = ("Month", "Marked", "Adequate", "Rate")
MIX_COLUMNS = ("Field", "Value", "Scans", "Share")
_INDENT = "  "
_NO_SCORE = "Too little data: no assessment has a score."
Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """One question the statistics answer."""

    title: str
    sentences: tuple[str, ...]
    columns: Row = ()
    rows: tuple[Row, ...] = ()
    texts: int = 1
    """So many columns hold text; the others figures."""
    draw: Callable[[int], list[str]] | None = None
    """Draws it within so many cells, in the place of the rows where a drawing can be shown."""


def stats_sections(found: Stats) -> Iterator[Section]:
    """Yield all sections in their order."""
    yield Section(
        "Agreement with supervisors",
        (*found.agreement[0].sentences, columns_words(), *_beside_kappa(found.agreement[1:])),
        AGREEMENT_COLUMNS,
        tuple(_agreement(one) for one in found.agreement),
    )
    for chart in found.cusums:
        yield _chart(chart)
    yield _images(found)
    yield _mix(found)
    yield Section("How long it took", tuple(f"{one.title}: {one.sentence}" for one in found.lags))
    yield _curves(found)


def _agreement(one: Agreement) -> Row:
    lead = "" if one.kind == "all" else _INDENT if one.kind == "region" else 2 * _INDENT
    reviewed = f"{one.reviewed.count} of {one.scans}"
    return (lead + one.title, reviewed, str(one.agreed.count), rate_words(one.agreed), _kappa(one))


def _beside_kappa(rows: Sequence[Agreement]) -> Iterator[str]:
    for one in rows:
        yield from kappa_row_words(one.title, one.kappa, one.accuracy)


def _kappa(one: Agreement) -> str:
    found = one.kappa
    if found is None or found.estimate is None:
        return "–"
    if found.low is None or found.high is None:
        return f"{found.estimate:.2f} (range unknown)"
    return f"{found.estimate:.2f} ({found.low:.2f} to {found.high:.2f})"


def _chart(one: Cusum) -> Section:
    return Section(f"Learned? {one.title}", one.sentences, draw=partial(cusum_lines, one))


def _images(found: Stats) -> Section:
    months = found.adequacy
    silent = found.scans - sum(one.share.of for one in months)
    rows = tuple((one.title, str(one.share.of), str(one.share.count), rate_words(one.share)) for one in months)
    words = tuple(images_words([one.share for one in months], silent))
    return Section("Adequate images by month", words, MONTH_COLUMNS, rows, draw=partial(month_lines, months))


def _mix(found: Stats) -> Section:
    fields: list[tuple[str, Sequence[Counted]]] = [
        (title_of(kind), list(rows)) for kind, rows in groupby(found.case_mix, key=lambda one: one.kind)
    ]
    rows = tuple(row for title, counted in fields for row in _mix_rows(title, counted))
    return Section("Case mix", tuple(mix_words(found.scans)), MIX_COLUMNS, rows, 2, partial(mix_lines, fields))


def _mix_rows(title: str, counted: Sequence[Counted]) -> Iterator[Row]:
    """Yield a row for each value, the field told once."""
    for at, one in enumerate(counted):
        share = one.share
        yield ("" if at else title, one.title, str(share.count), percent(share.count / share.of))


def _curves(found: Stats) -> Section:
    told = tuple(f"{one.title}: {one.sentence}" for one in found.learning)
    drawn = [partial(curve_lines, one) for one in found.learning if one.curve is not None]
    return Section(
        "Learning curves of assessments",
        (*(told or (_NO_SCORE,)), curves_words()),
        draw=lambda width: [line for draw in drawn for line in draw(width)],
    )
