"""Sign off records: each by its exact version, with what the signature means."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sonolog.domain.text import clean_text
from sonolog.ledger.meanings import meanings_for
from sonolog.ledger.objects import Item
from sonolog.ledger.shapes import MOST_ITEMS, TEXT_LIMIT
from sonolog.ledger.statements import Intent
from sonolog.store.lookups import HeadRow, body_of, first_authors
from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import MeaningRefused, NothingToDo
from sonolog.usecases.guarding import refuse_doubts_in
from sonolog.usecases.held_back import require_shown
from sonolog.usecases.inbox import default_meaning
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.sign_on_form import require_as_marked
from sonolog.usecases.stating import state
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import Writing, writing


@dataclass(frozen=True, slots=True)
class Choice:
    """One record to sign, and what the signer found."""

    id: str
    """Case number or id."""
    outcome: str = ""
    agreement: str = ""
    finding: str = ""
    comment: str = ""
    entrustment: int | None = None
    opened: bool = False
    """It was opened and looked at, not signed from the list."""
    meaning: str = ""
    """Code; empty for the usual one of the record."""
    digest: str = ""
    """Version that was shown; the signature is refused if there is a newer one."""


@dataclass(frozen=True, slots=True)
class Signed:
    """What was signed, and in how many statements."""

    items: tuple[RecordLine, ...]
    statements: int

    @property
    def count(self) -> int:
        """How many records."""
        return len(self.items)


def meanings(kind: str) -> tuple[tuple[str, str], ...]:
    """Return code and sentence of everything a sign-off of this kind may mean."""
    return tuple((one.code, one.sentence) for one in meanings_for(kind))


def sign(logbook: Logbook, choices: Sequence[Choice], *, key: KeyUse, meaning: str = "") -> Signed:
    """Sign the records chosen, all or none; at most fifty to a statement.

    Raises:
        NothingToDo: nothing is chosen.
        ActRefused: a record is not waiting for sign-off, has changed since it was shown, is one's own,
            or its form comes to something else than is said.
        MeaningRefused: the meaning does not fit the kind of record.
        IdentityRefused, TextRefused: a comment may identify a patient, or cannot be kept.
    """
    if not choices:
        raise NothingToDo("Nothing is chosen to be signed.")
    refuse_doubts_in(("comment", one.comment) for one in choices)
    said = [replace(one, comment=clean_text(one.comment, limit=TEXT_LIMIT, multiline=True)) for one in choices]
    with writing(logbook, "sign") as act:
        found = require(act, [one.id for one in choices], "sign")
        groups = _grouped(act, [head for head, _ in found], _by_record(act, said), meaning)
        for group in groups:
            _sign(act, group, key)
    return Signed(tuple(record_line(head, status="signed") for head, _ in found), len(groups))


@dataclass(frozen=True, slots=True)
class _Group:
    """Records one statement can name together."""

    subject: str
    kind: str
    meaning: str
    signed: list[tuple[HeadRow, Choice]]


def _by_record(act: Writing, choices: Sequence[Choice]) -> dict[str, Choice]:
    from sonolog.usecases.find_record import find_record

    return {find_record(act.connection, one.id).record: one for one in choices}


def _grouped(act: Writing, heads: Sequence[HeadRow], choices: dict[str, Choice], meaning: str) -> list[_Group]:
    found: dict[tuple[str, str, str, str], list[tuple[HeadRow, Choice]]] = defaultdict(list)
    authors = first_authors(act.connection, [head.record for head in heads])
    for head in heads:
        choice, body = choices[head.record], body_of(act.connection, head.digest)
        require_shown(head.label, body, authors[head.record], act.logbook.actor, "signed")
        _require_same_version(head, choice)
        require_as_marked(act, head, body, outcome=choice.outcome, entrustment=choice.entrustment)
        code = choice.meaning or meaning or default_meaning(head.kind, body)
        _require_fitting(head, code)
        alone = head.record if body.get("gathered") else ""  # it can then be held back without anything else
        found[head.subject, head.kind, code, alone].append((head, choice))
    return [
        _Group(subject, kind, code, group[start : start + MOST_ITEMS])
        for (subject, kind, code, _), group in found.items()
        for start in range(0, len(group), MOST_ITEMS)
    ]


def _require_same_version(head: HeadRow, choice: Choice) -> None:
    from sonolog.usecases.errors import ActRefused

    if choice.digest and choice.digest != head.digest:
        raise ActRefused(head.label, "signed", "it has changed since it was shown", hint="Look at it again.")


def _require_fitting(head: HeadRow, code: str) -> None:
    known = [one.code for one in meanings_for(head.kind)]
    if code not in known:
        raise MeaningRefused(head.label, code, known)


def _sign(act: Writing, group: _Group, key: KeyUse) -> None:
    items = tuple(_item(head, choice) for head, choice in group.signed)
    intent = Intent(act="sign", subject=group.subject, items=items, meaning=group.meaning)
    state(act, key, intent, kind=group.kind, opened=sum(choice.opened for _, choice in group.signed))


def _item(head: HeadRow, choice: Choice) -> Item:
    return Item(
        digest=head.digest,
        outcome=choice.outcome,
        comment=choice.comment,
        agreement=choice.agreement,
        finding=choice.finding,
        entrustment=choice.entrustment,
        opened=choice.opened,
    )
