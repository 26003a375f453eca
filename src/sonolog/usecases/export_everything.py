"""Write what a logbook holds, all of it or a part, as plain files that can be read, and checked, in decades."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TypeVar

from sonolog import __version__
from sonolog.domain.kinds import KINDS, UnknownKind
from sonolog.domain.logbook_schema import logbook_schema
from sonolog.exchange.bundle import MOST_BYTES, write_bundle
from sonolog.exchange.record_tables import write_tables
from sonolog.ledger.canonical import JSON
from sonolog.ledger.evidence import allowed_signer
from sonolog.ledger.merge import Kept
from sonolog.ledger.objects import JournalEntry, LedgerObject, Revision, Statement, Tombstone, read_object
from sonolog.ledger.standalone import CHECK, VERIFIER, check_text, verifier_text
from sonolog.paths import make_private
from sonolog.store.database import Connection
from sonolog.store.journal import all_entries
from sonolog.store.lookups import states_by_digest
from sonolog.store.objects import all_objects
from sonolog.store.scan_lists import matching_records
from sonolog.store.statements import digests_of_records, statements_naming
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.evidence_folder import FolderTaken
from sonolog.usecases.export_readme import export_readme
from sonolog.usecases.gathering import MOST_LEFT_OUT, gathered, left_out, with_people
from sonolog.usecases.held_back import Held, held_from
from sonolog.usecases.list_scans import scan_search
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.written_file import write_file

T = TypeVar("T")
MOST_IN_A_FILE = 50_000
"""Objects of one file, so that each stays within the limits it is read with."""
BUNDLE, RECORDS, SCHEMA = "everything", "records.json", "logbook.schema.json"
NARROWABLE = tuple(kind for kind in KINDS if kind not in ("person", "enrolment"))
"""Kinds that can be chosen among: who is who, and what somebody is enrolled on, goes with whatever is chosen."""
_PLACES = frozenset({"placement", "session"})


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Which records of a trainee are meant: the words of a list of scans, a status, kinds of record."""

    trainee: str
    """Person id."""
    words: str = ""
    status: str = ""
    kinds: tuple[str, ...] = NARROWABLE

    @property
    def told(self) -> str:
        """What was asked for, in words."""
        kinds = "" if self.kinds == NARROWABLE else ", ".join(self.kinds)
        return " ".join(filter(None, (self.status, kinds or "records", self.words)))


@dataclass(frozen=True, slots=True)
class _Chosen:
    objects: Sequence[Kept]
    entries: Sequence[JournalEntry]
    head: dict[str, JSON]
    words: str = field(default="")
    held: str = field(default="")
    """What was held back, in words."""


def known_kinds(kinds: Sequence[str]) -> tuple[str, ...]:
    """Return the kinds that were named, if all can be chosen among.

    Raises:
        UnknownKind: one cannot.
    """
    for kind in kinds:
        if kind not in NARROWABLE:
            raise UnknownKind(kind)
    return tuple(dict.fromkeys(kinds))


