"""Take a submission back before it is signed."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.ledger.objects import Item
from sonolog.ledger.statements import Intent
from sonolog.usecases.asking_for import in_batches, require
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import Writing, writing


def recall(logbook: Logbook, words: Sequence[str], *, key: KeyUse) -> tuple[RecordLine, ...]:
    """Take back the submission of the records meant; they can be amended again.

    Raises:
        ActRefused: a record is not waiting for sign-off.
    """
    with writing(logbook, "recall") as act:
        return own_statement(act, words, key, "recall")


def own_statement(
    act: Writing, words: Sequence[str], key: KeyUse, what: str, *, reason: str = ""
) -> tuple[RecordLine, ...]:
    """State ``what`` about one's own records and return how they then stand."""
    found = tuple(head for head, _ in require(act, words, what))
    for run in in_batches(found):
        items = tuple(Item(digest=head.digest) for head in run)
        state(act, key, Intent(act=what, subject=key.person, items=items, reason=reason), kind=run[0].kind)
    after = {"recall": "draft", "withdraw": "withdrawn"}
    return tuple(record_line(head, status=after.get(what)) for head in found)
