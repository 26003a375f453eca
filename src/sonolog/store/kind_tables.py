"""One view table per record kind, with a real column for each field of its value class."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any, Literal

from sqlalchemy import Column, Integer, Select, Table, Text, select

from sonolog.domain.kinds import KINDS, UnknownKind
from sonolog.store.tables import head, metadata

_SHAPES = Path(__file__).with_name("field_shapes.json")
_MAKING = Lock()
Shape = Literal["text", "whole", "flag", "day", "decimal", "codes", "json"]
"""How a field is kept: flags as 0 and 1, days as ISO text, decimals as text, codes and nested values as JSON."""


@cache
def _shapes() -> dict[str, dict[str, Shape]]:
    told: dict[str, dict[str, Shape]] = json.loads(_SHAPES.read_bytes())
    return told


def field_shapes(kind: str) -> dict[str, Shape]:
    """Return field name to shape for the value class of ``kind``.

    A file tells them that :mod:`sonolog.store.value_shapes` makes: who reads a logbook waits for no value class.

    Raises:
        UnknownKind: there is no such kind.
    """
    shapes = _shapes().get(kind)
    if shapes is None:
        raise UnknownKind(kind)
    return shapes


@cache
def kind_table(kind: str) -> Table:
    """Return the view table of ``kind``; two threads that ask at once get the same one."""
    name = kind.replace("-", "_")
    with _MAKING:
        return metadata.tables[name] if name in metadata.tables else _made(name, kind)


def _made(name: str, kind: str) -> Table:
    columns = [Column(field, _column_type(shape), nullable=True) for field, shape in field_shapes(kind).items()]
    lead = (Column("record", Text, primary_key=True, nullable=False), Column("subject", Text, nullable=False))
    return Table(name, metadata, *lead, *columns)


DEAD = ("withdrawn", "redacted")
"""States of records that are in force no more."""


def all_kind_tables() -> tuple[Table, ...]:
    """Return the view tables of all kinds."""
    return tuple(kind_table(kind) for kind in KINDS)


def live_rows(table: Table) -> Select[Any]:
    """Return the query for the rows of ``table`` whose records are in force."""
    return select(table).join(head, head.c.record == table.c.record).where(head.c.status.not_in(DEAD))


def row_of(kind: str, body: dict[str, Any]) -> dict[str, Any]:
    """Return the column values of a stored ``body``; unknown fields of other versions are left out."""
    return {name: stored_value(shape, body.get(name)) for name, shape in field_shapes(kind).items()}


def stored_value(shape: Shape, value: Any) -> Any:
    """Return a value of a body as its column holds it."""
    if value is None:
        return None
    if shape in ("codes", "json"):
        return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return int(value) if shape == "flag" else value


def _column_type(shape: Shape) -> type[Text | Integer]:
    return Integer if shape in ("whole", "flag") else Text
