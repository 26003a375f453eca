"""Logging a scan: what is kept, what is filled in, what is refused."""

from __future__ import annotations

from datetime import date

import pytest

from sonolog.domain.admission import RecordRefused
from sonolog.domain.identity_guard import IdentityRefused
from sonolog.errors import Exit
from sonolog.store.lookups import body_of, head_of
from sonolog.store.people import people_rows
from sonolog.usecases.amend import amend
from sonolog.usecases.drafts import keep_form, kept_forms
from sonolog.usecases.errors import FieldsRefused, NobodyActs, NoTrainee, UnknownPerson, WordRefused
from sonolog.usecases.log_scan import log_scan, new_record_id, repeat_fields
from sonolog.usecases.people import add_person
from sonolog.usecases.withdraw import withdraw

from .ward import ANN, SAM, TESS, Ward, kept, refused

pytestmark = pytest.mark.both_engines


def _body(ward: Ward, record: str) -> dict[str, object]:
    with ward.book.reading() as connection:
        head = head_of(connection, record)
        assert head is not None
        return body_of(connection, head.digest)


def test_what_is_not_said_is_filled_in(ward: Ward) -> None:
    """Today, the region's usual examination, the trainee's own hands, adequate, and a case number of its own."""
    logged = log_scan(ward.book, {"region": "shoulder", "side": "left"})
    body = _body(ward, logged.id)
    assert body == {
        "date": "2026-11-23",
        "case": logged.case,
        "examination": "msk",
        "region": "shoulder",
        "side": "left",
        "structures": [],
        "setting": "patient",
        "role": "performed",
        "adequate": True,
        "pathologies": [],
        "findings": [],
        "supervisor_findings": [],
        "tags": [],
        "custom": [],
        "source": "typed",
    }
    assert logged.day == date(2026, 11, 23)
    assert logged.words == "Left shoulder, 23 Nov 2026"
    assert ward.status(logged.id) == "draft"
    assert ward.acts()[-1] == "log"


def test_a_scan_of_both_sides_is_called_bilateral(ward: Ward) -> None:
    """However it is typed, the side and the region read as one phrase."""
    for side in ("both", "both sides", "bilateral"):
        assert log_scan(ward.book, {"region": "shoulder", "side": side}).words == "Bilateral shoulder, 23 Nov 2026"


def test_one_act_holds_the_scan_and_the_new_name(ward: Ward) -> None:
    """An unknown supervisor is added with the scan, in one entry of the journal, with nothing said of a level."""
    before = len(kept(ward.book)[0])
    logged = log_scan(ward.book, {"region": "knee", "supervisor": "Nora Newcomer"})
    assert logged.added_people == ("Nora Newcomer",)
    assert logged.words.endswith("with Nora Newcomer")
    objects, entries = kept(ward.book)
    assert (len(objects) - before, entries) == (2, len(ward.acts()))
    with ward.book.reading() as connection:
        added = next(one for one in people_rows(connection) if one.name == "Nora Newcomer")
    assert added.roles == ("supervisor",)
    assert _body(ward, logged.id)["supervisor"] == added.id


@pytest.mark.parametrize("name", [SAM, "sam supervisor", "Dr Sam Supervisor", "supervisor, sam", "Sam"])
def test_a_supervisor_is_known_by_any_of_their_names(ward: Ward, name: str) -> None:
    """Case, titles, dots and the order of names make no other person."""
    logged = log_scan(ward.book, {"region": "knee", "supervisor": name})
    assert logged.added_people == ()
    assert _body(ward, logged.id)["supervisor"] == ward.people[SAM]


def test_a_name_close_to_a_known_one_is_asked_about(ward: Ward) -> None:
    """The nearest name is offered and nobody is added, unless a new person is meant."""
    typed = {"region": "knee", "supervisor": "Sam Supervisr"}
    with refused(ward.book, FieldsRefused, Exit.INPUT) as caught:
        log_scan(ward.book, typed)
    assert caught.value.faults[0].nearest == (SAM,)  # type: ignore[attr-defined]
    assert log_scan(ward.book, typed, new_people=True).added_people == ("Sam Supervisr",)


