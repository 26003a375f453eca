"""Give records back with a reason, unsigned."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.usecases.asking_for import require
from sonolog.usecases.errors import ReasonMissing
from sonolog.usecases.guarding import clean_reason
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.return_reasons import written_out
from sonolog.usecases.stating import state_about
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import writing


def give_back(logbook: Logbook, words: Sequence[str], reason: str, *, key: KeyUse) -> tuple[RecordLine, ...]:
    """Return the records meant to their trainee, who can then amend them.

    Raises:
        ReasonMissing: no reason is given.
        ActRefused: a record is not waiting for sign-off, or is one's own.
    """
    said = clean_reason(written_out(reason))
    if not said:
        raise ReasonMissing("to return")
    with writing(logbook, "return") as act:
        found = tuple(head for head, _ in require(act, words, "return"))
        state_about(act, key, found, "return", reason=said)
    return tuple(record_line(head, status="returned", words=said) for head in found)
