"""A day as a person says it: “yesterday”, “mon”, “28/3”, “3 days ago”; day before month, as in the UK.

What is left out is filled in backwards, because a logbook tells what was: “28/3” is the latest 28 March that
is not in the future.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache

from sonolog.domain.identity_guard import mask_identity
from sonolog.domain.text import visible
from sonolog.errors import Exit, SonologError

_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAY = (
    r"(?P<weekday>mon(?:day)?|tue(?:s|sday)?|weds?|wednesday|thu(?:rs?|rsday)?|fri(?:day)?|sat(?:urday)?"
    r"|sun(?:day)?)\.?"
)
_MONTH = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_NAMED = {"today": 0, "yesterday": 1, "day before yesterday": 2, "tomorrow": -1}
"""Days back from today."""
_SMALL = {"a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7}
_LENGTHS = {"day": 1, "week": 7, "fortnight": 14}
_CENTURY = 2000
LONGEST_AGO = 100
"""Years; nobody's training is longer ago, so an older day is a slip in the year."""
_SHOWN = 40
_LONGEST = 60
_FORMS = "Write today, yesterday, a weekday, 28, 28/3, 28/3/2026, 28 March or 2026-03-28."


class DayRefused(SonologError):
    """Words that are no day, or a day that has not come."""

    code = "day-refused"
    exit = Exit.INPUT

    def __init__(self, words: str, why: str, *, hint: str = _FORMS) -> None:
        masked = mask_identity(words)
        shown = visible(masked if len(masked) <= _SHOWN else f"{masked[: _SHOWN - 1]}…")
        super().__init__(f"“{shown}” {why}.", hint=hint, kept="Nothing was stored.")
        self.why = why


def read_day(words: str, today: date, *, future: bool = False) -> date:
    """Return the day that ``words`` mean on ``today``.

    A bare weekday is the latest one before today; a number of two digits for the year lies in this century.
    ``future`` lets a day that is written in full lie ahead, as the last day of a placement may.

    Raises:
        DayRefused: it is no day, there is no such day, or it lies in the future.
    """
    plain = _plain(words) if len(words) <= _LONGEST else ""
    for pattern, meaning in _readers():
        match = pattern.fullmatch(plain)
        if match:
            return _not_ahead(meaning(match, today, words), today, words, future=future)
    raise DayRefused(words, "is no day I can read")


def _plain(words: str) -> str:
    return " ".join(unicodedata.normalize("NFKC", words).lower().replace(",", " ").split())


def _not_ahead(day: date, today: date, words: str, *, future: bool) -> date:
    if day.year < today.year - LONGEST_AGO:
        raise DayRefused(words, f"is too long ago ({day.isoformat()})", hint="Is the year right?")
    if day > today and not future:
        raise DayRefused(words, f"is in the future ({day.isoformat()})", hint="Give the day it happened.")
    return day


Meaning = Callable[[re.Match[str], date, str], date]


@cache
def _readers() -> tuple[tuple[re.Pattern[str], Meaning], ...]:
    """Return the ways to say a day, each with its meaning; the first that fits counts."""
    gap = r" ?[/.\- ] ?"
    day = r"(?P<day>[0-9]{1,2})"
    ordinal = rf"(?:the )?{day}(?:st|nd|rd|th)?"
    year = r"'?(?P<year>[0-9]{4}|[0-9]{2})"
    maybe = rf"(?:{_WEEKDAY} )?"
    forms: tuple[tuple[str, Meaning], ...] = (
        ("|".join(_NAMED), _named),
        (rf"(?:on |last )?{_WEEKDAY}", _last_weekday),
        (rf"(?P<many>[0-9]{{1,5}}|{'|'.join(_SMALL)}) (?P<length>day|week|fortnight)s? ago", _ago),
        (rf"(?P<year>[0-9]{{4}})(?P<gap>[/.\-])(?P<month>[0-9]{{1,2}})(?P=gap){day}", _full),
        (rf"{maybe}{ordinal}", _numbered),
        (rf"{maybe}{day}{gap}(?P<month>[0-9]{{1,2}})(?:{gap}{year})?", _full),
        (rf"{maybe}{ordinal}(?: of |[ /.\-]?){_MONTH}(?:[ /.\-]?{year})?", _full),
        (rf"{maybe}{_MONTH} {ordinal}(?: {year})?", _full),
    )
    return tuple((re.compile(pattern), meaning) for pattern, meaning in forms)


def _named(match: re.Match[str], today: date, words: str) -> date:
    return _back(today, _NAMED[match.group()], words)


def _last_weekday(match: re.Match[str], today: date, words: str) -> date:
    return _back(today, (today.weekday() - _place(_WEEKDAYS, match["weekday"]) - 1) % 7 + 1, words)


def _ago(match: re.Match[str], today: date, words: str) -> date:
    many = _SMALL.get(match["many"]) or int(match["many"])
    return _back(today, many * _LENGTHS[match["length"]], words)


def _back(today: date, days: int, words: str) -> date:
    try:
        return today - timedelta(days=days)
    except OverflowError:
        raise DayRefused(words, "is too far back") from None


def _numbered(match: re.Match[str], today: date, words: str) -> date:
    """Return the latest day of that number, in this month or before."""
    day = int(match["day"])
    found = _latest(((month, day) for month in _months_back(today)), today)
    return _agreed(match, found, words)


def _full(match: re.Match[str], today: date, words: str) -> date:
    """Return the day of a month, in the year said or the latest that fits."""
    month = int(match["month"]) if match["month"].isdecimal() else _place(_MONTHS, match["month"]) + 1
    day, year = int(match["day"]), match["year"]
    if year is not None:
        return _agreed(match, _made(_year(year), month, day), words)
    found = _latest((((at, month), day) for at in (today.year, today.year - 1) if at > 0), today)
    return _agreed(match, found, words)


def _months_back(today: date) -> Iterator[tuple[int, int]]:
    """Yield year and month: this one and the two before; of any two in a row one has 31 days."""
    for back in range(3):
        year, month = divmod(today.year * 12 + today.month - 1 - back, 12)
        if year > 0:
            yield year, month + 1


def _latest(places: Iterator[tuple[tuple[int, int], int]], today: date) -> date | None:
    made = (_made(year, month, day) for (year, month), day in places)
    return next((one for one in made if one is not None and one <= today), None)


def _agreed(match: re.Match[str], day: date | None, words: str) -> date:
    """Return ``day`` if there is one and it falls on the weekday said."""
    if day is None:
        raise DayRefused(words, "is no day of the calendar", hint=f"{_FORMS} Say the year of a 29 February.")
    weekday = match.groupdict().get("weekday")
    if weekday is not None and _place(_WEEKDAYS, weekday) != day.weekday():
        raise DayRefused(words, f"does not agree: {day.isoformat()} is a {_WEEKDAYS[day.weekday()].title()}")
    return day


def _place(names: tuple[str, ...], word: str) -> int:
    """Return which of ``names`` begins with the same three letters."""
    return [name[:3] for name in names].index(word[:3])


def _year(digits: str) -> int:
    return int(digits) if len(digits) == 4 else _CENTURY + int(digits)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
