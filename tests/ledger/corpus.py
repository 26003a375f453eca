"""Sets of statements, good and bad, by which verifiers are held against one another and against what they must find."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from sonolog.ledger.canonical import canonical
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.keys import SigningKey
from sonolog.ledger.objects import Signer, Statement, tombstone_of
from sonolog.ledger.sshsig import fingerprint, signed_bytes
from sonolog.ledger.verdicts import Stored

from .made import KEYS, SAM, TESS, Book, a_key, a_revision, an_id, follow

LEE = Signer(person=an_id("Lee"), name="Lee Lead", role="lead")
ROOT = Signer(person=an_id("Root"), name="Robin Root", role="lead")
OTHER = Signer(person=an_id("Other"), name="Olive Outside", role="lead")
EVE = a_key("Eve")
"""A key that nobody gave anybody."""
KEYS.update({one.person: a_key(one.name) for one in (LEE, ROOT, OTHER)})
ROOT_MARK = KEYS[ROOT.person].fingerprint
Objects = dict[str, Stored]


def vouched(key: SigningKey, *roles: str, **more: str) -> dict[str, Any]:
    """Return the terms of a vouch for a key."""
    usual = {"name": "as on the badge", "valid_from": "2026-01-01", "valid_to": "2027-12-31", "checked": "badge seen"}
    return {"key": key.public, "roles": list(roles), **usual, **more}


def a_programme() -> Book:
    """Return a book with two signers, vouches in every role, a key revoked, a checkpoint and a redaction."""
    book = Book()
    scans = [book.add(a_revision(number)) for number in range(8)]
    amended = book.add(follow(scans[2]))
    book.say("vouch", ROOT, subject=LEE.person, terms=vouched(KEYS[LEE.person], "lead"))
    book.say("vouch", LEE, subject=SAM.person, terms=vouched(KEYS[SAM.person], "supervisor", "assessor"))
    book.say("vouch", LEE, subject=TESS.person, terms=vouched(KEYS[TESS.person], "trainee"))
    book.say("vouch", ROOT, subject=OTHER.person, terms=vouched(KEYS[OTHER.person], "programme"))
    book.say("submit", TESS, *scans[:5], scans[6])
    sign_off = book.say("sign", SAM, *scans[:2])
    book.say("return", SAM, scans[3])
    book.say("submit", TESS, amended)
    book.say("sign", SAM, amended)
    ends = {"key": KEYS[SAM.person].fingerprint, "subject": TESS.person, "n": 1, "last": [sign_off.digest]}
    book.say("checkpoint", LEE, subject=LEE.person, terms={"heads": [], "chains": [ends], "count": 9})
    book.say("sign", SAM, scans[4])
    book.say("revoke", SAM, sign_off)
    redaction = book.say("redact", TESS, scans[6])
    assert redaction.items
    book.objects[scans[6].digest] = Stored(tombstone_of(scans[6]).text, redacted=True)
    book.say("withdraw", TESS, scans[5])
    book.say("key-revoke", LEE, subject=SAM.person, terms=revoked(KEYS[SAM.person]))
    return book


def revoked(key: SigningKey, **more: str) -> dict[str, str]:
    """Return the terms of a revocation."""
    return {"key": key.fingerprint, "effective": "2026-03-03", "reason": "lost", **more}


@dataclass(frozen=True, slots=True)
class Case:
    """One set, and what was done to it."""

    name: str
    objects: Objects


def cases(book: Book) -> Iterator[Case]:
    """Yield the book as it is and every way of spoiling it: each is another set of the same people's objects."""
    whole = dict(book.objects)
    yield Case("whole", whole)
    for digest, stored in sorted(whole.items()):
        yield Case(f"without {digest[:8]}", {key: one for key, one in whole.items() if key != digest})
        if not stored.redacted:
            yield from _spoilt(whole, digest, stored)


def _spoilt(whole: Objects, digest: str, stored: Stored) -> Iterator[Case]:
    said = _statement(stored)
    if said is not None and stored.signature is not None:
        flipped = bytes([stored.signature[0] ^ 1]) + stored.signature[1:]
        yield Case(f"signature {digest[:8]}", {**whole, digest: replace(stored, signature=flipped)})
        yield Case(f"tombstone {digest[:8]}", {**whole, digest: Stored(tombstone_of(said).text, redacted=True)})
    for name, value in changes(json.loads(stored.text)):
        try:
            text = canonical(value)
        except Exception:  # noqa: BLE001, S112  (what has no canonical form cannot stand in a file at all)
            continue
        yield Case(f"kept under its digest: {name} {digest[:8]}", {**whole, digest: replace(stored, text=text)})
        moved = {key: one for key, one in whole.items() if key != digest}
        yield Case(f"moved: {name} {digest[:8]}", {**moved, digest_of(text): replace(stored, text=text)})
        if said is not None:
            yield from _signed_anew(moved, text, value, name)


def _signed_anew(rest: Objects, text: str, value: dict[str, Any], name: str) -> Iterator[Case]:
    """Sign a changed text with the key it names, and with one that nobody gave anybody."""
    for key in (*KEYS.values(), EVE):
        if key.public == value.get("key"):
            mark = key.sign(signed_bytes(text.encode()))
            yield Case(f"signed anew: {name}", {**rest, digest_of(text): Stored(text, mark)})
    forged = canonical({**value, "key": EVE.public, "by": fingerprint(EVE.public)})
    mark = EVE.sign(signed_bytes(forged.encode()))
    yield Case(f"forged: {name}", {**rest, digest_of(forged): Stored(forged, mark)})


def changes(value: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the object with each of its values changed, left out, or exchanged for one of another form."""
    for key in sorted(value):
        yield f"{key} left out", {name: inner for name, inner in value.items() if name != key}
        for other in _others(key, value[key]):
            yield f"{key} = {str(other)[:20]}", {**value, key: other}
    yield "a key more", {**value, "zz": "more"}


def _others(key: str, value: Any) -> list[Any]:
    if isinstance(value, bool):
        return [not value, "yes"]
    if isinstance(value, int):
        return [value + 1, 0, -1, str(value)]
    if isinstance(value, str):
        return [*_words_for(key), f"{value}x", "", 7]
    if isinstance(value, list):
        return [[], value[::-1], [*value, *value[:1]], value[:-1], "none"]
    inner = [{**value, name: other} for name in value for other in _others(name, value[name])[:3]]
    return [{}, *inner]


_WORDS: dict[str, list[str]] = {
    "t": ["sign", "submit", "vouch", "revision", "redact", "checkpoint", "key-revoke"],
    "subject": [SAM.person, LEE.person],
    "person": [TESS.person, LEE.person],
    "role": ["lead", "supervisor", "trainee"],
    "at": ["2026-03-05T12:00:00.000Z", "2029-01-01T12:00:00.000Z"],
    "effective": ["2026-01-01", "2026-12-31"],
    "valid_to": ["2026-01-02", "2025-01-01"],
    "scope": ["placements"],
    "meaning": ["reviewed-afterwards"],
}


def _words_for(key: str) -> list[str]:
    return _WORDS.get(key, [])


def _statement(stored: Stored) -> Statement | None:
    try:
        return Statement.from_text(stored.text)
    except Exception:  # noqa: BLE001  (a revision, which is all that is asked here)
        return None
