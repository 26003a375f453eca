"""Statements of others that were brought to a department, which count once somebody else has verified them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from sonolog.store.objects import StoredObject, stored_texts

_CARRIED = "SELECT digest FROM statement WHERE NOT counts AND act <> 'redacted' ORDER BY at, digest"
_OF_OTHERS = """SELECT digest FROM statement JOIN object USING (digest)
WHERE NOT counts AND act <> 'redacted' AND (my_rank() = 'lead' OR stored_by <> session_user)
ORDER BY at, digest"""


def carried_statements(connection: Connection) -> tuple[StoredObject, ...]:
    """Return those this person sees and nobody has verified yet, oldest first."""
    return _kept(connection, _CARRIED)


def carried_to_verify(connection: Connection) -> tuple[StoredObject, ...]:
    """Return those of them that this person may let count: a supervisor not what they brought themselves."""
    return _kept(connection, _OF_OTHERS)


def _kept(connection: Connection, query: str) -> tuple[StoredObject, ...]:
    digests = list(connection.exec_driver_sql(query).scalars())
    kept = stored_texts(connection, digests)
    return tuple(kept[digest] for digest in digests if digest in kept)


def count_them(connection: Connection, digests: Sequence[str]) -> int:
    """Let these count, and return how many do: a trainee is refused, and what is not theirs to verify left out."""
    return int(connection.exec_driver_sql("SELECT vet(%s::text[])", (list(digests),)).scalar_one())


def keys_by_login(connection: Connection) -> frozenset[tuple[str, str]]:
    """Return person and fingerprint of every key with which somebody signed under their own login."""
    rows = connection.exec_driver_sql("SELECT person, fingerprint FROM own_keys()")
    return frozenset((row[0], row[1]) for row in rows)
