"""``sonolog tag``: words of one's own on several scans at once."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted


@click.command(
    "tag",
    cls=Command,
    examples=["sonolog tag C-7K3M C-P2QA --add exam", "sonolog tag C-7K3M --remove exam --add course"],
)
@click.argument("scans", metavar="ID...", nargs=-1, required=True)
@click.option("--add", metavar="TAG", multiple=True, help="A tag to put on; may be said again.")
@click.option("--remove", metavar="TAG", multiple=True, help="A tag to take off; may be said again.")
@pass_request
def command(request: Request, scans: tuple[str, ...], add: tuple[str, ...], remove: tuple[str, ...]) -> None:
    """Tag scans, all in one change that one undo takes back.

    What waits for a signature or has one is left out: a new version would have to be signed again.
    """
    from sonolog.cli.asking_doubts import asking_doubts
    from sonolog.usecases.tag_scans import tag_scans

    with opened(request) as logbook:
        done = asking_doubts(logbook, lambda here: tag_scans(here, scans, add=add, remove=remove))
    if request.json:
        request.out.json({"tagged": list(done.cases), "left_out": list(done.left_out)})
    else:
        request.out.lines(done.cases)
    diagnostics.note(f"{counted(len(done.cases), 'scan')} tagged.")
    if done.left_out:
        diagnostics.note(f"Left out, because signed or waiting: {', '.join(done.left_out)}.")
