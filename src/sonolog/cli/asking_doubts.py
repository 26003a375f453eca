"""Asking at the terminal what a text is that may be a patient's detail; where nobody is there it is refused."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from sonolog.cli import diagnostics

if TYPE_CHECKING:
    from sonolog.domain.identity_answers import Doubt
    from sonolog.usecases.logbook import Logbook

T = TypeVar("T")
_EDIT = "I will write it another way"


def asking_doubts(logbook: Logbook, act: Callable[[Logbook], T]) -> T:
    """Return what ``act`` answers; what it doubts is asked about, and then it is done again.

    Raises:
        IdentityDoubted: nobody is there to ask, or they want to write it another way.
    """
    from sonolog.domain.identity_answers import Answers, IdentityDoubted

    try:
        return act(logbook)
    except IdentityDoubted as doubted:
        if not diagnostics.somebody_is_there():
            raise
        each = {one.place: why for one in doubted.doubts if (why := _asked(one)) is not None}
        if len(each) < len(doubted.doubts):
            doubted.hint = doubted.hint.partition(" If it is no patient")[0]
            raise
        return act(logbook.answering(Answers(each=each)))


def _asked(doubt: Doubt) -> str | None:
    from sonolog.domain.identity_reasons import WHY

    offered = {words[:1].upper() + words[1:]: code for code, words in WHY.items()}
    question = f"{doubt.field} has {doubt.hit.reason} ({doubt.hit.masked}). What is it?"
    return offered.get(diagnostics.choose(question, [_EDIT, *offered], flag="--not-patient WHAT"))
