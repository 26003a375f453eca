"""What checkpoints prove: that a statement was there when somebody else looked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from sonolog.ledger.objects import Statement
from sonolog.ledger.trust import Trust

Reader = Callable[[str], Statement | None]
"""Gives the statement of a digest if it is there and sound by itself."""


@dataclass
class Proof:
    """The days by which statements were seen by somebody other than who made them."""

    trust: Trust
    read: Reader
    _seen: dict[str, frozenset[str]] = field(default_factory=dict)

    def no_later_than(self, statement: Statement) -> str:
        """Return the ISO day of the earliest checkpoint by another key that has seen the statement, or ""."""
        days = (one.day for one in self.trust.checkpoints if self._witnesses(one, statement))
        return min(days, default="")

    def _witnesses(self, checkpoint: Statement, statement: Statement) -> bool:
        if checkpoint.by == statement.by or not self.trust.is_lead(checkpoint):
            return False
        return statement.digest in self._seen_by(checkpoint)

    def _seen_by(self, checkpoint: Statement) -> frozenset[str]:
        """Return every statement that the ends of the chains named in the checkpoint lead back to."""
        if checkpoint.digest not in self._seen:
            waiting = [link for chain in checkpoint.terms["chains"] for link in chain["last"]]
            found: set[str] = set()
            while waiting:
                link = waiting.pop()
                one = self.read(link) if link not in found else None
                if one is not None:
                    found.add(link)
                    waiting.extend(one.prev)
            self._seen[checkpoint.digest] = frozenset(found)
        return self._seen[checkpoint.digest]
