"""Which signatures count in progress, and with which label: by key, role, day and place in the chain."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from sonolog.ledger.objects import Signer, Statement
from sonolog.ledger.statements import sign_statement
from sonolog.progress.evidence import Evidence, SignOff
from sonolog.progress.sign_offs import SignOffCounts, sign_off_counts, sign_off_sentence
from sonolog.store.objects import StoredObject, keep, stored_texts
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.people import add_person
from sonolog.usecases.programme import pin, unpin
from sonolog.usecases.sign import Choice, sign
from sonolog.usecases.trusted_evidence import trusted_evidence
from sonolog.usecases.vouch import Terms, checkpoint, revoke_key, vouch

from .ward import PAT, SAM, TESS, Ward

LEA = "Lea Lead"
TODAY = date(2026, 11, 23)


@pytest.fixture
def led(ward: Ward) -> Ward:
    """Return a ward with a lead, whose key is the programme's root; it is not pinned yet."""
    ward.people[LEA] = add_person(ward.book, LEA, roles=("lead",)).id
    return ward


def _evidence(ward: Ward) -> Evidence:
    with ward.book.reading() as connection:
        return trusted_evidence(connection, ward.book, ward.people[TESS], TODAY)


def _sign_off(ward: Ward, record: str) -> SignOff | None:
    log = _evidence(ward).log("scan")
    return log.signed[list(log.records).index(record)]


def _vouch(ward: Ward, name: str, *roles: str, start: date = date(2026, 1, 1), end: date = date(2027, 12, 31)) -> None:
    terms = Terms(roles=roles, valid_from=start, valid_to=end, checked="badge", key=ward.key(name).signing.public)
    vouch(ward.acting(LEA), name, terms, key=ward.key(LEA))


def _pin(ward: Ward) -> None:
    pin(ward.home, ward.key(LEA).signing.fingerprint, "Example")


def test_without_a_programme_identity_is_not_confirmed(ward: Ward) -> None:
    """Roles are then those recorded, the signature counts, and the label is told."""
    record = ward.signed()
    found = _sign_off(ward, record)
    assert found is not None
    assert (found.word, found.vouched) == ("Valid, identity not confirmed", None)
    assert "identity not confirmed" in sign_off_sentence(sign_off_counts(_evidence(ward)))
    assert _evidence(ward).people[ward.people[SAM]].roles == {"supervisor", "mentor"}


def test_roles_come_from_vouching_once_a_programme_is_pinned(led: Ward) -> None:
    """Sam says of himself that he is a mentor too; the programme vouched for a supervisor, and for Pat not at all."""
    mine, other = led.signed(), led.scan(side="right")
    led.submit(other)
    led.sign(other, by=PAT)
    _vouch(led, SAM, "supervisor")
    _pin(led)
    people = _evidence(led).people
    assert people[led.people[SAM]].roles == {"supervisor"}
    assert people[led.people[PAT]].roles == frozenset()
    confirmed, unknown = _sign_off(led, mine), _sign_off(led, other)
    assert confirmed is not None and (confirmed.word, confirmed.vouched) == ("Valid", {"supervisor"})
    assert unknown is not None and (unknown.word, unknown.vouched) == ("Valid, identity not confirmed", frozenset())
    unpin(led.home, led.key(LEA).signing.fingerprint)
    assert _evidence(led).people[led.people[SAM]].roles == {"supervisor", "mentor"}


def test_a_signature_in_a_role_not_vouched_for_never_counts(led: Ward) -> None:
    """Sam signs as supervisor and is vouched for as mentor alone: Invalid, and the scan waits for a signature."""
    record = led.signed()
    _vouch(led, SAM, "mentor")
    assert _sign_off(led, record) is not None
    _pin(led)
    log = _evidence(led).log("scan")
    assert (log.signed[0], log.statuses[0]) == (None, "submitted")


