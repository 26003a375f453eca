"""Signing a statement within an act: who speaks, what the key said before, what the journal had seen."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sonolog.ledger.objects import Item, Signer, Statement, Tombstone, read_object
from sonolog.ledger.shapes import MOST_ITEMS
from sonolog.ledger.statements import Intent, Setting, make_statement, sign_statement
from sonolog.store.database import Connection
from sonolog.store.journal import journal_heads
from sonolog.store.lookups import HeadRow
from sonolog.store.people import PersonRow, person_row
from sonolog.store.settings import read_setting
from sonolog.store.statements import latest_of_key
from sonolog.usecases.errors import NobodyActs, OthersKey
from sonolog.usecases.identity import OWNER
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.writing import Writing

_ROLES_FOR = {
    "assessment": ("assessor", "trainer", "supervisor", "mentor", "lead"),
    "ratification": ("lead", "auditor"),
    "override": ("lead",),
    "enrolment": ("lead", "mentor", "supervisor"),
    "learning-agreement": ("mentor", "supervisor", "lead"),
}
_USUAL_ROLES = ("supervisor", "mentor", "trainer", "assessor", "lead", "auditor", "trainee")


def state(act: Writing, key: KeyUse, intent: Intent, *, kind: str, opened: int | None = None, role: str = "") -> str:
    """Add the signed statement of ``intent`` to the act and return its digest; ``role`` where it is not the usual one.

    Raises:
        OwnSignature, ReasonMissing, TooManyItems, UnsuitableMeaning: see :mod:`sonolog.ledger.statements`.
        OthersKey: the key is not that of whoever acts.
    """
    if key.person != act.logbook.actor:
        raise OthersKey
    made = make_statement(
        intent,
        signer=signer_of(act, key.person, kind=kind, subject=intent.subject, role=role),
        public=key.signing.public,
        previous=_previous(act, key, intent.subject),
        moment=act.moment,
        setting=Setting(
            assurance=_assurance(act, key, intent.subject), opened=opened, seen=journal_heads(act.connection)
        ),
    )
    signed = sign_statement(made, key.signing)
    act.statement(made.digest, made.text, signed.signature)
    return made.digest


def _assurance(act: Writing, key: KeyUse, subject: str) -> str:
    """Return the setting: what is said in a logbook of one's own of somebody else's training goes back by a file.

    In a department's the server has let in nobody but the person themself.
    """
    if act.logbook.is_department:
        return "department-database"
    by_file = subject != key.person and read_setting(act.connection, OWNER) == key.person
    return "external-file" if by_file and key.assurance == "own-device" else key.assurance


def state_about(
    act: Writing, key: KeyUse, heads: Iterable[HeadRow], what: str, *, reason: str = "", to: Sequence[str] = ()
) -> None:
    """Add the statements of the act ``what`` about the current versions of records: one a trainee and fifty records."""
    by_subject: dict[str, list[HeadRow]] = defaultdict(list)
    for head in heads:
        by_subject[head.subject].append(head)
    for subject, group in by_subject.items():
        for start in range(0, len(group), MOST_ITEMS):
            run = group[start : start + MOST_ITEMS]
            items = tuple(Item(digest=head.digest) for head in run)
            state(act, key, Intent(act=what, subject=subject, items=items, reason=reason, to=to), kind=run[0].kind)


def signer_of(act: Writing, person: str, *, kind: str, subject: str, role: str = "") -> Signer:
    """Return how ``person`` is named under a statement about a record of ``kind``."""
    row = person_row(act.connection, person)
    if row is None:
        raise NobodyActs
    usual = "trainee" if person == subject else _role(row.roles, _ROLES_FOR.get(kind, _USUAL_ROLES))
    return _signer(row, role or usual)


def a_signer(connection: Connection, person: str) -> Signer:
    """Return how ``person`` is named under a statement about their own key."""
    row = person_row(connection, person)
    if row is None:
        raise NobodyActs
    return _signer(row, _role(row.roles, _USUAL_ROLES))


def _signer(row: PersonRow, role: str) -> Signer:
    return Signer(person=row.id, name=row.name, role=role, body=row.register_body, number=row.register_number)


def _role(held: Sequence[str], preferred: Sequence[str]) -> str:
    return next((role for role in (*preferred, *_USUAL_ROLES) if role in held), "supervisor")


def _previous(act: Writing, key: KeyUse, subject: str) -> list[Statement | Tombstone]:
    """Return the latest statements of this key, those of the act under way included."""
    latest = latest_of_key(act.connection, key.signing.fingerprint, subject)
    kept = [one for one in (read_object(one.text) for one in latest) if isinstance(one, Statement | Tombstone)]
    return kept + [Statement.from_text(one.text) for one in act.objects if one.type == "statement"]
