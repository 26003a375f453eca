"""Show one record: what it says, where it stands, who did what to it, and the evidence of its sign-offs."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import accumulate
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from sonolog.clock import read_stamp
from sonolog.domain.kinds import record_class
from sonolog.ledger.objects import Item, Statement
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, bodies_of, body_of, first_authors, revisions_of
from sonolog.store.objects import StoredObject, stored_texts
from sonolog.store.people import names_of
from sonolog.store.statements import statements_about
from sonolog.store.views import states_of
from sonolog.usecases.asking_for import acts_open_to, may_judge
from sonolog.usecases.field_showing import FieldShower, FieldText, shown_fields
from sonolog.usecases.find_record import find_record
from sonolog.usecases.guard_answers import answer_fields
from sonolog.usecases.held_back import is_held_back, open_fields, require_shown
from sonolog.usecases.judged_bodies import judged_bodies
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.programme import trust_of
from sonolog.usecases.record_changes import FieldChange, field_changes
from sonolog.usecases.return_reasons import redaction_offered
from sonolog.usecases.status_words import STATUS_WORDS, day_of
from sonolog.usecases.versions import SideBySide, versions_side_by_side

if TYPE_CHECKING:
    from sonolog.ledger.alone import Alone
    from sonolog.ledger.trust import Trust
    from sonolog.ledger.verify import Verifier

_SAID = {
    "submit": "submitted",
    "recall": "took it back",
    "sign": "signed",
    "return": "returned it",
    "withdraw": "withdrew it",
    "reinstate": "reinstated it",
    "revoke": "revoked the sign-off",
    "redact": "took the text away",
}
_WALK_UP = "signed walk-up: with a key used on somebody else's computer"


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing that happened to a record."""

    at: datetime
    who: str
    act: str
    words: str
    """Meaning, reason, comment."""
    verification: str
    """One of the words of :class:`sonolog.ledger.verify.Word`; empty for what is not signed."""
    changes: tuple[FieldChange, ...] = ()
    """What this version says otherwise than the one it follows."""


@dataclass(frozen=True, slots=True)
class RecordView:
    """Everything about one record."""

    id: str
    kind: str
    kind_title: str
    label: str
    day: date | None
    status: str
    status_words: str
    digest: str
    subject_name: str
    fields: tuple[FieldText, ...]
    history: tuple[HistoryLine, ...]
    allowed: frozenset[str]
    """What whoever acts may do to it."""
    versions: SideBySide | None = None
    """Its current versions, where there are two."""


def show_record(logbook: Logbook, words: str) -> RecordView:
    """Return the record meant; its signatures are verified now, from the objects.

    Raises:
        UnknownRecord, AmbiguousRecord: none, or several.
    """
    with logbook.reading() as connection:
        head = find_record(connection, words)
        body = judged_bodies(connection, logbook, [head], {head.digest: body_of(connection, head.digest)})[head.digest]
        shower = FieldShower.of(connection, head.kind, [body])
        state = states_of(connection, [head.record])[head.record]
        authors = first_authors(connection, [head.record])[head.record]
        fields = shown_fields(shower, head.kind, body)
        history = _history(connection, head, trust_of(connection, logbook.home))
        held = is_held_back(body, authors, logbook.actor)
        if held:
            fields = open_fields(fields)
            history = tuple(replace(line, who="", words="", changes=()) for line in history)
        return RecordView(
            id=head.record,
            kind=head.kind,
            kind_title=record_class(head.kind).title,
            label=head.label,
            day=day_of(head),
            status=head.status,
            status_words=STATUS_WORDS[head.status],
            digest=head.digest,
            subject_name=names_of(connection, {head.subject}).get(head.subject, ""),
            fields=fields if held else (*fields, *answer_fields(connection, [head.record]).get(head.digest, ())),
            history=history,
            allowed=acts_open_to(logbook.actor, head, state, authors, is_judge=may_judge(connection, logbook.actor)),
            versions=None if held else versions_side_by_side(connection, head, state),
        )


def write_evidence(logbook: Logbook, words: str, folder: Path) -> tuple[Path, ...]:
    """Write the files with which a stranger checks the sign-off of the record meant, and return them.

    The version signed is written: of an amended record the earlier one.

    Raises:
        NothingToDo: nobody has submitted or signed it.
        ActRefused: its answers are held back from whoever acts.
        FolderTaken: the folder holds something already.
        CannotCreate: it cannot be made.
    """
    from sonolog.usecases.evidence_folder import write_folder

    with logbook.reading() as connection:
        head = find_record(connection, words)
        authors = first_authors(connection, [head.record])[head.record]
        require_shown(head.label, body_of(connection, head.digest), authors, logbook.actor, "written into files")
        return write_folder(connection, head, folder)


