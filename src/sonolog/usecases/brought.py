"""What a file would bring, told before any of it is let in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sonolog.ledger.objects import Revision, Statement
from sonolog.store.objects import stored_texts
from sonolog.usecases.absorb import Incoming
from sonolog.usecases.logbook import Logbook

_PURPOSES = {
    "request": "a request for signatures",
    "response": "an answer to a request",
    "copy": "another copy of a logbook",
    "card": "an enrolment card",
    "programme": "a programme's list of keys",
    "revocation": "the revocation of a key",
}
_SAID = {
    "sign": "signed",
    "return": "returned",
    "revoke": "revoked",
    "submit": "submitted",
    "recall": "recalled",
    "withdraw": "withdrew",
    "redact": "redacted",
    "vouch": "vouched",
    "key-revoke": "revoked a key",
    "checkpoint": "closed a checkpoint",
}


@dataclass(frozen=True, slots=True)
class Brought:
    """How much of a file is new here, and of what kind."""

    purpose: str
    """Request, response, copy, card, programme or revocation, as the file itself says."""
    subject: str
    """Whose logbook it is about, as the file itself says; perhaps nothing."""
    new: int
    known: int
    records: tuple[tuple[str, int], ...]
    """Kind, and how many records of it the new versions belong to."""
    said: tuple[tuple[str, str, int], ...]
    """Name, act and number of the new statements."""

    @property
    def what(self) -> str:
        """What the file is, in words."""
        whose = f", about {self.subject}" if self.subject else ""
        return f"{_PURPOSES.get(self.purpose, 'a file of sonolog')}{whose}"

    @property
    def said_in_words(self) -> tuple[tuple[str, int], ...]:
        """Who did what, and in how many statements."""
        return tuple((f"{name} {_SAID.get(act, act)}", count) for name, act, count in self.said)

    @property
    def revoked(self) -> tuple[str, ...]:
        """Who takes a key back in a file that was written for that alone."""
        return tuple(name for name, act, _ in self.said if act == "key-revoke") if self.purpose == "revocation" else ()


def brought(logbook: Logbook, incoming: Incoming) -> Brought:
    """Return what the file brings that is not here; nothing is kept."""
    digests = {one.digest for one in incoming.objects}
    with logbook.reading() as connection:
        here = set(stored_texts(connection, digests))
    new = [one.found for one in incoming.objects if one.digest not in here]
    records = {(one.record, one.kind) for one in new if isinstance(one, Revision)}
    said = Counter((one.signer.name, one.act) for one in new if isinstance(one, Statement))
    head = incoming.bundle.head
    return Brought(
        purpose=str(head.get("purpose", "")),
        subject=str(head.get("subject_name", "")),
        new=len(new),
        known=len(digests) - len(new),
        records=tuple(sorted(Counter(kind for _, kind in records).items())),
        said=tuple((name, act, count) for (name, act), count in sorted(said.items())),
    )
