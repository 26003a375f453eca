"""Check a logbook against its own objects: digests, signatures, journal, and the views made from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sonolog.errors import SonologError
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.objects import JournalEntry, Statement, read_object
from sonolog.ledger.verify import Word
from sonolog.store.database import Connection
from sonolog.store.errors import ReadOnlyLogbook
from sonolog.store.objects import StoredObject, all_entries, all_objects
from sonolog.store.soundness import file_faults, view_lines
from sonolog.store.views import rebuild
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.show_record import verifier


@dataclass(frozen=True, slots=True)
class CheckFault:
    """One thing that is wrong."""

    what: str
    where: str = ""
    """Digest or name of what it concerns."""


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What was looked at, and every fault."""

    objects: int
    entries: int
    """Journal entries."""
    words: Mapping[str, int]
    """How many statements verify with which word."""
    faults: tuple[CheckFault, ...]
    rebuilt: bool
    views_same: bool
    """The rebuilt views are what was there before; True where nothing was rebuilt."""


def check(logbook: Logbook, *, with_rebuild: bool = False) -> CheckResult:
    """Look at every object, signature and journal entry, and whether the views say what the objects say.

    ``with_rebuild`` keeps the views made anew; without it a file that is only read is not compared.
    """
    with logbook.reading() as connection:
        faults = [CheckFault(what, "file") for what in file_faults(connection)]
        kept = list(all_objects(connection))
        faults += [fault for one in kept for fault in _object_faults(one)]
        words, said = _statements(connection, kept)
        entries, journal = _journal(connection, {one.digest for one in kept})
        journal = (*journal, *_unnamed(connection, kept))
    sound = not faults  # views of objects that cannot be read say nothing
    same = _rebuild(logbook, keep=with_rebuild) if with_rebuild or sound else True
    if not same:
        mended = "they have been rebuilt" if with_rebuild else "check --rebuild makes them anew"
        faults.append(CheckFault(f"The views differed from the objects; {mended}.", "views"))
    found = (*faults, *said, *journal)
    return CheckResult(len(kept), entries, words, found, with_rebuild, same)


def _object_faults(one: StoredObject) -> Iterator[CheckFault]:
    if digest_of(one.text) != one.digest:
        yield CheckFault("An object's text does not have the digest it is kept under.", one.digest)
        return
    try:
        read_object(one.text)
    except SonologError as refusal:
        yield CheckFault(f"An object cannot be read: {refusal.message}", one.digest)


def _statements(connection: Connection, kept: list[StoredObject]) -> tuple[Mapping[str, int], tuple[CheckFault, ...]]:
    check_one = verifier(connection)
    words: Counter[str] = Counter()
    faults = []
    for one in kept:
        if one.type != "statement":
            continue
        verdict = check_one.verify(one.text, one.signature)
        words[str(verdict.word)] += 1
        if verdict.word in (Word.INVALID, Word.INCOMPLETE):
            faults.append(CheckFault(f"{verdict.word}: {verdict.reason} ({_named(one)})", verdict.where))
    return dict(words), tuple(faults)


def _named(one: StoredObject) -> str:
    try:
        statement = Statement.from_text(one.text)
    except SonologError:
        return one.digest[:12]
    return f"{statement.act} by {statement.signer.name}, {statement.at}"


def _journal(connection: Connection, kept: set[str]) -> tuple[int, tuple[CheckFault, ...]]:
    faults: list[CheckFault] = []
    last: dict[str, tuple[int, str]] = {}
    count = 0
    for writer, seq, digest, text in all_entries(connection):
        count += 1
        before = last.get(writer)
        faults += [CheckFault(what, digest) for what in _entry_faults(seq, digest, text, before, kept)]
        last[writer] = (seq, digest)
    return count, tuple(faults)


def _entry_faults(seq: int, digest: str, text: str, before: tuple[int, str] | None, kept: set[str]) -> Iterator[str]:
    if digest_of(text) != digest:
        yield "A journal entry's text does not have its digest."
        return
    try:
        entry = JournalEntry.from_text(text)
    except SonologError as refusal:
        yield f"A journal entry cannot be read: {refusal.message}"
        return
    if (entry.seq, entry.prev) != (seq, before[1] if before else None) or seq != (before[0] if before else 0) + 1:
        yield f"Journal entry {seq} does not follow the one before it."
    missing = [one for one in entry.objects if one not in kept]
    if missing:
        yield f"Journal entry {seq} names {len(missing)} objects that are missing."


def _unnamed(connection: Connection, kept: list[StoredObject]) -> tuple[CheckFault, ...]:
    """Return a fault for each object that no journal entry names: its end was cut off, or it was put in by hand."""
    named = {digest for *_, text in all_entries(connection) for digest in _objects_of(text)}
    lost = [one.digest for one in kept if one.digest not in named]
    return tuple(CheckFault("An object is named by no journal entry.", digest) for digest in lost)


def _objects_of(text: str) -> tuple[str, ...]:
    try:
        return JournalEntry.from_text(text).objects
    except SonologError:  # told as a fault of its own
        return ()


def _rebuild(logbook: Logbook, *, keep: bool) -> bool:
    """Return whether the views made anew are what they were; without ``keep`` nothing is changed."""
    if keep:
        with logbook.database.write() as connection:
            return _views_last(connection)
    try:
        with logbook.database.write() as connection:
            point = connection.begin_nested()
            same = _views_last(connection)
            point.rollback()
            return same
    except ReadOnlyLogbook:
        return True


def _views_last(connection: Connection) -> bool:
    """Make the views anew and return whether they say what they said before."""
    before = view_lines(connection)
    rebuild(connection)
    return before == view_lines(connection)
