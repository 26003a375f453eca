"""``sonolog open``: open somebody's request for signatures."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.absorb import acceptance
from sonolog.cli.command import Command, pass_request
from sonolog.cli.errors import WrongUsage
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.open_request import Asked


@click.command("open", cls=Command, examples=["sonolog open request-sam.slb", "sonolog open for-sam.slb --yes"])
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--accept-key", "keys", metavar="SHA256:...", multiple=True, help="Let in this key, compared in person.")
@pass_request
def command(request: Request, file: Path, *, keys: tuple[str, ...]) -> None:
    """Open a request for signatures, on your own computer; list what waits for you.

    Your logbook is made if there is none. Then: sonolog inbox, sonolog sign, sonolog return, and at the end
    sonolog respond, which writes the answer. No account and no network are needed.
    """
    from sonolog.cli.inbox import write_inbox
    from sonolog.usecases.inbox import inbox
    from sonolog.usecases.open_logbook import open_logbook
    from sonolog.usecases.open_request import open_request, read_request

    logbook = open_logbook(request.logbook, home=request.home, clock=request.clock, make=True)
    try:
        asked = read_request(logbook, file)
        _require_me(request, asked)
        # Whose record it is the supervisor sees for themselves: the trainee's own key is pinned, and called so.
        accept = acceptance(request, (), unconfirmed=True, keys=keys)
        acting, done = open_request(logbook, asked, accept)
        waiting = inbox(acting, acting.actor or "")
    finally:
        logbook.close()
    write_inbox(request, waiting)
    diagnostics.note(
        f"{asked.trainee} asks you: {counted(done.new, 'new object')}. Next: sonolog sign, then sonolog respond."
    )


def _require_me(request: Request, asked: Asked) -> None:
    """Ask once whether the person at the keyboard is the one who is asked."""
    if asked.is_me or request.yes:
        return
    question = f"{asked.trainee} asks {asked.name}. Is that you?"
    if not diagnostics.somebody_is_there():
        raise WrongUsage(f"{question} Say so with --yes.", "sonolog open")
    if not diagnostics.confirm(question, default=True, yes=False):
        raise WrongUsage("Nothing was opened.", "sonolog open")
