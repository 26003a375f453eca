"""Take back one's own sign-off."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from sonolog.ledger.objects import Item
from sonolog.ledger.shapes import MOST_ITEMS
from sonolog.ledger.statements import Intent
from sonolog.store.lookups import HeadRow, head_of
from sonolog.store.statements import revocable_by
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import ActRefused, ReasonMissing
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import Writing, writing


def revoke(logbook: Logbook, words: Sequence[str], reason: str, *, key: KeyUse) -> tuple[RecordLine, ...]:
    """Revoke the sign-offs and returns this key gave the records meant.

    A statement is revoked whole: records signed together in it lose their sign-off together, and are among
    those answered.

    Raises:
        ReasonMissing: no reason is given.
        ActRefused: this key did not sign the record.
    """
    said = clean_reason(reason)
    if not said:
        raise ReasonMissing("to revoke")
    with writing(logbook, "revoke") as act:
        found = tuple(head for head, _ in require(act, words, "revoke"))
        touched = _revoke(act, found, key, said)
    with logbook.reading() as connection:
        heads = (head_of(connection, record) for record in touched)
        return tuple(record_line(head) for head in heads if head is not None)


def _revoke(act: Writing, found: Sequence[HeadRow], key: KeyUse, reason: str) -> list[str]:
    rows = revocable_by(act.connection, key.signing.fingerprint, [head.record for head in found])
    mine = {row.asked for row in rows}
    for head in found:
        if head.record not in mine:
            raise ActRefused(head.label, "revoked", "no sign-off of yours stands on it")
    by_subject: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        by_subject[row.subject].add(row.digest)
    for subject, statements in by_subject.items():
        ordered = sorted(statements)
        for start in range(0, len(ordered), MOST_ITEMS):
            items = tuple(Item(digest=digest) for digest in ordered[start : start + MOST_ITEMS])
            state(act, key, Intent(act="revoke", subject=subject, items=items, reason=reason), kind="scan")
    return sorted({row.touched for row in rows})
