"""Adding to what keeps on a server, and asking it beforehand what may be added."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

from sqlalchemy import Connection

from sonolog.store.department.errors import PlaceTaken

_ADD = {
    "object": "INSERT INTO object (digest, type, text, signature) SELECT * FROM"
    " unnest(%s::text[], %s::text[], %s::text[], %s::bytea[]) ON CONFLICT DO NOTHING",
    "journal": "INSERT INTO journal (writer, seq, digest, text) SELECT * FROM"
    " unnest(%s::text[], %s::bigint[], %s::text[], %s::text[]) ON CONFLICT DO NOTHING",
}
_COLUMNS = {"object": ("digest", "type", "text", "signature"), "journal": ("writer", "seq", "digest", "text")}
_REPLACE = "SELECT replace_text(%s, %s, %s, %s)"
_MAY_REPLACE = "SELECT may_replace(%s, %s, %s)"
_OTHERWISE = "SELECT kept_otherwise(%s::text[], %s::text[])"
_OTHERS = "SELECT writer FROM unnest(%s::text[]) AS writer WHERE is_others_chain(writer)"
_NOT_ADDED = "SELECT not_to_be_added(%s::text[], %s::text[], %s::text[])"


def add_rows(connection: Connection, table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Add the rows that are not there yet; the server keeps the views.

    A text takes the place of a tombstone that stands under its digest, seen or not: the digest proves it.

    Raises:
        PlaceTaken: a text was redacted there.
    """
    columns = tuple([row[name] for row in rows] for name in _COLUMNS[table])
    added = connection.exec_driver_sql(_ADD[table], columns)
    if table == "object" and added.rowcount < len(rows):
        _put_in_place(connection, rows)


def _put_in_place(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    asked = ([row["digest"] for row in rows], [row["type"] for row in rows])
    otherwise = set(connection.exec_driver_sql(_OTHERWISE, asked).scalars())
    for row in rows:
        if row["digest"] not in otherwise or row["type"] == "tombstone":
            continue
        if not may_replace(connection, row["digest"], row["type"], row["text"]):
            raise PlaceTaken(row["type"])
        replace_row(connection, row["digest"], row["type"], row["text"], row["signature"])


def replace_row(connection: Connection, digest: str, type_: str, text: str, signature: bytes | None) -> None:
    """Put a tombstone in the place of a text, or the text in the place of a tombstone, by the owner's function."""
    connection.exec_driver_sql(_REPLACE, (digest, type_, text, signature))


def may_replace(connection: Connection, digest: str, type_: str, text: str) -> bool:
    """Tell whether the department lets this person do that."""
    return bool(connection.exec_driver_sql(_MAY_REPLACE, (digest, type_, text)).scalar())


def not_to_be_added(connection: Connection, objects: Sequence[tuple[str, str, str]]) -> set[str]:
    """Return the digests of those of ``objects`` (type, digest, text) that this person may not add."""
    types, digests, texts = ([one[at] for one in objects] for at in range(3))
    places = connection.exec_driver_sql(_NOT_ADDED, (types, digests, texts)).scalars()
    return {digests[place - 1] for place in places}


def others_chains(connection: Connection, writers: Collection[str]) -> set[str]:
    """Return those of ``writers`` to whose journal only others may add."""
    rows = connection.exec_driver_sql(_OTHERS, (sorted(writers),))
    return {row[0] for row in rows}
