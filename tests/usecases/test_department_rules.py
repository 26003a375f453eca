"""What the server itself lets each person do: SQL through their own login, with nothing of the program in between."""

from __future__ import annotations

from hashlib import sha256
from itertools import product

import pytest
from tests.department_server import ADMIN, PEOPLE

from sonolog.domain.kinds import KINDS

from .department_ward import DepartmentWard
from .hostile_sql import ADD, Sessions, a_document, a_revision, a_statement, an_entry, gone
from .ward import SAM, TESS

_ADD_ENTRY = "INSERT INTO journal (writer, seq, digest, text) VALUES (%s, %s, %s, %s)"
_ACTS = ("submit", "recall", "sign", "return", "withdraw", "reinstate", "revoke", "redact")
_OWN_ACTS = ("submit", "recall", "withdraw", "reinstate", "redact")
_TAKEN_AS_IT_COMES = ("submit", "recall", "withdraw", "reinstate")
_SUPERVISING = ("sign", "return", "revoke", "withdraw", "reinstate", "redact")
_RANKS = {login: rank for login, (_, rank) in PEOPLE.items()}
_SEES = {"sam": {"tess", "sam"}, "tess": {"tess"}, "tom": {"tom"}}
"""Whose records a login sees that does not see all."""
_KEEPING = ("object", "journal")
_VIEWS = ("revision", "statement", "item", "head", "document", "search", *(kind.replace("-", "_") for kind in KINDS))
_HIDDEN = ("account", "vetted", "concern", "assigned", "staff")


def _version(as_sql: Sessions, trainee: str) -> tuple[str, str]:
    """Return digest and record of a scan of somebody's."""
    query = "SELECT digest, record FROM head WHERE subject = %s AND kind = 'scan' ORDER BY record LIMIT 1"
    return as_sql.rows("lea", query, (trainee,))[0]


@pytest.mark.parametrize("login", ["tess", "tom", "sam", "lea", "aud"])
def test_who_may_add_which_record_about_whom_in_whose_name(place: DepartmentWard, as_sql: Sessions, login: str) -> None:
    """Every kind, about either trainee, in the name of each: oneself in one's own reach, a lead everything.

    And nobody but a lead says that they lead.
    """
    people, rank, wrong = place.server.people, _RANKS[login], []
    for kind, subject, author in product(set(KINDS) - {"person"}, ("tess", "tom"), ("tess", "tom", "sam", "lea")):
        row = a_revision(kind, by=people[author], subject=people[subject])
        expected = rank == "lead" or (rank != "auditor" and subject in _SEES[login] and author == login)
        if as_sql.may(login, ADD, row) is not expected:
            wrong.append((kind, subject, author))
    assert wrong == []
    me, about = people[login], _version(as_sql, people["tess"])[0]
    itself = a_revision("person", by=me, subject=me, record=me, name="Some Body", roles=["lead"])
    for row in (itself, a_statement("sign", by=me, subject=people["tess"], about=about, role="lead")):
        assert as_sql.may(login, ADD, row) is (rank == "lead")


@pytest.mark.parametrize("login", ["tess", "tom", "sam", "lea", "aud"])
def test_who_may_add_which_statement_about_whom_in_whose_name(
    place: DepartmentWard, as_sql: Sessions, login: str
) -> None:
    """What one says oneself is of one's own rank; what others signed may be brought for one's own trainees.

    Whatever the rank, what another signed does not count and no record stands as signed; only what trainees say of
    their own records is taken as it comes from those who teach.
    """
    people, rank, wrong = place.server.people, _RANKS[login], []
    for act, subject, author in product(_ACTS, ("tess", "tom"), ("tess", "tom", "sam", "lea")):
        row = a_statement(act, by=people[author], subject=people[subject], about=_version(as_sql, people[subject])[0])
        if rank == "lead":
            expected = True
        elif rank == "auditor" or subject not in _SEES[login]:
            expected = False
        elif author != login:
            expected = True  # carried: see what counts
        else:
            expected = act in (_OWN_ACTS if rank == "trainee" else _SUPERVISING)
        taken = author == subject and act in _TAKEN_AS_IT_COMES and rank != "trainee"
        counts = (author == login or taken) if expected else None
        if as_sql.counting(login, row) is not counts or as_sql.may(login, ADD, row) is not expected:
            wrong.append((act, subject, author, expected, counts))
    assert wrong == []


