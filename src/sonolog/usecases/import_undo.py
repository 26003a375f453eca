"""Imports as the journal tells them, and taking a whole one back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from sonolog.store.batches import batches
from sonolog.store.database import Connection
from sonolog.store.kind_tables import DEAD
from sonolog.store.lookups import HeadRow, heads_of_versions, versions_before_each
from sonolog.store.objects import all_entries_of_act
from sonolog.usecases.errors import NobodyActs, NothingToDo
from sonolog.usecases.import_file import ACT
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.withdraw import withdraw_drafts, write_each_again
from sonolog.usecases.writing import Writing, writing

UNDO_ACT = "undo import"
_WHY = "undo"


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One import."""

    number: str
    at: str
    """When, as a time in UTC."""
    records: int
    """How many records it wrote."""
    standing: int
    """How many of them are in force."""


@dataclass(frozen=True, slots=True)
class Undone:
    """What taking an import back did."""

    number: str
    withdrawn: int
    restored: int
    """Records that say again what they said before it filled them in."""
    left: tuple[str, ...] = ()
    """Records changed or handed in since, which stay as they are."""


def list_imports(logbook: Logbook) -> tuple[ImportLine, ...]:
    """Return the imports of whoever acts, the newest first."""
    with logbook.reading() as connection:
        found = _imports(connection, logbook)
        return tuple(
            ImportLine(number, at, *_counts(connection, digests)) for number, (at, digests) in reversed(found.items())
        )


def undo_import(
    logbook: Logbook, number: str = "", tell: Callable[[int, int], None] = lambda _done, _of: None
) -> Undone:
    """Take an import back, the last one where none is named: its records are withdrawn, in one transaction.

    What was changed, submitted or signed since stays as it is, and is told.

    Raises:
        NothingToDo: there is no such import, or nothing of it stands.
        NobodyActs: it is not known who acts.
    """
    if logbook.actor is None:
        raise NobodyActs
    with logbook.reading() as connection:
        number, digests = _wanted(connection, logbook, number)
    with writing(logbook, UNDO_ACT, why=number) as act:
        undone = _take_back(act, number, digests, tell)
        if not (undone.withdrawn or undone.restored):
            raise NothingToDo(f"Nothing of import {number} can be taken back.", hint=_why(undone))
    return undone


def undone_words(done: Undone) -> str:
    """Return in a sentence what taking an import back did."""
    records = f"{done.withdrawn} record{'s' if done.withdrawn != 1 else ''} withdrawn"
    restored = f", {done.restored} as before" if done.restored else ""
    left = f" Changed or handed in since, and left as they are: {', '.join(done.left[:10])}." if done.left else ""
    return f"Import {done.number} is taken back: {records}{restored}.{left}"


def _take_back(act: Writing, number: str, digests: Sequence[str], tell: Callable[[int, int], None]) -> Undone:
    withdrawn = restored = done = 0
    left: list[str] = []
    for batch in batches(digests):
        fresh: list[HeadRow] = []
        filled_in: list[HeadRow] = []
        for head, digest in heads_of_versions(act.connection, batch):
            if head.kind == "person" or head.status in DEAD:
                continue
            if head.digest != digest or head.submitted is not None or head.status != "draft":
                left.append(head.label)
            else:
                (fresh if head.versions == 1 else filled_in).append(head)
        withdraw_drafts(act, fresh, why=_WHY)
        _go_back(act, filled_in)
        withdrawn += len(fresh)
        restored += len(filled_in)
        done += len(batch)
        tell(done, len(digests))
    return Undone(number, withdrawn, restored, tuple(left))


def _go_back(act: Writing, heads: Sequence[HeadRow]) -> None:
    """Let records that were filled in say again what they said before."""
    before = versions_before_each(act.connection, [head.digest for head in heads])
    write_each_again(act, {head: before[head.digest][0] for head in heads}, why=_WHY)


def _wanted(connection: Connection, logbook: Logbook, number: str) -> tuple[str, list[str]]:
    found = _imports(connection, logbook)
    if not found:
        raise NothingToDo("Nothing was imported here.")
    chosen = number or next(
        (one for one, (_, digests) in reversed(found.items()) if _counts(connection, digests)[1]), ""
    )
    if chosen not in found:
        hint = f"There is {', '.join(reversed(found))}."
        raise NothingToDo(f"There is no import {number[:20]}." if number else "No import stands any more.", hint=hint)
    return chosen, found[chosen][1]


def _imports(connection: Connection, logbook: Logbook) -> dict[str, tuple[str, list[str]]]:
    """Return time and objects of every import of whoever acts, oldest first, by number."""
    found: dict[str, tuple[str, list[str]]] = {}
    for entry in all_entries_of_act(connection, ACT):
        if entry.actor == logbook.actor and entry.why:
            found.setdefault(entry.why, (entry.at, []))[1].extend(entry.objects)
    return found


def _counts(connection: Connection, digests: Sequence[str]) -> tuple[int, int]:
    heads = [
        head for batch in batches(digests) for head, _ in heads_of_versions(connection, batch) if head.kind != "person"
    ]
    return len(heads), sum(head.status not in DEAD for head in heads)


def _why(undone: Undone) -> str:
    return (
        f"Changed or handed in since: {', '.join(undone.left[:10])}."
        if undone.left
        else "All of it was taken back before."
    )
