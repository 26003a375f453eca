"""Making a department's database and its accounts, as whoever looks after the server."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sonolog.ledger.objects import JournalEntry
from sonolog.store.department.address import Address
from sonolog.store.department.connecting import connect
from sonolog.store.department.errors import NoDepartment, NotAllowedHere, ServerGone, named_fault
from sonolog.store.department.schema import TABLES, keeping_sql, rebuilt_sql, roles_sql
from sonolog.store.objects import StoredObject

if TYPE_CHECKING:
    from psycopg import Connection

_AS_OWNER = "SET LOCAL ROLE sonolog_owner; SET LOCAL search_path = sonolog, pg_temp"
_KEEP_SETTING = """INSERT INTO setting VALUES (%s, %s)
ON CONFLICT (name) DO UPDATE SET value = excluded.value RETURNING 1"""
_LEAVE = "RESET ROLE"
_CURRENT = """SELECT object.text FROM head JOIN object ON object.digest = head.digest
WHERE head.kind = 'person' AND head.record = %s AND object.type = 'revision'"""
_ACCOUNTS = "SELECT login, person, rank, closed IS NOT NULL FROM sonolog.account ORDER BY login"


@dataclass(frozen=True, slots=True)
class Account:
    """One login of a department."""

    login: str
    person: str
    rank: str
    closed: bool = False


@dataclass(frozen=True, slots=True)
class Initialised:
    """What making the tables came to."""

    logbook: str
    """The department's own id."""
    made: bool
    """It was not there before."""
    rebuilt: bool
    """Tables, functions and rules were made anew for another version."""


