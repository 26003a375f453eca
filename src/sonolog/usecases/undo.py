"""Take back the last change.  Nothing is destroyed: undoing adds what restores the state before.

A record just written is withdrawn, an amendment is followed by a version that says what the one before said, a
submission is recalled, a withdrawal is reinstated.  What somebody else was told by signature is not undone but
revoked, and what was changed or answered meanwhile is not undone at all.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sonolog.ledger.objects import JournalEntry
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, body_of, head_of, version_row, versions_before
from sonolog.store.objects import entries_of, stored_texts
from sonolog.store.statements import records_named
from sonolog.usecases.asking_for import require_each
from sonolog.usecases.errors import ActRefused, KeyNeeded, NothingToDo
from sonolog.usecases.import_file import ACT
from sonolog.usecases.import_undo import UNDO_ACT, undo_import, undone_words
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state_about
from sonolog.usecases.withdraw import withdraw_draft
from sonolog.usecases.writers import writer_of
from sonolog.usecases.writing import Place, Writing, writing

_UNDONE = "undo"
_NOT_UNDONE = frozenset({"sign", "return", "revoke"})
_ANSWERS = {"submit": "recall", "recall": "submit", "withdraw": "reinstate"}
"""Acts stated by signature, and what takes them back."""


@dataclass(frozen=True, slots=True)
class UndoPlan:
    """What undo would do."""

    sentence: str
    needs_key: bool
    entry: int
    """Place of the change in this machine's journal."""


@dataclass(frozen=True, slots=True)
class _Step:
    """The act to undo, with what it was about as that stands now."""

    entry: JournalEntry
    written: Mapping[HeadRow, str]
    """Records it wrote a version of, with the digest of that version."""
    stated: tuple[HeadRow, ...]
    """Records it made a statement about."""

    @property
    def verb(self) -> str:
        """The first word of the act."""
        return self.entry.act.partition(" ")[0]

    @property
    def needs_key(self) -> bool:
        """Whether it takes a signature: what others have seen is taken back in writing."""
        return bool(self.stated) or (self.verb in ("log", "add") and any(head.submitted for head in self.written))


def what_undo_does(logbook: Logbook) -> UndoPlan:
    """Return what :func:`undo` would take back.

    Raises:
        NothingToDo: there is nothing to take back, or it can only be revoked.
    """
    with logbook.reading() as connection:
        step = _last_step(connection, logbook)
        if step.entry.act == ACT:
            return UndoPlan(f"the whole import {step.entry.why} is taken back.", needs_key=False, entry=step.entry.seq)
    return UndoPlan(_sentence(step), step.needs_key, step.entry.seq)


def undo(logbook: Logbook, *, key: KeyUse | None = None, plan: UndoPlan | None = None) -> str:
    """Take back the last change this person made on this machine, and return what was done in a sentence.

    With a ``plan`` only the change it was made for, which may no longer be the last.

    Raises:
        NothingToDo: there is nothing to take back, it can only be revoked, or it is not what was planned.
        ActRefused: a record was changed or answered since.
        KeyNeeded: it is a signed statement, and no key is open.
    """
    number = _last_import(logbook, plan)
    if number:
        return undone_words(undo_import(logbook, number))
    with writing(logbook, _UNDONE) as act:
        step = _last_step(act.connection, logbook)
        if plan is not None and plan.entry != step.entry.seq:
            raise NothingToDo("Something was changed meanwhile; nothing was undone.", hint="Look again, then undo.")
        act.why = str(step.entry.seq)
        if step.stated:
            _answer_statements(act, step, key)
        if step.verb == "amend":
            _go_back(act, step)
        elif step.verb == "withdraw":
            _bring_back(act, step)
        else:
            _take_back(act, step, key)
    return _sentence(step)


def _last_import(logbook: Logbook, plan: UndoPlan | None) -> str:
    """Return the number of the import that was the last change; empty where it was something else."""
    with logbook.reading() as connection:
        entry = next(_standing_entries(connection, logbook), None)
    if entry is None or entry.act != ACT or (plan is not None and plan.entry != entry.seq):
        return ""
    return entry.why


def _last_step(connection: Connection, logbook: Logbook) -> _Step:
    entry = next(_standing_entries(connection, logbook), None)
    if entry is None:
        raise NothingToDo("There is nothing to undo.")
    if entry.act in _NOT_UNDONE:
        raise NothingToDo(
            f"The last act was to {entry.act}: what was signed is not undone.",
            hint="Revoke it, with a reason: sonolog revoke ID --why TEXT.",
        )
    if entry.act in ("begin", "enrol", "add person"):
        raise NothingToDo(f"The last act, “{entry.act}”, cannot be undone.")
    kept = stored_texts(connection, entry.objects)
    statements = [digest for digest in entry.objects if kept[digest].type == "statement"]
    return _Step(entry, _written(connection, entry), _heads(connection, records_named(connection, statements)))