@pytest.mark.parametrize(
    ("start", "end"), [(date(2026, 11, 24), date(2027, 1, 1)), (date(2025, 1, 1), date(2026, 11, 22))]
)
def test_a_vouch_holds_for_its_days_alone(led: Ward, start: date, end: date) -> None:
    """Signed a day before the first day or after the last, the identity is not confirmed and no role is known."""
    record = led.signed()
    _vouch(led, SAM, "supervisor", start=start, end=end)
    _pin(led)
    found = _sign_off(led, record)
    assert found is not None
    assert (found.word, found.vouched) == ("Valid, identity not confirmed", frozenset())


def test_a_key_reported_lost_is_counted_apart(led: Ward) -> None:
    """What a lead's checkpoint saw before is proven to be earlier; the rest is not, and both are said."""
    before, after = led.signed(), led.scan(side="right")
    checkpoint(led.acting(LEA), key=led.key(LEA))
    led.submit(after)
    led.sign(after)
    _vouch(led, SAM, "supervisor")
    _pin(led)
    mark = led.key(SAM).signing.fingerprint
    revoke_key(led.acting(LEA), mark, date(2026, 11, 24), "lost", key=led.key(LEA), person=led.people[SAM])
    first, second = _sign_off(led, before), _sign_off(led, after)
    assert first is not None and second is not None
    assert (first.proven, second.proven) == (True, False)
    counts = sign_off_counts(_evidence(led))
    assert counts == SignOffCounts(records=2, revoked_proven=1, revoked_unproven=1)
    assert "by a key later reported lost, order not proven" in sign_off_sentence(counts)


def test_walk_up_is_counted_apart(ward: Ward) -> None:
    """Where the key was used is recorded with the signature, and told."""
    record = ward.scan()
    ward.submit(record)
    key = KeyUse(ward.people[SAM], "walk-up", ward.key(SAM).signing)
    sign(ward.acting(SAM), [Choice(record)], key=key)
    assert sign_off_counts(_evidence(ward)).walk_up == 1


def _forge(ward: Ward, record: str, **changed: object) -> None:
    """Put a statement into the tables, as whoever holds the file can, that Sam's key has not signed so."""
    signed = _sign_off(ward, record)
    assert signed is not None
    with ward.book.reading() as connection:
        kept = stored_texts(connection, [signed.statement])[signed.statement]
    said = replace(Statement.from_text(kept.text), n=2, prev=(kept.digest,), **changed)
    with ward.book.database.write() as connection:
        keep(connection, [StoredObject(said.digest, "statement", said.text, kept.signature)])


def test_a_signature_that_does_not_match_never_counts(ward: Ward) -> None:
    """A statement moved to another version of a scan by hand stands in the tables as signed, and counts for nothing."""
    record = ward.signed()
    other = ward.scan(side="right")
    ward.submit(other)
    log = _evidence(ward).log("scan")
    with ward.book.reading() as connection:
        from sonolog.store.lookups import head_of

        head = head_of(connection, other)
    assert head is not None
    item = Statement.from_text(_text(ward, record)).items[0]
    _forge(ward, record, items=(replace(item, digest=head.digest),))
    assert ward.status(other) == "signed"
    assert _sign_off(ward, other) is None
    assert _sign_off(ward, record) is not None
    assert len(_evidence(ward).log("scan")) == len(log)


def _text(ward: Ward, record: str) -> str:
    signed = _sign_off(ward, record)
    assert signed is not None
    with ward.book.reading() as connection:
        return stored_texts(connection, [signed.statement])[signed.statement].text


def test_a_key_that_signs_as_another_person_never_counts(ward: Ward) -> None:
    """Sam's key with Pat's name, soundly signed: it follows Sam's own statement, so it cannot be Pat's."""
    first, other = ward.signed(), ward.scan(side="right")
    ward.submit(other)
    said = Statement.from_text(_text(ward, first))
    with ward.book.reading() as connection:
        from sonolog.store.lookups import head_of

        head = head_of(connection, other)
    assert head is not None
    pat = Signer(person=ward.people[PAT], name=PAT, role="supervisor")
    made = replace(said, signer=pat, n=2, prev=(said.digest,), items=(replace(said.items[0], digest=head.digest),))
    signed = sign_statement(made, ward.key(SAM).signing)
    with ward.book.database.write() as connection:
        keep(connection, [StoredObject(made.digest, "statement", made.text, signed.signature)])
    assert ward.status(other) == "signed"
    assert _sign_off(ward, other) is None


