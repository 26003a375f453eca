"""Whether a save that the disk complained of was kept: looked up before anybody is told that it was not.

A disk that fails at the very end may have kept everything, and somebody who believes the complaint saves it twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from sonolog.errors import Exit, SonologError
from sonolog.store.errors import DiskFault, DiskFull, OutcomeOpen, ReadOnlyLogbook
from sonolog.store.journal import entry_at
from sonolog.usecases.logbook import Logbook

Ends = dict[str, tuple[int, str]]
"""Number and digest of the last journal entry written, by writer."""


class OutcomeUnknown(SonologError):
    """The disk failed while saving, and again when it was asked what it had kept."""

    code = "outcome-unknown"
    exit = Exit.IO

    def __init__(self, refusal: SonologError) -> None:
        super().__init__(
            f"{refusal.message} It may have been saved all the same: the disk does not say.",
            kept=refusal.kept,
            hint="Once the disk works again, look whether it is there before you save it anew.",
        )


@contextmanager
def looked_up(logbook: Logbook) -> Iterator[Ends]:
    """Give what the writing inside enters in the journal; a complaint about what was kept after all is dropped.

    Raises:
        DiskFault, DiskFull, ReadOnlyLogbook: nothing was kept.
        OutcomeUnknown: it cannot be looked up either.
    """
    ends: Ends = {}
    try:
        yield ends
    except (DiskFault, DiskFull, ReadOnlyLogbook, OutcomeOpen) as refusal:
        if not ends:
            raise
        try:
            kept = _are_kept(logbook, ends)
        except SonologError:
            raise OutcomeUnknown(refusal) from None
        if not kept:
            raise


def _are_kept(logbook: Logbook, ends: Ends) -> bool:
    with logbook.reading() as connection:
        return all(digest in entry_at(connection, writer, seq) for writer, (seq, digest) in ends.items())
