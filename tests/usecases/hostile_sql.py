"""Objects somebody could make up, and the SQL with which they would try to get them into a department."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import count
from typing import Any

import psycopg
from tests.department_server import Server

from sonolog.clock import stamp
from sonolog.ledger.canonical import JSON, digest
from sonolog.ledger.identifiers import new_id, new_salt
from sonolog.ledger.keys import key_from_seed
from sonolog.ledger.objects import Document, JournalEntry, Revision, Statement, Tombstone, read_object, tombstone_of
from sonolog.ledger.parts import Item, Signer
from sonolog.ledger.statements import sign_statement

from .ward import NOW, seeded

_chance = seeded("hostile")
_numbers = count(1)
Row = tuple[str, str, str, bytes | None]
"""Digest, type, text and signature, as a table of objects has them."""
ADD = "INSERT INTO object (digest, type, text, signature) VALUES (%s, %s, %s, %s)"


@dataclass
class Sessions:
    """One connection for each login, as psql would have it."""

    server: Server
    database: str
    open: dict[str, psycopg.Connection[Any]] = field(default_factory=dict)

    def of(self, login: str) -> psycopg.Connection[Any]:
        """Return the connection of a login."""
        if login not in self.open:
            made = psycopg.connect(self.server.address(login, self.database), autocommit=True)
            made.execute("SET search_path = sonolog, pg_temp")
            self.open[login] = made
        return self.open[login]

    def rows(self, login: str, text: str, values: tuple[object, ...] | None = None) -> list[tuple[Any, ...]]:
        """Return the rows of a query as somebody sees them."""
        return self.of(login).execute(text.encode(), values).fetchall()

    def may(self, login: str, text: str, values: tuple[object, ...] | None = None) -> bool:
        """Return whether somebody may do something; it is taken back at once."""
        connection = self.of(login)
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(text.encode(), values)
        except psycopg.Error as refusal:
            assert refusal.sqlstate in ("42501", "42P01"), f"{login}: {text}: {refusal}"
            return False
        return True

    def keep(self, login: str, row: Row) -> None:
        """Add an object for good."""
        self.of(login).execute(ADD.encode(), row)

    def counting(self, login: str, row: Row) -> bool | None:
        """Return whether a statement that somebody adds would count, or None if it is refused; it is taken back."""
        connection = self.of(login)
        try:
            with connection.transaction(force_rollback=True):
                connection.execute(ADD.encode(), row)
                found = connection.execute("SELECT counts FROM statement WHERE digest = %s", (row[0],)).fetchone()
        except psycopg.errors.InsufficientPrivilege:
            return None
        return None if found is None else bool(found[0])

    def close(self) -> None:
        """Let go of them."""
        for connection in self.open.values():
            connection.close()


@contextmanager
def sessions(server: Server, database: str) -> Iterator[Sessions]:
    """Give a connection for each login."""
    made = Sessions(server, database)
    try:
        yield made
    finally:
        made.close()


def a_revision(
    kind: str, *, by: str, subject: str, record: str = "", parents: tuple[str, ...] = (), **body: JSON
) -> Row:
    """Return a version of a record, a new one if not said."""
    made = Revision(
        kind=kind,
        record=record or new_id(NOW, _chance),
        subject=subject,
        parents=parents,
        salt=new_salt(_chance),
        by=by,
        at=stamp(NOW),
        offset=0,
        body=dict(body),
    )
    return made.digest, "revision", made.text, None


def a_document(name: str = "") -> Row:
    """Return a framework, of a new name if not said."""
    made = Document(kind="framework", name=name or f"own-{next(_numbers)}", edition="1", content="{}")
    return made.digest, "document", made.text, None


def a_tombstone(digest: str, *, by: str, subject: str, of: str = "revision", record: str = "") -> Row:
    """Return what somebody says is left of a version that was never seen."""
    made = Tombstone(
        of=of,
        named=digest,
        kind="scan",
        record=record or new_id(NOW, _chance),
        subject=subject,
        by=by,
        at=stamp(NOW),
    )
    return digest, "tombstone", made.text, None


def a_key_revocation(of: bytes, *, by: str, subject: str, role: str = "supervisor", key: bytes = b"") -> Row:
    """Return the word of ``by`` that the key of the seed ``of`` is not to be trusted."""
    signing = key_from_seed(key or _seed_of(by))
    made = Statement(
        act="key-revoke",
        by=signing.fingerprint,
        key=signing.public,
        signer=Signer(person=by, name="Somebody", role=role),
        subject=subject,
        n=1,
        at=stamp(NOW),
        offset=0,
        items=(),
        assurance="own-device",
        terms={"key": key_from_seed(of).fingerprint, "effective": "2020-01-01", "reason": "lost"},
        seen={new_id(NOW, _chance): digest(str(next(_numbers)))},
    )
    return made.digest, "statement", made.text, sign_statement(made, signing).signature


def a_statement(
    act: str, *, by: str, subject: str, about: str, role: str = "supervisor", key: bytes = b"", to: tuple[str, ...] = ()
) -> Row:
    """Return a statement of ``act`` by ``by`` about one object; ``key`` is a seed, else the person's own."""
    signing = key_from_seed(key or _seed_of(by))
    made = Statement(
        act=act,
        by=signing.fingerprint,
        key=signing.public,
        signer=Signer(person=by, name="Somebody", role=role),
        subject=subject,
        n=1,
        at=stamp(NOW),
        offset=0,
        items=(Item(digest=about),),
        reason="because" if act in ("return", "withdraw", "revoke", "redact") else "",
        meaning="observed-directly" if act == "sign" else "",
        meaning_text="I directly observed this scan." if act == "sign" else "",
        assurance="department-database",
        to=to,
        seen={new_id(NOW, _chance): digest(str(next(_numbers)))},
    )
    return made.digest, "statement", made.text, sign_statement(made, signing).signature


def an_entry(
    *, actor: str | None, writer: str = "", seq: int = 1, prev: str | None = None
) -> tuple[str, int, str, str]:
    """Return a line of a journal, of a new writer if not said."""
    made = JournalEntry(
        writer=writer or new_id(NOW, _chance), seq=seq, prev=prev, at=stamp(NOW), actor=actor, act="log"
    )
    return made.writer, made.seq, made.digest, made.text


def _seed_of(person: str) -> bytes:
    return sha256(person.encode()).digest()


def gone(row: Row) -> tuple[str, str]:
    """Return digest and tombstone of an object."""
    found = read_object(row[2])
    assert isinstance(found, Revision)
    return row[0], tombstone_of(found).text
