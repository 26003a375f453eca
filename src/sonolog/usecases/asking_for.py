"""Which records an act is about, and whether it is allowed: the check before every statement."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from sonolog.ledger.status import RecordState, allowed_acts
from sonolog.store.database import Connection
from sonolog.store.lookups import HeadRow, first_authors
from sonolog.store.people import person_row
from sonolog.store.views import states_of
from sonolog.usecases.errors import ActRefused
from sonolog.usecases.find_record import find_records
from sonolog.usecases.status_words import STATUS_WORDS
from sonolog.usecases.writing import Writing

_PARTICIPLE = {
    "amend": "amended",
    "submit": "submitted",
    "recall": "recalled",
    "withdraw": "withdrawn",
    "reinstate": "reinstated",
    "sign": "signed",
    "return": "returned",
    "revoke": "revoked",
}
_HINTS = {
    ("amend", "submitted"): "Recall it first: sonolog recall {label}.",
    ("submit", "submitted"): "It is already waiting for sign-off.",
    ("submit", "signed"): "It is already signed.",
    ("submit", "returned"): "Amend it first; the amended version can be submitted.",
    ("sign", "draft"): "The trainee has not submitted it.",
    ("sign", "signed"): "It is already signed.",
    ("recall", "draft"): "It was never submitted.",
    ("revoke", "submitted"): "It is not signed yet; it can be returned.",
}


_OPEN = frozenset({"draft", "amended"})


def require(act: Writing, words: Sequence[str], what: str) -> tuple[tuple[HeadRow, RecordState], ...]:
    """Return the records meant and where each stands, all of which allow ``what`` to whoever acts.

    Raises:
        UnknownRecord, AmbiguousRecord: the words mean none, or several.
        ActRefused: a record does not allow it, with the reason.
    """
    return require_each(act, find_records(act.connection, words), what)


def require_each(act: Writing, heads: Sequence[HeadRow], what: str) -> tuple[tuple[HeadRow, RecordState], ...]:
    """Do the same for records already found."""
    records = [head.record for head in heads]
    states, authors = states_of(act.connection, records), first_authors(act.connection, records)
    judges = may_judge(act.connection, act.logbook.actor)
    for head in heads:
        if what not in acts_open_to(
            act.logbook.actor, head, states[head.record], authors[head.record], is_judge=judges
        ):
            why, hint = _why(head, what, actor=act.logbook.actor, authors=authors[head.record], is_judge=judges)
            raise ActRefused(head.label, _PARTICIPLE[what], why, hint=hint)
    return tuple((head, states[head.record]) for head in heads)


def may_judge(connection: Connection, actor: str | None) -> bool:
    """Return whether somebody has a role in which records of others are signed: a fellow trainee has none."""
    row = person_row(connection, actor) if actor is not None else None
    return row is not None and bool(set(row.roles) - {"trainee"})


def acts_open_to(
    actor: str | None, head: HeadRow, state: RecordState, authors: AbstractSet[str], *, is_judge: bool
) -> frozenset[str]:
    """Return what ``actor`` may do to a record that ``authors`` wrote first.

    Trainee and author submit and amend; only the author withdraws.  What an assessor wrote about a trainee is not
    for the trainee to change.  Others sign and return where they have a role to do so; what
    they wrote themselves about a trainee, such as an assessment, they sign without being asked.
    """
    own = actor == head.subject
    acts = allowed_acts(state, is_author=own or actor in authors, is_signatory=is_judge and not own)
    if actor not in authors:
        return acts - _authors_only(head.kind)
    return acts | {"sign"} if is_judge and not own and state.status in _OPEN else acts


def _authors_only(kind: str) -> frozenset[str]:
    return frozenset({"withdraw", "reinstate", "amend"} if kind == "assessment" else {"withdraw", "reinstate"})


def _why(head: HeadRow, what: str, *, actor: str | None, authors: AbstractSet[str], is_judge: bool) -> tuple[str, str]:
    own = actor == head.subject
    if what in ("sign", "return", "revoke"):
        if own:
            return "nobody signs in their own logbook", "Act as the supervisor: --as NAME."
        if not is_judge:
            return "a fellow trainee does not sign", "Ask a supervisor: people add NAME --role supervisor."
    elif not own and actor not in authors:
        return "it is another person's record", ""
    elif actor not in authors and what in _authors_only(head.kind):
        return "somebody else wrote it", "Ask whoever wrote it."
    hint = _HINTS.get((what, head.status), "").format(label=head.label)
    words = STATUS_WORDS[head.status]
    return (f"its {words}" if head.status == "conflict" else f"it is {words}"), hint
