"""Taking back the last change, once and again."""

from __future__ import annotations

import pytest

from sonolog.errors import Exit
from sonolog.store.lookups import body_of, head_of
from sonolog.usecases.add_record import add_record
from sonolog.usecases.amend import amend
from sonolog.usecases.errors import ActRefused, KeyNeeded, NothingToDo
from sonolog.usecases.give_back import give_back
from sonolog.usecases.log_scan import log_scan
from sonolog.usecases.recall import recall
from sonolog.usecases.revoke import revoke
from sonolog.usecases.undo import undo, what_undo_does
from sonolog.usecases.withdraw import withdraw

from .ward import SAM, TESS, Ward, refused

pytestmark = pytest.mark.both_engines


def _note(ward: Ward, record: str) -> object:
    with ward.book.reading() as connection:
        head = head_of(connection, record)
        assert head is not None
        return body_of(connection, head.digest).get("note")


def test_a_scan_is_withdrawn(ward: Ward) -> None:
    """Undoing a log withdraws the scan, without a key, and says so."""
    record = ward.scan()
    plan = what_undo_does(ward.book)
    assert not plan.needs_key
    assert undo(ward.book) == plan.sentence
    assert plan.sentence.endswith("is withdrawn.")
    assert ward.status(record) == "withdrawn"
    assert ward.acts()[-2:] == ["log", "undo"]


def test_each_undo_goes_one_act_further_back(ward: Ward) -> None:
    """Undo twice takes back two acts, not the first undo."""
    first, second = ward.scan(), ward.scan(side="right")
    undo(ward.book)
    undo(ward.book)
    assert (ward.status(first), ward.status(second)) == ("withdrawn", "withdrawn")
    with refused(ward.book, NothingToDo, Exit.INPUT):
        undo(ward.book)


def test_an_added_record_is_withdrawn(ward: Ward) -> None:
    """The same for records of the other kinds."""
    record = add_record(ward.book, "course", {"name": "Physics", "type": "theory"}).id
    undo(ward.book)
    assert ward.status(record) == "withdrawn"


@pytest.mark.in_a_file
def test_an_accreditation_is_withdrawn(ward: Ward) -> None:
    """It is about a supervisor, but whoever entered it can take it back."""
    held = add_record(ward.book, "accreditation", {"person": SAM, "field": "msk", "start": "2024-01-01"})
    undo(ward.book)
    assert ward.status(held.id) == "withdrawn"


def test_an_amendment_gives_way_to_what_was_before(ward: Ward) -> None:
    """After undo the record says again what it said, in a version of its own."""
    record = ward.scan(note="first")
    amend(ward.book, record, {"note": "second"})
    assert undo(ward.book).endswith("says again what it said before.")
    assert _note(ward, record) == "first"
    with ward.book.reading() as connection:
        head = head_of(connection, record)
    assert head is not None and head.versions == 3


def test_undoing_the_amendment_of_a_signed_scan_tells_that_it_is_to_be_signed_again(ward: Ward) -> None:
    """Its words are those that were signed, its version is another one; both the plan and the answer say so."""
    record = ward.scan(note="first")
    ward.submit(record)
    ward.sign(record)
    amend(ward.book, record, {"note": "second"})
    told = "It was signed in an earlier version and is to be signed again."
    assert what_undo_does(ward.book).sentence.endswith(told)
    assert undo(ward.book).endswith(told)
    assert (_note(ward, record), ward.status(record)) == ("first", "amended")


def test_two_amendments_are_undone_in_turn(ward: Ward) -> None:
    """The second undo goes back before the first amendment, not to the amendment undone."""
    record = ward.scan(note="first")
    amend(ward.book, record, {"note": "second"})
    amend(ward.book, record, {"note": "third"})
    undo(ward.book)
    assert _note(ward, record) == "second"
    undo(ward.book)
    assert _note(ward, record) == "first"
    undo(ward.book)
    assert ward.status(record) == "withdrawn"


def test_a_submission_is_recalled_with_the_key(ward: Ward) -> None:
    """What was signed as submitted is answered by a signed recall, and by nothing else."""
    record = ward.scan()
    ward.submit(record)
    assert what_undo_does(ward.book).needs_key
    with refused(ward.book, KeyNeeded, Exit.DENIED):
        undo(ward.book)
    undo(ward.book, key=ward.key(TESS))
    assert ward.status(record) == "draft"