def test_a_name_that_two_people_bear_is_refused(ward: Ward) -> None:
    """Nobody is picked by chance; the end of the id decides."""
    other = add_person(ward.book, "Sam Other")
    with refused(ward.book, FieldsRefused, Exit.INPUT) as caught:
        log_scan(ward.book, {"region": "knee", "supervisor": "Sam"})
    assert "Sam Other (…" in caught.value.message
    logged = log_scan(ward.book, {"region": "knee", "supervisor": f"…{other.id[-6:]}"})
    assert _body(ward, logged.id)["supervisor"] == other.id


def test_all_faults_are_told_at_once(ward: Ward) -> None:
    """Each with its field and the nearest right word; nothing is stored."""
    typed = {"region": "sholder", "side": "upwards", "date": "soon", "minutes": "long", "colour": "red"}
    with refused(ward.book, FieldsRefused, Exit.INPUT) as caught:
        log_scan(ward.book, typed)
    faults = {fault.field: fault for fault in caught.value.faults}  # type: ignore[attr-defined]
    assert set(faults) == set(typed)
    assert "shoulder" in faults["region"].nearest


@pytest.mark.parametrize(
    ("typed", "error"),
    [
        ({"region": "shoulder", "date": "2026-11-24"}, FieldsRefused),
        ({"region": "shoulder", "session": "C-AAAA"}, FieldsRefused),
        ({"region": "shoulder", "difficulty": "9"}, RecordRefused),
        ({"region": "shoulder", "indication": "x" * 50_001}, RecordRefused),
        ({"region": "shoulder", "note": "bell\a"}, RecordRefused),
        ({"region": "shoulder", "note": "NHS 999 000 0018"}, IdentityRefused),
        ({"region": "shoulder", "supervisor": "Nora 999 000 0018"}, IdentityRefused),
        ({"region": "shoulder", "supervisor": "No\ara"}, RecordRefused),
        ({"region": "shoulder", "tags": "fine, hospital number 1234567"}, IdentityRefused),
        ({"region": "shoulder", "custom.Hospital number": "1234567"}, IdentityRefused),
        ({"region": "shoulder", "custom.": "no name"}, FieldsRefused),
        ({"side": "left"}, WordRefused),
        ({}, WordRefused),
    ],
)
def test_what_may_not_be_kept_is_refused(ward: Ward, typed: dict[str, str], error: type) -> None:
    """Nothing of a refused scan is stored, not even the person it names."""
    with refused(ward.book, error, Exit.INPUT):
        log_scan(ward.book, typed)


def test_a_structure_of_another_region_is_kept_and_pointed_out(ward: Ward) -> None:
    """Anatomy overlaps, so nothing is refused; a slip of the hand is worth a second look."""
    logged = log_scan(ward.book, {"region": "shoulder", "structures": "quadriceps-tendon"})
    assert [notice for notice in logged.notices if "Quadriceps tendon" in notice]
    assert log_scan(ward.book, {"region": "shoulder", "structures": "supraspinatus"}).notices == ()


@pytest.mark.parametrize("text", ["1e999999999", "9" * 5000, "1" * 400 + " h", "NaN", "-5", "2.5", "١e9"])
@pytest.mark.parametrize("name", ["minutes", "difficulty", "age_band"])
def test_no_number_however_written_brings_it_down(ward: Ward, name: str, text: str) -> None:
    """Numbers too long to be meant are refused like any other mistake."""
    if (name, text) != ("minutes", "2.5"):
        with pytest.raises((FieldsRefused, RecordRefused)):
            log_scan(ward.book, {"region": "shoulder", name: text})


def test_saving_again_is_the_same_record(ward: Ward) -> None:
    """With the id made before the first save a retry answers the scan already kept, and adds nothing."""
    record = new_record_id(ward.book)
    first = log_scan(ward.book, {"region": "knee", "supervisor": "Nora Newcomer"}, record=record)
    before = kept(ward.book)
    again = log_scan(ward.book, {"region": "knee", "supervisor": "Nora Newcomer"}, record=record)
    assert (again.id, again.case, again.day) == (first.id, first.case, first.day)
    assert kept(ward.book) == before


