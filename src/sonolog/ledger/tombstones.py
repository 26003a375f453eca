"""What is left of an object whose text was taken away, because it could identify a patient.

The digest stays, so that what names the object still names it; of the text nothing stays that anybody typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.ledger.canonical import JSON
from sonolog.ledger.errors import MalformedObject
from sonolog.ledger.immutable import Text, filled
from sonolog.ledger.shapes import VERSION
from sonolog.ledger.terms import LEFT_OF, TOMBSTONE


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Tombstone(Text):
    """The place of an object that was redacted, or that the identity guard did not let in."""

    shape = TOMBSTONE

    of: str
    """What it was: revision, statement or document."""
    named: str
    """Digest of the text that stood here; ``digest`` is that of this object."""
    kind: str = ""
    record: str = ""
    subject: str = ""
    parents: tuple[str, ...] = ()
    act: str = ""
    n: int = 0
    prev: tuple[str, ...] = ()
    by: str = ""
    """Author of a revision, key of a statement."""
    at: str = ""
    offset: int = 0

    def as_json(self) -> dict[str, JSON]:
        """Return the tombstone as JSON."""
        value: dict[str, JSON] = {"t": "tombstone", "v": VERSION, "of": self.of, "digest": self.named}
        told = filled(kind=self.kind, record=self.record, subject=self.subject, act=self.act, by=self.by, at=self.at)
        links = filled(parents=list(self.parents), prev=list(self.prev), n=self.n or None)
        return value | told | links | filled(offset=self.offset or None)

    @classmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the tombstone that ``value`` describes."""
        told = {name: value.get(name, "") for name in ("kind", "record", "subject", "act", "by", "at")}
        links = {name: tuple(value.get(name, ())) for name in ("parents", "prev")}
        numbers = {name: value.get(name, 0) for name in ("n", "offset")}
        return told | links | numbers | {"of": value["of"], "named": value["digest"]}

    def require_sense(self) -> None:
        """Refuse what does not tell where the object belongs: everything that lists objects rests on it."""
        for name in sorted(LEFT_OF[self.of]):
            if not getattr(self, name):
                raise MalformedObject(name, f"present in what is left of a {self.of}")
