"""Import the logbook of another program: everything good of a file in one transaction, or nothing of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sonolog.clock import stamp
from sonolog.domain.admission import read_record
from sonolog.ledger.canonical import canonical
from sonolog.ledger.identifiers import new_id
from sonolog.store.first_versions import FirstVersion, Origin, Spelled, indexes_built_afterwards, keep_first_versions
from sonolog.store.lookups import body_of, head_of
from sonolog.usecases.errors import NobodyActs
from sonolog.usecases.import_errors import ImportRefused, TwinsFound
from sonolog.usecases.import_look import Look
from sonolog.usecases.import_numbers import Cases, Ids
from sonolog.usecases.import_scans import Ready
from sonolog.usecases.import_survey import Choices, Pass, Survey, Tell, garbage_left_alone
from sonolog.usecases.import_twins import added_to
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import put_person
from sonolog.usecases.writing import Place, Writing, writing

ACT = "import"
_CHUNK = 8_000
_ROLE_OF = {"assessor": "assessor", "second_assessor": "assessor", "mentor": "mentor"}


@dataclass(frozen=True, slots=True)
class Imported:
    """What was kept."""

    number: str
    """By what it can be taken back; empty where nothing was new."""
    kept: int
    merged: int
    survey: Survey
    skipped: int = 0
    """Rows left out because they may be of scans that are there already."""


def import_file(logbook: Logbook, look: Look, choices: Choices, tell: Tell = lambda _done, _of: None) -> Imported:
    """Keep the rows of a file in one transaction.

    Raises:
        DateOrderOpen: day and month can be exchanged, and nobody said which comes first.
        ImportRefused: rows are faulty; nothing was kept.
        TwinsFound: rows may be of scans that are there already; nothing was kept.
        NobodyActs: it is not known who imports.
    """
    if logbook.actor is None:
        raise NobodyActs
    merges = _merges(logbook, look, choices, tell) if choices.twins == "merge" else {}
    number = new_id(logbook.clock.now(), logbook.entropy)[-6:]
    with writing(logbook, ACT, why=number) as act, garbage_left_alone():
        passing = Pass(act.connection, logbook, look, choices, tell)
        with indexes_built_afterwards(act.connection, look.table.count):
            kept = _keep_all(act, passing, merges)
        found = passing.survey
        if found.problems and not choices.leave_out_faulty:
            raise ImportRefused(found)
        if found.open_twins and choices.twins == "ask":
            raise TwinsFound(found)
        merged = _merge_here(act, found, passing) if choices.twins == "merge" else 0
        merged += sum(map(len, merges.values()))
    skipped = len(found.open_twins) if choices.twins == "skip" else 0
    return Imported(number if kept or merged else "", kept, merged, found, skipped)


def _keep_all(act: Writing, passing: Pass, merges: Mapping[int, list[Ready]]) -> int:
    """Keep what is new, in pieces; once it is known that nothing will be kept, the rest is only surveyed."""
    origin = _origin(act, passing)
    cases = Cases(act) if origin.kind == "scan" else None
    ids = Ids(act)
    held: list[FirstVersion] = []
    known: set[str] = set()
    kept = 0
    for ready in passing.new_ones():
        if passing.reader.faults.count and not passing.choices.leave_out_faulty:
            continue
        parts = ready.parts
        for other in merges.get(ready.number, ()):
            parts = _merged(parts, other.parts)
        if cases is not None:
            parts[cases.place] = cases.part(parts[cases.place])
        held.append(FirstVersion(ids.next(), parts, ready.guard))
        if len(held) >= _CHUNK:
            kept += _keep(act, origin, held, passing, known)
    return kept + _keep(act, origin, held, passing, known)


def _keep(act: Writing, origin: Origin, held: list[FirstVersion], passing: Pass, known: set[str]) -> int:
    for key, one in passing.people.items():
        if key not in known:
            known.add(key)
            put_person(act, one.name, roles=(_ROLE_OF.get(one.field, "supervisor"),), person=one.id)
    if held:
        act.named += keep_first_versions(act.connection, origin, held, act.logbook.entropy)
    count = len(held)
    held.clear()
    return count


def _origin(act: Writing, passing: Pass) -> Origin:
    return Origin(passing.look.map.kind, passing.subject, act.logbook.actor or "", stamp(act.moment), act.offset)


def _merges(logbook: Logbook, look: Look, choices: Choices, tell: Tell) -> dict[int, list[Ready]]:
    """Return the rows that are twins of earlier ones, by the row they are merged into."""
    with logbook.reading() as connection, garbage_left_alone():
        passing = Pass(connection, logbook, look, choices, tell)
        for _ in passing.new_ones():
            pass
    found: dict[int, list[Ready]] = {}
    for twin in passing.survey.open_twins:
        if twin.row:
            found.setdefault(twin.row, []).append(passing.twin_rows[twin.number])
    return found


def _merged(first: list[Spelled | None], second: Sequence[Spelled | None]) -> list[Spelled | None]:
    """Return the parts of a row with those of a twin where it says nothing."""
    return [
        theirs if theirs is not None and (mine is None or mine.column in (None, "[]", "")) else mine
        for mine, theirs in zip(first, second, strict=True)
    ]


def _merge_here(act: Writing, found: Survey, passing: Pass) -> int:
    """Fill in scans of the logbook from their twins; one that was handed in stays as it is."""
    merged = 0
    for twin in found.open_twins:
        head = head_of(act.connection, twin.record) if twin.record else None
        if head is None or head.status != "draft" or head.submitted is not None:
            continue
        body = body_of(act.connection, head.digest)
        adds = added_to(body, passing.twin_rows[twin.number].body())
        if adds:
            value = read_record("scan", canonical({**body, **adds}))
            act.record(value, Place(record=head.record, subject=head.subject, parents=(head.digest,), why="import"))
            merged += 1
    return merged
