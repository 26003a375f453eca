"""``sonolog export``: write everything as plain files."""

from __future__ import annotations

from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request


@click.command(
    "export", cls=Command, examples=["sonolog export logbook-2026", "sonolog export /media/stick/all --json"]
)
@click.argument("folder", type=click.Path(path_type=Path))
@pass_request
def command(request: Request, folder: Path) -> None:
    """Write everything the logbook holds to an empty FOLDER: records, versions, signatures, tables and a verifier.

    The files are plain text. They can be checked without this program, and taken into a logbook again with
    sonolog absorb.
    """
    from sonolog.usecases.export_everything import export_everything

    with opened(request) as logbook:
        files = export_everything(logbook, folder)
    if request.json:
        request.out.json({"files": [str(one) for one in files]})
    else:
        request.out.lines([str(one) for one in files])
    diagnostics.note("README.txt in it says what each file is, and how to check them.")