def _copied(ward: Ward, record: str, number: int) -> None:
    """Copy the rows of a record in the file, under other record ids."""
    with sqlite3.connect(ward.path) as raw:
        for table in ("head", "scan"):
            names = [row[1] for row in raw.execute(f"PRAGMA table_info({table})")]
            found = raw.execute(f"SELECT * FROM {table} WHERE record = ?", [record]).fetchone()  # noqa: S608
            row = dict(zip(names, found, strict=True))
            for at in range(number):
                row |= {"record": str(UUID(int=at))} | ({"row": 1000 + at} if "row" in row else {})
                marks = ", ".join("?" * len(names))
                raw.execute(f"INSERT INTO {table} VALUES ({marks})", [row[name] for name in names])  # noqa: S608


def test_a_signed_scan_counts_once_however_often_its_rows_are_copied(ward: Ward) -> None:
    """A hundred copies in the tables of one signed scan: one is signed, the others are told as not what was signed."""
    record = ward.signed()
    _copied(ward, record, 100)
    log = _evidence(ward).log("scan")
    assert [at for at, one in zip(log.records, log.signed, strict=True) if one is not None] == [record]
    assert set(log.statuses) == {"signed", "submitted"}
    counts = sign_off_counts(_evidence(ward))
    assert (counts.records, counts.not_as_signed) == (1, 100)
    assert "100 records are not as they were signed" in sign_off_sentence(counts)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE scan SET region = 'hip'",
        "UPDATE scan SET side = NULL",
        "UPDATE scan SET structures = '[]'",
        "UPDATE scan SET structures = NULL",
        "UPDATE scan SET date = '2026-11-01'",
        "UPDATE scan SET minutes = 90",
        "UPDATE head SET day = '2026-11-01' WHERE kind = 'scan'",
        "UPDATE object SET text = replace(text, 'knee', 'hip') WHERE type = 'revision'",
    ],
)
def test_a_row_that_is_not_what_was_signed_is_not_signed(ward: Ward, change: str) -> None:
    """Any field of a signed scan changed in the file by hand: its sign-off counts for nothing, and that is said."""
    record = ward.signed(region="knee", structures="patellar-tendon")
    assert _sign_off(ward, record) is not None
    with sqlite3.connect(ward.path) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'object'"):
            raw.execute(f"DROP TRIGGER {name}")
        assert raw.execute(change).rowcount
    assert _sign_off(ward, record) is None
    assert sign_off_counts(_evidence(ward)).not_as_signed == 1


def test_what_the_tables_say_of_a_signature_is_not_believed(ward: Ward) -> None:
    """Role, meaning and assurance are those of the signed text, or the sign-off counts for nothing."""
    record = ward.signed()
    assert _sign_off(ward, record) is not None
    with sqlite3.connect(ward.path) as raw:
        raw.execute("UPDATE statement SET assurance = 'department-database' WHERE act = 'sign'")
    assert _sign_off(ward, record) is None


@pytest.mark.parametrize(
    ("change", "back"),
    [
        ("text = replace(text, '\"n\":1', '\"n\":2')", "text = replace(text, '\"n\":2', '\"n\":1')"),
        ("signature = zeroblob(64)", ""),
        ("signature = NULL", ""),
    ],
)
def test_what_was_checked_once_is_known_by_its_bytes_alone(ward: Ward, change: str, back: str) -> None:
    """A statement changed in the file after it was found sound counts for nothing, while the program is open."""
    record = ward.signed()
    assert _sign_off(ward, record) is not None
    assert len(ward.book.alone) == 1
    with sqlite3.connect(ward.path) as raw:
        for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'object'"):
            raw.execute(f"DROP TRIGGER {name}")
        signed = "WHERE digest = (SELECT digest FROM statement WHERE act = 'sign')"
        assert raw.execute(f"UPDATE object SET {change} {signed}").rowcount  # noqa: S608
    assert _sign_off(ward, record) is None
    if back:
        with sqlite3.connect(ward.path) as raw:
            raw.execute(f"UPDATE object SET {back} {signed}")  # noqa: S608
        assert _sign_off(ward, record) is not None
