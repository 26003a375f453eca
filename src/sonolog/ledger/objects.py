"""The immutable objects a logbook is a set of.

Each is made from its fields or from its text, and either way is checked whole: an object that exists is well
formed.  Its id is the digest of its text, and two objects with the same text are equal.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any, TypeAlias

from sonolog.clock import read_stamp
from sonolog.ledger.canonical import JSON, parse
from sonolog.ledger.errors import MalformedObject, NewerObject
from sonolog.ledger.immutable import Text, filled, require_object
from sonolog.ledger.parts import GuardAnswer, Item, Shown, Signer
from sonolog.ledger.shapes import ACTS, DOCUMENT, ENTRY, NAMED, REVISION, STATEMENT, TRUSTING, VERSION
from sonolog.ledger.terms import TERMS
from sonolog.ledger.tombstones import Tombstone

__all__ = [
    "Document",
    "GuardAnswer",
    "Item",
    "JournalEntry",
    "LedgerObject",
    "Revision",
    "Shown",
    "Signer",
    "Statement",
    "Tombstone",
    "read_object",
    "tombstone_of",
]

JUDGING = frozenset({"sign", "return"})
"""Acts whose items may carry what the signer found."""
FOR_OTHERS = JUDGING | {"revoke"}
"""Acts nobody does in their own logbook."""
WITH_REASON = frozenset({"return", "withdraw", "revoke", "redact"})


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Revision(Text):
    """One version of one record."""

    shape = REVISION

    kind: str
    record: str
    """UUID, made before the first save, so that saving again is the same record."""
    subject: str
    """Id of the trainee concerned."""
    parents: tuple[str, ...] = ()
    """Digests of the revisions this one follows: none for the first, two or more to settle a conflict."""
    salt: str
    by: str
    """Person id of the author."""
    at: str
    """UTC, as :func:`sonolog.clock.stamp` writes it."""
    offset: int
    """Minutes east of UTC where it was written."""
    body: Mapping[str, JSON]
    """The record's content; read it, never change it."""
    why: str = ""
    guard: tuple[GuardAnswer, ...] = ()
    withdrawn: bool = False
    """The author takes a record back that nobody was asked to sign; once asked, it takes a statement."""

    def as_json(self) -> dict[str, JSON]:
        """Return the revision as JSON."""
        answers: list[JSON] = [{"rule": one.rule, "span": one.span, "why": one.why} for one in self.guard]
        value: dict[str, JSON] = {
            "t": "revision",
            "v": VERSION,
            "kind": self.kind,
            "record": self.record,
            "subject": self.subject,
            "parents": list(self.parents),
            "salt": self.salt,
            "by": self.by,
            "at": self.at,
            "offset": self.offset,
            "body": dict(self.body),
        }
        return value | filled(why=self.why, guard=answers, withdrawn=self.withdrawn or None)

    @classmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the revision that ``value`` describes."""
        same = {key: value[key] for key in ("kind", "record", "subject", "salt", "by", "at", "offset", "body")}
        guard = tuple(GuardAnswer(**one) for one in value.get("guard", ()))
        return same | {
            "parents": tuple(value["parents"]),
            "why": value.get("why", ""),
            "guard": guard,
            "withdrawn": value.get("withdrawn", False),
        }


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Statement(Text):
    """What one key says about objects it names by digest: the text that is signed."""

    shape = STATEMENT

    act: str
    by: str
    """Fingerprint of ``key``."""
    key: str
    signer: Signer
    subject: str
    n: int
    """One more than the highest ``n`` of ``prev``."""
    prev: tuple[str, ...] = ()
    """Digests of the key's latest earlier statements about this subject."""
    at: str
    offset: int
    items: tuple[Item, ...]
    reason: str = ""
    meaning: str = ""
    meaning_text: str = ""
    assurance: str
    shown: Shown | None = None
    framework: str = ""
    to: tuple[str, ...] = ()
    """Person ids it is addressed to."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """Digest of the latest journal entry seen, by writer."""
    terms: Mapping[str, Any] = field(default_factory=dict)
    """What a trusting act says (:data:`shapes.TERMS`); read it, never change it."""

    @property
    def day(self) -> str:
        """The calendar day where it was signed, as ISO text."""
        return (read_stamp(self.at) + timedelta(minutes=self.offset)).date().isoformat()

    def as_json(self) -> dict[str, JSON]:
        """Return the statement as JSON."""
        value: dict[str, JSON] = {
            "t": self.act,
            "v": VERSION,
            "by": self.by,
            "key": self.key,
            "signer": self.signer.as_json(),
            "subject": self.subject,
            "n": self.n,
            "prev": list(self.prev),
            "at": self.at,
            "offset": self.offset,
            "items": [item.as_json() for item in self.items],
            "assurance": self.assurance,
            "seen": dict(self.seen),
        }
        said = filled(reason=self.reason, meaning=self.meaning, meaning_text=self.meaning_text)
        if self.shown:
            said["shown"] = {"opened": self.shown.opened, "of": self.shown.of}
        return value | said | filled(framework=self.framework, to=list(self.to), terms=dict(self.terms) or None)

    @classmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the statement that ``value`` describes."""
        shown = value.get("shown")
        fields = {key: value[key] for key in ("by", "key", "subject", "n", "at", "offset", "assurance", "seen")}
        for key in ("reason", "meaning", "meaning_text", "framework"):
            fields[key] = value.get(key, "")
        fields["act"] = value["t"]
        fields["signer"] = Signer(**value["signer"])
        fields["prev"] = tuple(value["prev"])
        fields["items"] = tuple([Item(**one) for one in value["items"]])
        fields["shown"] = Shown(**shown) if shown else None
        fields["to"] = tuple(value.get("to", ()))
        fields["terms"] = value.get("terms", {})
        return fields

    def require_sense(self) -> None:
        """Refuse repeated items, a number that does not fit ``prev``, findings where nothing is judged."""
        if len({item.digest for item in self.items}) != len(self.items):
            raise MalformedObject("items", "about different objects")
        if (self.n == 1) != (not self.prev):
            raise MalformedObject("n", "1 exactly when there is no earlier statement")
        if bool(self.meaning) != bool(self.meaning_text):
            raise MalformedObject("meaning", "given with its sentence")
        terms = TERMS.get(self.act)
        if bool(self.items) == bool(terms):
            raise MalformedObject("items", "there exactly when the act is about objects")
        if terms:
            terms.check(dict(self.terms), "terms")
        elif self.terms:
            raise MalformedObject("terms", "left out: they belong to other acts")
        if self.act not in JUDGING:
            for place, item in enumerate(self.items):
                if item != Item(digest=item.digest):  # to say which of its keys is one too many
                    NAMED.check(item.as_json(), f"items[{place}]")


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Document(Text):
    """The text of a framework's edition or of an assessment form, kept to read old sign-offs with."""

    shape = DOCUMENT

    kind: str
    name: str
    edition: str
    content: str
    """The document itself; ``text`` is the canonical text of this object."""

    def as_json(self) -> dict[str, JSON]:
        """Return the document as JSON."""
        return {
            "t": "document",
            "v": VERSION,
            "kind": self.kind,
            "name": self.name,
            "edition": self.edition,
            "text": self.content,
        }

    @classmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the document that ``value`` describes."""
        return {key: value[key] for key in ("kind", "name", "edition")} | {"content": value["text"]}


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class JournalEntry(Text):
    """One line of a writer's journal: who did what to which objects, when and why."""

    shape = ENTRY

    writer: str
    seq: int
    prev: str | None
    """Digest of the writer's entry before this one."""
    at: str
    actor: str | None
    act: str
    objects: tuple[str, ...] = ()
    why: str = ""

    def as_json(self) -> dict[str, JSON]:
        """Return the entry as JSON."""
        value: dict[str, JSON] = {
            "t": "entry",
            "v": VERSION,
            "w": self.writer,
            "seq": self.seq,
            "prev": self.prev,
            "at": self.at,
            "actor": self.actor,
            "act": self.act,
            "objects": list(self.objects),
        }
        return value | filled(why=self.why)

    @classmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the entry that ``value`` describes."""
        same = {key: value[key] for key in ("seq", "prev", "at", "actor", "act")}
        return same | {"writer": value["w"], "objects": tuple(value["objects"]), "why": value.get("why", "")}


LedgerObject: TypeAlias = Revision | Statement | Document | JournalEntry | Tombstone

_TYPES: dict[str, type[LedgerObject]] = {
    "revision": Revision,
    "document": Document,
    "entry": JournalEntry,
    "tombstone": Tombstone,
}
_TYPES |= dict.fromkeys((*ACTS, *TRUSTING), Statement)


def read_object(text: str) -> LedgerObject:
    """Return the object that ``text`` spells, whatever its type.

    Raises:
        NotCanonical: the text is not the canonical spelling of a value.
        MalformedObject: it is canonical, but not an object of a logbook.
        NewerObject: its type or version is not known to this program.
    """
    value = require_object(parse(text))
    word = str(value["t"])
    if word not in _TYPES:
        raise NewerObject(word)
    return _TYPES[word].from_parsed(text, value)


def tombstone_of(found: Revision | Statement | Document) -> Tombstone:
    """Return what is left of an object when its text is taken away; of one object always the same."""
    if isinstance(found, Revision):
        kept = {name: getattr(found, name) for name in ("kind", "record", "subject", "parents", "by", "at", "offset")}
        return Tombstone(of="revision", named=found.digest, **kept)
    if isinstance(found, Statement):
        kept = {name: getattr(found, name) for name in ("act", "subject", "n", "prev", "by", "at", "offset")}
        return Tombstone(of="statement", named=found.digest, **kept)
    return Tombstone(of="document", named=found.digest)
