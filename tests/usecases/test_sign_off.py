"""Sign-off: who may sign, what a signature says, and that nothing but the signed text is believed."""

from __future__ import annotations

import sqlite3

import pytest

from sonolog.errors import Exit
from sonolog.usecases.amend import amend
from sonolog.usecases.check import check
from sonolog.usecases.errors import ActRefused
from sonolog.usecases.inbox import inbox, lines_of
from sonolog.usecases.people import add_person
from sonolog.usecases.recall import recall
from sonolog.usecases.revoke import revoke
from sonolog.usecases.show_record import show_record
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.submit import submit

from .ward import PAT, SAM, TESS, Ward, refused

pytestmark = pytest.mark.both_engines

TOM = "Tom Two"


@pytest.mark.parametrize(
    ("supervision", "meaning"),
    [
        ("direct", "observed-directly"),
        ("indirect", "present-for-part"),
        ("remote", "reviewed-afterwards"),
        ("none", "reviewed-afterwards"),
        ("", "reviewed-afterwards"),
    ],
)
def test_a_signature_never_claims_more_than_what_was_recorded(ward: Ward, supervision: str, meaning: str) -> None:
    """Where nobody is known to have been there, it offers no more than a review."""
    record = ward.scan(**({"supervision": supervision} if supervision else {}))
    ward.submit(record, to=SAM)
    (line,) = inbox(ward.acting(SAM), ward.people[SAM])
    assert line.meaning == meaning


@pytest.mark.in_a_file
def test_a_fellow_trainee_signs_nothing(ward: Ward) -> None:
    """Somebody whose only role is to be trained cannot sign another's scan."""
    ward.people[TOM] = add_person(ward.book, TOM, roles=("trainee",)).id
    record = ward.scan(supervision="direct")
    ward.submit(record, to=SAM)
    with refused(ward.acting(TOM), ActRefused, Exit.DENIED) as caught:
        ward.sign(record, by=TOM)
    assert "a fellow trainee does not sign" in caught.value.message
    assert ward.status(record) == "submitted"


def test_a_record_that_asks_somebody_else_is_signed_only_in_the_version_shown(ward: Ward) -> None:
    """Amended while the passphrase is asked for, it is refused: the signer never saw the new version."""
    record = ward.scan(supervision="direct")
    ward.submit(record, to=SAM)
    (shown,) = lines_of(ward.acting(PAT), [record])
    assert shown.fields
    recall(ward.book, [record], key=ward.key(TESS))
    amend(ward.book, record, {"side": "right"})
    ward.submit(record, to=SAM)
    with refused(ward.acting(PAT), ActRefused, Exit.DENIED):
        sign(ward.acting(PAT), [Choice(record, digest=shown.digest)], key=ward.key(PAT))
    assert ward.status(record) == "submitted"


def test_two_rounds_signed_and_revoked_by_two_people_leave_a_draft(ward: Ward) -> None:
    """Each revocation closes the submission it answered, whoever answered it."""
    record = ward.scan(supervision="direct")
    for name in (SAM, PAT):
        ward.submit(record, to=name)
        ward.sign(record, by=name)
        revoke(ward.acting(name), [record], "not mine", key=ward.key(name))
    assert ward.status(record) == "draft"


def test_what_waits_for_one_is_not_hidden_by_what_waits_for_another(ward: Ward) -> None:
    """Each inbox holds what asks its owner, the oldest first, however much waits elsewhere."""
    others = [ward.scan(supervision="direct") for _ in range(5)]
    submit(ward.book, others, key=ward.key(TESS), to=PAT)
    mine = ward.scan(supervision="direct")
    ward.submit(mine, to=SAM)
    assert [line.id for line in inbox(ward.acting(SAM), ward.people[SAM])] == [mine]
    assert len(inbox(ward.acting(PAT), ward.people[PAT])) == 5


def tampered(ward: Ward, *, signed: str, draft: str) -> None:
    """Point the signature at another record and put another name to it, as somebody with the file could."""
    with sqlite3.connect(ward.path) as connection:
        connection.execute("UPDATE item SET target = ? WHERE target = ?", (draft, signed))
        connection.execute("UPDATE statement SET name='Prof. Somebody', role='lead' WHERE act='sign'")


@pytest.mark.in_a_file
def test_rows_changed_by_hand_move_no_signature_and_are_found(ward: Ward) -> None:
    """A signature shows the name that signed, on the record it names; check tells that the views were touched."""
    signed, draft = ward.signed(supervision="direct"), ward.scan()
    digests = {record: show_record(ward.book, record).digest for record in (signed, draft)}
    tampered(ward, signed=digests[signed], draft=digests[draft])
    for record in (signed, draft):
        told = show_record(ward.book, record).history
        assert not any("Prof. Somebody" in line.who for line in told)
    assert not any(line.verification for line in show_record(ward.book, draft).history)
    assert [fault.where for fault in check(ward.book).faults] == ["views"]


@pytest.mark.in_a_file
def test_a_journal_whose_end_was_cut_off_is_noticed(ward: Ward) -> None:
    """An object that no entry names did not come in by the program."""
    ward.scan()
    assert check(ward.book).faults == ()
    with sqlite3.connect(ward.path) as connection:
        connection.execute("DROP TRIGGER IF EXISTS journal_no_delete")
        names = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='trigger'")]
        for name in names:
            connection.execute(f"DROP TRIGGER {name}")
        connection.execute("DELETE FROM journal WHERE seq = (SELECT max(seq) FROM journal)")
    assert any("named by no journal entry" in fault.what for fault in check(ward.book).faults)