def export_everything(logbook: Logbook, folder: Path, narrowed: Narrowed | None = None) -> tuple[Path, ...]:
    """Write all there is, or what ``narrowed`` asks for, into an empty folder, and return the files.

    What was said of the records chosen goes with them, and who said it; the first line of the bundle names what was
    left out.  Nobody's journal does: it tells of everything.  Answers that are only shown gathered go out with whoever
    gave them and with nobody else: no words find them, and digests stand in their place.

    Raises:
        FolderTaken: the folder holds something already.
        NothingToDo: there is no such record.
        FileNotWritten, PlaceUnusable: a file cannot be made.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise FolderTaken(folder)
    with logbook.reading() as connection:
        held = held_from(connection, logbook.actor)
        chosen = _part(connection, logbook, narrowed, held) if narrowed else _everything(connection, held)
        states = states_by_digest(connection)
    files = dict(_files(chosen, states))
    make_private(folder)
    return tuple(write_file(folder / name, content) for name, content in files.items())


def _everything(connection: Connection, held: Held) -> _Chosen:
    objects = held.covered(Kept(read_object(one.text), one.signature) for one in all_objects(connection))
    entries = [JournalEntry.from_text(text) for *_, text in all_entries(connection)]
    head: dict[str, JSON] = {"purpose": "copy"}
    if held.records:
        head["selection"] = {"words": held.words, "left_out": list(sorted(held.digests)[:MOST_LEFT_OUT])}
    return _Chosen(objects, entries, head, held=held.words)


def _part(connection: Connection, logbook: Logbook, narrowed: Narrowed, held: Held) -> _Chosen:
    search = scan_search(connection, narrowed.trainee, narrowed.words, narrowed.status, logbook.today)
    records = set(matching_records(connection, replace(search, kinds=narrowed.kinds))) - held.records
    if not records:
        raise NothingToDo(f"There is nothing to export: no {narrowed.told}.")
    records |= _places_of(connection, records)
    versions = digests_of_records(connection, records)
    said = statements_naming(connection, versions)
    objects = held.covered(with_people(connection, {*versions, *said}, narrowed.trainee, {narrowed.trainee}))
    versions_held = (one.found for one in objects if isinstance(one.found, Revision | Tombstone))
    scans = {one.record for one in versions_held if one.kind == "scan"}
    chosen: dict[str, JSON] = {"words": narrowed.told, "shown": len(scans), "left_out": left_out(objects)}
    head: dict[str, JSON] = {"purpose": "evidence", "subject": narrowed.trainee, "selection": chosen}
    return _Chosen(objects, (), head, narrowed.told)


def _places_of(connection: Connection, records: set[str]) -> set[str]:
    """Return the placements and sessions that the records name, and the placements of those sessions."""
    found: set[str] = set()
    waiting = records
    while waiting:
        versions = gathered(connection, digests_of_records(connection, waiting))
        bodies = [one.found.body for one in versions if isinstance(one.found, Revision)]
        named = {str(body[kind]) for body in bodies for kind in _PLACES if body.get(kind)}
        waiting = named - found
        found |= named
    return found


def _files(chosen: _Chosen, states: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    yield from _bundles(chosen)
    yield from write_tables(chosen.objects, chosen.entries, states)
    yield RECORDS, _json({"made_by": _MADE_BY, "records": list(_records(chosen.objects, states))})
    yield SCHEMA, _json(logbook_schema())
    signers = {allowed_signer(one.found) for one in chosen.objects if isinstance(one.found, Statement)}
    yield "allowed_signers", "".join(sorted(signers)).encode()
    yield VERIFIER, verifier_text().encode()
    yield CHECK, check_text().encode()
    yield "README.txt", export_readme(chosen.words, held=chosen.held).encode()


_MADE_BY = f"sonolog {__version__}"


def _json(value: dict[str, object]) -> bytes:
    return (json.dumps(value, indent=1, ensure_ascii=False) + "\n").encode()


def _records(objects: Sequence[Kept], states: dict[str, str]) -> Iterator[dict[str, object]]:
    """Yield every record in its current version, oldest first."""
    current = [one.found for one in objects if isinstance(one.found, Revision) and one.digest in states]
    for one in sorted(current, key=lambda one: (one.at, one.digest)):
        yield {
            "kind": one.kind,
            "id": one.record,
            "subject": one.subject,
            "status": states[one.digest],
            "digest": one.digest,
            "by": one.by,
            "at": one.at,
            "body": dict(one.body),
        }


def _bundles(chosen: _Chosen) -> Iterator[tuple[str, bytes]]:
    parts, journals = list(_parts(chosen.objects, _size)), list(_parts(chosen.entries, _length))
    count = max(len(parts), len(journals), 1)
    for number in range(count):
        head: dict[str, JSON] = {**chosen.head, "made_by": _MADE_BY}
        if count > 1:
            head |= {"part": number + 1, "of": count}
        part = parts[number] if number < len(parts) else []
        journal = journals[number] if number < len(journals) else []
        yield bundle_name(number + 1), write_bundle(head, part, journal)


def _parts(items: Sequence[T], size: Callable[[T], int]) -> Iterator[list[T]]:
    """Yield the items in lots that each fit into a file, beside as much of the other kind."""
    lot: list[T] = []
    room = MOST_BYTES // 2
    for one in items:
        if lot and (len(lot) == MOST_IN_A_FILE or room < size(one)):
            yield lot
            lot, room = [], MOST_BYTES // 2
        lot.append(one)
        room -= size(one)
    if lot:
        yield lot


def _size(one: Kept) -> int:
    return _length(one.found)


def _length(one: LedgerObject) -> int:
    """Return how many bytes a line with the object has at most."""
    return len(one.text.encode()) + 200


def bundle_name(number: int) -> str:
    """Return the name of the bundle of that number, from 1."""
    return f"{BUNDLE}{'' if number == 1 else f'-{number}'}.slb"
