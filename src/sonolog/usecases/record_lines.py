"""Name records by their ids, for lists that hold nothing else of them."""

from __future__ import annotations

from collections.abc import Iterable

from sonolog.store.lookups import head_of
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import RecordLine, record_line


def record_lines(logbook: Logbook, records: Iterable[str]) -> tuple[RecordLine, ...]:
    """Return the line of each of ``records`` (whole ids), in that order; one not there is left out."""
    with logbook.reading() as connection:
        heads = (head_of(connection, record) for record in records)
        return tuple(record_line(head) for head in heads if head is not None)
