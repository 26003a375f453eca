"""What a file brings: read whole and checked whole before anything of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sonolog.domain.admission import RecordRefused, read_known_fields
from sonolog.domain.identity_guard import Hit
from sonolog.domain.text import shortened
from sonolog.errors import SonologError
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import Document, Revision, Statement, tombstone_of
from sonolog.ledger.verify import Verdict, Verifier
from sonolog.usecases.guard_answers import known_by_record
from sonolog.usecases.object_identity import blocks_in, doubts_about, what_it_is


class StatementFalse(SonologError):
    """A file holds a statement whose signature or rules do not hold."""

    code = "statement-false"

    def __init__(self, faults: list[str]) -> None:
        super().__init__(
            f"This file is not to be trusted: {'; '.join(faults[:5])}.",
            hint="Ask for the file again, by another way. sonolog verify FILE tells more.",
            kept="Nothing was stored.",
        )


class RecordsUnreadable(SonologError):
    """A file holds records with fields that are not what their kind says."""

    code = "records-unreadable"

    def __init__(self, faults: list[str]) -> None:
        more = f"; and {len(faults) - 5} more" if len(faults) > 5 else ""
        super().__init__(
            f"This file holds what is no record of a logbook: {'; '.join(faults[:5])}{more}.",
            hint="Ask whoever made it which program they used.",
            kept="Nothing was stored.",
        )


@dataclass(frozen=True, slots=True)
class Blocked:
    """An object that is not let in, because it may identify a patient; or let in, and to be looked at."""

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


def require_readable(objects: Iterable[Kept], lines: Mapping[str, int]) -> None:
    """Let records pass whose fields are what their kind says, or refuse the file: lists and reports rely on it.

    Raises:
        RecordsUnreadable: naming line, kind and field.
        UnknownKind: a record is of a kind this program does not know.
    """
    faults = []
    for one in objects:
        if isinstance(one.found, Revision):
            try:
                read_known_fields(one.found.kind, one.found.body)
            except RecordRefused as refusal:
                where = f"line {lines[one.digest]}: " if one.digest in lines else ""
                names = ", ".join(dict.fromkeys(shortened(field) for field, _ in refusal.faults))
                faults.append(f"{where}a {one.found.kind} cannot be read ({names})")
    if faults:
        raise RecordsUnreadable(faults)


def without_identity(objects: Iterable[Kept]) -> tuple[tuple[Kept, ...], tuple[Blocked, ...]]:
    """Return the objects with a tombstone for each that may identify a patient, and what those were."""
    let_in, blocked = [], []
    for one in objects:
        hits = tuple(blocks_in(one.found))
        if hits and isinstance(one.found, Revision | Statement | Document):
            blocked.append(Blocked(one.digest, what_it_is(one.found), hits))
            let_in.append(Kept(tombstone_of(one.found)))
        else:
            let_in.append(one)
    return tuple(let_in), tuple(blocked)


def doubted_in(objects: Iterable[Kept]) -> tuple[Blocked, ...]:
    """Return what is let in and would be asked about if it were typed here, and was not answered where it was."""
    kept = list(objects)
    known = known_by_record(one.found.text for one in kept if isinstance(one.found, Revision) and one.found.guard)
    found = []
    for one in kept:
        record = one.found.record if isinstance(one.found, Revision) else ""
        hits = tuple(doubts_about(one.found, known.get(record, {})))
        if hits:
            found.append(Blocked(one.digest, what_it_is(one.found), hits))
    return tuple(found)