@dataclass(frozen=True)
class Administration:
    """A connection of whoever looks after the server, inside one transaction."""

    connection: Connection[Any]
    address: Address

    def initialise(self, logbook: str, *, rebuild: bool = False) -> Initialised:
        """Make roles, tables, functions and rules, or bring them to this version; doing it again changes nothing."""
        self._run(roles_sql())
        self._run(_AS_OWNER)
        self._run(keeping_sql())
        known = dict(self._rows("SELECT name, value FROM setting"))
        if rebuild or known.get("tables") != TABLES:
            for line in rebuilt_sql():
                self._run(line)
            self._run("SELECT rebuild()")
        told = {"logbook": known.get("logbook", logbook), "tables": TABLES}
        for name, value in told.items():
            self._rows(_KEEP_SETTING, (name, value))
        self._run(_LEAVE)
        return Initialised(
            told["logbook"],
            "logbook" not in known,
            known.get("tables") not in (None, TABLES) or (rebuild and bool(known)),
        )

    def accounts(self) -> tuple[Account, ...]:
        """Return every login, by name.

        Raises:
            NoDepartment: there are no tables.
        """
        self._require_tables()
        self._run(_AS_OWNER)
        found = tuple(Account(*row) for row in self._rows(_ACCOUNTS))
        self._run(_LEAVE)
        return found

    def current_text(self, person: str) -> str:
        """Return the text of the current version of a person's record; empty where there is none, or it is redacted.

        Whoever writes the next one waits until this transaction ends.
        """
        self._require_tables()
        self._run(_AS_OWNER)
        self._rows("SELECT lock_trainees(ARRAY[%s])", (person,))
        found = self._rows(_CURRENT, (person,))
        self._run(_LEAVE)
        return str(found[0][0]) if found else ""

    def add(self, account: Account, version: StoredObject | None, entry: JournalEntry | None) -> bool:
        """Make the login if the server has none of that name, give it to the person, and keep a version of the record.

        Returns whether the login itself was made; it has no password: the server's own rules say how it proves itself.
        """
        self._require_tables()
        is_new = not self._rows("SELECT 1 FROM pg_roles WHERE rolname = %s", (account.login,))
        login = self._quoted(account.login)
        if is_new:
            self._run(f"CREATE ROLE {login} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS")
        else:
            self._run(f"ALTER ROLE {login} LOGIN")
        given, taken = ("sonolog_auditor", "sonolog_member")[:: 1 if account.rank == "auditor" else -1]
        self._run(f"GRANT {given} TO {login}; REVOKE {taken} FROM {login}")
        self._run(_AS_OWNER)
        self._rows(
            "INSERT INTO account (login, person, rank) VALUES (%s, %s, %s)"
            " ON CONFLICT (login) DO UPDATE SET rank = excluded.rank, closed = NULL RETURNING 1",
            (account.login, account.person, account.rank),
        )
        if account.rank != "trainee":
            self._rows("INSERT INTO staff VALUES (%s) ON CONFLICT DO NOTHING RETURNING 1", (account.person,))
        if version is not None:
            told = (version.digest, version.type, version.text)
            self._rows("INSERT INTO object (digest, type, text) VALUES (%s, %s, %s) RETURNING 1", told)
        if entry is not None:
            line = (entry.writer, entry.seq, entry.digest, entry.text)
            self._rows("INSERT INTO journal (writer, seq, digest, text) VALUES (%s, %s, %s, %s) RETURNING 1", line)
        self._run(_LEAVE)
        return is_new

    def assign(self, person: str, trainees: tuple[str, ...]) -> None:
        """Let a supervisor see these trainees, whether or not they are named in a record."""
        self._run(_AS_OWNER)
        for trainee in trainees:
            self._rows("INSERT INTO assigned VALUES (%s, %s) ON CONFLICT DO NOTHING RETURNING 1", (person, trainee))
        self._run(_LEAVE)

    def close_account(self, login: str) -> None:
        """Let the login in no more; what it stored stays."""
        self._require_tables()
        self._run(f"ALTER ROLE {self._quoted(login)} NOLOGIN")
        self._run(_AS_OWNER)
        self._rows("UPDATE account SET closed = now() WHERE login = %s RETURNING 1", (login,))
        self._run(_LEAVE)

    def may_pass_row_rules(self, login: str) -> bool:
        """Tell whether the server exempts a login from the rules: it could read and change everything."""
        rows = self._rows("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = %s", (login,))
        return bool(rows and rows[0][0])

    def people(self) -> tuple[tuple[str, str], ...]:
        """Return id and name of everybody with a record."""
        self._require_tables()
        self._run(_AS_OWNER)
        found = tuple((str(row[0]), str(row[1])) for row in self._rows("SELECT record, name FROM person ORDER BY name"))
        self._run(_LEAVE)
        return found

    def _require_tables(self) -> None:
        if not self._rows("SELECT 1 FROM pg_tables WHERE schemaname = 'sonolog' AND tablename = 'account'"):
            raise NoDepartment(self.address.printed)

    def _quoted(self, name: str) -> str:
        from psycopg import sql

        return sql.Identifier(name).as_string(self.connection)

    def _run(self, text: str) -> None:
        self.connection.execute(text.encode())

    def _rows(self, text: str, values: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
        return self.connection.execute(text.encode(), values or None).fetchall()


_ALONE = """DO $$ BEGIN
  LOCK TABLE pg_catalog.pg_auth_members IN SHARE ROW EXCLUSIVE MODE;
EXCEPTION WHEN insufficient_privilege THEN NULL;
END $$"""
"""One administrator of the server at a time: roles are of all its databases, and two who change one spoil it."""


@contextmanager
def administering(address: Address) -> Iterator[Administration]:
    """Give one transaction as the login of ``address``, who may make roles and tables: all of it is kept, or nothing.

    Raises:
        DriverMissing, ServerUnreachable: the server cannot be reached.
        NotAllowedHere: this login may not do it.
    """
    connection = connect(address)
    from psycopg import Error

    try:
        with connection.transaction():
            connection.execute(_ALONE)
            yield Administration(connection, address)
    except Error as fault:
        named = named_fault(address.printed, fault)
        if isinstance(named, NotAllowedHere):
            named.hint = "This needs a login that may make roles and tables: the server's administrator."
        if named is None:
            raise
        raise named from None
    finally:
        connection.close()


__all__ = ["Account", "Administration", "Initialised", "ServerGone", "administering"]
