"""Rotation keeps a week of days and eight weeks, and of the rest what is said."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from sonolog.store.backup_rotation import KEPT_DAYS, KEPT_WEEKS, outlived, rotate, rotate_before

_FIRST = date(2026, 1, 5)


def _lived(days: list[date]) -> set[date]:
    """Return the days kept when the program is started on each of ``days`` in turn."""
    kept: set[date] = set()
    for day in days:
        kept.add(day)
        kept -= outlived(kept)
    return kept


def test_a_year_of_starts_leaves_seven_days_and_eight_weeks() -> None:
    """After a year of daily starts: the last seven days, and the last day of each of the eight newest weeks."""
    days = [_FIRST + timedelta(days=number) for number in range(365)]
    kept = sorted(_lived(days))
    assert kept[-KEPT_DAYS:] == days[-KEPT_DAYS:]
    weeks = [day.isocalendar()[:2] for day in kept]
    assert len(set(weeks)) == KEPT_WEEKS
    assert all(day.isoweekday() == 7 for day in kept[:-KEPT_DAYS])


@given(st.sets(st.integers(0, 400), max_size=80))
def test_the_bounds_hold_for_any_days(numbers: set[int]) -> None:
    """Never more than both together; the newest seven always; every one of the eight newest weeks that had a start."""
    days = sorted(_FIRST + timedelta(days=number) for number in numbers)
    kept = _lived(days)
    assert len(kept) <= KEPT_DAYS + KEPT_WEEKS
    assert set(days[-KEPT_DAYS:]) <= kept
    newest_weeks = sorted({day.isocalendar()[:2] for day in days})[-KEPT_WEEKS:]
    assert set(newest_weeks) <= {day.isocalendar()[:2] for day in kept}


def test_other_files_are_let_alone(tmp_path: Path) -> None:
    """Copies made by hand, those from before a new format, and files of other names never go by themselves."""
    names = ["by-hand-2020-01-01-120000.db", "before-format-2-2020-01-01-120000.db", "mine.db", "2020-99-99.db"]
    for name in names:
        (tmp_path / name).write_bytes(b"")
    for number in range(40):
        (tmp_path / f"{_FIRST + timedelta(days=number)}.db").write_bytes(b"")
    rotate(tmp_path, date(2026, 6, 1))
    rotate_before(tmp_path, date(2026, 6, 1))
    assert {path.name for path in tmp_path.iterdir()} >= set(names)
    assert len(list(tmp_path.iterdir())) <= len(names) + KEPT_DAYS + KEPT_WEEKS


def test_few_are_kept_from_before_an_act(tmp_path: Path) -> None:
    """The newest ten from before taking in, the newest one from before a redaction, and that for a week."""
    for number in range(14):
        (tmp_path / f"before-absorb-2026-06-01-1200{number:02}.db").write_bytes(b"")
        (tmp_path / f"before-redact-2026-06-01-1200{number:02}.db").write_bytes(b"")
    rotate_before(tmp_path, date(2026, 6, 2))
    assert len(list(tmp_path.glob("before-absorb-*"))) == 10
    assert [path.name for path in tmp_path.glob("before-redact-*")] == ["before-redact-2026-06-01-120013.db"]
    rotate_before(tmp_path, date(2026, 6, 9))
    assert list(tmp_path.glob("before-redact-*")) == []
    assert len(list(tmp_path.glob("before-absorb-*"))) == 10
