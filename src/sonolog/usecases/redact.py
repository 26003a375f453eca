"""Take a text away for good, because it could identify a patient: the one exception to "never delete"."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sonolog.domain.text import counted
from sonolog.errors import Exit, SonologError
from sonolog.ledger.objects import Document, Item, Revision, Statement, read_object, tombstone_of
from sonolog.ledger.shapes import MOST_ITEMS
from sonolog.ledger.statements import Intent
from sonolog.ledger.trust import LEAD
from sonolog.store.database import Connection
from sonolog.store.drafts import drop_draft
from sonolog.store.lookups import HeadRow
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.people import person_row
from sonolog.store.statements import digests_of_records, statements_about, statements_beginning
from sonolog.usecases.erasing import ScrubbedLater, scrub, scrub_later
from sonolog.usecases.errors import ActRefused, NothingToDo, ReasonMissing
from sonolog.usecases.find_record import find_record
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.redacted_copies import Copies, clean, holding
from sonolog.usecases.safe_copies import backup_before
from sonolog.usecases.stating import state
from sonolog.usecases.writing import Writing, writing

_LEAST_OF_DIGEST = 8
_INCIDENT = """\
For the incident report: on {day}, {count} of {label} {were} taken away from this logbook, because {they} could identify
a patient. Digests and signatures stay. Copies that were sent, exported or printed are not reached: ask whoever has
them. Snapshots of disks, their spare blocks and versions kept by a cloud are out of reach of any program."""
_ON_SERVER = """
The department's server gives the bytes up with its administrator's VACUUM (FULL) sonolog.object; dumps made before hold
them."""


class LeadNeeded(SonologError):
    """What somebody signed is redacted by a lead."""

    code = "lead-needed"
    exit = Exit.DENIED

    def __init__(self, label: str) -> None:
        super().__init__(
            f"{label} has been signed, so a lead of the programme redacts it.",
            hint="A lead runs the same command with --as NAME, here or in a copy that you absorb.",
            kept="Nothing was redacted.",
        )


@dataclass(frozen=True, slots=True)
class Redacted:
    """What was taken away, and where copies of it may still be."""

    label: str
    texts: int
    copies: tuple[Path, ...]
    """Backups of this home and files beside the logbook that hold it, or held it before they were cleaned."""
    cleaned: bool
    """The copies were cleaned too."""
    statements: tuple[str, ...]
    """Digests of the statements that say so."""
    remaining: tuple[Path, ...] = ()
    """Copies that could not be looked into or cleaned, and may hold it."""
    is_on_server: bool = False
    """It was a department's logbook, whose backups are its server's."""


@dataclass(frozen=True, slots=True)
class RedactPlan:
    """What a redaction would take away."""

    label: str
    texts: int
    """Versions of the record, the current one among them."""
    copies: tuple[Path, ...]
    """Backups of this home and files beside the logbook that hold them."""


def what_redact_does(logbook: Logbook, words: str) -> RedactPlan:
    """Return what taking away every version of the record meant would reach; nothing is changed.

    Raises:
        LeadNeeded, ActRefused, NothingToDo: see :func:`redact`.
    """
    with logbook.reading() as connection:
        looking = Writing(logbook, connection, logbook.clock.now())
        label, _, _, found = _meant(looking, words, keep_current=False)
    return RedactPlan(label, len(found), holding(logbook, {one.digest for one in found}).holding)


def incident_note(done: Redacted, day: date) -> str:
    """Return what goes into the incident report, without a word of what was taken away."""
    count = counted(done.texts, "text")
    were, they = ("was", "it") if done.texts == 1 else ("were", "they")
    told = _INCIDENT.format(day=day.isoformat(), count=count, label=done.label, were=were, they=they)
    return told + (_ON_SERVER if done.is_on_server else "")


def redact(
    logbook: Logbook, words: str, why: str, *, key: KeyUse, keep_current: bool = False, backups: bool = False
) -> Redacted:
    """Take away the texts of a record (or of a statement, by its digest) and leave tombstones; it cannot be undone.

    Digests and signatures stay, so every chain still verifies. The views, the search index and the file are made anew,
    so that nothing of the text is left in it. Where that was done before, here or by a file that was absorbed,
    ``backups`` cleans the copies alone: the backups, and what was set aside or recovered beside the logbook.

    Raises:
        ReasonMissing, IdentityRefused: the reason is missing, or itself identifies somebody.
        LeadNeeded: it was signed, and whoever acts is no lead.
        NothingToDo: there is nothing left to take away.
        ScrubbedLater: it was taken away, but the file could not be written anew yet.
    """
    reason = clean_reason(why)
    if not reason:
        raise ReasonMissing("to redact")
    earlier = _taken_away_before(logbook, words) if backups else ()
    if earlier:
        return _backups_cleaned(logbook, words, earlier)
    backup_before(logbook, "redact")
    with writing(logbook, "redact") as act:
        label, subject, record, found = _meant(act, words, keep_current=keep_current)
        gone = [StoredObject(one.digest, "tombstone", tombstone_of(one).text) for one in found]
        said = tuple(say_redacted(act, key, subject, gone, reason))
        act.changed += gone
        scrub_later(act.connection)
        if record:
            drop_draft(act.connection, record)
    failed = _scrubbed(logbook)
    copies = _looked_through(logbook, gone, backups=backups)
    if failed is not None:
        raise failed
    return Redacted(label, len(gone), copies.holding, backups, said, copies.unread, logbook.is_department)


def _looked_through(logbook: Logbook, gone: Sequence[StoredObject], *, backups: bool) -> Copies:
    """Return which copies hold the texts, and clean them if that is asked for."""
    found = holding(logbook, {one.digest for one in gone})
    return clean(found, gone) if backups else found


def say_redacted(act: Writing, key: KeyUse, subject: str, gone: Sequence[StoredObject], reason: str) -> Iterator[str]:
    """Make the statements that say so, and yield their digests."""
    role = LEAD if _leads(act.connection, act.logbook) and act.logbook.actor != subject else ""
    for start in range(0, len(gone), MOST_ITEMS):
        items = tuple(Item(digest=one.digest) for one in gone[start : start + MOST_ITEMS])
        intent = Intent(act="redact", subject=subject, items=items, reason=reason)
        yield state(act, key, intent, kind="scan", role=role)


def _scrubbed(logbook: Logbook) -> ScrubbedLater | None:
    """Write the file anew, and return why that was not possible: the copies are looked after all the same."""
    try:
        scrub(logbook)
    except ScrubbedLater as failed:
        return failed
    return None


def _taken_away_before(logbook: Logbook, words: str) -> tuple[StoredObject, ...]:
    """Return the tombstones of a record of which no text is left; nothing where there is some."""
    with logbook.reading() as connection:
        if _looks_like_digest(words):
            return ()
        head = find_record(connection, words)
        kept = stored_texts(connection, digests_of_records(connection, [head.record]))
    return tuple(kept.values()) if all(one.type == "tombstone" for one in kept.values()) else ()


def _backups_cleaned(logbook: Logbook, words: str, gone: Sequence[StoredObject]) -> Redacted:
    copies = _looked_through(logbook, gone, backups=True)
    with logbook.reading() as connection:
        label = find_record(connection, words).label
    return Redacted(label, 0, copies.holding, cleaned=True, statements=(), remaining=copies.unread)


def _looks_like_digest(words: str) -> bool:
    return len(words) >= _LEAST_OF_DIGEST and all(one in "0123456789abcdef" for one in words)


Texts = list[Revision | Statement | Document]
"""Objects that still say something."""


def _meant(act: Writing, words: str, *, keep_current: bool) -> tuple[str, str, str, Texts]:
    """Return label, trainee, record and the objects meant, all of which whoever acts may redact."""
    statement = _statement_meant(act, words)
    if statement is not None:
        return f"{statement.act} by {statement.signer.name}", statement.subject, "", [statement]
    head = find_record(act.connection, words)
    found = texts_of(act, head, but={head.digest} if keep_current else set())
    if not found:
        raise NothingToDo(f"There is no text of {head.label} to take away.")
    require_allowed(act, head, found)
    return head.label, head.subject, head.record, found


def texts_of(act: Writing, head: HeadRow, *, but: Collection[str] = ()) -> Texts:
    """Return the versions of a record that still have a text, all ``but`` those."""
    kept = stored_texts(act.connection, digests_of_records(act.connection, [head.record]) - set(but))
    return [one for one in (read_object(kept[digest].text) for digest in sorted(kept)) if _has_text(one)]  # type: ignore[misc]


def _statement_meant(act: Writing, words: str) -> Statement | None:
    if not _looks_like_digest(words):
        return None
    digests = statements_beginning(act.connection, words)
    kept = stored_texts(act.connection, digests)
    if len(kept) != 1:
        return None
    one = read_object(next(iter(kept.values())).text)
    if not isinstance(one, Statement):
        return None
    if one.signer.person != act.logbook.actor and not _leads(act.connection, act.logbook):
        raise LeadNeeded(f"What {one.signer.name} signed")
    return one


def require_allowed(act: Writing, head: HeadRow, found: Sequence[object]) -> None:
    """Refuse what whoever acts may not take away.

    Raises:
        ActRefused, LeadNeeded: somebody else wrote it, or it was signed.
    """
    if _leads(act.connection, act.logbook) and act.logbook.actor != head.subject:
        return
    authors = {one.by for one in found if isinstance(one, Revision)}
    if authors != {act.logbook.actor}:
        raise ActRefused(head.label, "redacted", "somebody else wrote it", hint="Ask whoever wrote it, or a lead.")
    if any(row.act == "sign" for row in statements_about(act.connection, head.record)):
        raise LeadNeeded(head.label)


def _leads(connection: Connection, logbook: Logbook) -> bool:
    row = person_row(connection, logbook.actor) if logbook.actor else None
    return row is not None and LEAD in row.roles


def _has_text(one: object) -> bool:
    return isinstance(one, Revision | Statement | Document)
