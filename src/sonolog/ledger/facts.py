"""What the fold of a record's state reads, and what it answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from sonolog.ledger.objects import Revision, Statement

Status = Literal["draft", "submitted", "returned", "signed", "amended", "withdrawn", "conflict", "redacted"]


@dataclass(frozen=True, slots=True)
class RevisionFacts:
    """What the fold needs of a revision."""

    digest: str
    parents: tuple[str, ...]
    at: str
    by: str
    """Person id of the author."""
    redacted: bool = False
    withdrawn: bool = False

    @classmethod
    def of(cls, revision: Revision) -> RevisionFacts:
        """Return the facts of ``revision``."""
        return cls(revision.digest, revision.parents, revision.at, revision.by, withdrawn=revision.withdrawn)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatementFacts:
    """What the fold needs of a statement about one of its items.

    The statement has been verified: the fold takes it at its word.
    """

    digest: str
    act: str
    target: str
    """Digest of the item: a revision, or for ``revoke`` a statement."""
    by: str
    """Fingerprint of the key."""
    person: str
    subject: str
    n: int
    at: str
    name: str = ""
    role: str = ""
    meaning: str = ""
    reason: str = ""
    outcome: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordState:
    """Where a record stands."""

    status: Status
    heads: tuple[str, ...]
    """Digests of the revisions that nothing follows, ascending; two or more are a conflict."""
    head: str
    """The one head; in a conflict the newest, which is what can be shown meanwhile."""
    sign_off: StatementFacts | None = None
    """The latest sign-off of exactly the head; nothing else counts as signed."""
    signed_in_earlier_version: StatementFacts | None = None
    """Where the head has none: the latest standing sign-off of another revision."""
    returned: StatementFacts | None = None
    """The return of the head that waits for an answer."""
    withdrawn: StatementFacts | None = None
    revoked: StatementFacts | None = None
    """The latest revocation of a sign-off: of the head's, or of any where none stands at all."""

    @property
    def return_reason(self) -> str:
        """Why it was returned, or nothing."""
        return self.returned.reason if self.returned else ""

    @property
    def withdrawn_reason(self) -> str:
        """Why it was withdrawn, or nothing."""
        return self.withdrawn.reason if self.withdrawn else ""


def statement_facts(statement: Statement) -> tuple[StatementFacts, ...]:
    """Return the facts of ``statement``, one for each item."""
    return tuple(
        StatementFacts(
            digest=statement.digest,
            act=statement.act,
            target=item.digest,
            by=statement.by,
            person=statement.signer.person,
            subject=statement.subject,
            n=statement.n,
            at=statement.at,
            name=statement.signer.name,
            role=statement.signer.role,
            meaning=statement.meaning,
            reason=statement.reason,
            outcome=item.outcome,
        )
        for item in statement.items
    )
