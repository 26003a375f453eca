"""Statements of others that trainees brought to a department, which count once somebody else has verified them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection

from sonolog.store.objects import StoredObject, stored_texts

_CARRIED = "SELECT digest FROM statement WHERE NOT counts AND act <> 'redacted' ORDER BY at, digest"


def carried_statements(connection: Connection) -> tuple[StoredObject, ...]:
    """Return those this person sees and nobody has verified yet, oldest first."""
    digests = list(connection.exec_driver_sql(_CARRIED).scalars())
    kept = stored_texts(connection, digests)
    return tuple(kept[digest] for digest in digests if digest in kept)


def count_them(connection: Connection, digests: Sequence[str]) -> None:
    """Let these count: the server refuses it to a trainee."""
    connection.exec_driver_sql("SELECT vet(%s::text[])", (list(digests),))


def keys_by_login(connection: Connection) -> frozenset[tuple[str, str]]:
    """Return person and fingerprint of every key with which somebody signed under their own login."""
    rows = connection.exec_driver_sql("SELECT person, fingerprint FROM own_keys()")
    return frozenset((row[0], row[1]) for row in rows)
