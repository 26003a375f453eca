"""Sets made by hand about chains, checkpoints, what is named, and days."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace

from sonolog.ledger.canonical import canonical
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.objects import tombstone_of
from sonolog.ledger.sshsig import signed_bytes
from sonolog.ledger.verdicts import Stored

from .begun import A_LEAD, A_SUPERVISOR, EVELYN, begun, lie, scans_of
from .corpus import LEE, ROOT, revoked
from .made import ANN, KEYS, SAM, TESS, Book, a_revision, follow


def chains() -> Iterator[Book]:
    """Yield sets about chains."""
    for fields in (
        {"n": 3},
        {"n": 2, "prev": ("0" * 64,)},
        {"n": 5, "prev": ("0" * 64,)},
        {"n": 1, "prev": ()},
        {"signer": ANN},
        {"subject": SAM.person},
        {"items": ()},
    ):
        book = begun(A_LEAD, A_SUPERVISOR)
        book.say("sign", SAM, scans_of(book)[0])
        last = book.say("sign", SAM, scans_of(book)[1])
        try:
            lie(book, KEYS[SAM.person], last, **fields)
        except Exception:  # noqa: BLE001, S112  (our own objects refuse some of these: other texts cover them)
            continue
        yield book


def devices() -> Iterator[Book]:
    """Yield sets about a signer with two devices, and about chains through tombstones."""
    # Two devices of one signer, joined by a later statement that follows both.
    book = begun()
    first = book.say("sign", SAM, scans_of(book)[0])
    aside, book.statements = book.statements, [one for one in book.statements if one.statement != first]
    second = book.say("sign", SAM, scans_of(book)[1])
    book.statements = [*aside, *(one for one in book.statements if one.statement == second)]
    third = book.say("sign", SAM, scans_of(book)[2])
    yield book
    lie(book, KEYS[SAM.person], third, n=3)
    yield book
    one_gone = Book()
    one_gone.objects = {key: one for key, one in book.objects.items() if key != first.digest}
    yield one_gone
    # A chain through tombstones: of the same key, of another, redacted or not.
    for of, redacted in ((SAM, True), (SAM, False), (ANN, False)):
        book = begun()
        first = book.say("sign", SAM, scans_of(book)[0])
        book.say("sign", SAM, scans_of(book)[1])
        book.say("sign", SAM, scans_of(book)[2])
        stone = replace(tombstone_of(first), by=KEYS[of.person].fingerprint)
        if redacted:
            book.say("redact", SAM, first)
        book.objects[first.digest] = Stored(stone.text, redacted=True)
        yield book


def circles() -> Iterator[Book]:
    """Yield sets with tombstones that say they follow themselves, each other, what follows them, or a later number."""
    for followed in ((0,), (1,), (2,), (0, 1), (1, 2)):
        for redacted in (True, False):
            book = begun()
            said = [book.say("sign", SAM, one) for one in scans_of(book)]
            book.say("redact", SAM, said[0], said[1]) if redacted else book.say("submit", SAM, scans_of(book)[0])
            links = tuple(sorted(said[at].digest for at in followed))
            for one, links_of in ((said[0], links), (said[1], (said[0].digest,))):
                stone = replace(tombstone_of(one), prev=links_of, n=2)
                book.objects[one.digest] = Stored(stone.text, redacted=True)
            yield book
    # One of two before it is missing, the other says that it follows itself; and a number too high by itself.
    book = begun()
    first = book.say("sign", SAM, scans_of(book)[0])
    book.say("redact", SAM, first)
    last = book.say("sign", SAM, scans_of(book)[1])
    ends = tuple(sorted((first.digest, "0" * 64)))
    for stone in (replace(tombstone_of(first), prev=(first.digest,)), replace(tombstone_of(first), n=4)):
        other = Book()
        other.objects = {**book.objects, first.digest: Stored(stone.text, redacted=True)}
        lie(other, KEYS[SAM.person], last, prev=ends, n=stone.n + 1)
        yield other


def checkpoints() -> Iterator[Book]:
    """Yield sets about checkpoints."""
    for who in (LEE, SAM, EVELYN, ROOT):
        book = begun(A_LEAD, A_SUPERVISOR)
        signed = [book.say("sign", SAM, one) for one in scans_of(book)[:2]]
        ends = {"key": signed[1].by, "subject": TESS.person, "n": 2, "last": [signed[1].digest]}
        lead = replace(who, role="lead") if who is not SAM else who
        book.say("checkpoint", lead, subject=who.person, terms={"heads": [], "chains": [ends], "count": 9})
        book.say("key-revoke", ROOT, subject=SAM.person, terms=revoked(KEYS[SAM.person]))
        yield book
        for gone in signed:
            less = Book()
            less.objects = {key: one for key, one in book.objects.items() if key != gone.digest}
            yield less


def names() -> Iterator[Book]:
    """Yield sets about names."""
    book = begun()
    book.say("sign", SAM, scans_of(book)[0], scans_of(book)[1])
    elsewhere = book.add(a_revision(7, subject=SAM.person))
    said = book.say("sign", SAM, scans_of(book)[2])
    yield book
    for named in (elsewhere.digest, said.prev[0], "0" * 64):
        other = Book()
        other.objects = dict(book.objects)
        lie(other, KEYS[SAM.person], said, items=(replace(said.items[0], digest=named),))
        yield other
    book = begun()
    signed = book.say("sign", SAM, scans_of(book)[0])
    book.say("revoke", SAM, signed)
    book.say("revoke", ANN, signed)
    book.say("revoke", SAM, book.add(follow(scans_of(book)[1])))
    submitted = book.statements[0].statement
    book.say("revoke", SAM, submitted)
    book.say("revoke", SAM, book.say("withdraw", TESS, scans_of(book)[2]))
    yield book


def days() -> Iterator[Book]:
    """Yield sets about days."""
    for first, last in (
        ("2026-03-02", "2026-03-02"),
        ("2026-03-03", "2026-04-01"),
        ("2026-01-01", "2026-03-01"),
        ("2026-03-01", "2026-03-03"),
    ):
        for offset in (0, 840, -840):
            book = begun(A_LEAD, (LEE, SAM, ("supervisor",), {"valid_from": first, "valid_to": last}))
            said = book.say("sign", SAM, scans_of(book)[0])
            lie(book, KEYS[SAM.person], said, offset=offset)
            yield book
        book = begun((ROOT, LEE, ("lead",), {"valid_from": first, "valid_to": last}), A_SUPERVISOR)
        book.say("sign", SAM, scans_of(book)[0])
        yield book


def newer() -> Iterator[Book]:
    """Yield sets with objects of a form that nobody knows yet: a statement, and what a statement is about."""
    for act in ("sign", "revision"):
        book = begun(A_LEAD, A_SUPERVISOR)
        said = book.say("sign", SAM, scans_of(book)[0])
        old = said if act == "sign" else scans_of(book)[1]
        text = canonical({**old.as_json(), "v": 2})
        book.objects[digest_of(text)] = Stored(text, book.objects[old.digest].signature)
        if act == "revision":
            item = replace(said.items[0], digest=digest_of(text))
            lie(book, KEYS[SAM.person], said, items=(item,))
        yield book


def signatures() -> Iterator[Book]:
    """Yield sets in which a signature is another one, or is not there."""
    for at in range(3):
        book = begun(A_LEAD, A_SUPERVISOR)
        said = book.say("sign", SAM, scans_of(book)[0])
        mark = book.objects[said.digest].signature
        assert mark is not None
        others = [bytes([mark[0] ^ 1]) + mark[1:], None, book.statements[0].signature]
        book.objects[said.digest] = Stored(said.text, others[at])
        yield book
    # A text under the digest of another one: of a statement, of what it is about, of what it follows.
    for at in range(3):
        book = begun(A_LEAD, A_SUPERVISOR)
        first = book.say("sign", SAM, scans_of(book)[0])
        book.say("sign", SAM, scans_of(book)[1])
        where = (first.digest, first.items[0].digest, first.digest)[at]
        kept = book.objects[where]
        text = canonical({**json.loads(kept.text), "at": "2026-03-01T12:00:00.000Z"})
        key = KEYS[SAM.person]
        mark = key.sign(signed_bytes(text.encode())) if at != 1 else None
        book.objects[where] = Stored(text, mark if at == 2 else kept.signature)
        yield book
