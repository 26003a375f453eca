"""Checking a signed statement against what it names: every rule here, every link, always.

A verdict never rests on a table or on another program's word, only on the bytes handed over. Who a key
belongs to is a question of trust roots (:mod:`sonolog.ledger.trust`); without any, the best a signature can
be is "Valid, identity not confirmed".
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sonolog.ledger.alone import Alone, invalid, key_fault, no_statement, read_named, read_signed, read_tombstone
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.objects import JUDGING, Item, LedgerObject, Revision, Statement
from sonolog.ledger.proof import Proof
from sonolog.ledger.rules import rule_fault
from sonolog.ledger.signature_checks import SignatureChecks
from sonolog.ledger.tombstones import Tombstone
from sonolog.ledger.trust import Trust
from sonolog.ledger.verdicts import GRAVEST_FIRST, Lookup, Stored, Verdict, Word

__all__ = ["Lookup", "Stored", "Verdict", "Verifier", "Word", "verify_statement"]


def verify_statement(text: str, signature: bytes, *, find: Lookup) -> Verdict:
    """Return what can be said of one statement, its items, and all that its key said before it."""
    return Verifier(find).verify(text, signature)


class Verifier:
    """Verifies the statements of one collection, looking at each of them once."""

    def __init__(
        self,
        find: Lookup,
        *,
        trust: Trust | None = None,
        declared: Collection[str] = (),
        read: Mapping[str, LedgerObject] | None = None,
        alone: Alone | None = None,
    ) -> None:
        """Take the objects, the keys to trust, the digests whose absence was declared, and what was read before.

        ``read`` holds by digest what :func:`read_named` made of the very text that ``find`` gives.  ``alone`` holds,
        and gets, what texts and signatures came to by themselves: that rests on these bytes and nothing else, so that
        it holds for whatever is verified later.  Every text that is found is hashed anew before it is looked up.
        """
        self._find = find
        self._read = read or {}
        self._trust = trust or Trust()
        self._declared = frozenset(declared)
        self._proof = Proof(self._trust, self._sound)
        self._trust.seen_on = self._proof.no_later_than
        self._alone: Alone = {} if alone is None else alone
        self._own: dict[str, Verdict | None] = {}
        self._local: dict[str, tuple[Verdict | None, tuple[str, ...]]] = {}
        self._history: dict[str, Verdict | None] = {}
        self._kind: dict[str, str] = {}

    def trusting(self, trust: Trust, declared: Collection[str]) -> Verifier:
        """Return a verifier of the same objects by another trust, which need not look at each by itself again."""
        return Verifier(self._find, trust=trust, declared=declared, read=self._read, alone=self._alone)

    def prepare(self, statements: Iterable[tuple[str, bytes | None]]) -> None:
        """Look at many statements by themselves: the signatures are checked on every processor meanwhile."""
        read: list[tuple[Statement, bytes | None]] = []
        with SignatureChecks() as checks:
            for text, signature in statements:
                where = digest_of(text)
                if (where, signature) in self._alone:
                    continue
                known = self._read.get(where)
                found = known if isinstance(known, Statement) else read_named(text, where)
                if isinstance(found, Statement):
                    read.append((found, signature))
                    checks.add(found.key, text, signature)
                else:
                    self._alone[where, signature] = no_statement(found, where)
            for (statement, signature), holds in zip(read, checks.results(), strict=True):
                self.judge_alone(statement, signature, holds=holds)

    def judge_alone(self, statement: Statement, signature: bytes | None, *, holds: bool) -> Verdict | Statement:
        """Return the statement if it is sound whatever else there is, or the fault; ``holds``: its signature does."""
        fault = key_fault(statement, signature, holds=holds) or rule_fault(statement)
        where = statement.digest
        found = self._alone[where, signature] = invalid(fault, where) if fault else statement
        return found

    def verify(self, text: str, signature: bytes | None, *, where: str = "") -> Verdict:
        """Return what can be said of one statement, given as its text and its raw 64-byte signature.

        ``where`` is the digest of the text, if it is known already.
        """
        statement = self.by_itself(text, signature, where)
        if isinstance(statement, Verdict):
            return statement
        return self._gravest(statement, self._faults(statement))

    def beside_redacted(self, statement: Statement) -> Verdict:
        """Return what can be said of a sound statement for those of its items whose text was not redacted."""
        return self._gravest(statement, [one for one in self._faults(statement) if one.word is not Word.REDACTED])

    def _faults(self, statement: Statement) -> list[Verdict]:
        faults = [self._item_fault(statement, item) for item in statement.items]
        faults += [self._own_link(statement)]
        faults += [self._back_from(link, statement) for link in statement.prev]
        faults += [self._unseen(statement)]
        return [fault for fault in faults if fault]

    def _gravest(self, statement: Statement, faults: Sequence[Verdict]) -> Verdict:
        return _gravest_of(faults) or self._standing(statement)

    def of_signature(self, text: str, signature: bytes | None, kind: str) -> Verdict:
        """Return what can be said of a statement about records of ``kind`` without looking at what it names."""
        statement = self.by_itself(text, signature)
        if isinstance(statement, Verdict):
            return statement
        self._kind |= {item.digest: kind for item in statement.items}
        return self._own_link(statement) or self._standing(statement)

    def no_later_than(self, statement: Statement) -> str:
        """Return the ISO day on which somebody else had seen the statement, or ""."""
        return self._proof.no_later_than(statement)

    def _standing(self, statement: Statement) -> Verdict:
        """Return the verdict on a statement without fault: how far its key can be relied on."""
        standing = self._trust.standing(statement, self._kinds(statement))
        reason = standing.reason
        if standing.word is Word.REVOKED_KEY:
            day, seen = self._trust.revoked_from(statement.by), self._proof.no_later_than(statement)
            proven = f"a checkpoint of {seen} proves that it was there before" if "" < seen < day else ""
            reason = f"Its key was revoked from {day} on; {proven or 'that it was made before is not proven'}."
        return Verdict(standing.word, reason, statement.digest)

    def _kinds(self, statement: Statement) -> set[str]:
        return {self._kind.get(item.digest, "") for item in statement.items}

    def by_itself(self, text: str, signature: bytes | None, where: str = "") -> Verdict | Statement:
        """Return the statement if its text and signature are sound whatever else there is, or the fault."""
        where = where or digest_of(text)
        if (where, signature) not in self._alone:
            self._alone[where, signature] = read_signed(text, signature, where)
        return self._alone[where, signature]

    def _sound(self, digest: str) -> Statement | None:
        stored = self._find(digest)
        if stored is None or stored.redacted or digest_of(stored.text) != digest:
            return None
        found = self.by_itself(stored.text, stored.signature)
        return found if isinstance(found, Statement) else None

    def _item_fault(self, statement: Statement, item: Item) -> Verdict | None:
        stored = self._find(item.digest)
        if stored is None:
            told = f"What {_named(statement)} is about is missing."
            return None if item.digest in self._declared else Verdict(Word.INCOMPLETE, told, item.digest)
        if stored.redacted:
            return self._tombstone_fault(statement, stored, item.digest)
        named = self._statement(stored, item.digest)
        if isinstance(named, Verdict):
            return named
        self._kind[item.digest] = named.kind if isinstance(named, Revision) else ""
        if named.subject != statement.subject:
            return invalid("The statement names an object of another person's logbook.", item.digest)
        if statement.act == "revoke":
            right = isinstance(named, Statement) and named.by == statement.by and named.act in JUDGING
        elif statement.act == "redact":
            return invalid("What it redacts is still there.", item.digest)
        else:
            right = isinstance(named, Revision)
        return None if right else invalid(f"The statement cannot {statement.act} this object.", item.digest)

    def _tombstone_fault(self, statement: Statement, stored: Stored, where: str) -> Verdict | None:
        tombstone = read_tombstone(stored.text, where)
        if isinstance(tombstone, Verdict):
            return tombstone
        if where in self._declared and not self._trust.is_redacted(tombstone):
            return None
        if statement.act == "redact":
            allowed = self._trust.may_redact(statement, tombstone)
            return None if allowed else invalid("Only the author or a lead may redact this object.", where)
        if self._trust.is_redacted(tombstone):
            return Verdict(Word.REDACTED, f"What {_named(statement)} is about was redacted.", where)
        return Verdict(Word.INCOMPLETE, f"The text of what {_named(statement)} is about was left out.", where)

    def _own_link(self, statement: Statement) -> Verdict | None:
        """Return what is wrong with how a sound statement follows its predecessors."""
        if statement.digest not in self._own:
            self._own[statement.digest] = _link_fault(statement, self._earlier(statement))
        return self._own[statement.digest]

    def _earlier(self, later: Statement | Tombstone) -> list[Statement | Tombstone]:
        """Return those of the statements it follows that are there and are what their digests say."""
        found: list[Statement | Tombstone] = []
        for link in later.prev:
            stored = self._find(link)
            if stored is not None:
                read = read_tombstone(stored.text, link) if stored.redacted else self._statement(stored, link)
                found += [read] if isinstance(read, Statement | Tombstone) else []
        return found

    def _statement(self, stored: Stored, link: str) -> Verdict | Revision | Statement:
        """Return what stands at a link; a statement found sound before is not read again."""
        known = self._read.get(link) or self._alone.get((link, stored.signature))
        if isinstance(known, Revision | Statement) and known.text == stored.text:
            return known
        return read_named(stored.text, link)

    def _back_from(self, start: str, later: Statement) -> Verdict | None:
        """Return the fault nearest to ``start`` among it and all it follows."""
        if start not in self._history:
            self._walk(start)
        found = self._history[start]
        if found is None:
            return None
        return Verdict(found.word, f"{found.reason} It comes before {_named(later)}.", found.where)

    def _walk(self, start: str) -> None:
        """Find what is wrong before each link that ``start`` leads to, by walking every one.

        A link met again before all that it follows is known follows itself, whatever its number says.
        """
        history, waiting = self._history, [start]
        while waiting:
            link = waiting[-1]
            fault, before = self._link(link)
            history.setdefault(link, invalid("An earlier statement follows itself.", link))
            unknown = () if fault else tuple(one for one in before if one not in history)
            if unknown:
                waiting.extend(unknown)
                continue
            history[link] = fault or _gravest_of([history[one] for one in before])
            waiting.pop()

    def _link(self, link: str) -> tuple[Verdict | None, tuple[str, ...]]:
        """Return what is wrong with one earlier statement by itself, and which ones it follows."""
        if link not in self._local:
            self._local[link] = self._judge(link)
        return self._local[link]

    def _judge(self, link: str) -> tuple[Verdict | None, tuple[str, ...]]:
        stored = self._find(link)
        if stored is None:
            missing = Verdict(Word.INCOMPLETE, "An earlier statement is missing.", link)
            return None if link in self._declared else missing, ()
        if stored.redacted:
            return self._judge_tombstone(stored, link)
        known = self._read.get(link)
        if (known is None or known.text != stored.text) and digest_of(stored.text) != link:
            return Verdict(Word.INCOMPLETE, "An earlier statement was altered.", link), ()
        statement = self.by_itself(stored.text, stored.signature, link)
        if isinstance(statement, Verdict):
            return Verdict(Word.INCOMPLETE, f"An earlier statement does not hold: {statement.reason}", link), ()
        wrong = self._own_link(statement)
        return wrong and Verdict(Word.INCOMPLETE, wrong.reason, wrong.where), statement.prev

    def _judge_tombstone(self, stored: Stored, link: str) -> tuple[Verdict | None, tuple[str, ...]]:
        tombstone = read_tombstone(stored.text, link)
        if isinstance(tombstone, Verdict) or not (link in self._declared or self._trust.is_redacted(tombstone)):
            return Verdict(Word.INCOMPLETE, "The text of an earlier statement was left out.", link), ()
        # No digest binds what a tombstone says that it follows: only its number keeps it from following itself.
        return _link_fault(tombstone, self._earlier(tombstone)), tombstone.prev

    def _unseen(self, statement: Statement) -> Verdict | None:
        """Return the first statement that a checkpoint saw and that is not here."""
        for chain in statement.terms["chains"] if statement.act == "checkpoint" else ():
            for link in chain["last"]:
                fault = self._link(link)[0]
                if fault:
                    told = f"{fault.reason} {statement.signer.name} saw it on {statement.day} (number {chain['n']})."
                    return Verdict(Word.INCOMPLETE, told, link)
        return None


def _gravest_of(faults: Iterable[Verdict | None]) -> Verdict | None:
    """Return the gravest fault there is, of several alike the first."""
    return min([one for one in faults if one], key=lambda fault: GRAVEST_FIRST.index(fault.word), default=None)


def _link_fault(later: Statement | Tombstone, earlier: list[Statement | Tombstone]) -> Verdict | None:
    """Return what is wrong with how one statement follows its predecessors, of which some may be missing."""
    where = later.named if isinstance(later, Tombstone) else later.digest
    if any(one.by != later.by or one.subject != later.subject for one in earlier):
        return invalid("It follows a statement by another key or about another person.", where)
    if isinstance(later, Statement) and _other_person(later, earlier):
        return invalid("Its key has signed as another person.", where)
    highest = max((one.n for one in earlier), default=0)
    complete = len(earlier) == len(later.prev)
    if later.n != highest + 1 if complete else later.n <= highest:
        return invalid("Its number does not follow from the statements it names.", where)
    return None


def _other_person(later: Statement, earlier: list[Statement | Tombstone]) -> bool:
    return any(isinstance(one, Statement) and one.signer.person != later.signer.person for one in earlier)


def _named(statement: Statement) -> str:
    return f"statement {statement.n} by {statement.signer.name}"
