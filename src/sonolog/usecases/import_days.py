"""Days as other programs write them: never one that is not written in full, and never today's in place of none."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta, tzinfo

from sonolog.exchange.import_map import DateOrder
from sonolog.usecases.errors import Faulty
from sonolog.usecases.quoting import quoted

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = r"(?:[T ,]+\d{1,2}[:.]\d{2}(?:[:.]\d{2}(?:\.\d+)?)? ?(?:am|pm|z|[+-]\d{2}:?\d{2})?)?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\.?,? )?"
_ISO = re.compile(rf"(\d{{4}})[-/.](\d{{1,2}})[-/.](\d{{1,2}}){_TIME}", re.IGNORECASE)
_NUMERIC = re.compile(rf"{_WEEKDAY}(\d{{1,2}}) ?[-/. ] ?(\d{{1,2}}) ?[-/. ] ?(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE)
_DAY_FIRST = re.compile(
    rf"{_WEEKDAY}(?:the )?(\d{{1,2}})(?:st|nd|rd|th)?(?: of)?[-/., ]*([a-z]{{3,9}})\.?[-/., ]*'?(\d{{4}}|\d{{2}})"
    rf"{_TIME}",
    re.IGNORECASE,
)
_MONTH_FIRST = re.compile(
    rf"{_WEEKDAY}([a-z]{{3,9}})\.?[-/. ]*(\d{{1,2}})(?:st|nd|rd|th)?[-/., ]+'?(\d{{4}}|\d{{2}}){_TIME}", re.IGNORECASE
)
_RUN = re.compile(r"(?:19|20)\d{6}")
_SERIAL = re.compile(r"(\d{5})(?:\.\d+)?")
_SECONDS, _THOUSANDTHS = re.compile(r"(\d{9,10})(?:\.\d+)?"), re.compile(r"\d{12,13}")
_FIRST_SERIAL, _LAST_SERIAL = 20_000, 80_000
"""1954 to 2119, counted by spreadsheets in days from 30 December 1899."""
_ZERO_DAY = date(1899, 12, 30)
_LONGEST = 60
_LAST_MONTH = 12
_CENTURY = 2000


def read_written_day(text: str, order: DateOrder | None, zone: tzinfo = UTC) -> date:
    """Return the day a cell says: ISO, with a month's name, in figures, a spreadsheet's serial number, or a timestamp.

    ``order`` says which figure is the day where both could be; ``zone`` is where the day of a timestamp is looked up.

    Raises:
        Faulty: it is none of these, or could be two days and nobody said which.
    """
    plain = " ".join(text.split())[:_LONGEST]
    if match := _ISO.fullmatch(plain):
        return _made(text, match[1], match[2], match[3])
    if match := _NUMERIC.fullmatch(plain):
        return _by_order(text, match, order)
    if match := _DAY_FIRST.fullmatch(plain):
        return _made(text, match[3], _month(text, match[2]), match[1])
    if match := _MONTH_FIRST.fullmatch(plain):
        return _made(text, match[3], _month(text, match[1]), match[2])
    return _counted(text, plain, zone)


def is_day(text: str) -> bool:
    """Tell whether a cell can be read as a day, in whatever order."""
    for order in ("dmy", "mdy"):
        try:
            read_written_day(text, order)
        except Faulty:
            continue
        return True
    return False


def orders_of(texts: Iterable[str]) -> tuple[frozenset[DateOrder], int]:
    """Return the orders that days in figures settle by themselves, and how many could be read either way."""
    found: set[DateOrder] = set()
    open_ones = 0
    for text in texts:
        match = _NUMERIC.fullmatch(" ".join(text.split())[:_LONGEST])
        if match is None or _ISO.fullmatch(text):
            continue
        first, second = int(match[1]), int(match[2])
        if first > _LAST_MONTH >= second:
            found.add("dmy")
        elif second > _LAST_MONTH >= first:
            found.add("mdy")
        else:
            open_ones += first != second
    return frozenset(found), open_ones


def _by_order(text: str, match: re.Match[str], order: DateOrder | None) -> date:
    first, second = int(match[1]), int(match[2])
    if order is None and first != second and max(first, second) <= _LAST_MONTH:
        raise Faulty(f"“{quoted(text)}” may be two days: say which with --dates dmy or --dates mdy")
    if order is None:
        order = "mdy" if second > _LAST_MONTH else "dmy"
    day, month = (match[1], match[2]) if order == "dmy" else (match[2], match[1])
    return _made(text, match[3], month, day)


def _month(text: str, word: str) -> str:
    if word[:3].lower() not in _MONTHS:
        raise _no_day(text)
    return str(_MONTHS.index(word[:3].lower()) + 1)


def _counted(text: str, plain: str, zone: tzinfo) -> date:
    """Return the day of a run of figures: year, month and day; a serial number; seconds or thousandths since 1970."""
    if _RUN.fullmatch(plain):
        return _made(text, plain[:4], plain[4:6], plain[6:])
    if match := _SERIAL.fullmatch(plain):
        if _FIRST_SERIAL <= int(match[1]) <= _LAST_SERIAL:
            return _ZERO_DAY + timedelta(days=int(match[1]))
    elif match := _SECONDS.fullmatch(plain):
        return datetime.fromtimestamp(int(match[1]), zone).date()
    elif _THOUSANDTHS.fullmatch(plain):
        return datetime.fromtimestamp(int(plain) // 1000, zone).date()
    raise _no_day(text)


def _made(text: str, year: str, month: str, day: str) -> date:
    full = int(year) if len(year) == len("2026") else _CENTURY + int(year)
    try:
        return date(full, int(month), int(day))
    except ValueError:
        raise Faulty(f"“{quoted(text)}” is no day of the calendar") from None


def _no_day(text: str) -> Faulty:
    return Faulty(f"“{quoted(text)}” is no day with its year, such as 2026-03-28, 28/3/2026 or 28 March 2026")
