"""``sonolog check``: check every record and signature of the logbook."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.usecases.check import CheckResult


@click.command(
    "check",
    cls=Command,
    examples=[
        "sonolog check",
        "sonolog check --rebuild --json",
        "sonolog check --identity",
        "sonolog check --standard",
    ],
)
@click.option("--rebuild", is_flag=True, help="Also compute every table anew from the records, and compare.")
@click.option("--identity", is_flag=True, help="Instead look through every text for what may identify a patient.")
@click.option("--standard", is_flag=True, help="Instead print the published logbook standard, and how it is met.")
@click.option("--accept-older", is_flag=True, help="Go on with a logbook older than the one last used here.")
@pass_request
def command(request: Request, *, rebuild: bool, identity: bool, standard: bool, accept_older: bool) -> int:
    """Check the file, every record, signature and journal entry, and print every fault.

    Exit code 1 if there is one. Nothing is changed, except that --rebuild puts right what can be computed.

    With --identity every text kept is read with the rules of today: exit code 1 if one could not be saved now,
    which sonolog redact takes away. What was said to be no patient's detail is not listed.

    A logbook that was put back from an older copy, or went its own way, is told of until a newer copy is absorbed, or
    until --accept-older says that this one is to be used from now on. What it lacks is then no longer told.
    """
    if standard:
        from sonolog.cli.check_standard import tell

        return tell(request)
    if accept_older:
        _accept_older(request)
    if identity:
        from sonolog.cli.check_identity import check_and_tell

        return check_and_tell(request)
    from sonolog.usecases.check import check

    with opened(request) as logbook:
        result = check(logbook, with_rebuild=rebuild)
    if request.json:
        request.out.json(_object(result))
    else:
        _write(request, result)
    return int(Exit.INVALID if result.faults else Exit.DONE)


def _accept_older(request: Request) -> None:
    """Forget what this machine has seen beyond the logbook, and say what that was."""
    from sonolog.usecases.marks import accept_older, what_is_missing

    with opened(request) as logbook:
        for told in what_is_missing(logbook):
            diagnostics.note(told)
        accept_older(logbook)
    diagnostics.note("This logbook is used as it is from now on.")


def _write(request: Request, result: CheckResult) -> None:
    if result.faults:
        request.out.table(("Fault", "Where"), [(one.what, one.where) for one in result.faults])
    else:
        said = ", ".join(f"{number} {word}" for word, number in result.words.items()) or "none"
        rows = [
            ("Objects", str(result.objects)),
            ("Journal entries", str(result.entries)),
            ("Statements", said),
            ("Tables", "computed anew, and the same" if result.rebuilt else "not computed anew (--rebuild)"),
        ]
        request.out.record(rows)
    for one in result.warnings:
        diagnostics.warning(f"{one.what} {one.where}")
    diagnostics.note(f"{counted(len(result.faults), 'fault')} found." if result.faults else "Everything is sound.")


def _object(result: CheckResult) -> dict[str, object]:
    return {
        "objects": result.objects,
        "entries": result.entries,
        "statements": dict(result.words),
        "faults": [{"what": one.what, "where": one.where} for one in result.faults],
        "warnings": [{"what": one.what, "where": one.where} for one in result.warnings],
        "rebuilt": result.rebuilt,
        "same": result.views_same,
    }
