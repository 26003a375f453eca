"""Put words of one's own on several scans at once, or take them off."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sonolog.store.lookups import HeadRow, body_of
from sonolog.usecases.amend import amended
from sonolog.usecases.asking_for import require_each
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.find_record import find_records
from sonolog.usecases.guarding import refuse_identity_in
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.writing import Place, Writing, writing

if TYPE_CHECKING:
    from sonolog.ledger.status import RecordState

_OPEN = ("draft", "returned")
"""A new version of anything else would have to be signed again."""


@dataclass(frozen=True, slots=True)
class Tagged:
    """What was tagged, by case number."""

    cases: tuple[str, ...]
    left_out: tuple[str, ...]
    """Scans that wait, are signed or withdrawn."""


def tag_scans(logbook: Logbook, words: Sequence[str], *, add: Sequence[str] = (), remove: Sequence[str] = ()) -> Tagged:
    """Write a version of each scan meant with the tags ``add`` and without ``remove``; one change, undone as one.

    Raises:
        UnknownRecord, AmbiguousRecord: a word means none, or several.
        ActRefused: a scan is another person's.
        IdentityRefused, RecordRefused: a tag may not be kept.
        NothingToDo: no scan would change.
    """
    refuse_identity_in(("tags", tag) for tag in add)
    with writing(logbook, "amend", why="tags") as act:
        found = [head for head in find_records(act.connection, words) if head.kind == "scan"]
        fit = [head for head in found if head.status in _OPEN]
        done = [head for head, state in require_each(act, fit, "amend") if _tag(act, head, state, add, remove)]
        if not done:
            raise NothingToDo("No scan was tagged.", hint=_why_none(found, fit))
    return Tagged(tuple(head.label for head in done), tuple(head.label for head in found if head not in fit))


def _tag(act: Writing, head: HeadRow, state: RecordState, add: Sequence[str], remove: Sequence[str]) -> bool:
    body = body_of(act.connection, head.digest)
    old = list(body.get("tags", ()))
    new = [tag for tag in dict.fromkeys([*old, *add]) if tag not in remove]
    if new == old:
        return False
    value = amended(act, head, body, {"tags": tuple(new)})
    act.record(value, Place(record=head.record, subject=head.subject, parents=state.heads, why="tags"))
    return True


def _why_none(found: Sequence[HeadRow], fit: Sequence[HeadRow]) -> str:
    if not found:
        return "Only scans have tags."
    return "They have these tags already." if fit else "What waits or is signed would have to be signed again."
