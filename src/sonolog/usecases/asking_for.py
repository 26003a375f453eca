"""Which records an act is about, and whether it is allowed: the check before every statement."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from sonolog.ledger.shapes import MOST_ITEMS
from sonolog.ledger.status import RecordState, allowed_acts
from sonolog.store.lookups import HeadRow
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


def require(act: Writing, words: Sequence[str], what: str) -> tuple[tuple[HeadRow, RecordState], ...]:
    """Return the records meant and where each stands, all of which allow ``what`` to whoever acts.

    Raises:
        UnknownRecord, AmbiguousRecord: the words mean none, or several.
        ActRefused: a record does not allow it, with the reason.
    """
    heads = find_records(act.connection, words)
    states = states_of(act.connection, [head.record for head in heads])
    for head in heads:
        require_allowed(head, states[head.record], what, actor=act.logbook.actor)
    return tuple((head, states[head.record]) for head in heads)


def require_allowed(head: HeadRow, state: RecordState, what: str, *, actor: str | None) -> None:
    """Raise ActRefused unless ``actor`` may do ``what`` to the record."""
    own = actor == head.subject
    if what not in allowed_acts(state, is_author=own, is_signatory=not own):
        why, hint = _why(head, what, own=own)
        raise ActRefused(head.label, _PARTICIPLE[what], why, hint=hint)


def _why(head: HeadRow, what: str, *, own: bool) -> tuple[str, str]:
    if own and what in ("sign", "return", "revoke"):
        return "nobody signs in their own logbook", "Act as the supervisor: --as NAME."
    if not own and what not in ("sign", "return", "revoke"):
        return "it is another person's record", ""
    hint = _HINTS.get((what, head.status), "").format(label=head.label)
    return f"it is {STATUS_WORDS[head.status]}", hint


def in_batches(items: Iterable[HeadRow]) -> Iterator[list[HeadRow]]:
    """Yield runs of at most as many records as one statement may name."""
    run: list[HeadRow] = []
    for one in items:
        run.append(one)
        if len(run) == MOST_ITEMS:
            yield run
            run = []
    if run:
        yield run
