"""Whether the rows that count as signed say what the signed texts say: the tables are a cache that anybody can edit."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Connection

from sonolog.domain.labels import day_of
from sonolog.ledger.canonical import digest
from sonolog.progress.evidence import Cell, Log
from sonolog.store.evidence import codes_cell
from sonolog.store.kind_tables import Shape, field_shapes
from sonolog.store.objects import stored_texts

_UNREADABLE: Cell = ("", "what no cell of a table is")


def unlike_signed(connection: Connection, log: Log, trainee: str) -> frozenset[int]:
    """Return the places of entries that carry a sign-off and are not, in every field, the version that was signed.

    The texts are looked at by their digests: each belongs to one record of one trainee, so that a row that was copied
    is not signed, however often it stands there.
    """
    signed = {at: one.version for at, one in enumerate(log.signed) if one is not None}
    kept = stored_texts(connection, signed.values())
    read = {version: json.loads(one.text) for version, one in kept.items() if digest(one.text) == version}
    bodies: dict[int, Mapping[str, Any]] = {}
    for at, version in signed.items():
        found = read.get(version, {})
        body = found.get("body", {})
        told = (found.get("kind"), found.get("record"), found.get("subject"), day_of(body))
        if told == (log.kind, log.records[at], trainee, log.dates[at].isoformat()):
            bodies[at] = body
    unlike = signed.keys() - bodies.keys()
    for name, shape in field_shapes(log.kind).items():
        unlike |= _other_cells(log.columns[name], name, shape, bodies)
    return frozenset(unlike)


def _other_cells(column: Sequence[Cell], name: str, shape: Shape, bodies: Mapping[int, Mapping[str, Any]]) -> set[int]:
    """Return the places at which a column says something else than the signed texts."""
    told = {at: body.get(name) for at, body in bodies.items()}
    read = _READERS.get(shape)
    if read is None:
        return {at for at, value in told.items() if column[at] != value}
    return {at for at, value in told.items() if column[at] != (value if value is None else _cell(read, value))}


def _cell(read: Callable[[Any], Cell], value: Any) -> Cell:
    try:
        return read(value)
    except (TypeError, ValueError):
        return _UNREADABLE


_READERS: Mapping[Shape, Callable[[Any], Cell]] = {
    "day": date.fromisoformat,
    "flag": bool,
    "codes": codes_cell,
    "json": codes_cell,
}
"""How what a text says becomes the cell that its row becomes; what is not named here is one already."""
