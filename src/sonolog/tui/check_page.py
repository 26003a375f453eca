"""The page that tells what a check of the logbook found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sonolog.domain.text import counted
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.check import CheckResult
    from sonolog.usecases.check_identity import IdentityCheck

_SOUND = "Everything is sound: every record and signature is what it was, and the tables say what they say."
_HELP = "Log nothing more in it yet: a backup may hold it whole, and Settings says where they are."
_MOST = 200
_NOBODY = "Nothing that is kept looks like a patient's detail."
_REDACT = "Take it away for good with “sonolog redact RECORD”; amending leaves it in the earlier version."
_LOOK = "Look at it: redact it, or amend the record and say what it is."


def check_entries(result: CheckResult) -> Iterator[Entry]:
    """Yield the outcome, what was looked at, and every fault with where it is."""
    faults = result.faults
    yield Entry("Outcome", f"{counted(len(faults), 'fault')} found. {_HELP}" if faults else _SOUND)
    yield Entry("Objects", f"{result.objects:,} records, versions and statements")
    yield Entry("Journal", f"{result.entries:,} entries")
    said = "\n".join(f"{number:,} {word}" for word, number in sorted(result.words.items()))
    yield Entry("Statements", said or "none yet")
    if faults:
        yield Entry("")
        yield Entry("Faults")
    for one in faults[:_MOST]:
        yield Entry(one.where[:12] or "—", one.what)
    if len(faults) > _MOST:
        yield Entry("…", f"and {len(faults) - _MOST} more: “sonolog check --json” lists them all")


def identity_entries(result: IdentityCheck) -> Iterator[Entry]:
    """Yield what may identify a patient, masked, and what to do about it."""
    doubtful = len(result.found) - result.blocked
    yield Entry("Outcome", _NOBODY if not result.found else f"{counted(len(result.found), 'place')} to look at.")
    yield Entry("Objects", f"{result.objects:,} records, versions and statements")
    if result.blocked:
        yield Entry("Redact", f"{counted(result.blocked, 'place')}. {_REDACT}")
    if doubtful:
        yield Entry("Look at", f"{counted(doubtful, 'place')}. {_LOOK}")
    for one in result.found[:_MOST]:
        version = "" if one.is_current else ", in an earlier version"
        yield Entry(one.label[:12], f"{one.what}, {one.field}: {one.reason} ({one.masked}){version}")
    if len(result.found) > _MOST:
        yield Entry("…", f"and {len(result.found) - _MOST} more: “sonolog check --identity” lists them all")
