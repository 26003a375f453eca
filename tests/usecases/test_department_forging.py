"""What somebody would make up to stand in a department: sign-offs of others, revocations, tombstones, roles."""

from __future__ import annotations

from hashlib import sha256

import pytest

from sonolog.ledger.objects import Document
from sonolog.usecases.enrol import enrol
from sonolog.usecases.frameworks import find_framework
from sonolog.usecases.programme import trust_of
from sonolog.usecases.show_progress import show_progress

from .department_ward import DepartmentWard
from .hostile_sql import (
    ADD,
    Row,
    Sessions,
    a_document,
    a_key_revocation,
    a_revision,
    a_statement,
    a_tombstone,
)
from .ward import TESS

_REPLACE = "SELECT replace_text(%s, %s, %s, %s)"
_MADE_UP = b"q" * 32
_KEPT = "SELECT type, carried, stored_by FROM object WHERE digest = %s"


def _put(as_sql: Sessions, login: str, row: Row) -> None:
    as_sql.of(login).execute(_REPLACE.encode(), row)


def _head(as_sql: Sessions, digest: str) -> list[tuple[str]]:
    return as_sql.rows("lea", "SELECT status FROM head WHERE digest = %s", (digest,))


def _counts(as_sql: Sessions, digest: str) -> list[tuple[bool]]:
    return as_sql.rows("lea", "SELECT counts FROM statement WHERE digest = %s", (digest,))


def _scan(as_sql: Sessions, person: str, login: str) -> str:
    made = a_revision("scan", by=person, subject=person, date="2026-11-20")
    as_sql.keep(login, made)
    return made[0]


@pytest.mark.parametrize("login", ["tess", "tom", "sam", "aud"])
@pytest.mark.parametrize("of", ["document", "revision"])
def test_nobody_takes_a_framework_away(place: DepartmentWard, as_sql: Sessions, login: str, of: str) -> None:
    """A document has no author whose it would be; a rule that finds nothing to compare does not hold."""
    kept = a_document()
    as_sql.keep("lea", kept)
    told = f'{{"digest":"{kept[0]}","of":"{of}","t":"tombstone"}}'
    assert not as_sql.may(login, _REPLACE, (kept[0], "tombstone", told, None))
    if login != "aud":
        assert as_sql.rows(login, "SELECT may_replace(%s, 'tombstone', %s)", (kept[0], told)) == [(False,)]


def test_a_sign_off_put_in_the_place_of_a_tombstone_is_carried_like_any_other(
    place: DepartmentWard, as_sql: Sessions
) -> None:
    """Whoever prepares the place of a forged sign-off with a tombstone of their own has brought it all the same."""
    people = place.server.people
    tess, sam = people["tess"], people["sam"]
    scan = _scan(as_sql, tess, "tess")
    forged = a_statement("sign", by=sam, subject=tess, about=scan, key=b"t" * 32)
    as_sql.keep("tess", a_tombstone(forged[0], by=tess, subject=tess))
    _put(as_sql, "tess", forged)
    assert as_sql.rows("tess", _KEPT, (forged[0],)) == [("statement", True, "tess")]
    assert _counts(as_sql, forged[0]) == [(False,)]
    assert _head(as_sql, scan) == [("draft",)]
    told = "SELECT count(*) FROM head h WHERE NOT EXISTS (SELECT FROM revision r WHERE r.record = h.record)"
    assert as_sql.rows("lea", told) == [(0,)]  # nothing is left of the record the tombstone spoke of


@pytest.mark.parametrize(("login", "subject"), [("sam", "tess"), ("pat", "pat"), ("lea", "tess"), ("lea", "lea")])
def test_nobody_signs_in_anothers_name_so_that_it_counts(
    place: DepartmentWard, as_sql: Sessions, login: str, subject: str
) -> None:
    """Not a supervisor about a trainee, nor anybody about their own training, nor a lead."""
    people = place.server.people
    scan = _scan(as_sql, people[subject], subject)
    other = people["ann" if login == "sam" else "sam"]
    forged = a_statement("sign", by=other, subject=people[subject], about=scan, key=_MADE_UP)
    as_sql.keep(login, forged)
    assert _counts(as_sql, forged[0]) == [(False,)]
    assert _head(as_sql, scan) == [("draft",)]
    if (login, subject) != ("lea", "tess"):  # a lead answers for what they bring about others
        assert as_sql.rows(login, "SELECT vet(%s)", ([forged[0]],)) == [(0,)]
        assert _head(as_sql, scan) == [("draft",)]


def _revoked(place: DepartmentWard, key: str) -> str:
    book = place.acting("Lea Lead")
    with book.reading() as connection:
        return trust_of(connection, book.home).revoked_from(key)


