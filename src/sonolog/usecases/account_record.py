"""The record of somebody who is given a login: a first version, or a further one that says the role of their rank."""

from __future__ import annotations

from collections.abc import Mapping

from sonolog.clock import Clock, stamp
from sonolog.domain.admission import make_record
from sonolog.domain.value import Record
from sonolog.ledger.identifiers import new_id, new_salt
from sonolog.ledger.objects import JournalEntry, Revision, read_object
from sonolog.store.objects import StoredObject
from sonolog.usecases.logbook import Entropy

_WHY = "the administrator of the department gave the login the rank of {}"
_BY_RANK = frozenset({"lead", "auditor"})
"""Roles that go when the rank does; somebody may learn and supervise at once."""


def account_record(name: str, rank: str, register: Mapping[str, str]) -> Record:
    """Return the record of somebody new.

    Raises:
        RecordRefused: a field cannot be kept.
    """
    return make_record("person", {"name": name, "roles": (rank,)} | {of: text for of, text in register.items() if text})


def first_version(value: Record, person: str, clock: Clock, entropy: Entropy) -> StoredObject:
    """Return the first version of a person's record, in their own name: who looks after a server is nobody there."""
    return _version(person, value.as_body(), clock, entropy)


def version_for_rank(current: str, rank: str, *, clock: Clock, entropy: Entropy) -> StoredObject | None:
    """Return a version that follows ``current`` and says the role of a rank; None where it says so, or is redacted.

    A role that comes with another rank goes.  The reason says whose doing it is: it is in the person's own name.
    """
    found = read_object(current) if current else None
    if not isinstance(found, Revision) or found.withdrawn:
        return None
    had = found.body.get("roles")
    roles = list(had) if isinstance(had, list) else []
    said = [one for one in roles if one not in _BY_RANK - {rank}]
    said += [rank] if rank not in said else []
    if said == roles:
        return None
    body = dict(found.body) | {"roles": said}
    return _version(found.record, body, clock, entropy, follows=found, why=_WHY.format(rank))


def journal_of(version: StoredObject, clock: Clock, entropy: Entropy) -> JournalEntry:
    """Return the line of a journal of its own that names the version."""
    moment = clock.now()
    writer = new_id(moment, entropy)
    at, act = stamp(moment), "add-person"
    return JournalEntry(writer=writer, seq=1, prev=None, at=at, actor=None, act=act, objects=(version.digest,))


def _version(
    person: str,
    body: Mapping[str, object],
    clock: Clock,
    entropy: Entropy,
    follows: Revision | None = None,
    why: str = "",
) -> StoredObject:
    moment = clock.now()
    offset = moment.utcoffset()
    made = Revision(
        kind="person",
        record=person,
        subject=person,
        parents=(follows.digest,) if follows is not None else (),
        salt=new_salt(entropy),
        by=person,
        at=stamp(moment),
        offset=int(offset.total_seconds() // 60) if offset is not None else 0,
        body=body,  # type: ignore[arg-type]
        why=why,
        guard=follows.guard if follows is not None else (),
    )
    return StoredObject(made.digest, "revision", made.text)
