"""The one way anything is written: admitted, made an object, kept with its journal entry, all or nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from sonolog.clock import stamp
from sonolog.ledger.identifiers import new_salt
from sonolog.ledger.objects import Document, GuardAnswer, JournalEntry, Revision
from sonolog.store.database import Connection
from sonolog.store.journal import last_entry
from sonolog.store.objects import StoredObject, keep, keep_entries, replace_texts, write_entry
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.marks import move_mark
from sonolog.usecases.outcome import looked_up
from sonolog.usecases.writers import writer_of

if TYPE_CHECKING:  # imported where something is written: reading waits for none of them
    from sonolog.domain.value import Record
    from sonolog.usecases.guard_answers import Known

_BY_NOBODY = ("begin", "restore", "recover")
"""Acts that need nobody in the logbook."""
_MOST_NAMED = 3_500
"""Objects one journal entry names; 3,900 digests fill the size an object may have."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a revision belongs: its record, whose logbook, and which revisions it follows."""

    record: str
    subject: str
    parents: tuple[str, ...] = ()
    why: str = ""
    withdrawn: bool = False


@dataclass
class Writing:
    """One act under way: what it adds is kept together when it ends."""

    logbook: Logbook
    connection: Connection
    moment: datetime
    objects: list[StoredObject] = field(default_factory=list)
    why: str = ""
    changed: list[StoredObject] = field(default_factory=list)
    """Tombstones in the place of texts, and texts again in the place of tombstones."""
    entries: list[JournalEntry] = field(default_factory=list)
    """Journal entries of other writers."""
    named: list[str] = field(default_factory=list)
    """Objects that are here already and that the journal is to name."""
    is_told: bool = False
    """The act is entered in the journal though it keeps no object."""
    ends: dict[str, tuple[int, str]] = field(default_factory=dict)
    """The last entry written, by writer."""

    @property
    def offset(self) -> int:
        """Minutes east of UTC where it is written."""
        east = self.moment.utcoffset()
        return int(east.total_seconds() // 60) if east is not None else 0

    def record(self, value: Record, place: Place) -> str:
        """Add a revision of ``value`` and return its digest.

        Raises:
            RecordRefused, IdentityRefused: the value may not be kept.
            IdentityDoubted: it may be kept once somebody says what a part of it is.
        """
        from sonolog.domain.admission import admit
        from sonolog.usecases.guard_answers import guard_answers

        admit(value, self.logbook.today)
        answers = guard_answers(self.connection, value, place.record, self.logbook.answers, why=place.why)
        return self._add(type(value).kind, value.as_body(), place, answers)

    def revision(self, kind: str, body: dict[str, object], place: Place, *, known: Known | None = None) -> str:
        """Add a revision whose body was admitted before, and return its digest.

        ``known`` is what was answered about the record, which is looked up where it is not given.
        """
        from sonolog.usecases.guard_answers import carried_answers

        return self._add(kind, body, place, carried_answers(self.connection, kind, body, place.record, known))

    def _add(self, kind: str, body: dict[str, object], place: Place, answers: tuple[GuardAnswer, ...]) -> str:
        made = Revision(
            kind=kind,
            record=place.record,
            subject=place.subject,
            parents=tuple(sorted(place.parents)),
            salt=new_salt(self.logbook.entropy),
            by=self.logbook.actor or place.record,
            at=stamp(self.moment),
            offset=self.offset,
            body=body,  # type: ignore[arg-type]
            why=place.why,
            guard=answers,
            withdrawn=place.withdrawn,
        )
        self.objects.append(StoredObject(made.digest, "revision", made.text))
        return made.digest

    def document(self, made: Document) -> str:
        """Add a document and return its digest."""
        self.objects.append(StoredObject(made.digest, "document", made.text))
        return made.digest

    def statement(self, digest: str, text: str, signature: bytes) -> None:
        """Add a signed statement."""
        self.objects.append(StoredObject(digest, "statement", text, signature))


@contextmanager
def writing(logbook: Logbook, act: str, *, why: str = "") -> Iterator[Writing]:
    """Give an act to fill; on leaving it is kept with its journal entry, durable when this returns.

    ``why`` is the program's own word, never what somebody typed: a journal cannot be redacted.

    Raises:
        NobodyActs: nobody is known at the keyboard, and the act does not make its own author.
        DiskFull, DiskFault: nothing was kept, which was looked up.
        OutcomeUnknown: the disk does not even say whether it was.
    """
    if logbook.actor is None and act not in _BY_NOBODY:
        raise NobodyActs
    with looked_up(logbook) as ends, logbook.database.write() as connection:
        under_way = Writing(logbook, connection, logbook.clock.now(), why=why, ends=ends)
        yield under_way
        new = keep(connection, under_way.objects) if under_way.objects else ()
        touched = (*new, *(one.digest for one in under_way.changed), *under_way.named)
        if under_way.changed:
            replace_texts(connection, under_way.changed)
        if under_way.entries:
            keep_entries(connection, under_way.entries)
        for start in range(0, max(len(touched), under_way.is_told), _MOST_NAMED):
            _enter(under_way, act, touched[start : start + _MOST_NAMED])
    if under_way.ends:
        move_mark(logbook, under_way.ends)


def _enter(under_way: Writing, act: str, new: Sequence[str]) -> None:
    writer = writer_of(under_way.logbook)
    seq, previous = last_entry(under_way.connection, writer)
    entry = JournalEntry(
        writer=writer,
        seq=seq + 1,
        prev=previous,
        at=stamp(under_way.moment),
        actor=under_way.logbook.actor,
        act=act,
        objects=tuple(new),
        why=under_way.why,
    )
    write_entry(under_way.connection, entry)
    under_way.ends[writer] = (entry.seq, entry.digest)
