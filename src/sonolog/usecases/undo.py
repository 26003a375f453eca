"""Take back the last change.  Nothing is destroyed: undoing adds what restores the state before.

A record just written is withdrawn, an amendment is followed by a version that says what the one before said, a
submission is recalled, a withdrawal is reinstated.  What somebody else was told by signature is not undone but
revoked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sonolog.ledger.objects import Item, JournalEntry
from sonolog.ledger.statements import Intent
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, body_of, head_of, version_row, versions_before
from sonolog.store.objects import entries_of, stored_texts
from sonolog.usecases.asking_for import in_batches
from sonolog.usecases.errors import KeyNeeded, NothingToDo
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state
from sonolog.usecases.withdraw import withdraw_draft
from sonolog.usecases.writing import Place, Writing, writer_of, writing

_UNDONE = "undo"
_NOT_UNDONE = frozenset({"sign", "return", "revoke"})


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undo would do."""

    sentence: str
    needs_key: bool


@dataclass(frozen=True, slots=True)
class _Step:
    """The act to undo and the records it wrote."""

    entry: JournalEntry
    heads: tuple[HeadRow, ...]
    statements: tuple[str, ...]
    """Digests of the statements it made."""


def what_undo_does(logbook: Logbook) -> UndoPlan:
    """Return what :func:`undo` would take back.

    Raises:
        NothingToDo: there is nothing to take back, or it can only be revoked.
    """
    with logbook.reading() as connection:
        step = _last_step(connection, logbook)
        return UndoPlan(_sentence(step), bool(step.statements) or _needs_statement(step))


def undo(logbook: Logbook, *, key: KeyUse | None = None) -> str:
    """Take back the last change this person made on this machine, and return what was done in a sentence.

    Raises:
        NothingToDo: there is nothing to take back, or it can only be revoked.
        KeyNeeded: it is a signed statement, and no key is open.
    """
    with logbook.reading() as connection:
        number = _last_step(connection, logbook).entry.seq
    with writing(logbook, _UNDONE, why=str(number)) as act:
        step = _last_step(act.connection, logbook)
        if step.statements:
            _answer_statements(act, step, key)
        elif step.entry.act == "amend":
            _go_back(act, step)
        else:
            _take_back(act, step, key)
    return _sentence(step)


def _last_step(connection: Connection, logbook: Logbook) -> _Step:
    entry = next(_standing_entries(connection, logbook), None)
    if entry is None:
        raise NothingToDo("There is nothing to undo.")
    if entry.act in _NOT_UNDONE:
        raise NothingToDo(
            f"The last act was to {entry.act}: what was signed is not undone.",
            hint="Revoke it, with a reason: sonolog revoke ID --why TEXT.",
        )
    if entry.act in ("begin", "enrol") or entry.act.startswith("add person"):
        raise NothingToDo(f"The last act, “{entry.act}”, cannot be undone.")
    texts = stored_texts(connection, entry.objects)
    statements = tuple(digest for digest in entry.objects if texts[digest].type == "statement")
    return _Step(entry, _heads(connection, entry.objects, statements), statements)


def _standing_entries(connection: Connection, logbook: Logbook) -> Iterator[JournalEntry]:
    """Yield this machine's entries that are not undone, the newest first."""
    undone: set[int] = set()
    for entry in entries_of(connection, writer_of(logbook)):
        if entry.act == _UNDONE:
            undone.add(int(entry.why))
        elif entry.seq not in undone and entry.actor == logbook.actor:
            yield entry


def _heads(connection: Connection, objects: Sequence[str], statements: Sequence[str]) -> tuple[HeadRow, ...]:
    from sonolog.store.statements import records_named

    records = [row.record for digest in objects if (row := version_row(connection, digest)) is not None]
    records += records_named(connection, statements)
    found = (head_of(connection, record) for record in dict.fromkeys(records))
    return tuple(head for head in found if head is not None and head.kind != "person")


def _sentence(step: _Step) -> str:
    labels = [head.label for head in step.heads]
    what = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    verb = step.entry.act.split()[0]
    done = {
        "log": "is withdrawn",
        "add": "is withdrawn",
        "amend": "says again what it said before",
        "submit": "is no longer submitted",
        "recall": "is submitted again",
        "withdraw": "is back",
    }
    return f"{what}: {done.get(verb, 'is taken back')}."


def _needs_statement(step: _Step) -> bool:
    verb = step.entry.act.split()[0]
    return verb in ("log", "add") and any(head.submitted is not None for head in step.heads)


def _answer_statements(act: Writing, step: _Step, key: KeyUse | None) -> None:
    if key is None:
        raise KeyNeeded("Undoing this")
    answer = {"submit": "recall", "recall": "submit", "withdraw": "reinstate"}[step.entry.act]
    for run in in_batches(step.heads):
        items = tuple(Item(digest=head.digest) for head in run)
        state(act, key, Intent(act=answer, subject=key.person, items=items), kind=run[0].kind)


def _go_back(act: Writing, step: _Step) -> None:
    for head in step.heads:
        before = versions_before(act.connection, head.digest)
        if not before:
            raise NothingToDo(f"{head.label} has no earlier version.")
        place = Place(record=head.record, subject=head.subject, parents=(head.digest,), why="undo")
        act.revision(head.kind, body_of(act.connection, before[0]), place)


def _take_back(act: Writing, step: _Step, key: KeyUse | None) -> None:
    """Withdraw what was written, or bring back what was withdrawn without a signature."""
    for head in step.heads:
        if step.entry.act == "withdraw":
            place = Place(record=head.record, subject=head.subject, parents=(head.digest,), why="undo")
            act.revision(head.kind, body_of(act.connection, head.digest), place)
        elif head.submitted is None:
            withdraw_draft(act, head, why="undo")
        elif key is None:
            raise KeyNeeded("Withdrawing what was submitted")
        else:
            items = (Item(digest=head.digest),)
            state(act, key, Intent(act="withdraw", subject=key.person, items=items, reason="undo"), kind=head.kind)
