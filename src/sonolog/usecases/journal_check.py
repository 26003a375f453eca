"""Checking the journal: each writer's entries follow one another, and what they name is there."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from sonolog.errors import SonologError
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.objects import JournalEntry
from sonolog.usecases.check_fault import CheckFault

Row = tuple[str, int, str, str]
"""Writer, number, digest and text, as kept."""


def journal_faults(rows: Sequence[Row], kept: Collection[str], *, is_part: bool = False) -> tuple[CheckFault, ...]:
    """Return what is wrong with the journal, and which objects no entry names.

    Of a part of a copy the other parts hold the objects, and the entries before its first ones.
    """
    read: dict[str, JournalEntry] = {}
    faults: list[CheckFault] = []
    for row in rows:
        faults += _read(row, read)
    first: dict[str, int] = {}
    for entry in read.values() if is_part else ():
        first[entry.writer] = min(entry.seq, first.get(entry.writer, entry.seq))
    for entry in read.values():
        here = entry.objects if is_part else kept
        told = _link_faults(entry, read, here, begins=entry.seq == first.get(entry.writer))
        faults += [CheckFault(one, entry.digest) for one in told]
    if is_part:
        return tuple(faults)
    named = {digest for entry in read.values() for digest in entry.objects}
    lost = sorted(set(kept) - named)
    faults += [CheckFault("An object is named by no journal entry.", digest) for digest in lost]
    return tuple(faults)


def _read(row: Row, read: dict[str, JournalEntry]) -> Iterator[CheckFault]:
    writer, seq, digest, text = row
    if digest_of(text) != digest:
        yield CheckFault("A journal entry's text does not have its digest.", digest)
        return
    try:
        entry = JournalEntry.from_text(text)
    except SonologError as refusal:
        yield CheckFault(f"A journal entry cannot be read: {refusal.message}", digest)
        return
    if (entry.writer, entry.seq) != (writer, seq):
        yield CheckFault("A journal entry stands in the place of another one.", digest)
    read[digest] = entry


def _link_faults(
    entry: JournalEntry, read: dict[str, JournalEntry], kept: Collection[str], *, begins: bool
) -> Iterator[str]:
    before = read.get(entry.prev) if entry.prev else None
    follows = begins or (before is not None and (before.writer, before.seq) == (entry.writer, entry.seq - 1))
    if not follows and (entry.prev is not None or entry.seq != 1):
        yield f"Journal entry {entry.seq} does not follow the one before it."
    missing = [one for one in entry.objects if one not in kept]
    if missing:
        objects = "an object that is" if len(missing) == 1 else f"{len(missing)} objects that are"
        yield f"Journal entry {entry.seq} names {objects} missing."
