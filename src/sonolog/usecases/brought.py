"""What a file would bring, told before any of it is let in."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from sonolog.ledger.objects import Revision, Statement
from sonolog.store.objects import stored_texts
from sonolog.usecases.absorb import Incoming
from sonolog.usecases.logbook import Logbook


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
