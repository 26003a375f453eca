"""A forecast as tables and lines of text; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from sonolog.cli.layout import Column, wrap
from sonolog.cli.progress_table import figure

if TYPE_CHECKING:
    from datetime import date

    from sonolog.usecases.forecast_answer import ClinicGap, Days, Forecast, FrameworkForecast

COLUMNS = (
    Column("Requirement"),
    Column("Left", right=True),
    Column("A week", right=True),
    Column("1 in 10"),
    Column("Even"),
    Column("9 in 10"),
    Column("In time", right=True),
)
PLAIN_COLUMNS = (
    "Framework",
    "Stage",
    "Id",
    "Title",
    "Have",
    "Need",
    "Left",
    "Unit",
    "Outlook",
    "1 in 10",
    "Even",
    "9 in 10",
    "In time",
    "Sentence",
)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_TOLD = ("forecast", "certain")
_IN_WORDS = ("too-little", "slides", "closed", "not-forecast")
MANY_ALIKE = 3
"""More parts than this with the same words are counted instead of listed."""


def dated_rows(rows: Sequence[Forecast], *, has_deadline: bool) -> list[tuple[str, ...]]:
    """Return a row for each requirement or part that has days; the last column only where there is a deadline."""
    titles = {one.answer.id: one.answer.title for one in rows}
    found = [_dated_row(one, _title(one, titles)) for one in rows if one.outlook in _TOLD and one.days]
    return found if has_deadline else [row[:-1] for row in found]


def _dated_row(row: Forecast, title: str) -> tuple[str, ...]:
    from sonolog.usecases.forecast_words import figure as amount
    from sonolog.usecases.forecast_words import percent

    weekly = amount(row.weekly) if row.weekly is not None else "-"
    in_time = percent(row.chance) if row.chance is not None else "-"
    return (title, figure(row.left), weekly, *_days(row.days), in_time)


def _title(row: Forecast, titles: dict[str, str]) -> str:
    owner = row.answer.id.partition("/")[0]
    return row.answer.title if row.answer.parent is None else f"{titles[owner]}: {row.answer.title}"


def _days(days: Days | None) -> tuple[str, str, str]:
    return (_day(days.p10), _day(days.p50), _day(days.p90)) if days else ("-", "-", "-")


def _day(day: date | None) -> str:
    return day.isoformat() if day is not None else "10+ years"


def clinic_lines(rows: Sequence[Forecast], width: int) -> Iterator[str]:
    """Yield what further sessions of which clinic would close each gap by themselves."""
    titles = {one.answer.id: one.answer.title for one in rows}
    told = [one for one in rows if one.clinics and one.outlook in _TOLD]
    if told:
        yield ""
        yield from _indented("Sessions that would close the gap, each clinic by itself:", 2, width)
    for one in told:
        yield from _indented(f"{_title(one, titles)}: {_any_of(one.clinics)}.", 4, width)


def _any_of(clinics: Sequence[ClinicGap]) -> str:
    """Return "12 Tuesdays or 14 Thursdays at the hospital, or 20 Fridays elsewhere"."""
    places: dict[str, list[str]] = {}
    for one in clinics:
        places.setdefault(one.place, []).append(f"{one.more} {_WEEKDAYS[one.weekday]}{'' if one.more == 1 else 's'}")
    return ", or ".join(f"{' or '.join(several)} at {place}" for place, several in places.items())


def untold_lines(rows: Sequence[Forecast], width: int) -> Iterator[str]:
    """Yield why the other open ones have no day; parts that share their words are told together."""
    titles = {one.answer.id: one.answer.title for one in rows}
    groups: dict[tuple[str, str], list[Forecast]] = {}
    for one in rows:
        if one.outlook in _IN_WORDS:
            groups.setdefault((one.answer.id.partition("/")[0], one.sentence), []).append(one)
    if groups:
        yield ""
        yield from _indented("Without a day:", 2, width)
    for (owner, sentence), alike in groups.items():
        named = [_title(one, titles) for one in alike]
        if len(alike) > MANY_ALIKE:
            named = [f"{titles[owner]}, {len(alike)} open"]
        yield from (line for title in named for line in _indented(f"{title}: {sentence}", 4, width))


def _indented(text: str, indent: int, width: int) -> Iterator[str]:
    for line in wrap(text, width - indent):
        yield f"{' ' * indent}{line}"


def plain_row(framework: FrameworkForecast, row: Forecast) -> tuple[str, ...]:
    """Return a requirement or part as one row of cells."""
    from sonolog.usecases.forecast_words import percent

    answer = row.answer
    chance = percent(row.chance) if row.chance is not None else "-"
    figures = (figure(answer.have), figure(answer.need), figure(row.left))
    place = (framework.framework, answer.stage, answer.id, answer.title)
    return (*place, *figures, answer.unit, row.outlook, *_days(row.days), chance, row.sentence)
