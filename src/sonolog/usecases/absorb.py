"""Absorb a file or another copy of the logbook: the union of both, in one transaction, or nothing."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import dataclass, field
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import Bundle
from sonolog.ledger.merge import Kept, merge
from sonolog.ledger.objects import JournalEntry, LedgerObject, Revision, Statement, read_object
from sonolog.ledger.shapes import TRUSTING
from sonolog.ledger.trust import LEAD
from sonolog.store.database import Connection
from sonolog.store.journal import entry_places, journal_ends
from sonolog.store.lookups import conflicts
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.people import person_row
from sonolog.store.statements import trusting_statements
from sonolog.usecases.exported_folder import read_folder
from sonolog.usecases.incoming import Blocked, doubted_in, require_readable, require_sound, without_identity
from sonolog.usecases.incoming_file import read_file
from sonolog.usecases.incoming_journal import accepted_entries
from sonolog.usecases.incoming_redactions import (
    DoubtfulRedaction,
    doubtful_redactions,
    require_redactions_accepted,
)
from sonolog.usecases.keys_met import NewKey, new_keys, require_accepted
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.marks import move_mark
from sonolog.usecases.programme import trust_of
from sonolog.usecases.writers import writer_of
from sonolog.usecases.writing import writing


class WrongAddressee(SonologError):
    """The file is meant for somebody else."""

    code = "wrong-addressee"

    def __init__(self, whose: str, mine: str) -> None:
        super().__init__(
            f"This file is about {whose}; this logbook belongs to {mine}.",
            hint="Absorb it into the logbook it is meant for. Nothing is lost by trying.",
            kept="Nothing was stored.",
        )


class NothingHeld(SonologError):
    """The file holds no objects."""

    code = "nothing-held"
    exit = Exit.INPUT

    def __init__(self) -> None:
        super().__init__("This file holds nothing.", kept="Nothing was stored.")


@dataclass(frozen=True, slots=True)
class Acceptance:
    """Which keys not met before the person lets in."""

    unconfirmed: bool = False
    keys: frozenset[str] = frozenset()
    """Fingerprints accepted one by one."""


@dataclass(frozen=True, slots=True)
class Absorbed:
    """What came of it."""

    new: int
    """Objects that were not here."""
    known: int
    """Objects that were."""
    entries: int
    """Journal entries of other writers that came with them."""
    blocked: tuple[Blocked, ...] = ()
    doubted: tuple[Blocked, ...] = ()
    """New objects let in with a text that would be asked about if it were typed."""
    redacted: int = 0
    """Texts that gave way to a redaction."""
    conflicts: tuple[str, ...] = ()
    """What those records are called that now have two versions side by side."""
    keys: tuple[NewKey, ...] = ()
    statements: int = 0
    """New statements among the new objects."""
    left: int = 0
    """Objects that a department does not take from whoever brought them."""
    waiting: int = 0
    """Statements of others that count in a department once a supervisor or lead has verified them."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """A file that was read and found sound, and what is to be known before it is let in."""

    source: str
    """SHA-256 of the file."""
    bundle: Bundle
    objects: tuple[Kept, ...]
    blocked: tuple[Blocked, ...]
    keys: tuple[NewKey, ...] = field(default=())
    entries: tuple[JournalEntry, ...] = ()
    """Of its journal, what is to be kept."""
    redactions: tuple[DoubtfulRedaction, ...] = ()
    """Those that would take a text away here by somebody not known to have the right."""


_FOR_ANYBODY = frozenset({"request", "programme", "revocation"})
"""What is absorbed whoever it is about."""


def read_incoming(logbook: Logbook, path: Path) -> Incoming:
    """Read the file, or the folder of an export, and check every object and signature in it; nothing is kept yet.

    Raises:
        NoExport: the folder holds none.
        BundleRefused, NewerBundle, NotALogbook, StatementFalse: the file cannot be used.
        WrongAddressee: it is about somebody this logbook does not know.
    """
    content, bundle = read_folder(path) if path.is_dir() else read_file(path)
    if not bundle.objects:
        raise NothingHeld
    require_sound(bundle.objects, dict(bundle.lines))
    require_readable(bundle.objects, bundle.lines)
    objects, blocked = without_identity(bundle.objects)
    with logbook.reading() as connection:
        _require_addressed(connection, logbook, bundle)
        said = [one.found for one in objects if isinstance(one.found, Statement)]
        trust = trust_of(connection, logbook.home, said=said)
        keys = new_keys(connection, trust, said)
        redactions = doubtful_redactions(connection, trust, said)
        known = entry_places(connection, {one.writer for one in bundle.entries})
    entries = accepted_entries(bundle, known, writer_of(logbook))
    return Incoming(hashlib.sha256(content).hexdigest(), bundle, objects, blocked, keys, entries, redactions)


def absorb(logbook: Logbook, incoming: Incoming, accept: Acceptance | None = None) -> Absorbed:
    """Keep what the file brings; a backup is made first, and repeating it changes nothing.

    Raises:
        KeysUnconfirmed, AnotherKey: see :mod:`sonolog.usecases.keys_met`.
        RedactionDoubtful: see :mod:`sonolog.usecases.incoming_redactions`.
    """
    from sonolog.usecases.safe_copies import backup_before

    allowed = accept or Acceptance()
    require_accepted(incoming.keys, unconfirmed=allowed.unconfirmed, accepted=allowed.keys)
    require_redactions_accepted(incoming.redactions, allowed.keys)
    backup_before(logbook, "absorb")
    return take_in(logbook, incoming, "absorb")


def take_in(logbook: Logbook, incoming: Incoming, act_name: str) -> Absorbed:
    """Keep what the file brings, without a backup and without asking about keys."""
    from sonolog.usecases.erasing import scrub, scrub_later

    with writing(logbook, act_name, why=f"from the file with SHA-256 {incoming.source}") as act:
        before = _here(act.connection, incoming.objects)
        after = merge(before, incoming.objects)
        act.objects += [StoredObject.of(one) for digest, one in after.items() if digest not in before]
        changed = [one for digest, one in after.items() if digest in before and _differs(before[digest], one)]
        act.entries += incoming.entries
        left = 0
        if logbook.is_department:
            from sonolog.usecases.not_admitted import leave_out

            changed, left = leave_out(act, changed)
        act.changed += [StoredObject.of(one) for one in changed]
        new = list(act.objects)
        gone = [one for one in changed if one.is_tombstone]
        if gone:
            scrub_later(act.connection)
    if gone:
        scrub(logbook)
    _let_count(logbook, new)
    with logbook.reading() as connection:
        move_mark(logbook, journal_ends(connection))
        records = {one.found.record for one in incoming.objects if isinstance(one.found, Revision)}
        split = conflicts(connection, records)
    return Absorbed(
        new=len(new),
        known=len(incoming.objects) - len(new) - left,
        left=left,
        waiting=_waiting(logbook, new),
        entries=len(act.entries),
        blocked=incoming.blocked,
        doubted=doubted_in(one for digest, one in after.items() if digest not in before),
        redacted=len(gone),
        conflicts=split,
        keys=incoming.keys,
        statements=sum(one.type == "statement" for one in new),
    )


def _let_count(logbook: Logbook, new: Collection[StoredObject]) -> None:
    if logbook.is_department:
        from sonolog.usecases.vet_carried import count_absorbed

        count_absorbed(logbook, new)


def _waiting(logbook: Logbook, new: Collection[StoredObject]) -> int:
    """Return how many of the new statements a department does not count yet."""
    if not logbook.is_department:
        return 0
    from sonolog.store.department.carried import carried_statements

    with logbook.reading() as connection:
        carried = {one.digest for one in carried_statements(connection)}
    return sum(one.digest in carried for one in new)


def _here(connection: Connection, objects: Collection[Kept]) -> dict[str, Kept]:
    """Return what is here of the objects, of what they redact, and the redactions about them."""
    digests = {one.digest for one in objects}
    for one in objects:
        if isinstance(one.found, Statement) and one.found.act == "redact":
            digests |= {item.digest for item in one.found.items}
    digests |= {one.digest for one in trusting_statements(connection)}
    kept = stored_texts(connection, digests)
    return {digest: Kept(read_object(one.text), one.signature) for digest, one in kept.items()}


def _differs(before: Kept, after: Kept) -> bool:
    return before.found.text != after.found.text


def _require_addressed(connection: Connection, logbook: Logbook, bundle: Bundle) -> None:
    """Refuse an answer about somebody whom this logbook does not hold; a lead takes in the copies of many."""
    if bundle.head.get("purpose") in _FOR_ANYBODY:
        return
    subjects = {subject for one in bundle.objects if (subject := _trainee_of(one.found))}
    if not subjects or any(person_row(connection, subject) is not None for subject in subjects):
        return
    me = person_row(connection, logbook.actor) if logbook.actor else None
    if me is not None and LEAD not in me.roles:
        raise WrongAddressee(str(bundle.head.get("subject_name") or "somebody not in this logbook"), me.name)


def _trainee_of(found: LedgerObject) -> str:
    """Return whose training an object is about, or "": who is who, and whose key it is, stands in every file."""
    if isinstance(found, Revision):
        return "" if found.kind == "person" else found.subject
    return found.subject if isinstance(found, Statement) and found.act not in TRUSTING else ""
