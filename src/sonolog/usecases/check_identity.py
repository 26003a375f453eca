"""Look through everything that is kept, with the rules of today, for what may identify a patient."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from sonolog.domain.identity_guard import Hit, scan_text
from sonolog.errors import SonologError
from sonolog.ledger.objects import JournalEntry, LedgerObject, Revision, read_object
from sonolog.store.database import Connection
from sonolog.store.drafts import drafts
from sonolog.store.journal import all_entries
from sonolog.store.lookups import guarded_texts, head_of, labels_of
from sonolog.store.objects import all_objects
from sonolog.usecases.guard_answers import Known, known_by_record
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.object_identity import blocks_in, doubts_about, what_it_is

T = TypeVar("T")
_TOLD_EVERY = 500


@dataclass(frozen=True, slots=True)
class IdentityFound:
    """One place that may identify a patient; what stands there is never said."""

    level: Literal["block", "confirm"]
    """``block``: could not be saved today, so redact it.  ``confirm``: nobody has said what it is."""
    what: str
    """Kind of record or document, act of a statement, “journal” or “draft”."""
    label: str
    """What the record is called, or the beginning of a digest; ``redact`` understands it."""
    field: str
    rule: str
    reason: str
    """What it looks like, in words."""
    masked: str
    digest: str
    """Of the object; empty for a draft."""
    is_current: bool = True
    """It stands in the present version of its record."""


@dataclass(frozen=True, slots=True)
class IdentityCheck:
    """What was looked through, and what was found, what blocks first."""

    objects: int
    found: tuple[IdentityFound, ...]
    unread: int = 0
    """Objects that are damaged or of a newer version; ``check`` says which."""

    @property
    def blocked(self) -> int:
        """How many places could not be saved today."""
        return sum(one.level == "block" for one in self.found)


def check_identity(logbook: Logbook, *, told: Callable[[str], None] | None = None) -> IdentityCheck:
    """Look through every version, statement, framework, journal entry and unfinished form.

    What was said to be no patient's detail is left out.  ``told`` hears from time to time how far it is.
    """
    with logbook.reading() as connection:
        known = known_by_record(guarded_texts(connection).values())
        count, unread, found = 0, 0, list[IdentityFound]()
        for one in all_objects(connection):
            count += 1
            if told is not None and count % _TOLD_EVERY == 0:
                told(f"{count:,} objects")
            read = _read(read_object, one.text)
            if read is None:
                unread += 1
            else:
                found += list(_in_object(one.digest, read, known))
        labelled = tuple(_labelled(connection, found))
        others = (*_in_journal(connection), *_in_drafts(connection))
    ordered = sorted((*labelled, *others), key=lambda one: (one.level, not one.is_current, one.label, one.field))
    return IdentityCheck(count, tuple(ordered), unread)


def _read(reading: Callable[[str], T], text: str) -> T | None:
    try:
        return reading(text)
    except SonologError:
        return None


def _in_object(digest: str, found: LedgerObject, known: dict[str, Known]) -> Iterator[IdentityFound]:
    record = found.record if isinstance(found, Revision) else ""
    for field, hit in (*blocks_in(found), *doubts_about(found, known.get(record, {}))):
        yield _found(hit, what_it_is(found), record or digest[:12], field, digest)


def _labelled(connection: Connection, found: list[IdentityFound]) -> Iterator[IdentityFound]:
    """Yield what was found with the name of its record in place of the id."""
    labels = labels_of(connection, {one.label for one in found})
    heads = {record: head_of(connection, record) for record in labels}
    for one in found:
        head = heads.get(one.label)
        current = head is None or head.digest == one.digest
        yield replace(one, label=labels.get(one.label) or one.label, is_current=current)


def _in_journal(connection: Connection) -> Iterator[IdentityFound]:
    for _, _, digest, text in all_entries(connection):
        entry = _read(JournalEntry.from_text, text)
        if entry is not None:
            yield from (
                _found(hit, "journal", f"{entry.act} {entry.at}", "why", digest) for hit in scan_text(entry.why)
            )


def _in_drafts(connection: Connection) -> Iterator[IdentityFound]:
    for one in drafts(connection):
        for hit in scan_text(one.text):
            yield _found(hit, "draft", one.form, "", "")


def _found(hit: Hit, what: str, label: str, field: str, digest: str) -> IdentityFound:
    return IdentityFound(hit.level, what, label, field, hit.rule, hit.reason, hit.masked, digest)
