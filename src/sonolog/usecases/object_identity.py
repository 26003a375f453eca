"""What of an object may identify a patient, by the rules of today: for what comes in, and for what is here."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sonolog.domain.admission import identity_hits, read_record
from sonolog.domain.identity_answers import doubts_of
from sonolog.domain.identity_guard import Hit, doubts_in, scan_text
from sonolog.domain.value import Record
from sonolog.errors import SonologError
from sonolog.ledger.canonical import canonical
from sonolog.ledger.objects import Document, LedgerObject, Revision, Statement
from sonolog.usecases.guard_answers import Known, doubt_key

NamedHit = tuple[str, Hit]
"""Field, and what was found in it."""


def blocks_in(found: LedgerObject) -> Iterator[NamedHit]:
    """Yield what could not be saved today."""
    if isinstance(found, Revision):
        yield from (("why", hit) for hit in scan_text(found.why) if found.why)
        record = _record(found)
        if record is not None:
            yield from identity_hits(record)
        else:
            yield from ((name, hit) for name, text in _texts("", dict(found.body)) for hit in scan_text(text))
    elif isinstance(found, Statement):
        yield from ((name, hit) for name, text in _said(found) for hit in scan_text(text))
    elif isinstance(found, Document):
        for number, line in enumerate(found.content.splitlines(), start=1):
            yield from ((f"line {number}", hit) for hit in scan_text(line, email_allowed=True))


def doubts_about(found: LedgerObject, known: Known) -> Iterator[NamedHit]:
    """Yield what somebody would be asked about today, and has not said yet; frameworks are not asked about."""
    if isinstance(found, Revision):
        answered = {(one.rule, one.span) for one in found.guard}
        record = _record(found)
        for one in doubts_of(record, why=found.why) if record is not None else ():
            if doubt_key(one) not in known and (one.hit.rule, one.place) not in answered:
                yield one.field, one.hit
    elif isinstance(found, Statement):
        yield from ((name, hit) for name, text in _said(found) for hit in doubts_in(text))


def what_it_is(found: LedgerObject) -> str:
    """Return the kind of a record or document, the act of a statement."""
    if isinstance(found, Statement):
        return found.act
    return found.kind if isinstance(found, Revision | Document) else ""


def _said(found: Statement) -> Iterator[tuple[str, str]]:
    yield from (("reason", found.reason) for _ in [0] if found.reason)
    yield from (("comment", item.comment) for item in found.items if item.comment)


def _record(found: Revision) -> Record | None:
    try:
        return read_record(found.kind, canonical(dict(found.body)))
    except (SonologError, KeyError):  # of another version of this program
        return None


def _texts(name: str, value: Any) -> Iterator[tuple[str, str]]:
    if isinstance(value, str):
        yield name, value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from _texts(str(key), inner)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(name, inner)
