"""``sonolog serve``: the app in a browser on this machine."""

from __future__ import annotations

import os
import shlex
import sys
from base64 import urlsafe_b64encode
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request

_TOKEN_BYTES = 24
_PORT = 8737


@click.command("serve", cls=Command, examples=["sonolog serve", "sonolog --logbook year.db serve --port 9000"])
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, help=f"{_PORT} if not said; 0 takes a free one.")
@click.option("--open", "show", is_flag=True, help="Open the address in the browser as well.")
@pass_request
def command(request: Request, port: int, *, show: bool) -> None:
    """Serve the app to browsers on this machine, and print the address.

    Only this machine is answered, and only who knows the address: it holds a secret that is new at every start.
    Whoever has it acts as you do here, so treat it as a password. Ctrl+C ends it, with exit code 0; each browser
    tab is an app of its own over the same logbook.
    """
    from sonolog.usecases.logbook import process_entropy
    from sonolog.web.server import serve

    _refuse_early(request)
    with _signpost(request) as signpost:

        def ready(address: str) -> None:
            if request.json:
                request.out.json({"address": address})
            else:
                request.out.lines([address])
            request.out.flush()
            diagnostics.note("Open this address in a browser on this machine. Ctrl+C ends it.")
            if show:
                _show(address, signpost)

        token = urlsafe_b64encode(process_entropy(_TOKEN_BYTES)).decode()
        serve(_app_command(request), port=port, token=token, ready=ready, tell=diagnostics.warning)


def _refuse_early(request: Request) -> None:
    """Refuse here what every tab would refuse; a logbook that is not there yet is begun in the first tab."""
    from sonolog.cli.opening import opened
    from sonolog.store.errors import LogbookMissing

    with suppress(LogbookMissing), opened(request):
        pass


@contextmanager
def _signpost(request: Request) -> Iterator[Path]:
    """Give the place of the page that leads a browser to the address, and remove the page afterwards."""
    path = request.home.state / f"serve-{os.getpid()}.html"
    try:
        yield path
    finally:
        path.unlink(missing_ok=True)


def _show(address: str, signpost: Path) -> None:
    """Open the browser on a page that leads there: everybody on a machine may read what a program is started with."""
    import webbrowser

    from sonolog.paths import make_private, write_whole

    make_private(signpost.parent)
    page = f'<!DOCTYPE html><meta charset="utf-8"><meta http-equiv="refresh" content="0; url={address}">\n'
    write_whole(signpost, page.encode(), replace=True)
    webbrowser.open(signpost.resolve().as_uri())


def _app_command(request: Request) -> str:
    """Return the words that start the app for a visitor; they name the logbook and the person, and no secret."""
    words = [sys.executable, "-m", "sonolog"]
    words += ["--logbook", request.logbook] if request.logbook else []
    words += ["--as", request.as_person] if request.as_person else []
    return f"exec {shlex.join(words)}" if os.name == "posix" else shlex.join(words)
