"""The cohort's board: every trainee as their own progress says, kept until something of theirs changes."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator
from tests.department_server import the_server

from sonolog.cli.cohort_schema import cohort_schema
from sonolog.store.evidence import load_people
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import amend
from sonolog.usecases.cohort import Cohort, NotALead, cohort
from sonolog.usecases.cohort_words import cohort_bytes, cohort_csv, cohort_object
from sonolog.usecases.enrol import enrol
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import add_person
from sonolog.usecases.show_progress import show_progress

from .department_ward import DepartmentWard
from .ward import PAT, SAM, TESS, Ward

TOM = "Tom Trainee"


@dataclass
class Ground:
    """A ward with two trainees, and a lead who looks at both."""

    ward: Ward
    tom: Logbook
    lead: Logbook

    def board(self, **asked: object) -> Cohort:
        """Return the board as the lead sees it."""
        return cohort(self.lead, **asked)  # type: ignore[arg-type]


@pytest.fixture
def ground(ward: Ward) -> Ground:
    """Give two trainees on one framework, and whoever looks at both."""
    if isinstance(ward, DepartmentWard):
        return _with_two(Ground(ward, ward.acting(TOM), ward.acting("Lea Lead")))
    ward.people[TOM] = add_person(ward.book, TOM, roles=("trainee",)).id
    return _with_two(Ground(ward, ward.acting(TOM), ward.book))


def _with_two(ground: Ground) -> Ground:
    """Enrol both; Tess has three scans, Tom one, and Tess asked Sam for one signature."""
    for book in (ground.ward.book, ground.tom):
        enrol(book, "rcr-msk", trainee=book.actor)
    first = ground.ward.scan(supervisor=SAM, pathologies="tear", finding="abnormal", site="Example Hospital")
    ground.ward.scan()
    ground.ward.signed(supervisor=PAT)
    log_scan(ground.tom, {"region": "knee", "side": "left", "site": "example  hospital"})
    ground.ward.submit(first, to=SAM)
    return ground


@pytest.mark.both_engines
def test_the_board_says_what_each_trainees_progress_says(ward: Ward, ground: Ground) -> None:
    """Stages stand as in ``progress``; who is furthest behind comes first; what waits is told by supervisor."""
    board = ground.board()
    assert [one.name for one in board.rows] == [TOM, TESS]
    for row in board.rows:
        (told,) = show_progress(ground.lead, row.trainee).frameworks
        assert row.following is not None
        assert [(one.id, one.status, one.open) for one in row.following.stages] == [
            (one.id, one.status, len(one.blocking)) for one in told.stages
        ]
    tess = board.rows[1].standing
    assert (tess.scans, tess.signed) == (3, 1)
    assert [(one.name, one.records, one.trainees) for one in board.backlog] == [(SAM, 1, 1)]
    place = board.places[0]
    assert (place.site.casefold().split(), place.scans, place.trainees) == (["example", "hospital"], 2, 2)
    assert place.pathologies[0][2] == 1


@pytest.mark.both_engines
def test_one_new_scan_refreshes_one_trainee(ward: Ward, ground: Ground) -> None:
    """Nobody is judged twice for nothing; a scan, a version that changes no count, a signature refresh one trainee."""
    assert [ground.board().refreshed, ground.board().refreshed] == [2, 0]
    record = log_scan(ground.tom, {"region": "knee", "side": "right"}).id
    after = ground.board()
    assert (after.refreshed, {one.name: one.standing.scans for one in after.rows}) == (1, {TESS: 3, TOM: 2})
    amend(ground.tom, record, {"region": "shoulder"}, why="typed wrongly")
    assert ground.board().refreshed == 1
    ground.ward.signed(supervisor=SAM)
    assert [ground.board().refreshed, ground.board().refreshed] == [1, 0]
    assert ground.board(anew=True).refreshed == 2
    assert ground.board().rows == ground.board(anew=True).rows


@pytest.mark.both_engines
def test_another_supervisor_another_day_and_a_broken_cache_judge_everybody(ward: Ward, ground: Ground) -> None:
    """Who may sign, and the day, are part of what the board rests on; a cache that is damaged is made anew."""
    ground.board()
    ground.ward.clock.moment = datetime(2026, 11, 24, 9, tzinfo=UTC)
    first = ground.board()
    assert (first.refreshed, ground.board().refreshed) == (2, 0)
    (kept,) = (ground.lead.home.state / "cohort").glob("*.db")
    assert kept.stat().st_mode & 0o077 == 0
    kept.write_bytes(b"no database at all, but long enough to be looked at" * 9)
    assert (ground.board().refreshed, ground.board().rows == first.rows) == (2, True)


@pytest.mark.both_engines
def test_another_day_is_asked_without_keeping_it(ward: Ward, ground: Ground) -> None:
    """``--as-of`` answers for its day and leaves what is kept of today."""
    ground.board()
    early = ground.board(as_of=datetime(2020, 1, 1, tzinfo=UTC).date())
    assert all(one.following is None and one.standing.scans == 0 for one in early.rows)
    assert ground.board().refreshed == 0


@pytest.mark.both_engines
def test_rows_are_narrowed_by_framework_and_words(ward: Ward, ground: Ground) -> None:
    """A framework nobody follows shows nobody; words are looked for in names and frameworks."""
    assert [one.name for one in ground.board(words="TOM rcr").rows] == [TOM]
    assert ground.board(framework="case-pgc-msk").rows == ()
    assert ground.board(framework="case-pgc-msk").backlog == ()


@pytest.mark.both_engines
def test_every_form_of_the_board_says_the_same(ward: Ward, ground: Ground) -> None:
    """JSON keeps to its schema, CSV has a row for each trainee and stage, the PDF is the same bytes each time."""
    board = ground.board()
    told = json.loads(cohort_bytes(board, form="json"))
    Draft202012Validator(cohort_schema()).validate(told)
    assert told == json.loads(json.dumps(cohort_object(board)))
    assert len(cohort_csv(board).splitlines()) == 1 + sum(len(one["stages"]) for one in told["trainees"])
    pages = cohort_bytes(board, form="pdf")
    assert pages[:5] == b"%PDF-"
    assert pages == cohort_bytes(board, form="pdf")


def test_what_cannot_be_read_of_one_trainee_takes_the_board_from_nobody(ward: Ward, ground: Ground) -> None:
    """A day that is none stands first, with why, in every form; the others are judged, and it heals when mended."""
    before = {one.trainee: one for one in ground.board().rows}
    tom = ward.people[TOM]
    day_of_scans = "UPDATE head SET day = ? WHERE kind = 'scan' AND subject = ?"
    _put(ward, day_of_scans, "2026-1", tom)
    board = ground.board(anew=True)
    first, second = board.rows
    assert (first.trainee, second) == (tom, before[ward.people[TESS]])
    assert "2026-1" in first.standing.fault
    assert not first.standing.fault.endswith(".")
    assert board.unreadable == 1
    told = json.loads(cohort_bytes(board, form="json"))
    Draft202012Validator(cohort_schema()).validate(told)
    assert [one["fault"] for one in told["trainees"]] == [first.standing.fault, None]
    assert first.standing.fault in cohort_csv(board)
    assert cohort_bytes(board, form="pdf")[:5] == b"%PDF-"
    assert [one.trainee for one in ground.board(framework="rcr-msk").rows] == [tom, second.trainee]
    day = ground.ward.clock.moment.date().isoformat()
    _put(ward, day_of_scans, day, tom)
    assert {one.trainee: one for one in ground.board().rows} == before


def test_an_accreditation_nobody_can_read_counts_for_nobody_and_hinders_nobody(ward: Ward, ground: Ground) -> None:
    """Whoever it is about loses it; everybody's progress is told all the same."""
    add_record(ward.book, "accreditation", {"person": SAM, "field": "msk", "start": "2024-01-01"})
    _put(ward, "UPDATE accreditation SET start = 'long ago'")
    assert ground.board(anew=True).unreadable == 0
    with ward.book.reading() as connection:
        assert load_people(connection)[ward.people[SAM]].accreditations == ()


def _put(ward: Ward, statement: str, *values: str) -> None:
    with closing(sqlite3.connect(ward.book.path)) as raw, raw:
        raw.execute(statement, values)


def test_only_who_sees_everybody_gets_a_board(tmp_path: Path) -> None:
    """On a server a trainee and a supervisor are refused: a board of some would look like one of all."""
    ward = DepartmentWard(tmp_path, server=the_server())
    try:
        for name in (TESS, SAM):
            with pytest.raises(NotALead):
                cohort(ward.acting(name))
        assert cohort(ward.acting("Audrey Auditor")).rows == ()
    finally:
        ward.close()


@pytest.mark.both_engines
def test_what_is_kept_holds_no_evidence(ward: Ward, ground: Ground) -> None:
    """A line that says something else under an old mark is not shown: marks are those of the records as they are."""
    before = ground.board()
    (kept,) = (ground.lead.home.state / "cohort").glob("*.db")
    with sqlite3.connect(kept) as connection:
        connection.execute("UPDATE standing SET mark = 'of another time', text = '{}'")
    connection.close()
    assert (ground.board().refreshed, ground.board().rows) == (2, before.rows)