def test_nobody_but_a_lead_revokes_the_key_of_another(place: DepartmentWard, as_sql: Sessions) -> None:
    """Whatever role they give themselves; brought in a lead's name it is not believed before it is verified."""
    people = place.server.people
    seed = sha256(people["sam"].encode()).digest()
    key = as_sql.rows("lea", "SELECT fingerprint FROM statement WHERE person = %s", (people["sam"],))[0][0]
    for login in ("tom", "pat"):
        for role in ("lead", "supervisor"):
            said = a_key_revocation(seed, by=people[login], subject=people["sam"], role=role)
            assert not as_sql.may(login, ADD, said), (login, role)
    forged = a_key_revocation(seed, by=people["lea"], subject=people["sam"], role="lead", key=_MADE_UP)
    as_sql.keep("tom", forged)
    assert _counts(as_sql, forged[0]) == [(False,)]
    assert _revoked(place, key) == ""
    claimed = a_key_revocation(seed, by=people["ann"], subject=people["sam"], role="lead", key=_MADE_UP)
    as_sql.keep("tom", claimed)
    assert as_sql.rows("lea", "SELECT vet(%s)", ([claimed[0]],)) == [(0,)]  # ann is no lead here
    assert as_sql.may("lea", ADD, a_key_revocation(seed, by=people["lea"], subject=people["sam"], role="lead"))


def test_a_key_that_revokes_itself_is_believed_whoever_brings_it(place: DepartmentWard, as_sql: Sessions) -> None:
    """The revocation signed beforehand and kept with an enrolment card: its own signature proves it."""
    people = place.server.people
    seed = b"p" * 32
    said = a_key_revocation(seed, by=people["pat"], subject=people["pat"], key=seed)
    as_sql.keep("tom", said)
    by = as_sql.rows("lea", "SELECT fingerprint FROM statement WHERE digest = %s", (said[0],))[0][0]
    assert _revoked(place, by) == "2020-01-01"
    own = sha256(people["ann"].encode()).digest()
    assert as_sql.may("ann", ADD, a_key_revocation(own, by=people["ann"], subject=people["ann"]))


@pytest.mark.parametrize("squatter", ["tom", "tess"])
def test_a_tombstone_keeps_no_framework_out(place: DepartmentWard, as_sql: Sessions, squatter: str) -> None:
    """Whoever puts a tombstone where a shipped framework will stand, seen or not: enrolment puts the text there."""
    name = {"tom": "case-pgc-msk", "tess": "eular-msk"}[squatter]
    found = find_framework(name, place.book.home)
    framework = found.framework
    text = Document(kind="framework", name=framework.framework, edition=framework.edition, content=found.text)
    digest = text.digest
    me = place.server.people[squatter]
    as_sql.keep(squatter, a_tombstone(digest, by=me, subject=me))
    enrol(place.book, name)
    assert as_sql.rows("tess", "SELECT type FROM object WHERE digest = %s", (digest,)) == [("document",)]
    assert show_progress(place.book, place.people[TESS], framework=name)


def test_a_tombstone_stands_in_no_record_of_another(place: DepartmentWard, as_sql: Sessions) -> None:
    """Neither in another trainee's record, nor over an assessment that a supervisor wrote."""
    people = place.server.people
    tess, tom, sam = people["tess"], people["tom"], people["sam"]
    record = as_sql.rows("lea", "SELECT record FROM head WHERE subject = %s AND kind = 'scan'", (tess,))[0][0]
    assert not as_sql.may("tom", ADD, a_tombstone("a" * 64, by=tom, subject=tom, record=record))
    judged = a_revision("assessment", by=sam, subject=tess, outcome="failed")
    as_sql.keep("sam", judged)
    record = as_sql.rows("lea", "SELECT record FROM revision WHERE digest = %s", (judged[0],))[0][0]
    told = a_tombstone("b" * 64, by=tess, subject=tess, record=record)
    assert not as_sql.may("tess", ADD, (*told[:2], told[2].replace('"scan"', '"assessment"'), None))


@pytest.mark.parametrize("login", ["tess", "sam", "pat"])
def test_only_a_lead_speaks_as_one(place: DepartmentWard, as_sql: Sessions, login: str) -> None:
    """The rank binds the role that is signed, and the roles a person gives themselves."""
    people = place.server.people
    me, tess = people[login], people["tess"]
    act = "submit" if login == "tess" else "sign"
    scan = _scan(as_sql, tess, "tess")
    assert not as_sql.may(login, ADD, a_statement(act, by=me, subject=tess, about=scan, role="lead"))
    usual = "trainee" if login == "tess" else "supervisor"
    assert as_sql.may(login, ADD, a_statement(act, by=me, subject=tess, about=scan, role=usual))
    for roles, expected in (([usual, "lead"], False), ([usual], True)):
        row = a_revision("person", by=me, subject=me, record=me, name="Some Body", roles=roles)
        assert as_sql.may(login, ADD, row) is expected
    as_lead = a_statement("sign", by=people["lea"], subject=tess, about=scan, role="lead")
    assert as_sql.may("lea", ADD, as_lead)