def test_a_recall_is_submitted_again_to_the_same_person(ward: Ward) -> None:
    """The record is back in the inbox of whom it was submitted to."""
    from sonolog.usecases.inbox import inbox

    record = ward.scan()
    ward.submit(record, to=SAM)
    recall(ward.book, [record], key=ward.key(TESS))
    undo(ward.book, key=ward.key(TESS))
    assert ward.status(record) == "submitted"
    assert [line.id for line in inbox(ward.book, ward.people[SAM])] == [record]
    assert inbox(ward.book, ward.people["Pat Partner"]) == ()
    undo(ward.book, key=ward.key(TESS))
    assert ward.status(record) == "draft"


def test_a_withdrawal_is_taken_back(ward: Ward) -> None:
    """A draft comes back without a key, what was submitted with one, both of one act together."""
    draft, asked = ward.scan(), ward.scan(side="right")
    withdraw(ward.book, [draft], "")
    undo(ward.book)
    assert ward.status(draft) == "draft"
    ward.submit(asked)
    withdraw(ward.book, [draft, asked], "logged twice", key=ward.key(TESS))
    assert (ward.status(draft), ward.status(asked)) == ("withdrawn", "withdrawn")
    undo(ward.book, key=ward.key(TESS))
    assert (ward.status(draft), ward.status(asked)) == ("draft", "submitted")


def test_a_scan_that_was_submitted_once_takes_the_key(ward: Ward) -> None:
    """Log, submit, recall: undoing all three withdraws with a signature, as others have seen it."""
    record = ward.scan()
    ward.submit(record)
    undo(ward.book, key=ward.key(TESS))
    assert what_undo_does(ward.book).needs_key
    with refused(ward.book, KeyNeeded, Exit.DENIED):
        undo(ward.book)
    undo(ward.book, key=ward.key(TESS))
    assert ward.status(record) == "withdrawn"


def test_what_was_answered_meanwhile_is_not_taken_back(ward: Ward) -> None:
    """A submission that was signed, or returned, can no longer be undone; nothing is written."""
    signed, returned = ward.scan(), ward.scan(side="right")
    ward.submit(signed, returned)
    ward.sign(signed)
    with refused(ward.book, ActRefused, Exit.DENIED):
        undo(ward.book, key=ward.key(TESS))
    assert (ward.status(signed), ward.status(returned)) == ("signed", "submitted")


@pytest.mark.parametrize("act", ["sign", "return", "revoke"])
def test_a_judgement_is_not_undone(ward: Ward, act: str) -> None:
    """What a supervisor said is revoked with a reason, never undone."""
    record, sam, key = ward.scan(), ward.acting(SAM), ward.key(SAM)
    ward.submit(record)
    if act == "return":
        give_back(sam, [record], "which side?", key=key)
    else:
        ward.sign(record)
    if act == "revoke":
        revoke(sam, [record], "wrong list", key=key)
    with refused(ward.book, NothingToDo, Exit.INPUT) as caught:
        undo(sam, key=key)
    assert "revoke" in caught.value.hint.lower()


def test_the_first_steps_are_not_undone(ward: Ward) -> None:
    """People stay, and so does the beginning."""
    with refused(ward.book, NothingToDo, Exit.INPUT):
        undo(ward.book)


def test_nobody_undoes_what_another_did(ward: Ward) -> None:
    """At the same machine a supervisor finds nothing to undo in what the trainee did."""
    ward.scan()
    with refused(ward.book, NothingToDo, Exit.INPUT):
        undo(ward.acting(SAM))


def test_undo_keeps_people_who_were_added_with_the_scan(ward: Ward) -> None:
    """The scan goes, the new name stays."""
    record = ward.scan(supervisor="Nora Newcomer")
    assert "Nora" not in undo(ward.book)
    assert ward.status(record) == "withdrawn"
    again = ward.scan(supervisor="Nora Newcomer")
    assert ward.status(again) == "draft"


def test_only_the_change_that_was_looked_at_is_undone(ward: Ward) -> None:
    """When another program has written meanwhile, undo refuses instead of taking back something else."""
    first = ward.scan()
    plan = what_undo_does(ward.book)
    second = ward.scan()
    with refused(ward.book, NothingToDo, Exit.INPUT):
        undo(ward.book, plan=plan)
    assert (ward.status(first), ward.status(second)) == ("draft", "draft")


def test_what_somebody_else_changed_since_is_not_taken_back(ward: Ward) -> None:
    """Who logged for another does not withdraw what the other has made of it."""
    record = log_scan(ward.acting(SAM), {"region": "shoulder"}, trainee=TESS).id
    amend(ward.book, record, {"note": "mine"})
    with refused(ward.acting(SAM), ActRefused, Exit.DENIED):
        undo(ward.acting(SAM))
    assert ward.status(record) == "draft"
