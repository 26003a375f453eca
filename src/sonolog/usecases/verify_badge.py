"""Verify a badge: whose key signed it, whether anything was changed since, and whether it is still in force."""

from __future__ import annotations

import json
from collections.abc import Collection
from datetime import UTC, datetime
from typing import Any

from sonolog.errors import Exit, SonologError
from sonolog.exchange.badges import KIND, MOST_BYTES
from sonolog.ledger.data_integrity import did_of, prover
from sonolog.ledger.errors import ProofUnreadable
from sonolog.ledger.sshsig import fingerprint
from sonolog.ledger.verdicts import Word
from sonolog.usecases.verify_file import BADGE, Line, Verification

_KINDS = (KIND, "AchievementCredential")


class NoBadge(SonologError):
    """The file is JSON, but no badge."""

    code = "no-badge"
    exit = Exit.INPUT

    def __init__(self) -> None:
        super().__init__("This file is neither a file of sonolog nor an Open Badges 3.0 credential.")


def is_badge(content: bytes) -> bool:
    """Return whether a file is meant to be a badge: JSON that says so, and no file of sonolog."""
    return content.lstrip()[:1] == b"{" and any(f'"{kind}"'.encode() in content[:MOST_BYTES] for kind in _KINDS)


def verify_badge(content: bytes, roots: Collection[str], now: datetime) -> Verification:
    """Return what a badge is worth at ``now``, by the programmes' root keys ``roots``; it is never looked up anywhere.

    Raises:
        NoBadge: it cannot be read as one.
    """
    document = _read(content)
    try:
        public = prover(document)
    except ProofUnreadable as fault:
        return _told(document, Word.NOT_CHECKED, fault.message, "", roots)
    if not public:
        return _told(
            document, Word.INVALID, "It was changed since it was signed, or the key did not sign it.", "", roots
        )
    key = fingerprint(public)
    if _issuer(document, "id") != did_of(public):
        words = "It is signed with another key than that of the issuer it names."
        return _told(document, Word.INVALID, words, key, roots)
    if (ended := _ended(document, now)) is not None:
        return _told(document, Word.INVALID, ended, key, roots)
    if key in roots:
        return _told(document, Word.VALID, "Signed with the root key of a programme trusted here.", key, roots)
    words = "The signature matches; no programme has confirmed whose key it is."
    return _told(document, Word.UNCONFIRMED, words, key, roots)


def _read(content: bytes) -> dict[str, Any]:
    try:
        found = json.loads(content) if len(content) <= MOST_BYTES else None
    except (ValueError, RecursionError):
        found = None
    kinds = found.get("type") if isinstance(found, dict) else None
    if not isinstance(found, dict) or not isinstance(kinds, list) or not any(kind in kinds for kind in _KINDS):
        raise NoBadge
    return found


def _ended(document: dict[str, Any], now: datetime) -> str | None:
    """Return why it is not in force at ``now``, or None."""
    begins, ends = (_moment(document.get(name)) for name in ("validFrom", "validUntil"))
    if begins is None or (ends is None and "validUntil" in document):
        return "It does not say from when, or until when, it is valid."
    if now < begins:
        return f"It is valid from {begins:%Y-%m-%d} on."
    return f"It was valid until {ends:%Y-%m-%d}." if ends is not None and now > ends else None


def _moment(value: object) -> datetime | None:
    try:
        moment = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return moment if moment is None or moment.tzinfo else moment.replace(tzinfo=UTC)


def _issuer(document: dict[str, Any], name: str) -> str:
    issuer = document.get("issuer")
    value = issuer.get(name) if isinstance(issuer, dict) else issuer if name == "id" else ""
    return value if isinstance(value, str) else ""


def _told(document: dict[str, Any], word: Word, reason: str, key: str, roots: Collection[str]) -> Verification:
    subject = document.get("credentialSubject")
    line = Line(
        id=str(document.get("id", ""))[:200],
        label=f"{document.get('name', 'badge')} ({_holder(subject)})"[:300],
        kind="badge",
        day=str(document.get("validFrom", ""))[:10],
        status="",
        word=str(word),
        reason=reason,
        signer=_issuer(document, "name")[:200],
        fingerprint=key,
        seen_by="",
    )
    return Verification(BADGE, word, (line,), (), (), (), {str(word): 1}, roots=tuple(roots), objects=1)


def _holder(subject: object) -> str:
    found = subject.get("identifier") if isinstance(subject, dict) else None
    names = [one.get("identityHash") for one in found if isinstance(one, dict)] if isinstance(found, list) else []
    return next((name for name in names if isinstance(name, str)), "nobody named")
