"""Objects as tables of CSV, and back: one row holds everything of one object, so that the same digests come back.

A revision's row has the record's fields under their own names, and what surrounds them (who wrote it, what it follows)
under names that begin with an underscore.  A cell that is a text stands as it is; everything else, and a text that
would be taken for something else, is JSON.  An empty cell says nothing.
"""

from __future__ import annotations

import base64
import binascii
import csv
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO

from sonolog.domain.kinds import KINDS
from sonolog.errors import SonologError
from sonolog.exchange.csv_text import csv_text, unguarded
from sonolog.ledger.canonical import JSON, SIZE_LIMIT, canonical, parse
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, JournalEntry, Revision, Statement, Tombstone, read_object

DIGEST, SIGNATURE, STATUS = "_sha256", "_signature", "_status"
"""Columns of the program's own: what a row must come to, how it is signed, and where its record stands (not read)."""
_OTHERS = {Statement: "statements", Document: "documents", Tombstone: "tombstones", JournalEntry: "journal"}
TABLES = tuple(f"{name}.csv" for name in (*KINDS, *_OTHERS.values()))
"""Names of the tables there can be."""
_JSON = re.compile(r'["\[{]|(?:-?\d+|true|false|null)\Z')
"""What a cell begins with, or is, that is read as JSON."""


@dataclass(frozen=True, slots=True)
class TablesRead:
    """What tables held, and every fault in them."""

    objects: tuple[Kept, ...]
    entries: tuple[JournalEntry, ...]
    faults: tuple[str, ...]


def write_tables(
    objects: Iterable[Kept], entries: Iterable[JournalEntry], status: Mapping[str, str]
) -> Iterator[tuple[str, bytes]]:
    """Yield name and content of a table for each kind there is; ``status`` is what to call a version, by digest."""
    tables: dict[str, list[dict[str, JSON]]] = {}
    ordered = sorted(objects, key=lambda one: (str(getattr(one.found, "at", "")), one.digest))
    for one in (*ordered, *map(Kept, sorted(entries, key=lambda one: (one.writer, one.seq)))):
        tables.setdefault(_table_of(one.found), []).append(_row(one, status))
    for name in TABLES:
        if rows := tables.get(name):
            columns = _columns(rows)
            yield (
                name,
                csv_text(
                    columns, ([_cell(row[key]) if key in row else "" for key in columns] for row in rows)
                ).encode(),
            )


def read_tables(files: Mapping[str, bytes]) -> TablesRead:
    """Return the objects of the tables, by the names of their files; a row that was changed is a fault."""
    objects: dict[str, Kept] = {}
    entries: list[JournalEntry] = []
    faults: list[str] = []
    for name, content in files.items():
        for place, row in _rows(content):
            try:
                one = _object(row)
            except (SonologError, ValueError) as fault:
                told = fault.message if isinstance(fault, SonologError) else str(fault)
                faults.append(f"{name}, {place}: {told.rstrip('.')}")
                continue
            if isinstance(one.found, JournalEntry):
                entries.append(one.found)
            else:
                objects[one.digest] = one
    return TablesRead(tuple(objects.values()), tuple(entries), tuple(faults))


def _table_of(found: object) -> str:
    return f"{found.kind if isinstance(found, Revision) else _OTHERS[type(found)]}.csv"


def _row(one: Kept, status: Mapping[str, str]) -> dict[str, JSON]:
    value = parse(one.found.text)
    if not isinstance(value, dict):  # an object of a logbook is one
        raise TypeError(one.digest)
    row: dict[str, JSON] = {DIGEST: one.found.digest}
    if isinstance(one.found, Revision):
        body = value.pop("body")
        row |= {STATUS: status.get(one.digest, "earlier version"), **(body if isinstance(body, dict) else {})}
    if one.signature is not None:
        row[SIGNATURE] = base64.b64encode(one.signature).decode()
    return row | {f"_{key}": inner for key, inner in value.items()}


def _columns(rows: Sequence[Mapping[str, JSON]]) -> list[str]:
    """Return every column in use: first what the program calls the row, then fields, then what surrounds them."""
    used = dict.fromkeys(key for row in rows for key in row)
    lead = [key for key in (DIGEST, STATUS) if key in used]
    return [*lead, *sorted((key for key in used if key not in lead), key=lambda key: (key.startswith("_"), key))]


def _cell(value: JSON) -> str:
    if isinstance(value, str) and value and not _JSON.match(value):
        return value
    return canonical(value)


def _value(cell: str) -> JSON:
    return parse(cell) if _JSON.match(cell) else cell


def _rows(content: bytes) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each row with where it stands; what is no table is a row without anything."""
    csv.field_size_limit(4 * SIZE_LIMIT)
    try:
        text = content.decode("utf-8-sig")
        reader = csv.reader(StringIO(text, newline=""), strict=True)
        heads = next(reader, [])
        for row in reader:
            where = f"line {reader.line_num}"
            if row:
                cells = (unguarded(cell) for cell in row)
                yield where, {name: cell for name, cell in zip(heads, cells, strict=False) if cell}
    except (UnicodeDecodeError, csv.Error):
        yield "at some place", {}


def _object(row: Mapping[str, str]) -> Kept:
    if DIGEST not in row:
        raise ValueError("it is no row that sonolog wrote, as it has no digest")
    value: dict[str, JSON] = {
        name[1:]: _value(cell)
        for name, cell in row.items()
        if name.startswith("_") and name not in (DIGEST, SIGNATURE, STATUS)
    }
    if value.get("t") == "revision":
        value["body"] = {name: _value(cell) for name, cell in row.items() if not name.startswith("_")}
    found = read_object(canonical(value))
    if found.digest != row[DIGEST]:
        raise ValueError("it was changed since it was written, as it no longer has its digest")
    return Kept(found, _signature(row, found))


def _signature(row: Mapping[str, str], found: object) -> bytes | None:
    if isinstance(found, Statement) != (SIGNATURE in row):
        raise ValueError("a statement has a signature, and nothing else has")
    try:
        return base64.b64decode(row[SIGNATURE], validate=True) if SIGNATURE in row else None
    except binascii.Error:
        raise ValueError("its signature is not base64") from None
