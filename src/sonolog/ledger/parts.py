"""The parts of objects: who signs, what is named, what was shown."""

from __future__ import annotations

from dataclasses import dataclass

from sonolog.ledger.canonical import JSON
from sonolog.ledger.immutable import filled


@dataclass(frozen=True, slots=True)
class GuardAnswer:
    """A span that looked like a patient identifier to ``rule``, and the code of what it is instead."""

    rule: str
    span: str
    why: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One object a statement names; a sign-off or return may add what the signer found (empty: not said)."""

    digest: str
    outcome: str = ""
    comment: str = ""
    agreement: str = ""
    finding: str = ""
    entrustment: int | None = None
    opened: bool | None = None

    def as_json(self) -> dict[str, JSON]:
        """Return the item as JSON."""
        said = filled(outcome=self.outcome, comment=self.comment, agreement=self.agreement, finding=self.finding)
        return {"digest": self.digest} | said | filled(entrustment=self.entrustment, opened=self.opened)


@dataclass(frozen=True, slots=True, kw_only=True)
class Signer:
    """Who signs, as printed under the signature."""

    person: str
    name: str
    role: str
    body: str = ""
    """The professional register."""
    number: str = ""
    """The number in that register."""

    def as_json(self) -> dict[str, JSON]:
        """Return the signer as JSON."""
        named: dict[str, JSON] = {"person": self.person, "name": self.name, "role": self.role}
        return named | filled(body=self.body, number=self.number)


@dataclass(frozen=True, slots=True)
class Shown:
    """How many of the items the signer opened."""

    opened: int
    of: int
