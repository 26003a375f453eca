"""What a department does not take from whoever brings a file stays outside; the rest comes in."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.ledger.merge import Kept
from sonolog.store.department.adding import may_replace, not_to_be_added, others_chains
from sonolog.store.objects import StoredObject
from sonolog.usecases.writing import Writing


def leave_out(act: Writing, changed: Sequence[Kept]) -> tuple[list[Kept], int]:
    """Take out of an act what the department would refuse; return what may change, and how many objects stay outside.

    Journal entries of a chain that somebody else began there stay outside too.
    """
    asked = [(one.type, one.digest, one.text) for one in act.objects]
    refused = not_to_be_added(act.connection, asked) if asked else set()
    act.objects[:] = [one for one in act.objects if one.digest not in refused]
    kept = [one for one in changed if _may_change(act, one)]
    others = others_chains(act.connection, {one.writer for one in act.entries})
    act.entries[:] = [one for one in act.entries if one.writer not in others]
    return kept, len(refused) + len(changed) - len(kept)


def _may_change(act: Writing, one: Kept) -> bool:
    found = StoredObject.of(one)
    return may_replace(act.connection, found.digest, found.type, found.text)