def test_the_same_scan_again_is_kept_with_a_notice(ward: Ward) -> None:
    """Two scans alike may both be real: the second is kept, and the first named; a withdrawn one is not."""
    first = log_scan(ward.book, {"region": "knee", "side": "left"})
    second = log_scan(ward.book, {"region": "knee", "side": "left"})
    assert first.notices == ()
    assert [first.case in notice for notice in second.notices] == [True]
    withdraw(ward.book, [first.id, second.id], "")
    assert log_scan(ward.book, {"region": "knee", "side": "left"}).notices == ()


def test_a_repeated_scan_takes_over_place_and_people_never_findings(ward: Ward) -> None:
    """What was found, thought and concluded is typed anew."""
    ward.scan(
        structures="supraspinatus",
        supervisor=SAM,
        supervision="direct",
        site="Ward 4",
        finding="abnormal",
        pathologies="tear",
        note="big",
        indication="pain",
        reported="yes",
        minutes="30",
    )
    carried = repeat_fields(ward.book, ward.people[TESS])
    assert carried["supervisor"] == SAM
    assert carried["site"] == "Ward 4"
    assert not {"finding", "pathologies", "note", "indication", "reported", "minutes", "date"} & set(carried)
    assert log_scan(ward.book, carried).words == "Left shoulder, 23 Nov 2026, with Sam Supervisor"


def test_nothing_is_repeated_where_nothing_was_logged(ward: Ward) -> None:
    """A first scan starts from an empty form."""
    assert repeat_fields(ward.book, ward.people[TESS]) == {}


def test_a_supervisor_logs_for_the_trainee(ward: Ward) -> None:
    """The only trainee's logbook is meant; the version says who wrote it."""
    logged = log_scan(ward.acting(SAM), {"region": "knee"})
    with ward.book.reading() as connection:
        head = head_of(connection, logged.id)
    assert head is not None and head.subject == ward.people[TESS]


@pytest.mark.in_a_file
def test_of_two_trainees_one_must_be_named(ward: Ward) -> None:
    """Whoever is no trainee says whose scan it is; a trainee logs their own."""
    second = add_person(ward.book, "Una Trainee", roles=("trainee",))
    with refused(ward.book, NoTrainee, Exit.USAGE):
        log_scan(ward.acting(ANN), {"region": "knee"})
    logged = log_scan(ward.acting(ANN), {"region": "knee"}, trainee="Una Trainee")
    own = log_scan(ward.book.acting_as(second.id), {"region": "knee"})
    with refused(ward.book, UnknownPerson, Exit.INPUT):
        log_scan(ward.book, {"region": "knee"}, trainee="Somebody Else")
    with ward.book.reading() as connection:
        subjects = {head.subject for one in (logged, own) if (head := head_of(connection, one.id))}
    assert subjects == {second.id}


def test_nobody_at_the_keyboard_logs_nothing(ward: Ward) -> None:
    """A person comes first."""
    from dataclasses import replace

    with refused(ward.book, NobodyActs, Exit.USAGE):
        log_scan(replace(ward.book, actor=None), {"region": "knee"})


@pytest.mark.in_a_file
def test_no_reason_and_no_draft_carries_a_patients_number(ward: Ward) -> None:
    """Reasons are guarded like fields, and an unfinished form leaves such a field out."""
    record = ward.scan()
    with refused(ward.book, IdentityRefused, Exit.INPUT):
        amend(ward.book, record, {"note": "again"}, why="NHS 999 000 0018")
    with refused(ward.book, IdentityRefused, Exit.INPUT):
        withdraw(ward.book, [record], "wrong patient, 999 000 0018")
    keep_form(ward.book, new_record_id(ward.book), "scan", {"region": "knee", "note": "NHS 999 000 0018"})

    (kept_form,) = kept_forms(ward.book, "scan")
    assert kept_form.typed == {"region": "knee"}
    assert b"9990000018" not in ward.path.read_bytes().replace(b" ", b"")
