"""Verifying a whole set of objects: every statement, where every record stands by them, and what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical
from sonolog.ledger.gaps import Gap, gaps
from sonolog.ledger.objects import LedgerObject, Statement, Tombstone, read_object
from sonolog.ledger.signature_checks import SignatureChecks
from sonolog.ledger.trust import Trust
from sonolog.ledger.verdicts import Stored, Verdict, Word, gravest
from sonolog.ledger.verify import Verifier

_Read: TypeAlias = dict[str, LedgerObject]


@dataclass(frozen=True, slots=True)
class Said:
    """A statement and what can be said of it."""

    digest: str
    statement: Statement | None
    """None where the text is no statement that can be read."""
    verdict: Verdict
    no_later_than: str = ""
    """ISO day of the earliest checkpoint by somebody else that saw it."""
    beside: Verdict | None = None
    """Where some of what it is about was redacted: what it is worth for the rest."""


@dataclass(frozen=True, slots=True)
class Survey:
    """All that a verification found."""

    statements: tuple[Said, ...]
    faults: tuple[Verdict, ...]
    """Objects that are not what their digest says, or nothing that can be read."""
    same_number: tuple[tuple[str, str, int], ...] = ()
    """(key, subject, number) used twice: a signer with two devices, or a copy in which something was held back."""
    gaps: tuple[Gap, ...] = ()
    """Numbers that are missing, whether or not the file says so itself."""
    objects: int = 0
    read: Mapping[str, LedgerObject] = field(default_factory=dict)
    """What could be read, by digest."""

    @property
    def words(self) -> dict[str, int]:
        """How many statements verify with which word."""
        return dict(Counter(str(one.verdict.word) for one in self.statements))

    @property
    def word(self) -> Word:
        """The one word for all of it: the gravest."""
        if self.faults:
            return gravest([*(one.word for one in self.faults), *(one.verdict.word for one in self.statements)])
        return gravest([one.verdict.word for one in self.statements]) if self.statements else Word.NOT_CHECKED


def survey(objects: Mapping[str, Stored], *, roots: Collection[str] = (), declared: Collection[str] = ()) -> Survey:
    """Verify every object by its digest, every statement and every link between them."""
    many = sum(one.signature is not None for one in objects.values())
    with SignatureChecks(many) as checks:  # which run on the other processors while the rest is read
        read, faults = _read(objects, checks)
        signatures = [objects[one.digest].signature for one in read.values() if isinstance(one, Statement)]
        supposed = [one is not None for one in signatures]
        # Judged while they run as if all of them held, and thrown away unless exactly that comes out.
        found = _judged(objects, read, faults, supposed, roots, declared)
        holds = list(checks.results())
    return found if holds == supposed else _judged(objects, read, faults, holds, roots, declared)


def _judged(
    objects: Mapping[str, Stored],
    read: _Read,
    faults: Sequence[Verdict],
    holds: Sequence[bool],
    roots: Collection[str],
    declared: Collection[str],
) -> Survey:
    """Return what a verification finds if the signatures of the statements that were read hold as told."""
    verifier, trust = _verifier(objects, read, holds, roots=roots, declared=declared)
    unsound = {one.where: one for one in faults}
    said = []
    for digest, stored in objects.items():
        if stored.signature is not None or isinstance(read.get(digest), Statement):
            one = read.get(digest)
            statement = one if isinstance(one, Statement) else None
            verdict = unsound.pop(digest, None) or verifier.verify(stored.text, stored.signature, where=digest)
            seen = verifier.no_later_than(statement) if statement and trust.checkpoints else ""
            has_gone = statement if verdict.word is Word.REDACTED else None
            beside = verifier.beside_redacted(has_gone) if has_gone is not None else None
            said.append(Said(digest, statement, verdict, seen, beside))
    return Survey(
        statements=tuple(sorted(said, key=_order)),
        faults=tuple(unsound.values()),
        same_number=_same_number(said),
        gaps=gaps(one for one in read.values() if isinstance(one, Statement | Tombstone)),
        objects=len(objects),
        read=read,
    )


def _read(objects: Mapping[str, Stored], checks: SignatureChecks) -> tuple[_Read, list[Verdict]]:
    """Return what can be read, and what cannot; the signature of each statement read goes to be checked."""
    read: _Read = {}
    faults: list[Verdict] = []
    for digest, stored in objects.items():
        fault = _fault(digest, stored, read)
        if fault:
            faults.append(fault)
        elif isinstance(one := read[digest], Statement):
            checks.add(one.key, stored.text, stored.signature)
    return read, faults


def _fault(digest: str, stored: Stored, read: _Read) -> Verdict | None:
    try:
        found = read_object(stored.text)
    except NewerObject as error:
        return Verdict(Word.NOT_CHECKED, error.message, digest)
    except (NotCanonical, MalformedObject) as error:
        return Verdict(Word.INVALID, error.message, digest)
    named = found.named if isinstance(found, Tombstone) else found.digest
    if named != digest or isinstance(found, Tombstone) != stored.redacted:
        return Verdict(Word.INVALID, "Its text does not have the digest it is kept under.", digest)
    read[digest] = found
    return None


def _verifier(
    objects: Mapping[str, Stored],
    read: _Read,
    holds: Sequence[bool],
    *,
    roots: Collection[str],
    declared: Collection[str],
) -> tuple[Verifier, Trust]:
    """Return a verifier that trusts those statements about keys and redactions that are sound by themselves."""
    first = Verifier(objects.get, read=read)
    sound = []
    statements = (one for one in read.values() if isinstance(one, Statement))
    for one, does in zip(statements, holds, strict=True):
        found = first.judge_alone(one, objects[one.digest].signature, holds=does)
        if isinstance(found, Statement):
            sound.append(found)
    trust = Trust(roots, sound)
    return first.trusting(trust, declared), trust


def _order(one: Said) -> tuple[str, str, int, str]:
    if one.statement is None:
        return ("", "", 0, one.digest)
    return (one.statement.subject, one.statement.by, one.statement.n, one.digest)


def _same_number(said: Iterable[Said]) -> tuple[tuple[str, str, int], ...]:
    places = Counter((one.statement.by, one.statement.subject, one.statement.n) for one in said if one.statement)
    return tuple(sorted(place for place, count in places.items() if count > 1))
