"""What is done to scans from the list and from the page of one: submit, recall, withdraw."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.status_words import RecordLine
    from sonolog.usecases.submit import Submitted

_OPEN = ("draft", "amended")
_NAMED = 6
_STAYS = "Your key then stays open for 15 minutes without use, for submitting and withdrawing alone."


@dataclass(frozen=True, slots=True)
class Chosen:
    """A scan that something is to be done to."""

    id: str
    case: str
    status: str
    status_words: str
    noun: str = "scan"
    """What it is called when several are counted."""


async def submit_scans(screen: DeskScreen[Any], scans: Sequence[Chosen]) -> str:
    """Ask for sign-off of what can be submitted and return what was done."""
    fit = [one for one in scans if one.status in _OPEN]
    if not fit:
        return _none_fits(scans, "submitted")
    key = await screen.open_key(f"Submitting {named(fit)} for sign-off. {_STAYS}", stays=True)
    if key is None:
        return ""
    done = await screen.write(partial(_submit, [one.id for one in fit], key))
    whom = ", ".join(done.to) or "any supervisor"
    left = f"; {len(scans) - len(fit)} left out" if len(fit) < len(scans) else ""
    return f"{_count(done.count, fit)} submitted to {whom}{left}."


async def recall_scans(screen: DeskScreen[Any], scans: Sequence[Chosen]) -> str:
    """Take submissions back and return what was done."""
    fit = [one for one in scans if one.status == "submitted"]
    if not fit:
        return _none_fits(scans, "recalled")
    key = await screen.open_key(f"Taking back the submission of {named(fit)}.")
    if key is None:
        return ""
    done = await screen.write(partial(_recall, [one.id for one in fit], key))
    return f"{_count(len(done), fit)} recalled: no longer waiting for sign-off."


async def withdraw_scans(screen: DeskScreen[Any], scans: Sequence[Chosen]) -> str:
    """Withdraw scans, with a reason, and return what was done."""
    from sonolog.store.kind_tables import DEAD
    from sonolog.tui.dialogs.reason import ReasonDialog

    fit = [one for one in scans if one.status not in DEAD]
    if not fit:
        return _none_fits(scans, "withdrawn")
    records = [one.id for one in fit]
    signed = await screen.read(partial(_needs_key, records))
    words = f"Withdrawing {named(fit)}. What is withdrawn stays in the logbook and no longer counts."
    reason = await screen.app.push_screen_wait(ReasonDialog("Withdraw", words, needed=signed))
    if reason is None:
        return ""
    why = f"Withdrawing what was submitted is a signed statement. {_STAYS}"
    key = await screen.open_key(why, stays=True) if signed else None
    if signed and key is None:
        return ""
    done = await screen.write(partial(_withdraw, records, reason, key))
    return f"{_count(len(done), fit)} withdrawn."


def named(scans: Sequence[Chosen]) -> str:
    """Return the case numbers, the first few where there are many."""
    cases = [one.case for one in scans]
    rest = len(cases) - _NAMED
    return ", ".join(cases[:_NAMED]) + (f" and {rest} more" if rest > 0 else "")


def _none_fits(scans: Sequence[Chosen], done: str) -> str:
    if len(scans) != 1:
        return f"None of the {_count(len(scans), scans)} marked can be {done}." if scans else ""
    return f"{scans[0].case} is {scans[0].status_words} and cannot be {done}."


def _count(count: int, of: Sequence[Chosen]) -> str:
    noun = of[0].noun if of else "scan"
    return counted(count, noun)


def _submit(records: Sequence[str], key: KeyUse, logbook: Logbook) -> Submitted:
    from sonolog.usecases.submit import submit

    return submit(logbook, records, key=key)


def _recall(records: Sequence[str], key: KeyUse, logbook: Logbook) -> tuple[RecordLine, ...]:
    from sonolog.usecases.recall import recall

    return recall(logbook, records, key=key)


def _needs_key(records: Sequence[str], logbook: Logbook) -> bool:
    from sonolog.usecases.withdraw import needs_key

    return needs_key(logbook, records)


def _withdraw(records: Sequence[str], reason: str, key: KeyUse | None, logbook: Logbook) -> tuple[RecordLine, ...]:
    from sonolog.usecases.withdraw import withdraw

    return withdraw(logbook, records, reason, key=key)
