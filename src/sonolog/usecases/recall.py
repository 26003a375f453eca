"""Take a submission back before it is signed."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.usecases.asking_for import require
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.stating import state_about
from sonolog.usecases.status_words import RecordLine, record_line
from sonolog.usecases.writing import writing


def recall(logbook: Logbook, words: Sequence[str], *, key: KeyUse) -> tuple[RecordLine, ...]:
    """Take back the submission of the records meant; they can be amended again.

    Raises:
        ActRefused: a record is not waiting for sign-off.
    """
    with writing(logbook, "recall") as act:
        found = tuple(head for head, _ in require(act, words, "recall"))
        state_about(act, key, found, "recall")
    return tuple(record_line(head, status="draft") for head in found)
