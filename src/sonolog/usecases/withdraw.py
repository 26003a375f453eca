"""Withdraw a record: it stays, and is shown as withdrawn.

What nobody was asked to sign is the author's alone and is withdrawn without a key, as it was logged without one.
Once it was submitted, withdrawing it takes a signed statement with a reason.
"""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.store.lookups import HeadRow, body_of
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import KeyNeeded, ReasonMissing
from sonolog.usecases.find_record import find_records
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state_about
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import Place, Writing, writing


def needs_key(logbook: Logbook, words: Sequence[str]) -> bool:
    """Return whether withdrawing the records meant takes a signature.

    Raises:
        UnknownRecord, AmbiguousRecord: the words mean none, or several.
    """
    with logbook.reading() as connection:
        return any(_was_submitted(head) for head in find_records(connection, words))


def withdraw(
    logbook: Logbook, words: Sequence[str], reason: str, *, key: KeyUse | None = None
) -> tuple[RecordLine, ...]:
    """Withdraw the records meant.

    Raises:
        ReasonMissing: a record was submitted once, and no reason is given.
        KeyNeeded: a record was submitted once, and no key is open.
        ActRefused: a record is withdrawn already, or another's.
        IdentityRefused, TextRefused: the reason may not be kept.
    """
    said = clean_reason(reason)
    with writing(logbook, "withdraw") as act:
        found = tuple(head for head, _ in require(act, words, "withdraw"))
        asked = [head for head in found if _was_submitted(head)]
        for head in found:
            if head not in asked:
                withdraw_draft(act, head, why=said)
        _state_withdrawal(act, asked, said, key)
    return tuple(record_line(head, status="withdrawn") for head in found)


def withdraw_draft(act: Writing, head: HeadRow, *, why: str) -> None:
    """Add the revision by which an author takes back what nobody was asked to sign."""
    place = Place(record=head.record, subject=head.subject, parents=(head.digest,), why=why, withdrawn=True)
    act.revision(head.kind, body_of(act.connection, head.digest), place)


def _state_withdrawal(act: Writing, asked: Sequence[HeadRow], reason: str, key: KeyUse | None) -> None:
    if not asked:
        return
    if not reason:
        raise ReasonMissing("to withdraw what was submitted")
    if key is None:
        raise KeyNeeded("Withdrawing what was submitted")
    state_about(act, key, asked, "withdraw", reason=reason)


def _was_submitted(head: HeadRow) -> bool:
    return head.submitted is not None
