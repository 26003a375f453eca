"""What a record's state is: a pure fold over the set of its revisions and of the statements that name them.

The order in which the facts arrive never matters, and what different people did is not put in order by their
clocks: a return stands until it is revoked or a new revision answers it. Numbers, then clocks, order what
one person did.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from sonolog.ledger.facts import RecordState, RevisionFacts, StatementFacts, Status
from sonolog.ledger.objects import FOR_OTHERS, JUDGING

__all__ = ["RecordState", "RevisionFacts", "StatementFacts", "Status", "allowed_acts", "sign_offs_of", "state_of"]

_ALWAYS: dict[Status, frozenset[str]] = {
    "draft": frozenset({"amend", "submit", "withdraw"}),
    "submitted": frozenset({"recall", "withdraw"}),
    "returned": frozenset({"amend", "withdraw"}),
    "signed": frozenset({"amend", "withdraw"}),
    "amended": frozenset({"amend", "submit", "withdraw"}),
    "withdrawn": frozenset({"reinstate"}),
    "conflict": frozenset({"amend"}),
    "redacted": frozenset(),
}


def allowed_acts(state: RecordState, *, is_author: bool, is_signatory: bool) -> frozenset[str]:
    """Return the acts a person may do to a record in this state; ``amend`` is a new revision.

    A submitted record is amended by recalling it first. A signatory may ``revoke`` what they said
    themselves: that the statement is theirs is for the caller to see to.
    """
    acts = _ALWAYS[state.status] if is_author else frozenset()
    if not is_signatory or state.status in ("withdrawn", "redacted"):
        return acts
    judging = frozenset({"sign", "return"}) if state.status == "submitted" else frozenset()
    has_verdict = state.sign_off or state.signed_in_earlier_version or state.returned
    return acts | judging | (frozenset({"revoke"}) if has_verdict else frozenset())


def state_of(revisions: Sequence[RevisionFacts], statements: Sequence[StatementFacts]) -> RecordState:
    """Return the state of the record that has these revisions.

    Statements that name nothing of this record do no harm. For a revocation to count, the statement it
    revokes must be there.

    Raises:
        ValueError: there is no revision.
    """
    if not revisions:
        raise ValueError("a record has at least one revision")
    return _Record(revisions, statements).state()


def sign_offs_of(
    revisions: Sequence[RevisionFacts], statements: Sequence[StatementFacts]
) -> tuple[StatementFacts, ...]:
    """Return the sign-offs that stand on any version, each person's last of each, the latest at the end."""
    return tuple(one for one in _Record(revisions, statements).verdicts if one.act == "sign")


