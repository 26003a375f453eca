"""Telling that a scan is kept: its id on standard output, the rest beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.usecases.log_scan import LoggedScan


def acknowledge(request: Request, logged: LoggedScan) -> None:
    """Write the id of a scan that is stored, and send it on its way at once."""
    if request.json:
        request.out.json(
            {
                "id": logged.id,
                "case": logged.case,
                "date": logged.day.isoformat(),
                "words": logged.words,
                "added_people": list(logged.added_people),
                "notices": list(logged.notices),
            }
        )
    else:
        request.out.lines([logged.case])
    request.out.flush()


def narrate(logged: LoggedScan) -> None:
    """Tell what was logged, whom it added, and what is worth a second look."""
    diagnostics.note(f"Logged {logged.case}: {logged.words}.")
    tell_added(logged.added_people)
    for notice in logged.notices:
        diagnostics.warning(notice)


def tell_added(names: tuple[str, ...]) -> None:
    """Tell whom a record added to the people of the logbook."""
    for name in names:
        diagnostics.note(f"Added {name} to the people of this logbook; accreditation: not recorded.")
