"""Redactions a file brings that would take away a text kept here: let through only by whoever surely may.

A redaction cannot be undone, and a name or a role in a statement is its signer's own word.  So it counts without
question only with the key of whoever wrote the text, as long as nobody signed that text, or with the key of a lead for
whom a pinned programme vouches.  Any other is let in by the fingerprint of its key, compared in person.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sonolog.errors import Exit, SonologError
from sonolog.ledger.objects import Revision, Statement, read_object
from sonolog.ledger.trust import Trust
from sonolog.store.database import Connection
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.statements import keys_by_person, signed_versions


@dataclass(frozen=True, slots=True)
class DoubtfulRedaction:
    """A redaction whose signer is not known to have the right."""

    fingerprint: str
    name: str
    """The name under it."""
    texts: int
    """How many texts kept here it would take away."""


class RedactionDoubtful(SonologError):
    """A file would take texts away for good, and it is not certain that whoever asks for it may."""

    code = "redaction-doubtful"
    exit = Exit.DENIED

    def __init__(self, found: Iterable[DoubtfulRedaction]) -> None:
        self.redactions = tuple(found)
        told = "; ".join(f"{one.name} with {one.fingerprint}, {one.texts} of them" for one in self.redactions)
        super().__init__(
            f"This file takes away texts that are kept here: {told}. It is not certain that they may.",
            hint="Ask them in person. If it is right: --accept-key and the whole fingerprint.",
            kept="Nothing was stored, and nothing was taken away.",
        )


def doubtful_redactions(
    connection: Connection, trust: Trust, statements: Iterable[Statement]
) -> tuple[DoubtfulRedaction, ...]:
    """Return the redactions among ``statements`` that are to be asked about before they are let in."""
    said = [one for one in statements if one.act == "redact"]
    here = stored_texts(connection, {item.digest for one in said for item in one.items})
    texts = {digest: one for digest, one in here.items() if one.type != "tombstone"}
    if not texts:
        return ()
    keys, signed = keys_by_person(connection), signed_versions(connection, texts)
    found = []
    for one in said:
        named = [item.digest for item in one.items if item.digest in texts]
        sure = [digest for digest in named if _may(one, texts[digest], trust, keys, signed)]
        if len(sure) < len(named):
            found.append(DoubtfulRedaction(one.by, one.signer.name, len(named) - len(sure)))
    return tuple(found)


def require_redactions_accepted(redactions: Iterable[DoubtfulRedaction], accepted: Collection[str]) -> None:
    """Let redactions pass whose keys were accepted by their fingerprint.

    Raises:
        RedactionDoubtful: one was not.
    """
    open_ = [one for one in redactions if one.fingerprint not in accepted]
    if open_:
        raise RedactionDoubtful(open_)


def _may(one: Statement, kept: StoredObject, trust: Trust, keys: dict[str, set[str]], signed: Collection[str]) -> bool:
    if trust.roots and one.signer.person != one.subject and trust.is_lead(one):
        return True
    found = read_object(kept.text)
    if isinstance(found, Statement):
        return found.by == one.by
    person = one.signer.person
    is_author = isinstance(found, Revision) and found.by == person and one.by in keys.get(person, ())
    return is_author and kept.digest not in signed
