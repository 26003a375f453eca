"""What a file brings: read whole and checked whole before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sonolog.domain.admission import identity_hits, read_record
from sonolog.domain.identity_guard import Hit, scan_text
from sonolog.errors import SonologError
from sonolog.ledger.canonical import canonical
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, LedgerObject, Revision, Statement, tombstone_of
from sonolog.ledger.verify import Verdict, Verifier


class StatementFalse(SonologError):
    """A file holds a statement whose signature or rules do not hold."""

    code = "statement-false"

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            f"This file is not to be trusted: {'; '.join(faults[:5])}.",
            hint="Ask for the file again, by another way. sonolog verify FILE tells more.",
            kept="Nothing was stored.",
        )


@dataclass(frozen=True, slots=True)
class Blocked:
    """An object that is not let in, because it may identify a patient."""

    digest: str
    what: str
    """Kind of record, or act."""
    hits: tuple[tuple[str, Hit], ...]


def require_sound(objects: Iterable[Kept], lines: dict[str, int]) -> None:
    """Let statements pass whose signature and rules hold, or refuse the file.

    Raises:
        StatementFalse: naming line, signer and fault.
    """
    statements = [(one, one.found) for one in objects if isinstance(one.found, Statement)]
    verifier = Verifier(lambda _digest: None)
    verifier.prepare((said.text, one.signature) for one, said in statements)
    faults = []
    for one, said in statements:
        found = verifier.by_itself(said.text, one.signature)
        if isinstance(found, Verdict):
            where = f"line {lines[said.digest]}: " if said.digest in lines else ""
            faults.append(f"{where}{found.reason.rstrip('.')}")
    if faults:
        raise StatementFalse(faults)


def without_identity(objects: Iterable[Kept]) -> tuple[tuple[Kept, ...], tuple[Blocked, ...]]:
    """Return the objects with a tombstone for each that may identify a patient, and what those were."""
    let_in, blocked = [], []
    for one in objects:
        hits = tuple(hit for hit in _hits(one.found) if hit[1].level == "block")
        if hits and isinstance(one.found, Revision | Statement | Document):
            blocked.append(Blocked(one.digest, _what(one.found), hits))
            let_in.append(Kept(tombstone_of(one.found)))
        else:
            let_in.append(one)
    return tuple(let_in), tuple(blocked)


def _hits(found: LedgerObject) -> Iterator[tuple[str, Hit]]:
    if isinstance(found, Revision):
        yield from _record_hits(found)
    elif isinstance(found, Statement):
        texts = [("reason", found.reason), *(("comment", item.comment) for item in found.items)]
        yield from ((name, hit) for name, text in texts if text for hit in scan_text(text))
    elif isinstance(found, Document):
        for number, line in enumerate(found.content.splitlines(), start=1):
            yield from ((f"line {number}", hit) for hit in scan_text(line, email_allowed=True))


def _record_hits(found: Revision) -> Iterator[tuple[str, Hit]]:
    yield from (("why", hit) for hit in scan_text(found.why) if found.why)
    try:
        record = read_record(found.kind, canonical(dict(found.body)))
    except (SonologError, KeyError):  # of another version: every text in it is looked at
        yield from ((name, hit) for name, text in _texts("", dict(found.body)) for hit in scan_text(text))
        return
    yield from identity_hits(record)


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(name, inner)


def _what(found: Revision | Statement | Document) -> str:
    return found.act if isinstance(found, Statement) else found.kind
