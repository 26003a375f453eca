"""Keys a file brings that this logbook has not met: the first of a person is pinned, another one is an alarm."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from sonolog.domain.lookalike import look_alikes, mixes_scripts
from sonolog.errors import Exit, SonologError
from sonolog.ledger.objects import Statement
from sonolog.ledger.trust import Trust
from sonolog.store.database import Connection
from sonolog.store.people import people_rows
from sonolog.store.statements import keys_by_person


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that was not met before."""

    fingerprint: str
    person: str
    name: str
    """The name under its statements."""
    is_another: bool
    """The person is known here by other keys."""
    warnings: tuple[str, ...] = ()
    """What is odd about the name."""


class KeysUnconfirmed(SonologError):
    """Statements are signed with keys that nobody has confirmed and that are met for the first time."""

    code = "keys-unconfirmed"
    exit = Exit.DENIED

    def __init__(self, keys: Iterable[NewKey]) -> None:
        self.keys = tuple(keys)
        told = "; ".join(f"{one.fingerprint} as {one.name}" for one in self.keys)
        odd = " ".join(warning for one in self.keys for warning in one.warnings)
        super().__init__(
            f"Signed with keys this logbook has not met: {told}. {odd}".rstrip(),
            hint="Compare the fingerprint with the one the person tells you; then add --accept-unconfirmed.",
            kept="Nothing was stored.",
        )


class AnotherKey(SonologError):
    """Somebody known here by a key signs with a different one: an alarm, not a question."""

    code = "another-key"
    exit = Exit.DENIED

    def __init__(self, keys: Iterable[NewKey]) -> None:
        self.keys = tuple(keys)
        told = "; ".join(f"{one.name} signed with another key before, and now with {one.fingerprint}" for one in keys)
        super().__init__(
            f"{told}. Either they have a new key, or somebody signs in their name.",
            hint="Ask them in person. If it is theirs: --accept-key and the whole fingerprint.",
            kept="Nothing was stored.",
        )


def new_keys(connection: Connection, trust: Trust, statements: Iterable[Statement]) -> tuple[NewKey, ...]:
    """Return the keys of ``statements`` that were not met here and that no pinned programme vouches for."""
    known = keys_by_person(connection)
    everyone = {row.id: row.name for row in people_rows(connection)}
    found: dict[tuple[str, str], NewKey] = {}
    for one in statements:
        person = one.signer.person
        if one.by in known.get(person, ()) or (one.by, person) in found or _is_vouched(trust, one):
            continue
        others = [name for id_, name in everyone.items() if id_ != person]
        another = bool(known.get(person)) and not _is_successor(trust, one.by, known[person])
        found[one.by, person] = NewKey(one.by, person, one.signer.name, another, name_warnings(one.signer.name, others))
    return tuple(found.values())


def _is_vouched(trust: Trust, one: Statement) -> bool:
    """Tell whether a pinned programme says whose key it is, and the statement is in that name."""
    if one.by in trust.roots:
        return True
    vouch = trust.vouch_for(one.by, one.day)
    return vouch is not None and (vouch.subject == one.signer.person or vouch.terms["name"] == one.signer.name)


def name_warnings(name: str, others: Collection[str]) -> tuple[str, ...]:
    """Return what is odd about a name: it looks like another one, or mixes alphabets."""
    told = [f"“{name}” looks like “{other}” and is spelt otherwise." for other in look_alikes(name, others)]
    return (*told, *([f"“{name}” mixes letters of several alphabets."] if mixes_scripts(name) else []))


def require_accepted(keys: Iterable[NewKey], *, unconfirmed: bool, accepted: Collection[str]) -> None:
    """Let keys pass that were accepted.

    Raises:
        AnotherKey: one belongs to a person known by another key, and was not accepted by its fingerprint.
        KeysUnconfirmed: one is new, and new ones were not accepted.
    """
    open_ = [one for one in keys if one.fingerprint not in accepted]
    others = [one for one in open_ if one.is_another]
    if others:
        raise AnotherKey(others)
    if open_ and not unconfirmed:
        raise KeysUnconfirmed(open_)


def _is_successor(trust: Trust, key: str, known: Collection[str]) -> bool:
    return any(key == trust.successor_of(one) for one in known)
