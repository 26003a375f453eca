"""Give records back with a reason, unsigned."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sonolog.ledger.objects import Item
from sonolog.ledger.statements import Intent
from sonolog.store.lookups import HeadRow
from sonolog.usecases.asking_for import in_batches, require
from sonolog.usecases.errors import ReasonMissing
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import writing


def give_back(logbook: Logbook, words: Sequence[str], reason: str, *, key: KeyUse) -> tuple[RecordLine, ...]:
    """Return the records meant to their trainee, who can then amend them.

    Raises:
        ReasonMissing: no reason is given.
        ActRefused: a record is not waiting for sign-off, or is one's own.
    """
    said = clean_reason(reason)
    if not said:
        raise ReasonMissing("to return")
    with writing(logbook, "return") as act:
        found = tuple(head for head, _ in require(act, words, "return"))
        for subject, group in _by_subject(found).items():
            for run in in_batches(group):
                items = tuple(Item(digest=head.digest) for head in run)
                intent = Intent(act="return", subject=subject, items=items, reason=said)
                state(act, key, intent, kind=run[0].kind)
    return tuple(record_line(head, status="returned", words=said) for head in found)


def _by_subject(found: Sequence[HeadRow]) -> dict[str, list[HeadRow]]:
    groups: dict[str, list[HeadRow]] = defaultdict(list)
    for head in found:
        groups[head.subject].append(head)
    return groups
