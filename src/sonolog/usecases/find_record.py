"""Find records by what somebody typed: a case number, or an unambiguous end of an id."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, find_heads
from sonolog.usecases.errors import AmbiguousRecord, UnknownRecord
from sonolog.usecases.quoting import quoted


def find_record(connection: Connection, words: str) -> HeadRow:
    """Return the one record ``words`` mean.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several.
    """
    found = find_heads(connection, words.strip().lstrip("…"))
    if not found:
        raise UnknownRecord(quoted(words))
    if len(found) > 1:
        raise AmbiguousRecord(quoted(words), [f"{head.label} (…{head.record[-8:]})" for head in found[:5]])
    return found[0]


def find_records(connection: Connection, words: Sequence[str]) -> tuple[HeadRow, ...]:
    """Return the records meant, each once, in the order said."""
    found = {head.record: head for head in (find_record(connection, one) for one in words)}
    return tuple(found.values())
