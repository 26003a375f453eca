"""Days as other programs write them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.usecases.errors import Faulty
from sonolog.usecases.import_days import orders_of, read_written_day

DAYS = st.dates(date(1990, 1, 1), date(2079, 12, 31))


@given(DAYS)
def test_every_common_form_is_read_as_the_same_day(day: date) -> None:
    """ISO with and without a time, the month by name, figures in either order, serial numbers, timestamps."""
    noon = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
    unambiguous = (
        f"{day:%Y-%m-%d}",
        f"{day:%Y-%m-%d} 14:30",
        f"{day:%Y-%m-%d}T14:30:05Z",
        f"{day:%Y/%m/%d}",
        f"{day:%Y%m%d}",
        f"{day.day} {day:%B %Y}",
        f"{day.day}th {day:%b} {day:%Y}",
        f"{day:%A}, {day.day} {day:%B %Y}",
        f"{day:%B} {day.day}, {day:%Y}",
        f"{day:%d-%b-%Y}",
        str((day - date(1899, 12, 30)).days),
        str(int(noon.timestamp())),
        str(int(noon.timestamp()) * 1000),
    )
    assert {read_written_day(text, None) for text in unambiguous if len(text) > 4} == {day}
    assert read_written_day(f"{day:%d/%m/%Y}", "dmy") == day
    assert read_written_day(f"{day.month}.{day.day}.{day.year} 9:05 am", "mdy") == day


def test_a_timestamp_is_a_day_where_the_person_is() -> None:
    """Half past eleven at night in London is the next day in UTC plus one."""
    assert read_written_day("1772494200", None, UTC) == date(2026, 3, 2)
    assert read_written_day("1772494200", None, timezone(timedelta(hours=1))) == date(2026, 3, 3)


@pytest.mark.parametrize(
    "text", ["today", "mon", "28/3", "28", "March 2026", "1.5", "31/02/2026", "yesterday", "99999"]
)
def test_what_is_not_written_in_full_is_no_day(text: str) -> None:
    """Nothing is filled in, least of all today."""
    with pytest.raises(Faulty):
        read_written_day(text, "dmy")


def test_an_order_is_settled_by_one_day_or_asked_for() -> None:
    """13/5 can only be the thirteenth; 3/4 can be two days, 4/4 only one."""
    assert orders_of(["03/04/2026", "13/05/2026"]) == (frozenset({"dmy"}), 1)
    assert orders_of(["04/04/2026", "2026-03-04"]) == (frozenset(), 0)
    with pytest.raises(Faulty, match="may be two days"):
        read_written_day("03/04/2026", None)
    assert read_written_day("04/04/2026", None) == date(2026, 4, 4)
