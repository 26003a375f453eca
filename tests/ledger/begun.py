"""Books as scenarios begin with, and how somebody lies in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sonolog.ledger.keys import SigningKey
from sonolog.ledger.objects import Revision, Signer, Statement
from sonolog.ledger.sshsig import fingerprint, signed_bytes
from sonolog.ledger.statements import SignedStatement

from .corpus import EVE, LEE, ROOT, vouched
from .made import KEYS, SAM, TESS, Book, a_key, a_revision, an_id

EVELYN = Signer(person=an_id("Evelyn"), name="Evelyn Impostor", role="lead")
PAT = Signer(person=an_id("Pat"), name="Pat Placement", role="supervisor")
SUB = Signer(person=an_id("Sub"), name="Sub Lead", role="lead")
KEYS |= {EVELYN.person: EVE, PAT.person: a_key("Pat"), SUB.person: a_key("Sub")}


def begun(*vouches: tuple[Signer, Signer, tuple[str, ...], dict[str, str]]) -> Book:
    """Return a book with three scans submitted, and vouches: by whom, for whom, in which roles, and what else."""
    book = Book()
    scans = [book.add(a_revision(number)) for number in range(3)]
    book.say("submit", TESS, *scans)
    for by, whom, roles, more in vouches:
        book.say("vouch", by, subject=whom.person, terms=vouched(KEYS[whom.person], *roles, **more))
    return book


def scans_of(book: Book) -> list[Revision]:
    """Return the scans that are still there."""
    return [Revision.from_text(one.text) for one in book.objects.values() if '"t":"revision"' in one.text]


A_LEAD = (ROOT, LEE, ("lead",), {})
A_SUPERVISOR = (LEE, SAM, ("supervisor",), {})


def lie(book: Book, key: SigningKey, said: Statement, /, **fields: Any) -> Statement:
    """Keep a statement with other fields and key, signed by that key, and without the one it was made of."""
    changed = replace(said, **{"key": key.public, "by": fingerprint(key.public)} | fields)
    book.objects.pop(said.digest, None)
    return book.keep(SignedStatement(changed, key.sign(signed_bytes(changed.text.encode()))))
