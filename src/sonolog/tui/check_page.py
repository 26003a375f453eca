"""The page that tells what a check of the logbook found."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sonolog.tui.pile import counted
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.check import CheckResult

_SOUND = "Everything is sound: every record and signature is what it was, and the tables say what they say."
_HELP = "Log nothing more in it yet: a backup may hold it whole, and Settings says where they are."
_MOST = 200


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