@pytest.mark.parametrize("login", [one for one in PEOPLE if one not in ("pat", "ann")])
def test_nobody_changes_deletes_or_takes_the_rules_away(place: DepartmentWard, as_sql: Sessions, login: str) -> None:
    """No UPDATE, DELETE, TRUNCATE; no view is written; no trigger, policy, table, function or role is touched.

    A framework is everybody's: not even a lead takes it away.
    """
    document = a_document()
    as_sql.keep("lea", document)
    forbidden = _forbidden(login, place.people[SAM], place.server.people["tom"], document[0])
    assert [text for text in forbidden if as_sql.may(login, text)] == []


def _forbidden(login: str, supervisor: str, trainee: str, document: str) -> list[str]:
    """Return what nobody who logs in may do."""
    gone_document = f'{{"digest":"{document}","of":"document","t":"tombstone"}}'
    return [
        *(f"UPDATE {table} SET digest = digest" for table in _KEEPING),
        *(f"DELETE FROM {table}" for table in (*_KEEPING, *_VIEWS, *_HIDDEN)),
        *(f"TRUNCATE {table} CASCADE" for table in (*_KEEPING, *_VIEWS, *_HIDDEN)),
        *(f"DROP TABLE {table} CASCADE" for table in (*_KEEPING, *_VIEWS)),
        *(f"SELECT * FROM {table}" for table in _HIDDEN),
        *(f"ALTER TABLE {table} DISABLE TRIGGER ALL" for table in _KEEPING),
        *(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY" for table in _KEEPING),
        *(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY" for table in _KEEPING),
        *(f"CREATE POLICY mine ON {table} USING (true)" for table in _KEEPING),
        *(f"DROP POLICY is_seen ON {table}" for table in _KEEPING),
        *_forging(login, supervisor, trainee),
        f"SELECT replace_text('{document}', 'tombstone', '{gone_document}', NULL)",
        "DROP TRIGGER object_is_viewed ON object",
        "CREATE TABLE sonolog.mine (one text)",
        "CREATE FUNCTION sonolog.me() RETURNS text LANGUAGE sql AS 'SELECT NULL::text'",
        "CREATE OR REPLACE FUNCTION me() RETURNS text LANGUAGE sql AS 'SELECT NULL::text'",
        "SET ROLE sonolog_owner",
        f"SET SESSION AUTHORIZATION {'tom' if login == 'lea' else 'lea'}",
        f"SET ROLE {'tom' if login == 'lea' else 'lea'}",
        f"SET ROLE {ADMIN}",
        f"GRANT sonolog_owner TO {login}",
        f"ALTER ROLE {login} BYPASSRLS",
        f"ALTER ROLE {login} SUPERUSER",
        "ALTER FUNCTION me() SECURITY INVOKER",
        "COPY object TO PROGRAM 'true'",
    ]


def _forging(login: str, supervisor: str, trainee: str) -> list[str]:
    """Return how somebody would write what the server computes."""
    return [
        "UPDATE head SET status = 'signed'",
        "INSERT INTO head (record) SELECT record FROM head",
        "INSERT INTO statement SELECT * FROM statement",
        "INSERT INTO item SELECT * FROM item",
        "INSERT INTO scan SELECT * FROM scan",
        "INSERT INTO search SELECT * FROM search",
        "INSERT INTO vetted (digest, by) VALUES ('x', 'y')",
        f"INSERT INTO account (login, person, rank) VALUES ('{login}', 'x', 'lead')",
        f"UPDATE account SET rank = 'lead' WHERE login = '{login}'",
        f"INSERT INTO assigned (person, trainee) VALUES ('{supervisor}', '{trainee}')",
        "UPDATE setting SET value = 'x'",
        "SELECT refresh(ARRAY['x'])",
        "SELECT index_objects(ARRAY['x'])",
        "SELECT drop_rows(ARRAY['x'])",
        "SELECT rebuild()",
    ]


def test_each_sees_what_concerns_them_and_no_more(place: DepartmentWard, as_sql: Sessions) -> None:
    """Trainees their own, a supervisor those given or asking, lead and auditor all; the same in every table."""
    people = place.server.people
    seen = {
        login: {row[0] for row in as_sql.rows(login, "SELECT DISTINCT subject FROM object WHERE kind = 'scan'")}
        for login in ("tess", "tom", "sam", "lea", "aud")
    }
    assert seen == {
        "tess": {people["tess"]},
        "tom": {people["tom"]},
        "sam": {people["tess"]},
        "lea": {people["tess"], people["tom"]},
        "aud": {people["tess"], people["tom"]},
    }
    for table in ("revision", "statement", "item", "head", "scan", "search"):
        for login in ("tess", "tom", "sam"):
            subjects = {row[0] for row in as_sql.rows(login, f"SELECT subject FROM {table}")}
            others = people["tess"] if login == "tom" else people["tom"]
            assert others not in subjects, (table, login)
    assert {row[0] for row in as_sql.rows("tom", "SELECT name FROM person")} == {
        name for login, (name, rank) in PEOPLE.items() if rank != "trainee" or login == "tom"
    }
    assert as_sql.rows("tom", "SELECT count(*) FROM journal WHERE actor = %s", (people["tess"],)) == [(0,)]


def test_what_the_server_notes_itself_cannot_be_sent(place: DepartmentWard, as_sql: Sessions) -> None:
    """Who stored a thing, when, and that it was carried, is the server's to say."""
    row = a_revision("scan", by=place.people[TESS], subject=place.people[TESS])
    for column, value in (("stored_by", "lea"), ("stored_at", "2020-01-01"), ("carried", "f"), ("redacted_by", "lea")):
        text = f"INSERT INTO object (digest, type, text, signature, {column}) VALUES (%s, %s, %s, %s, %s)"
        assert not as_sql.may("tess", text, (*row, value))
    connection = as_sql.of("tess")
    with connection.transaction(force_rollback=True):
        connection.execute("SET LOCAL ROLE sonolog_member")
        connection.execute(ADD.encode(), row)
        assert connection.execute("SELECT stored_by FROM object WHERE digest = %s", (row[0],)).fetchone() == ("tess",)


@pytest.mark.parametrize("wrong", ["digest", "type", "unsigned", "not an object"])
def test_a_text_is_what_its_digest_and_type_say(place: DepartmentWard, as_sql: Sessions, wrong: str) -> None:
    """The table itself computes SHA-256 of the text and looks at what it says it is."""
    import psycopg

    me = place.people[TESS]
    digest, kind, text, _ = a_revision("scan", by=me, subject=me)
    rows = {
        "digest": ("0" * 64, kind, text, None),
        "type": (digest, "document", text, None),
        "unsigned": (*a_statement("submit", by=me, subject=me, about=digest, role="trainee")[:3], None),
        "not an object": (digest, kind, text[:-1], None),
    }
    with pytest.raises(psycopg.Error) as caught, as_sql.of("tess").transaction(force_rollback=True):
        as_sql.of("tess").execute(ADD.encode(), rows[wrong])
    assert caught.value.sqlstate in ("23514", "22P02")


def test_a_record_stays_whose_it_is(place: DepartmentWard, as_sql: Sessions) -> None:
    """Nobody takes another's record over, names somebody anew, or amends what a supervisor wrote of them."""
    people = place.server.people
    tess, tom, sam = people["tess"], people["tom"], people["sam"]
    digest, record = _version(as_sql, tom)
    assert not as_sql.may("tess", ADD, a_revision("scan", by=tess, subject=tess, record=record))
    assert not as_sql.may("tess", ADD, a_revision("scan", by=tess, subject=tess, record=record, parents=(digest,)))
    assert not as_sql.may("tess", ADD, a_revision("person", by=tess, subject=sam, record=sam, name="Another"))
    assert not as_sql.may("tess", ADD, a_revision("person", by=sam, subject=sam, record=sam, name="Another"))
    assert not as_sql.may("tess", ADD, a_revision("person", by=tess, subject=tess, record=sam, name="Another"))
    assert as_sql.may("tess", ADD, a_revision("person", by=tess, subject=tess, record=tess, name="Tess T."))
    written = a_revision("assessment", by=sam, subject=tess, outcome="failed")
    connection = as_sql.of("sam")
    connection.execute(ADD.encode(), written)
    judged = as_sql.rows("lea", "SELECT record FROM revision WHERE digest = %s", (written[0],))[0][0]
    mine = a_revision("assessment", by=tess, subject=tess, record=judged, parents=(written[0],), outcome="passed")
    assert not as_sql.may("tess", ADD, mine)
    assert not as_sql.may("tess", "SELECT replace_text(%s, 'tombstone', %s, NULL)", gone(written))


def test_a_forged_sign_off_stands_in_no_view(place: DepartmentWard, as_sql: Sessions) -> None:
    """Signed with the trainee's own key in a supervisor's name, or about another's scan: the table says submitted."""
    people = place.server.people
    tess, tom, sam = people["tess"], people["tom"], people["sam"]
    record = place.scan(region="hip-groin")
    place.submit(record)
    digest = as_sql.rows("tess", "SELECT digest FROM head WHERE record = %s", (record,))[0][0]
    forged = a_statement("sign", by=sam, subject=tess, about=digest, key=b"t" * 32)
    as_sql.of("tess").execute(ADD.encode(), forged)
    assert place.status(record) == "submitted"
    assert as_sql.rows("tess", "SELECT counts FROM statement WHERE digest = %s", (forged[0],)) == [(False,)]
    assert not as_sql.may("tess", "SELECT vet(%s)", ([forged[0]],))
    other, _ = _version(as_sql, tom)
    as_sql.of("tess").execute(ADD.encode(), a_statement("submit", by=tess, subject=tess, about=other, role="trainee"))
    assert as_sql.rows("lea", "SELECT status FROM head WHERE digest = %s", (other,)) == [("draft",)]
    reopened = place.open(login="sam")
    assert "nobody here knows the key" in " ".join(reopened.notices)
    reopened.close()
    assert place.status(record) == "submitted"


def test_a_key_used_under_one_login_signs_under_no_other(place: DepartmentWard, as_sql: Sessions) -> None:
    """Another supervisor cannot revoke in the name of a key that is not theirs."""
    people = place.server.people
    digest, _ = _version(as_sql, people["tess"])
    sams = as_sql.rows("lea", "SELECT digest FROM statement WHERE person = %s AND act = 'sign'", (people["sam"],))[0][0]
    forged = a_statement(
        "revoke", by=people["pat"], subject=people["tess"], about=sams, key=sha256(people["sam"].encode()).digest()
    )
    assert not as_sql.may("pat", ADD, forged)
    assert as_sql.may("pat", ADD, a_statement("return", by=people["pat"], subject=people["tess"], about=digest))


def test_nobody_writes_on_in_anothers_journal(place: DepartmentWard, as_sql: Sessions) -> None:
    """The journal of another's machine is theirs; a new one says who stored it."""
    writer, seq = as_sql.rows(
        "lea", "SELECT writer, max(seq) FROM journal WHERE stored_by = 'tess' GROUP BY writer LIMIT 1"
    )[0]
    assert not as_sql.may("tom", _ADD_ENTRY, an_entry(actor=place.people[TESS], writer=writer, seq=seq + 1))
    assert not as_sql.may("aud", _ADD_ENTRY, an_entry(actor=None))
    assert as_sql.may("tom", _ADD_ENTRY, an_entry(actor=place.server.people["tom"]))
