"""Making statements from facts, and signing them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sonolog.clock import stamp
from sonolog.ledger import sshsig
from sonolog.ledger.errors import NothingNamed, OwnSignature, ReasonMissing, TooManyItems, UnsuitableMeaning
from sonolog.ledger.keys import SigningKey
from sonolog.ledger.meanings import IDENTITY, MEANINGS, OWN_RECORD
from sonolog.ledger.objects import FOR_OTHERS, WITH_REASON, Item, Shown, Signer, Statement, Tombstone
from sonolog.ledger.shapes import MOST_ITEMS, TRUSTING

_OWN_MEANING = {"submit": OWN_RECORD, "vouch": IDENTITY}
"""Acts that mean one thing only."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where and how a statement comes about; filled in by the program, never by the signer."""

    assurance: str
    """own-device, external-file, department-database or walk-up."""
    opened: int | None = None
    """How many of the items were opened before signing; None where nothing was listed."""
    seen: Mapping[str, str] = field(default_factory=dict)
    """Digest of the latest journal entry known, by writer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Intent:
    """What a person means to state about another's records, or about their own."""

    act: str
    subject: str
    """Person id of the trainee whose logbook it concerns."""
    items: Sequence[Item]
    meaning: str = ""
    """Code of :data:`meanings.MEANINGS`; needed to sign."""
    reason: str = ""
    """Needed to return, withdraw and revoke."""
    framework: str = ""
    """Digest of a framework's document, where the act rests on one."""
    to: Iterable[str] = ()
    """Person ids it is addressed to."""
    terms: Mapping[str, Any] = field(default_factory=dict)
    """What a trusting act says, in place of items."""


@dataclass(frozen=True, slots=True)
class SignedStatement:
    """A statement and its key's raw 64-byte signature."""

    statement: Statement
    signature: bytes


def make_statement(
    intent: Intent,
    *,
    signer: Signer,
    public: str,
    previous: Iterable[Statement | Tombstone],
    moment: datetime,
    setting: Setting,
) -> Statement:
    """Return the statement by which ``signer`` says, with the key ``public``, what is intended.

    ``previous`` may hold any statements; those of this key about this subject number and link the new one.

    Raises:
        OwnSignature: to sign, return or revoke in one's own logbook.
        ReasonMissing: to return, withdraw or revoke without a reason.
        NothingNamed, TooManyItems: no items, or more than 50.
        UnsuitableMeaning: a sign-off without a meaning of the list, or a meaning the act does not have.
        MalformedObject: a fact is not of the form the ledger keeps.
    """
    _require_permitted(intent, signer)
    number, links = _place(previous, by=sshsig.fingerprint(public), subject=intent.subject)
    speaker = _Speaker(signer, public, number, links)
    return _statement(intent, speaker, moment=moment, setting=setting)


def sign_statement(statement: Statement, key: SigningKey) -> SignedStatement:
    """Return the statement with the key's signature over its exact text.

    Raises:
        ValueError: the key is not the one the statement names.
    """
    if key.public != statement.key:
        raise ValueError("the statement names another key")
    return SignedStatement(statement, key.sign(sshsig.signed_bytes(statement.text.encode())))


def _require_permitted(intent: Intent, signer: Signer) -> None:
    act, count = intent.act, len(intent.items)
    if not count and act not in TRUSTING:
        raise NothingNamed(act)
    if count > MOST_ITEMS:
        raise TooManyItems(count, MOST_ITEMS)
    if act in FOR_OTHERS and signer.person == intent.subject:
        raise OwnSignature(act)
    if act in WITH_REASON and not intent.reason.strip():
        raise ReasonMissing(act)


@dataclass(frozen=True, slots=True)
class _Speaker:
    """Who speaks, with which key, and which of the key's statements about the subject this one follows."""

    signer: Signer
    public: str
    n: int
    prev: tuple[str, ...]


def _statement(intent: Intent, speaker: _Speaker, *, moment: datetime, setting: Setting) -> Statement:
    code, sentence = _meaning(intent.act, intent.meaning)
    count = len(intent.items)
    return Statement(
        act=intent.act,
        by=sshsig.fingerprint(speaker.public),
        key=speaker.public,
        signer=speaker.signer,
        subject=intent.subject,
        n=speaker.n,
        prev=speaker.prev,
        at=stamp(moment),
        offset=_offset(moment),
        items=tuple(intent.items),
        reason=intent.reason.strip(),
        meaning=code,
        meaning_text=sentence,
        assurance=setting.assurance,
        shown=None if setting.opened is None else Shown(setting.opened, count),
        framework=intent.framework,
        to=tuple(sorted(set(intent.to))),
        seen=setting.seen,
        terms=intent.terms,
    )


def _meaning(act: str, code: str) -> tuple[str, str]:
    if act == "sign":
        choices = tuple(known for known in MEANINGS if known != OWN_RECORD.code)
        if code not in choices:
            raise UnsuitableMeaning(code, choices)
        return code, MEANINGS[code].sentence
    own = _OWN_MEANING.get(act)
    if code not in ("", own.code if own else ""):
        raise UnsuitableMeaning(code, (own.code,) if own else ("none",))
    return (own.code, own.sentence) if own else ("", "")


def _place(previous: Iterable[Statement | Tombstone], *, by: str, subject: str) -> tuple[int, tuple[str, ...]]:
    """Return the number and links of the next statement: it follows every one that nothing follows yet."""
    said = {(one.named if isinstance(one, Tombstone) else one.digest): one for one in previous}
    mine = {digest: one for digest, one in said.items() if one.by == by and one.subject == subject}
    followed = {link for one in mine.values() for link in one.prev}
    latest = sorted(mine.keys() - followed)
    return max((mine[one].n for one in latest), default=0) + 1, tuple(latest)


def _offset(moment: datetime) -> int:
    zone = moment.utcoffset()
    return int(zone.total_seconds() // 60) if zone is not None else 0