def verifier(
    connection: Connection,
    trust: Trust,
    declared: Collection[str] = (),
    *,
    alone: Alone | None = None,
    read: Mapping[str, StoredObject] = MappingProxyType({}),
) -> Verifier:
    """Return a verifier that finds objects in this logbook and trusts the programmes of this home.

    ``alone`` is what signed texts came to by themselves before, and ``read`` are objects read already, by digest.
    """
    from sonolog.ledger.verify import Stored, Verifier

    def find(digest: str) -> Stored | None:
        kept = read.get(digest) or stored_texts(connection, [digest]).get(digest)
        return Stored(kept.text, kept.signature, kept.type == "tombstone") if kept is not None else None

    return Verifier(find, trust=trust, declared=declared, alone=alone)


def _history(connection: Connection, head: HeadRow, trust: Trust) -> tuple[HistoryLine, ...]:
    versions = _parents_first(revisions_of(connection, head.record))
    names = names_of(connection, {row.author for row in versions})
    changes = _changes(connection, head.kind, versions)
    lines = [_version_line(row, number, names, changes) for number, row in enumerate(versions, start=1)]
    order = {row.digest: number for number, row in enumerate(versions, start=1)}
    told = _statement_lines(connection, head, order, trust)
    times = accumulate((line.at for line in lines), max)  # a clock set back changes no order of versions
    ordered = [*zip(times, lines, strict=True), *((line.at, line) for line in told)]
    return tuple(line for _, line in sorted(ordered, key=lambda pair: pair[0]))


def _parents_first(rows: Sequence[Any]) -> list[Any]:
    """Return versions in their order, each after those it follows, though both may be of the same second."""
    waiting = {row.digest: row for row in rows}
    ordered: list[Any] = []
    while waiting:
        free = [row for row in waiting.values() if not waiting.keys() & set(json.loads(row.parents))]
        first = next(iter(free), None) or next(iter(waiting.values()))  # tombstones may say that they follow themselves
        ordered.append(first)
        del waiting[first.digest]
    return ordered


def _version_line(
    row: Any, number: int, names: dict[str, str], changes: Mapping[str, tuple[FieldChange, ...]]
) -> HistoryLine:
    follows = len(json.loads(row.parents))
    wrote = ("wrote it", f"amended it (version {number})", f"settled both (version {number})")[min(follows, 2)]
    done = "withdrew it" if row.withdrawn else wrote
    changed = changes.get(row.digest, ())
    return HistoryLine(read_stamp(row.at), names.get(row.author, ""), done, row.why or "", "", changed)


def _changes(connection: Connection, kind: str, versions: Sequence[Any]) -> dict[str, tuple[FieldChange, ...]]:
    """Return for each version that follows another of the record how it differs from that one."""
    if len(versions) < 2:
        return {}
    bodies = bodies_of(connection, [row.digest for row in versions])
    shower = FieldShower.of(connection, kind, list(bodies.values()))
    before = {row.digest: [one for one in json.loads(row.parents) if one in bodies] for row in versions}
    return {
        digest: field_changes(shower, kind, bodies[parents[0]], bodies[digest])
        for digest, parents in before.items()
        if parents
    }


def _statement_lines(connection: Connection, head: HeadRow, order: dict[str, int], trust: Trust) -> list[HistoryLine]:
    rows = statements_about(connection, head.record)
    if not rows:
        return []
    check = verifier(connection, trust)
    kept = stored_texts(connection, {row.digest for row in rows})
    said = {digest: Statement.from_text(one.text) for digest, one in kept.items() if one.type == "statement"}
    lines = []
    for digest in dict.fromkeys(row.digest for row in rows if row.digest in said):
        one = said[digest]
        item = next((item for item in one.items if item.digest in order or item.digest in said), None)
        if item is None:  # the signed text names nothing of this record, whatever the views say
            continue
        word = check.verify(kept[digest].text, kept[digest].signature).word
        version = order.get(item.digest)
        of = f" version {version}" if version is not None and len(order) > 1 else ""
        lines.append(
            HistoryLine(
                read_stamp(one.at), _who(one), f"{_SAID[one.act]}{of}", _words(one, item, head.label), str(word)
            )
        )
    return lines


def _who(one: Statement) -> str:
    return f"{one.signer.name} ({one.signer.role})"


def _words(one: Statement, item: Item, label: str) -> str:
    from sonolog.ledger.meanings import MEANINGS

    meaning = MEANINGS[one.meaning].sentence if one.act == "sign" and one.meaning in MEANINGS else ""
    judged = (("outcome", item.outcome), ("agreement", item.agreement), ("finding", item.finding))
    judgement = ", ".join(f"{name}: {value}" for name, value in judged if value)
    offer = redaction_offered(one.reason, label) if one.act == "return" else ""
    visited = _WALK_UP if one.act == "sign" and one.assurance == "walk-up" else ""
    return " · ".join(part for part in (meaning, judgement, one.reason, offer, item.comment, visited) if part)
