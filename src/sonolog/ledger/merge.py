"""Merging two sets of objects: the union, in which a redaction always wins.

The result depends on the objects alone, not on the order in which they came: merging is commutative, associative and
idempotent.  Of one digest a set holds the text or, in its place, a tombstone; where both come together the text wins,
unless its author or a lead has redacted it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sonolog.ledger.objects import Document, LedgerObject, Revision, Statement, Tombstone, tombstone_of
from sonolog.ledger.trust import Trust


@dataclass(frozen=True, slots=True)
class Kept:
    """An object with its raw signature, if it is a statement."""

    found: LedgerObject
    signature: bytes | None = None

    @property
    def digest(self) -> str:
        """The digest it is known by: a tombstone stands under that of the text it replaces."""
        return self.found.named if isinstance(self.found, Tombstone) else self.found.digest

    @property
    def is_tombstone(self) -> bool:
        """Whether the text is gone."""
        return isinstance(self.found, Tombstone)


def merge(here: Mapping[str, Kept], there: Iterable[Kept]) -> dict[str, Kept]:
    """Return the merger of two sets; every statement in them is sound by itself."""
    union = dict(here)
    for one in there:
        known = union.get(one.digest)
        union[one.digest] = one if known is None else _fuller(known, one)
    return apply_redactions(union)


def apply_redactions(union: Mapping[str, Kept]) -> dict[str, Kept]:
    """Return the set with a tombstone in the place of every text that was redacted in it."""
    said = [one.found for one in union.values() if isinstance(one.found, Statement) and one.found.act == "redact"]
    trust = Trust((), said)
    gone = {item.digest for one in said for item in one.items}
    changed = {digest: _settled(union[digest], trust) for digest in gone if digest in union}
    return {**union, **changed}


def _fuller(first: Kept, second: Kept) -> Kept:
    """Return the one that holds more; of two alike always the same."""
    if first.is_tombstone != second.is_tombstone:
        return second if first.is_tombstone else first
    return min(first, second, key=lambda one: (one.found.text, one.signature or b""))


def _settled(one: Kept, trust: Trust) -> Kept:
    if not isinstance(one.found, Revision | Statement | Document):
        return one
    tombstone = tombstone_of(one.found)
    return Kept(tombstone) if trust.is_taken_away(tombstone) else one
