"""Days as people say them."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from sonolog.domain.when import DayRefused, read_day
from sonolog.errors import Exit

TUESDAY = date(2026, 11, 24)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("today", date(2026, 11, 24)),
        (" Yesterday ", date(2026, 11, 23)),
        ("day before yesterday", date(2026, 11, 22)),
        ("mon", date(2026, 11, 23)),
        ("tue", date(2026, 11, 17)),
        ("Tuesday", date(2026, 11, 17)),
        ("weds", date(2026, 11, 18)),
        ("thurs", date(2026, 11, 19)),
        ("last friday", date(2026, 11, 20)),
        ("on sat", date(2026, 11, 21)),
        ("3 days ago", date(2026, 11, 21)),
        ("a week ago", date(2026, 11, 17)),
        ("two weeks ago", date(2026, 11, 10)),
        ("28", date(2026, 10, 28)),
        ("24", date(2026, 11, 24)),
        ("the 24th", date(2026, 11, 24)),
        ("31", date(2026, 10, 31)),
        ("1st", date(2026, 11, 1)),
        ("28/3", date(2026, 3, 28)),
        ("28-3", date(2026, 3, 28)),
        ("28.3", date(2026, 3, 28)),
        ("28 3", date(2026, 3, 28)),
        ("24/11", date(2026, 11, 24)),
        ("25/11", date(2025, 11, 25)),
        ("3/4", date(2026, 4, 3)),
        ("28/3/26", date(2026, 3, 28)),
        ("28/3/2026", date(2026, 3, 28)),
        ("28.03.2026", date(2026, 3, 28)),
        ("2026-03-28", date(2026, 3, 28)),
        ("2026/3/28", date(2026, 3, 28)),
        ("28 mar", date(2026, 3, 28)),
        ("28 March 2026", date(2026, 3, 28)),
        ("28th of March, 2026", date(2026, 3, 28)),
        ("28mar26", date(2026, 3, 28)),
        ("28-Mar-2026", date(2026, 3, 28)),
        ("mar 28", date(2026, 3, 28)),
        ("March 28, 2026", date(2026, 3, 28)),
        ("3 sept", date(2026, 9, 3)),
        ("Sat 28 Mar 2026", date(2026, 3, 28)),
        ("tues 24", date(2026, 11, 24)),
        ("29/2/24", date(2024, 2, 29)),
        ("２８/３", date(2026, 3, 28)),
    ],
)
def test_words_mean_a_day(words: str, day: date) -> None:
    """Each usual way to say a day means the day a person in the UK means by it."""
    assert read_day(words, TUESDAY) == day


@pytest.mark.parametrize(
    "words",
    [
        "",
        "  ",
        "soon",
        "m",
        "tu",
        "32",
        "0",
        "99",
        "28/13",
        "0/3",
        "30 feb",
        "29/2",
        "29/2/2026",
        "2026-02-30",
        "28/3/1",
        "sun 28 mar 2026",
        "wed 24",
        "99999 weeks ago 1",
        "1/2/3/4",
        "2026-3/28",
        "today today",
        "28 smarch",
        "last 28",
        "ago",
        "x days ago",
        "2026",
        "20260328",
        "1" * 5_000,
        "a" * 100_000,
        "28 " * 40_000,
        "1/" * 50_000,
    ],
)
def test_what_is_no_day_is_refused(words: str) -> None:
    """What is no day, or disagrees with itself, is refused quickly, with a hint and nothing stored."""
    with pytest.raises(DayRefused) as refused:
        read_day(words, TUESDAY)
    assert refused.value.exit is Exit.INPUT
    assert refused.value.code == "day-refused"
    assert "28/3" in refused.value.hint
    assert refused.value.kept == "Nothing was stored."
    assert len(refused.value.message) < 200


@pytest.mark.parametrize("words", ["tomorrow", "25/11/2026", "25 nov 26", "2026-11-25", "2999-01-01"])
def test_the_future_is_refused_unless_it_may_be_meant(words: str) -> None:
    """A day ahead is refused for what has happened, and read where an end may lie ahead."""
    with pytest.raises(DayRefused, match="in the future"):
        read_day(words, TUESDAY)
    assert read_day(words, TUESDAY, future=True) > TUESDAY


def test_far_past_does_not_break() -> None:
    """More days ago than the calendar has is refused, not a fault."""
    with pytest.raises(DayRefused, match="too far back"):
        read_day("5 days ago", date(1, 1, 3))
    with pytest.raises(DayRefused, match="too far back"):
        read_day("99999 weeks ago", date(1900, 1, 1))


def test_refusal_shows_nothing_hidden_and_no_patient() -> None:
    """Words repeated in a refusal show control characters, and mask a number that names a patient."""
    with pytest.raises(DayRefused) as refused:
        read_day("\x1b[2J 999 000 0018", TUESDAY)
    assert "\x1b" not in refused.value.message
    assert "<U+001B>" in refused.value.message
    assert "0018" not in refused.value.message


def test_cut_words_show_no_part_of_a_number() -> None:
    """A number is masked before long words are cut, so that no first half of it is left."""
    with pytest.raises(DayRefused) as refused:
        read_day("a" * 32 + " 9990000018 and more", TUESDAY)
    assert "99900" not in refused.value.message


@given(day=DAYS, ahead=st.integers(0, 36_000))
def test_iso_and_uk_spellings_come_back(day: date, ahead: int) -> None:
    """A day written out in full is read as itself on any later day, day before month."""
    today = day + timedelta(days=ahead)
    written = [
        day.isoformat(),
        f"{day.day}/{day.month}/{day.year}",
        f"{day.day} {MONTHS[day.month - 1]} {day.year}",
    ]
    written.append(f"{WEEKDAYS[day.weekday()]} {day.day} {MONTHS[day.month - 1]} {day.year}")
    assert {read_day(words, today) for words in written} == {day}


@given(today=DAYS, name=st.sampled_from(WEEKDAYS), short=st.booleans())
def test_weekday_is_one_of_the_last_seven_days(today: date, name: str, short: bool) -> None:
    """A bare weekday is the day of that name within the seven days before today, never today."""
    day = read_day(name[:3] if short else name, today)
    assert WEEKDAYS[day.weekday()] == name
    assert 1 <= (today - day).days <= 7


@given(today=DAYS, number=st.integers(1, 31))
def test_bare_number_is_the_latest_such_day(today: date, number: int) -> None:
    """A bare number is a day of that number, and no day after it up to today has that number."""
    day = read_day(str(number), today)
    assert day.day == number
    between = [day + timedelta(days=after) for after in range(1, (today - day).days + 1)]
    assert all(later.day != number for later in between)


@given(today=DAYS, some=DAYS)
def test_day_and_month_are_the_latest_such_day(today: date, some: date) -> None:
    """Day and month without a year are within the last year."""
    assume((some.day, some.month) != (29, 2))
    day = read_day(f"{some.day}/{some.month}", today)
    assert (day.day, day.month) == (some.day, some.month)
    assert 0 <= (today - day).days <= 365
    assert read_day(f"{some.day} {MONTHS[some.month - 1]}", today) == day


PIECES = st.sampled_from(
    [*WEEKDAYS, *MONTHS, "today", "yesterday", "ago", "days", "last", "of", "the", "/", "-", ".", " "]
)


@given(today=DAYS, words=st.lists(PIECES | st.integers(0, 3000).map(str) | st.text(max_size=3), max_size=6))
def test_never_the_future_and_never_a_fault(today: date, words: list[str]) -> None:
    """Whatever is typed, the answer is a day that is not ahead, or a refusal."""
    for typed in (" ".join(words), "".join(words)):
        with suppress(DayRefused):
            assert read_day(typed, today) <= today
