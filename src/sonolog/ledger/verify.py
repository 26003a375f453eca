"""Checking a signed statement against what it names: every rule here, every link, always.

A verdict never rests on a table or on another program's word, only on the bytes handed over. Who a key
belongs to is a question of trust roots; without any, the best a signature can be is "Valid, identity not
confirmed".
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from sonolog.ledger import sshsig
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.errors import MalformedObject, NewerObject, NotCanonical, UnreadableSignature
from sonolog.ledger.meanings import says_its_meaning
from sonolog.ledger.objects import FOR_OTHERS, JUDGING, WITH_REASON, Item, Revision, Statement, read_object


class Word(StrEnum):
    """The only words for the outcome of a verification."""

    VALID = "Valid"
    UNCONFIRMED = "Valid, identity not confirmed"
    REVOKED_KEY = "Valid, key since revoked"
    INCOMPLETE = "Incomplete"
    REDACTED = "Redacted"
    INVALID = "Invalid"
    NOT_CHECKED = "Not checked"


@dataclass(frozen=True, slots=True)
class Verdict:
    """The word, the reason in a sentence, and the digest of the object it is about."""

    word: Word
    reason: str
    where: str


@dataclass(frozen=True, slots=True)
class Stored:
    """An object as it was found: its text, its signature if it is a statement, or that it was redacted."""

    text: str
    signature: bytes | None = None
    redacted: bool = False


Lookup = Callable[[str], Stored | None]
"""Finds an object by its digest; None if it is not there."""


def verify_statement(text: str, signature: bytes, *, find: Lookup) -> Verdict:
    """Return what can be said of one statement, its items, and all that its key said before it."""
    return Verifier(find).verify(text, signature)


class Verifier:
    """Verifies the statements of one collection, looking at each of them once."""

    def __init__(self, find: Lookup) -> None:
        self._find = find
        self._alone: dict[tuple[str, bytes | None], Verdict | Statement] = {}
        self._local: dict[str, tuple[Verdict | None, tuple[str, ...]]] = {}
        self._history: dict[str, Verdict | None] = {}

    def verify(self, text: str, signature: bytes | None) -> Verdict:
        """Return what can be said of one statement, given as its text and its raw 64-byte signature."""
        statement = self._by_itself(text, signature)
        if isinstance(statement, Verdict):
            return statement
        faults = [self._item_fault(statement, item) for item in statement.items]
        faults += [_link_fault(statement, self._earlier(statement))]
        faults += [self._back_from(link, statement) for link in statement.prev]
        found = [fault for fault in faults if fault]
        if found:
            return min(found, key=lambda fault: _GRAVEST_FIRST.index(fault.word))
        reason = "The signature matches; no programme has confirmed whose key it is."
        return Verdict(Word.UNCONFIRMED, reason, statement.digest)

    def _by_itself(self, text: str, signature: bytes | None) -> Verdict | Statement:
        """Return the statement if its text and signature are sound whatever else there is, or the fault."""
        where = digest_of(text)
        if (where, signature) not in self._alone:
            self._alone[where, signature] = _read_signed(text, signature, where)
        return self._alone[where, signature]

    def _item_fault(self, statement: Statement, item: Item) -> Verdict | None:
        stored = self._find(item.digest)
        if stored is None:
            return Verdict(Word.INCOMPLETE, f"What {_named(statement)} is about is missing.", item.digest)
        if stored.redacted:
            return Verdict(Word.REDACTED, f"What {_named(statement)} is about was redacted.", item.digest)
        named = _read_named(stored.text, item.digest)
        if isinstance(named, Verdict):
            return named
        if named.subject != statement.subject:
            return _invalid("The statement names an object of another person's logbook.", item.digest)
        if statement.act != "revoke":
            right = isinstance(named, Revision)
        else:
            right = isinstance(named, Statement) and named.by == statement.by and named.act in JUDGING
        return None if right else _invalid(f"The statement cannot {statement.act} this object.", item.digest)

    def _earlier(self, statement: Statement) -> list[Statement]:
        """Return those of the statements it follows that are there and are what their digests say."""
        stored = ((link, self._find(link)) for link in statement.prev)
        read = [_read_named(one.text, link) for link, one in stored if one is not None]
        return [one for one in read if isinstance(one, Statement)]

    def _back_from(self, start: str, later: Statement) -> Verdict | None:
        """Return the fault nearest to ``start`` among it and all it follows, by walking every link."""
        waiting = [start]
        while waiting:
            link = waiting[-1]
            fault, before = self._link(link)
            unknown = () if fault else tuple(one for one in before if one not in self._history)
            if unknown:
                waiting.extend(unknown)
                continue
            self._history[link] = fault or next((self._history[one] for one in before if self._history[one]), None)
            waiting.pop()
        found = self._history[start]
        if found is None:
            return None
        return Verdict(Word.INCOMPLETE, f"{found.reason} It comes before {_named(later)}.", found.where)

    def _link(self, link: str) -> tuple[Verdict | None, tuple[str, ...]]:
        """Return what is wrong with one earlier statement by itself, and which ones it follows."""
        if link not in self._local:
            self._local[link] = self._judge(link)
        return self._local[link]

    def _judge(self, link: str) -> tuple[Verdict | None, tuple[str, ...]]:
        stored = self._find(link)
        if stored is None:
            return Verdict(Word.INCOMPLETE, "An earlier statement is missing.", link), ()
        if digest_of(stored.text) != link:
            return Verdict(Word.INCOMPLETE, "An earlier statement was altered.", link), ()
        statement = self._by_itself(stored.text, stored.signature)
        if isinstance(statement, Verdict):
            return Verdict(Word.INCOMPLETE, f"An earlier statement does not hold: {statement.reason}", link), ()
        return _link_fault(statement, self._earlier(statement)), statement.prev


_GRAVEST_FIRST = (Word.INVALID, Word.NOT_CHECKED, Word.INCOMPLETE, Word.REDACTED)


def _read_signed(text: str, signature: bytes | None, where: str) -> Verdict | Statement:
    statement = _read_named(text, where)
    if isinstance(statement, Verdict):
        return statement
    if not isinstance(statement, Statement):
        return _invalid("It is not a statement.", where)
    fault = _key_fault(statement, signature) or _rule_fault(statement)
    return _invalid(fault, where) if fault else statement


def _read_named(text: str, named: str) -> Verdict | Revision | Statement:
    """Return the object of this text if its digest is the one that names it, or the fault."""
    try:
        if digest_of(text) != named:
            return _invalid("Its bytes are not those that were named.", named)
        found = read_object(text)
    except NewerObject as error:
        return Verdict(Word.NOT_CHECKED, error.message, named)
    except (NotCanonical, MalformedObject) as error:
        return _invalid(error.message, named)
    if not isinstance(found, Revision | Statement):
        return _invalid("It is neither a revision nor a statement.", named)
    return found


def _key_fault(statement: Statement, signature: bytes | None) -> str:
    try:
        mark = sshsig.fingerprint(statement.key)
    except UnreadableSignature as error:
        return error.message
    if mark != statement.by:
        return "The fingerprint is not that of the key."
    if signature is None:
        return "Its signature is missing."
    if not sshsig.verify(statement.key, statement.text.encode(), signature):
        return f"The signature by {statement.signer.name} does not match the text."
    return ""


def _rule_fault(statement: Statement) -> str:
    """Return which rule for statements of its act this one breaks."""
    if statement.act in FOR_OTHERS and statement.signer.person == statement.subject:
        return f"Nobody may {statement.act} records of their own training."
    if statement.act in WITH_REASON and not statement.reason:
        return f"To {statement.act} needs a reason."
    if statement.act == "sign" and not statement.meaning:
        return "A sign-off must say what it means."
    if not says_its_meaning(statement.meaning, statement.meaning_text):
        return "The sentence is not the one that its meaning stands for."
    return ""


def _link_fault(statement: Statement, earlier: list[Statement]) -> Verdict | None:
    """Return what is wrong with how the statement follows its predecessors, of which some may be missing."""
    where = statement.digest
    if any(one.by != statement.by or one.subject != statement.subject for one in earlier):
        return _invalid("It follows a statement by another key or about another person.", where)
    if any(one.signer.person != statement.signer.person for one in earlier):
        return _invalid("Its key has signed as another person.", where)
    highest = max((one.n for one in earlier), default=0)
    complete = len(earlier) == len(statement.prev)
    if statement.n != highest + 1 if complete else statement.n <= highest:
        return _invalid("Its number does not follow from the statements it names.", where)
    return None


def _named(statement: Statement) -> str:
    return f"statement {statement.n} by {statement.signer.name}"


def _invalid(reason: str, where: str) -> Verdict:
    return Verdict(Word.INVALID, reason, where)
