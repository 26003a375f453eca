"""What waits for a signature."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sonolog.clock import read_stamp
from sonolog.domain.kinds import record_class
from sonolog.domain.text import counted
from sonolog.ledger.meanings import MEANINGS, meanings_for
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, bodies_of, first_authors
from sonolog.store.people import names_of
from sonolog.usecases.field_showing import FieldShower, FieldText, shown_fields
from sonolog.usecases.field_words import supervision_words
from sonolog.usecases.find_record import find_records
from sonolog.usecases.guard_answers import answer_fields
from sonolog.usecases.held_back import is_held_back, open_fields
from sonolog.usecases.judged_bodies import judged_bodies
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.status_words import day_of
from sonolog.usecases.waiting import heads_for

_MEANING_OF = {"direct": "observed-directly", "indirect": "present-for-part", "remote": "reviewed-afterwards"}
_SUMMARY = {
    "scan": ("side", "region", "structures", "finding", "pathologies"),
    "session": ("site", "minutes"),
    "placement": ("site", "start", "until"),
    "course": ("name", "outcome"),
    "coursework": ("name", "mark", "outcome"),
    "assessment": ("form", "outcome"),
    "line": ("line", "level"),
}


@dataclass(frozen=True, slots=True)
class InboxLine:
    """One record that waits for a signature."""

    id: str
    label: str
    kind: str
    kind_title: str
    day: date | None
    trainee: str
    words: str
    submitted: datetime | None
    supervision_words: str
    meaning: str
    """The meaning offered, by its code."""
    meaning_words: str
    digest: str
    fields: tuple[FieldText, ...]
    """Everything it says: what is shown is what is signed."""
    images_until: date | None = None
    """The day on which the images leave the scanner, if that is known."""


def inbox(logbook: Logbook, person: str) -> tuple[InboxLine, ...]:
    """Return what waits for ``person``, the oldest first: what names them, and what names nobody."""
    with logbook.reading() as connection:
        mine, bodies = heads_for(connection, logbook, person)
        names = names_of(connection, {head.subject for head in mine})
        return _lines(connection, mine, judged_bodies(connection, logbook, mine, bodies), names, person)


def images_words(line: InboxLine, today: date) -> str:
    """Return how long the images can still be looked at; empty where nobody said."""
    if line.images_until is None:
        return ""
    left = (line.images_until - today).days
    if left < 0:
        return f"images went {_days(-left)} ago"
    return f"images go in {_days(left)}" if left else "images go today"


def _days(count: int) -> str:
    return counted(count, "day")


def lines_of(logbook: Logbook, words: Sequence[str]) -> tuple[InboxLine, ...]:
    """Return the records meant as they would be signed, whether or not they wait for anybody.

    Raises:
        UnknownRecord, AmbiguousRecord: the words mean none, or several.
    """
    with logbook.reading() as connection:
        found = list(find_records(connection, words))
        bodies = bodies_of(connection, [head.digest for head in found])
        names = names_of(connection, {head.subject for head in found})
        return _lines(connection, found, judged_bodies(connection, logbook, found, bodies), names, logbook.actor)


def default_meaning(kind: str, body: Mapping[str, Any]) -> str:
    """Return the code of the meaning a sign-off of this record is offered with."""
    if kind == "scan":  # where nobody is known to have been there, a signature claims no more than a review
        return _MEANING_OF.get(str(body.get("supervision")), "reviewed-afterwards")
    known = meanings_for(kind)
    return known[0].code if known else ""


def _lines(
    connection: Connection,
    found: Sequence[HeadRow],
    bodies: dict[str, dict[str, Any]],
    names: dict[str, str],
    actor: str | None,
) -> tuple[InboxLine, ...]:
    showers = {
        kind: FieldShower.of(connection, kind, [bodies[head.digest] for head in found if head.kind == kind])
        for kind in {head.kind for head in found}
    }
    records = [head.record for head in found]
    answers, authors = answer_fields(connection, set(records)), first_authors(connection, records)
    lines = []
    for head in found:
        body = bodies[head.digest]
        fields = shown_fields(showers[head.kind], head.kind, body)
        held = is_held_back(body, authors[head.record], actor)
        told = open_fields(fields) if held else (*fields, *answers.get(head.digest, ()))
        lines.append(_line(head, body, told, names))
    return tuple(lines)


def _line(head: HeadRow, body: dict[str, Any], fields: tuple[FieldText, ...], names: dict[str, str]) -> InboxLine:
    meaning = default_meaning(head.kind, body)
    summary = _SUMMARY.get(head.kind, ())
    texts = {one.name: one.text for one in fields}
    return InboxLine(
        id=head.record,
        label=head.label,
        kind=head.kind,
        kind_title=record_class(head.kind).title,
        day=day_of(head),
        trainee=names.get(head.subject, ""),
        words=", ".join(texts[name] for name in summary if name in texts),
        submitted=read_stamp(head.submitted) if head.submitted else None,
        supervision_words=supervision_words(body.get("supervision"), body.get("role")),
        meaning=meaning,
        meaning_words=MEANINGS[meaning].sentence if meaning else "",
        digest=head.digest,
        fields=fields,
        images_until=date.fromisoformat(until) if (until := body.get("images_until")) else None,
    )
