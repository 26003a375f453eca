"""List a trainee's records of every kind but scans, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.domain.kinds import UnknownKind
from sonolog.store.lookups import heads_of_kinds
from sonolog.usecases.add_record import ADDABLE
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import RecordLine, record_line


def list_records(
    logbook: Logbook, trainee: str, *, kinds: Sequence[str] = (), words: str = "", status: str = ""
) -> tuple[RecordLine, ...]:
    """Return the records of ``kinds`` (of every kind but scans and people, if none is named), newest first.

    Every one of ``words`` must occur in what the record or its kind is called; ``status`` is a status word.

    Raises:
        UnknownKind: there is no such kind, or it is listed elsewhere.
    """
    for kind in kinds:
        if kind not in ADDABLE:
            raise UnknownKind(kind)
    with logbook.reading() as connection:
        found = heads_of_kinds(connection, kinds or ADDABLE, subject=trainee, status=status)
    lines = (record_line(head) for head in found)
    wanted = words.casefold().split()
    return tuple(one for one in lines if _has(one, wanted))


def _has(one: RecordLine, words: Sequence[str]) -> bool:
    text = f"{one.kind_title} {one.label} {one.day or ''}".casefold()
    return all(word in text for word in words)
