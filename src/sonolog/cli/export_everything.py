"""``sonolog export``: write everything, or a part, as plain files."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.list_scans import STATUSES
from sonolog.cli.opening import opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.export_everything import Narrowed
    from sonolog.usecases.logbook import Logbook


@click.command(
    "export",
    cls=Command,
    examples=[
        "sonolog export logbook-2026",
        "sonolog export autumn since:1/9 until:30/11",
        "sonolog export knees knee placement:Example --status signed --kind scan",
        "sonolog export mine --filter Knees --json",
    ],
)
@click.argument("folder", type=click.Path(path_type=Path))
@click.argument("words", nargs=-1)
@click.option("--status", type=click.Choice(STATUSES), help="Only records that stand so.")
@click.option("--kind", "kinds", metavar="KIND", multiple=True, help="Only records of this kind; may be repeated.")
@click.option("--filter", "name", metavar="NAME", help="Only what a filter of scans, kept before, finds.")
@pass_request
def command(
    request: Request,
    folder: Path,
    words: tuple[str, ...],
    *,
    status: str | None,
    kinds: tuple[str, ...],
    name: str | None,
) -> None:
    """Write everything the logbook holds to an empty FOLDER: records, versions, signatures, tables and a verifier.

    The files are plain text. They can be checked without this program, and taken into a logbook again with
    sonolog absorb FOLDER. With WORDS, as for sonolog scans, only the records in which every word occurs are written,
    with what was said of them; since:DAY and until:DAY are bounds, placement:WORD is a site.
    """
    from sonolog.usecases.export_everything import export_everything

    with opened(request) as logbook:
        narrowed = _narrowed(request, logbook, " ".join(words), status or "", kinds, name)
        files = export_everything(logbook, folder, narrowed)
    if request.json:
        request.out.json({"files": [str(one) for one in files], "selection": narrowed.told if narrowed else ""})
    else:
        request.out.lines([str(one) for one in files])
    diagnostics.note("README.txt in it says what each file is, and how to check them.")


def _narrowed(
    request: Request, logbook: Logbook, words: str, status: str, kinds: tuple[str, ...], name: str | None
) -> Narrowed | None:
    """Return what was asked for, or None for everything."""
    from sonolog.usecases.export_everything import NARROWABLE, Narrowed, known_kinds
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.scan_lists import filter_named

    if name is not None:
        kept = filter_named(logbook, name)
        words, status, kinds = f"{kept.words} {words}".strip(), status or kept.status, kinds or ("scan",)
    if not (words or status or kinds or request.trainee):
        return None
    return Narrowed(the_trainee(logbook, request.trainee).id, words, status, known_kinds(kinds) or NARROWABLE)
