"""Files that somebody else's program made: well formed, signed, and with texts that ours would never have let in."""

from __future__ import annotations

import hashlib
import uuid
from collections.abc import Iterator, Mapping
from pathlib import Path
from random import Random

from sonolog.errors import SonologError
from sonolog.exchange.bundle import read_bundle, write_bundle
from sonolog.ledger import sshsig
from sonolog.ledger.canonical import JSON
from sonolog.ledger.keys import SigningKey, key_from_seed
from sonolog.ledger.meanings import MEANINGS
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, Item, Revision, Signer, Statement

AT = "2026-11-23T21:36:21.000Z"
_SIGNED = {"meaning": "observed-directly", "meaning_text": MEANINGS["observed-directly"].sentence}
LINE, TEXT = 500, 10_000
"""The longest that a statement takes."""


def bundle_about(record: Revision, texts: tuple[str, ...], rest: tuple[Kept, ...]) -> tuple[bytes, int]:
    """Return a response with ``rest`` and, for each text, what a stranger of that name says; and how many hold."""
    made = [one for number, text in enumerate(texts) for one in _said(record, text, number)]
    head: dict[str, JSON] = {"purpose": "response", "subject": record.subject, "subject_name": texts[0][:LINE]}
    return write_bundle(head, {one.digest: one for one in (*rest, *made)}.values()), len(made)


def _said(record: Revision, text: str, number: int) -> Iterator[Kept]:
    """Yield a return and a sign-off with the text wherever one fits, and a document of that name."""
    key = key_from_seed(hashlib.sha256(f"stranger {number}".encode()).digest())
    person = str(uuid.UUID(int=Random(number).getrandbits(128)))  # noqa: S311  (an id, not a secret)
    line = text[:LINE]
    signer = {"person": person, "name": line, "role": "supervisor", "body": line, "number": line}
    about = (Item(digest=record.digest, comment=text[:TEXT]),)
    for act, further in (("return", {"reason": text[:TEXT]}), ("sign", _SIGNED)):
        try:
            said = Statement(
                act=act,
                by=key.fingerprint,
                key=key.public,
                signer=Signer(**signer),
                subject=record.subject,
                n=1,
                at=AT,
                offset=0,
                items=about,
                assurance="external-file",
                **further,
            )
            yield Kept(said, _signed(said, key))
        except SonologError:
            continue
    try:
        yield Kept(Document(kind="framework", name=line, edition=line, content=text))
    except SonologError:
        return


def _signed(said: Statement, key: SigningKey) -> bytes:
    return key.sign(sshsig.signed_bytes(said.text.encode()))


def first_scan(path: Path) -> tuple[Revision, tuple[Kept, ...]]:
    """Return a scan that a bundle holds, and everything in it that is no statement."""
    objects = tuple(one for one in read_bundle(path.read_bytes()).objects if not isinstance(one.found, Statement))
    scans = (one.found for one in objects if isinstance(one.found, Revision) and one.found.kind == "scan")
    return next(scans), objects


def with_head(content: bytes, told: Mapping[str, JSON]) -> bytes:
    """Return the bundle with other words in its first line, sealed anew."""
    bundle = read_bundle(content)
    head = {key: value for key, value in bundle.head.items() if key not in ("t", "v", "count")}
    return write_bundle({**head, **told}, bundle.objects, bundle.entries)