def _standing_entries(connection: Connection, logbook: Logbook) -> Iterator[JournalEntry]:
    """Yield this machine's entries that are not undone, the newest first."""
    undone: set[int] = set()
    imports: set[str] = set()
    for entry in entries_of(connection, writer_of(logbook)):
        if entry.act == _UNDONE:
            undone.add(int(entry.why))
        elif entry.act == UNDO_ACT:
            imports.add(entry.why)
        elif entry.act == ACT and entry.why in imports:
            continue
        elif entry.seq not in undone and entry.actor == logbook.actor:
            yield entry


def _written(connection: Connection, entry: JournalEntry) -> dict[HeadRow, str]:
    """Return the records the act wrote; people who came with a record stay."""
    rows = [row for digest in entry.objects if (row := version_row(connection, digest)) is not None]
    versions = {row.record: row.digest for row in rows if row.kind != "person" or row.parents != "[]"}
    return {head: versions[head.record] for head in _heads(connection, list(versions))}


def _heads(connection: Connection, records: list[str]) -> tuple[HeadRow, ...]:
    found = (head_of(connection, record) for record in records)
    return tuple(head for head in found if head is not None)


def _sentence(step: _Step) -> str:
    labels = [head.label for head in {**step.written, **dict.fromkeys(step.stated)}]
    what = ", ".join(labels[:3]) + (f" and {len(labels) - 3} more" if len(labels) > 3 else "")
    done = {
        "log": "is withdrawn",
        "add": "is withdrawn",
        "amend": "says again what it said before",
        "submit": "is no longer submitted",
        "recall": "is submitted again",
        "withdraw": "is back",
    }
    told = f"{what}: {done.get(step.verb, 'is taken back')}."
    again = [head.label for head in step.written if head.status == "amended"] if step.verb == "amend" else []
    return f"{told} {_sign_again(again, of=len(labels))}" if again else told


def _sign_again(labels: list[str], *, of: int) -> str:
    """Return that a signature stays with the version it was given: one that says the same again is another."""
    who = ", ".join(labels) if len(labels) < of else "It" if of == 1 else "They"
    was, now = ("was", "is") if len(labels) == 1 else ("were", "are")
    return f"{who} {was} signed in an earlier version and {now} to be signed again."


def _answer_statements(act: Writing, step: _Step, key: KeyUse | None) -> None:
    answer = _ANSWERS[step.verb]
    require_each(act, step.stated, answer)
    if key is None:
        raise KeyNeeded("Undoing this")
    by_asked: dict[str, list[HeadRow]] = defaultdict(list)
    for head in step.stated:
        by_asked[(head.asked or "[]") if answer == "submit" else "[]"].append(head)
    for asked, group in by_asked.items():
        state_about(act, key, group, answer, to=json.loads(asked))


def _go_back(act: Writing, step: _Step) -> None:
    require_each(act, list(step.written), "amend")
    for head, amended in step.written.items():
        before = versions_before(act.connection, amended)
        if not before:
            raise NothingToDo(f"{head.label} has no earlier version.")
        if body_of(act.connection, head.digest) != body_of(act.connection, amended):
            raise ActRefused(head.label, "taken back", "it was changed since", hint="Amend it instead.")
        _write_again(act, head, before[0])


def _bring_back(act: Writing, step: _Step) -> None:
    require_each(act, list(step.written), "reinstate")
    for head in step.written:
        _write_again(act, head, head.digest)


def _write_again(act: Writing, head: HeadRow, version: str) -> None:
    place = Place(record=head.record, subject=head.subject, parents=(head.digest,), why="undo")
    act.revision(head.kind, body_of(act.connection, version), place)


def _take_back(act: Writing, step: _Step, key: KeyUse | None) -> None:
    require_each(act, list(step.written), "withdraw")
    for head, version in step.written.items():
        if body_of(act.connection, head.digest) != body_of(act.connection, version):
            raise ActRefused(head.label, "taken back", "it was changed since", hint="Withdraw it instead.")
    for head in step.written:
        if head.submitted is None:
            withdraw_draft(act, head, why="undo")
    asked = [head for head in step.written if head.submitted is not None]
    if asked and key is None:
        raise KeyNeeded("Withdrawing what was submitted")
    if asked and key is not None:
        state_about(act, key, asked, "withdraw", reason="undo")
