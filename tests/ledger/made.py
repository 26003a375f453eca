"""Invented people, keys and records from which the tests of the ledger build their cases."""

from __future__ import annotations

import hashlib
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from sonolog.clock import stamp
from sonolog.ledger.identifiers import new_id
from sonolog.ledger.keys import SigningKey, key_from_seed
from sonolog.ledger.objects import Item, Revision, Signer, Statement
from sonolog.ledger.statements import Intent, Setting, SignedStatement, make_statement, sign_statement
from sonolog.ledger.verify import Stored

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def chance(seed: str) -> Any:
    """Return a source of bytes that comes out the same each time."""
    return lambda size: hashlib.shake_256(seed.encode()).digest(size)


def an_id(seed: str) -> str:
    """Return the id that belongs to ``seed``."""
    return new_id(NOON, chance(seed))


def a_key(seed: str) -> SigningKey:
    """Return the key that belongs to ``seed``."""
    return key_from_seed(hashlib.sha256(seed.encode()).digest())


TESS = Signer(person=an_id("Tess"), name="Tess Trainee", role="trainee")
SAM = Signer(person=an_id("Sam"), name="Sam Supervisor", role="supervisor", body="HCPC", number="RA00000")
ANN = Signer(person=an_id("Ann"), name="A. Example", role="assessor")
KEYS = {one.person: a_key(one.name) for one in (TESS, SAM, ANN)}


def a_revision(number: int = 1, **fields: Any) -> Revision:
    """Return a revision of Tess's record of that number."""
    usual: dict[str, Any] = {
        "kind": "scan",
        "record": an_id(f"record {number}"),
        "subject": TESS.person,
        "salt": f"{number:032x}",
        "by": TESS.person,
        "at": stamp(NOON),
        "offset": 60,
        "body": {"region": "shoulder", "finding": "abnormal"},
    }
    return Revision(**usual | fields)


def follow(*parents: Revision, **fields: Any) -> Revision:
    """Return a revision of the same record that follows ``parents``."""
    first = parents[0]
    links = tuple(sorted(one.digest for one in parents))
    return a_revision(**{"record": first.record, "parents": links, "why": "put right"} | fields)


class Book:
    """Tess's logbook: revisions, and statements as they are made one after the other."""

    def __init__(self) -> None:
        self.objects: dict[str, Stored] = {}
        self.statements: list[SignedStatement] = []
        self.moment = NOON

    def add(self, revision: Revision) -> Revision:
        """Keep a revision."""
        self.objects[revision.digest] = Stored(revision.text)
        return revision

    def say(self, act: str, signer: Signer, *about: Revision | Statement, **more: Any) -> Statement:
        """Let ``signer`` make and sign a statement a minute after the last one, and keep it."""
        self.moment += timedelta(minutes=1)
        meaning = "observed-directly" if act == "sign" else ""
        reason = "see the remark" if act in ("return", "withdraw", "revoke", "redact") else ""
        items = [Item(digest=one.digest) for one in about]
        usual = {"act": act, "subject": TESS.person, "items": items, "meaning": meaning, "reason": reason}
        key = KEYS[signer.person]
        statement = make_statement(
            Intent(**usual | more),
            signer=signer,
            public=key.public,
            previous=[one.statement for one in self.statements],
            moment=self.moment,
            setting=Setting(assurance="own-device", opened=len(items)),
        )
        return self.keep(sign_statement(statement, key))

    def keep(self, signed: SignedStatement) -> Statement:
        """Keep a signed statement made elsewhere."""
        self.statements.append(signed)
        self.objects[signed.statement.digest] = Stored(signed.statement.text, signed.signature)
        return signed.statement


def run(*command: str, folder: Path, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run a program in ``folder`` with ``typed`` on its standard input."""
    return subprocess.run(command, cwd=folder, input=typed, capture_output=True, check=False, timeout=60)


def documents(*, depth: int = 4) -> st.SearchStrategy[Any]:
    """Draw values of the canonical form."""
    keys = st.text(st.characters(max_codepoint=127), max_size=8)
    texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
    leaves = st.none() | st.booleans() | st.integers(-(2**53) + 1, 2**53 - 1) | texts
    return st.recursive(
        leaves,
        lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
        max_leaves=12,
    )