class _Record:
    """The facts of one record, put in order."""

    def __init__(self, revisions: Sequence[RevisionFacts], statements: Sequence[StatementFacts]) -> None:
        self.revisions = {one.digest: one for one in revisions}
        followed = {parent for one in self.revisions.values() for parent in one.parents}
        # Tombstones may say anything of what they follow; where all are followed, any may be the last.
        self.heads = tuple(sorted(self.revisions.keys() - followed or self.revisions))
        roots = {one.by for one in self.revisions.values() if not one.parents}
        self.owners = roots or {one.by for one in self.revisions.values()}
        about = _in_order({(one.digest, one.target): one for one in statements if self._may_count(one)}.values())
        self.said = [one for one in about if one.target in self.revisions]
        self.revocations = _revocations(about)
        self.verdicts = self._verdicts()

    def _may_count(self, one: StatementFacts) -> bool:
        if one.act in FOR_OTHERS:
            return one.person != one.subject and one.role != "trainee"
        if one.act in ("submit", "recall"):
            return one.person == one.subject or one.person in self.owners
        # What an assessor wrote about a trainee is not for the trainee to take away.
        return one.act in ("withdraw", "reinstate") and one.person in self.owners

    def _verdicts(self) -> list[StatementFacts]:
        """Return each person's last standing sign-off or return of each revision, the latest at the end."""
        found: dict[tuple[str, str], StatementFacts] = {}
        for one in self.said:
            if one.act in JUDGING and one.digest not in self.revocations:
                found.pop((one.target, one.person), None)
                found[one.target, one.person] = one
        return list(found.values())

    def state(self) -> RecordState:
        one_head = set(self.heads) if len(self.heads) == 1 else set()
        sign_off = self._last("sign", one_head)
        earlier = None if sign_off else self._last("sign", self.revisions.keys() - one_head)
        withdrawn = self._withdrawal()
        return RecordState(
            status="withdrawn" if withdrawn else self._status(sign_off, earlier),
            heads=self.heads,
            head=max(self.heads, key=lambda digest: (self.revisions[digest].at, digest)),
            sign_off=sign_off,
            signed_in_earlier_version=earlier,
            returned=None if sign_off else self._last("return", one_head),
            withdrawn=withdrawn,
            revoked=None if sign_off else self._last_revocation(one_head if earlier else self.revisions.keys()),
        )

    def _status(self, sign_off: StatementFacts | None, earlier: StatementFacts | None) -> Status:
        if len(self.heads) > 1:
            return "conflict"
        head = self.heads[0]
        if self.revisions[head].redacted:
            return "redacted"
        if self.revisions[head].withdrawn:
            return "withdrawn"
        if sign_off:
            return "signed"
        if self._last("return", {head}):
            return "returned"
        if self._is_submitted(head):
            return "submitted"
        return "amended" if earlier else "draft"

    def _last(self, act: str, revisions: AbstractSet[str]) -> StatementFacts | None:
        return next((one for one in reversed(self.verdicts) if one.act == act and one.target in revisions), None)

    def _withdrawal(self) -> StatementFacts | None:
        acts = [one for one in self.said if one.act in ("withdraw", "reinstate")]
        return acts[-1] if acts and acts[-1].act == "withdraw" else None

    def _last_revocation(self, revisions: AbstractSet[str]) -> StatementFacts | None:
        signed = {one.digest for one in self.said if one.act == "sign" and one.target in revisions}
        return next((one for given, one in reversed(self.revocations.items()) if given in signed), None)

    def _is_submitted(self, head: str) -> bool:
        """Tell whether the head is submitted: neither recalled nor used up by a revoked sign-off."""
        open_rounds, last = 0, ""
        for one in self.said:
            if one.target == head and one.act in ("submit", "recall"):
                if one.act == "submit":
                    open_rounds += 1
                elif last == "submit":
                    open_rounds -= 1
                last = one.act
        return last == "submit" and open_rounds > self._rounds_used_up(head)

    def _rounds_used_up(self, head: str) -> int:
        """Return how many submissions were answered by a sign-off that was revoked.

        Two people who answer the same one and revoke end one round; one person's answers are one each.
        """
        rounds, answered, revoked = 0, set(), Counter[str]()
        for one in self.said:
            if one.target == head and one.act == "submit":
                rounds += 1
            elif one.target == head and one.act == "sign" and one.digest in self.revocations:
                answered.add(max(rounds, 1))
                revoked[one.person] += 1
        return max(len(answered), *revoked.values(), 0)


def _revocations(statements: Iterable[StatementFacts]) -> dict[str, StatementFacts]:
    """Return the revoking statement by the revoked one, the latest last; only the same key can revoke."""
    every = list(statements)
    keys = {one.digest: one.by for one in every if one.act in JUDGING}
    found: dict[str, StatementFacts] = {}
    for one in every:
        if one.act == "revoke" and keys.get(one.target) == one.by:
            found.pop(one.target, None)
            found[one.target] = one
    return found


def _in_order(statements: Iterable[StatementFacts]) -> list[StatementFacts]:
    """Return the statements by time, where none is earlier than one that its key numbered before it."""
    by_key: dict[str, list[StatementFacts]] = defaultdict(list)
    for one in statements:
        by_key[one.by].append(one)
    placed = []
    for chain in by_key.values():
        latest, step = "", 0
        for one in sorted(chain, key=lambda each: (each.n, each.at, each.digest, each.target)):
            latest, step = (one.at, 0) if one.at > latest else (latest, step + 1)
            placed.append((latest, step, one.digest, one.target, one))
    return [one for *_, one in sorted(placed, key=lambda place: place[:4])]
