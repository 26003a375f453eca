"""An import keeps what typing the same would keep, in one transaction, whatever the rows say."""

from __future__ import annotations

import csv
import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sonolog.domain.admission import make_record
from sonolog.store.lookups import body_of, heads
from sonolog.store.objects import all_objects, object_count
from sonolog.usecases.check import check
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.import_errors import DateOrderOpen, ImportRefused, TwinsFound
from sonolog.usecases.import_file import import_file
from sonolog.usecases.import_look import look_at
from sonolog.usecases.import_survey import Choices, survey

from .ward import Ward

HEADS = ("Date", "Region", "Side", "Structures", "Finding", "Pathology", "Supervisor", "Notes", "Probe", "Tags")
ROW = st.tuples(
    st.dates(date(2019, 1, 1), date(2026, 11, 1)).map(date.isoformat),
    st.sampled_from(["Shoulder", "shoulder", "Shoulder Lt", "right shoulder"]),
    st.just(""),
    st.sampled_from(["", "SSP", "SSP, ISP", "Supraspinatus; subscap", "biceps"]),
    st.sampled_from(["", "Normal", "Abn", "equivocal"]),
    st.sampled_from(["", "Tear", "Bursitis, tear"]),
    st.sampled_from(["", "Sam Supervisor", "Dr Sam Supervisor"]),
    st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Nd")), max_size=40),
    st.sampled_from(["", "L12-5", 'a "quoted" one']),
    st.sampled_from(["", "clinic, teaching"]),
)


def _written(folder: Path, rows: list[tuple[str, ...]], heads: tuple[str, ...] = HEADS) -> Path:
    path = folder / "table.csv"
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([heads, *rows])
    return path


def _bodies(ward: Ward) -> list[dict[str, Any]]:
    with ward.book.reading() as connection:
        found = heads(connection, kind="scan")
        return [body_of(connection, head.digest) for head in found if head.status == "draft"]


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(ROW, min_size=1, max_size=6))
def test_what_is_kept_in_parts_is_a_record_that_the_gate_admits(
    ward: Ward, tmp_path: Path, rows: list[tuple[str, ...]]
) -> None:
    """Each body is that of the record made of its values as a whole; the logbook checks, every view included."""
    before = {json.dumps(one, sort_keys=True) for one in _bodies(ward)}
    done = import_file(ward.book, look_at(_written(tmp_path, rows)), Choices(twins="keep", leave_out_faulty=True))
    assert done.kept + len(done.survey.faulty_rows) + done.survey.here == len(rows)
    for body in _bodies(ward):
        if json.dumps(body, sort_keys=True) not in before:
            tuples = {name: tuple(value) if isinstance(value, list) else value for name, value in body.items()}
            assert make_record("scan", tuples | {"date": date.fromisoformat(body["date"])}).as_body() == body
            assert body["source"] == "imported"
    assert check(ward.book, with_rebuild=True).faults == ()


def test_a_faulty_row_leaves_no_trace(ward: Ward, tmp_path: Path) -> None:
    """Not an object, not a person, not a line of the journal."""
    rows = [("2026-03-02", "Shoulder", "", "", "", "", "Somebody New", "", "", ""), ("", "Knee", *[""] * 8)]
    with ward.book.reading() as connection:
        before = object_count(connection)
    with pytest.raises(ImportRefused) as refused:
        import_file(ward.book, look_at(_written(tmp_path, rows)), Choices())
    assert refused.value.survey.faulty_rows == {3}
    with ward.book.reading() as connection:
        assert object_count(connection) == before


def test_a_large_import_is_named_whole_in_the_journal(
    ward: Ward, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """More objects than one entry can name, and more than one piece: all of them are named, and it checks."""
    monkeypatch.setattr("sonolog.usecases.import_file._CHUNK", 1_000)
    rows = [
        (date(2020, 1, 1 + at % 28).isoformat(), "knee", "L" if at % 2 else "R", f"note {at:04d}")
        for at in range(3_600)
    ]
    told: list[tuple[int, int]] = []
    look = look_at(_written(tmp_path, rows, ("Date", "Region", "Side", "Notes")))
    done = import_file(ward.book, look, Choices(), lambda done, of: told.append((done, of)))
    assert (done.kept, told[-1]) == (3_600, (3_600, 3_600))
    result = check(ward.book)
    assert result.faults == ()
    with ward.book.reading() as connection:
        assert sum(one.type == "revision" for one in all_objects(connection)) >= 3_600


def test_a_survey_stores_nothing(ward: Ward, tmp_path: Path) -> None:
    """What would come of it, down to the people who would be added."""
    rows = [("2026-03-02", "Shoulder", "", "", "", "", "Somebody New", "", "", "")]
    with ward.book.reading() as connection:
        before = object_count(connection)
    found = survey(ward.book, look_at(_written(tmp_path, rows)), Choices())
    assert (found.ready, found.people, found.days) == (1, ("Somebody New",), ("2026-03-02", "2026-03-02"))
    with ward.book.reading() as connection:
        assert object_count(connection) == before


def test_a_name_like_that_of_somebody_is_asked_about(ward: Ward, tmp_path: Path) -> None:
    """“Sam Supervisr” is a slip, unless somebody says that they are another person."""
    rows = [("2026-03-02", "Shoulder", "", "", "", "", "Sam Supervisr", "", "", "")]
    look = look_at(_written(tmp_path, rows))
    (problem,) = survey(ward.book, look, Choices()).problems
    assert "Did you mean “Sam Supervisor”" in problem.hint
    assert import_file(ward.book, look, Choices(new_people=True)).survey.people == ("Sam Supervisr",)


def test_what_has_to_be_decided_is_decided_before(ward: Ward, tmp_path: Path) -> None:
    """Day and month, twins, and who imports."""
    dates = look_at(_written(tmp_path, [("3/4/2026", "Shoulder")], ("Date", "Region")))
    with pytest.raises(DateOrderOpen):
        survey(ward.book, dates, Choices())
    twins = look_at(_written(tmp_path, [("2026-04-03", "Shoulder")] * 2, ("Date", "Region")))
    with pytest.raises(TwinsFound):
        import_file(ward.book, twins, Choices())
    with pytest.raises(NobodyActs):
        import_file(ward.book.acting_as(None), twins, Choices())  # type: ignore[arg-type]
