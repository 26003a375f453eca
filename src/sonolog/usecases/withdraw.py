"""Withdraw a record: it stays, and is shown as withdrawn.

What nobody was asked to sign is the author's alone and is withdrawn without a key, as it was logged without one.
Once it was submitted, withdrawing it takes a signed statement with a reason.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sonolog.clock import stamp
from sonolog.store.lookups import HeadRow, bodies_of, body_of, guarded_texts
from sonolog.store.objects import stored_texts
from sonolog.store.withdrawals import Author, Draft, keep_withdrawals, spelled_body
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import KeyNeeded, ReasonMissing
from sonolog.usecases.find_record import find_records
from sonolog.usecases.guard_answers import known_by_record
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


def withdraw_drafts(act: Writing, heads: Sequence[HeadRow], *, why: str) -> None:
    """Add those revisions for many records in one version, at most 500: in writes that do not grow in number."""
    texts = stored_texts(act.connection, [head.digest for head in heads])
    bodies = {head: spelled_body(head.digest, texts[head.digest].text) for head in heads}
    drafts = [Draft(head, body) for head, body in bodies.items() if body is not None]
    author = Author(act.logbook.actor or "", stamp(act.moment), act.offset, why)
    act.named += keep_withdrawals(act.connection, author, drafts, act.logbook.entropy)
    others = {head: head.digest for head, body in bodies.items() if body is None}
    write_each_again(act, others, why=why, withdrawn=True)


def write_each_again(act: Writing, versions: Mapping[HeadRow, str], *, why: str, withdrawn: bool = False) -> None:
    """Add for each record a revision that says what one of its versions said, with what was answered of it."""
    if not versions:
        return
    bodies = bodies_of(act.connection, list(versions.values()))
    known = known_by_record(guarded_texts(act.connection, records=[head.record for head in versions]).values())
    for head, version in versions.items():
        place = Place(record=head.record, subject=head.subject, parents=(head.digest,), why=why, withdrawn=withdrawn)
        act.revision(head.kind, bodies[version], place, known=known.get(head.record, {}))


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
