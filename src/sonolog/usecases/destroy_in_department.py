"""What a department's server holds of a person, and taking away what is theirs to take: redaction, never deletion."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from sonolog.domain.kinds import KINDS
from sonolog.domain.text import counted
from sonolog.errors import SonologError
from sonolog.ledger.objects import tombstone_of
from sonolog.store.drafts import drop_draft
from sonolog.store.kind_tables import DEAD
from sonolog.store.lookups import HeadRow, heads_of_kinds
from sonolog.store.objects import StoredObject
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.redact import Texts, require_allowed, say_redacted, texts_of
from sonolog.usecases.writing import Writing, writing

WHY = "its author destroys all of it"
_KEPT = "person"
"""Who somebody is stays: what they and others signed names them."""


@dataclass(frozen=True, slots=True)
class HeldThere:
    """How many records of whoever acts a department holds."""

    own: int
    """Their texts are theirs to take away: they wrote them, and nobody signed them."""
    led: int
    """Somebody else wrote or signed them: a lead takes them away."""
    taken: int = 0
    """How many were taken away just now."""


def held_words(held: HeldThere) -> str:
    """Return what the department holds, what is taken away of it and what stays."""
    own, led = (counted(count, "record") for count in (held.own, held.led))
    return f"In the department: {own} whose texts are taken away, {led} that stay{'s' if held.led == 1 else ''}."


def held_there(logbook: Logbook) -> HeldThere:
    """Return what of whoever acts the department holds; nothing is changed.

    Raises:
        NobodyActs: it is not known who acts.
    """
    with logbook.reading() as connection:
        looking = Writing(logbook, connection, logbook.clock.now())
        found = [texts for _, texts in _records(looking)]
    return HeldThere(sum(texts is not None for texts in found), sum(texts is None for texts in found))


def take_away(logbook: Logbook, key: KeyUse) -> int:
    """Take away every text of whoever acts that is theirs to take, in one act, and return of how many records.

    Digests stay, and statements say who took them away; what others signed is left as it is.

    Raises:
        NotAllowedHere, ServerGone: nothing was taken away.
    """
    with writing(logbook, "redact") as act:
        gone: list[StoredObject] = []
        records = 0
        for head, texts in _records(act):
            if texts is not None:
                gone += [StoredObject(one.digest, "tombstone", tombstone_of(one).text) for one in texts]
                drop_draft(act.connection, head.record)
                records += 1
        subject = act.logbook.actor or ""
        for _ in say_redacted(act, key, subject, gone, WHY):
            pass
        act.changed += gone
    return records


def _records(act: Writing) -> Iterator[tuple[HeadRow, Texts | None]]:
    """Yield the records of whoever acts that still say something, with their texts; None where a lead has to do it."""
    actor = act.logbook.actor
    if actor is None:
        raise NobodyActs
    kinds = [kind for kind in KINDS if kind != _KEPT]
    for head in heads_of_kinds(act.connection, kinds, subject=actor):
        texts = texts_of(act, head) if head.status != DEAD[1] else []
        if not texts:
            continue
        allowed = False
        with suppress(SonologError):
            require_allowed(act, head, texts)
            allowed = True
        yield head, texts if allowed else None
