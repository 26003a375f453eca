"""``sonolog serve``: the app in a browser on this machine."""

from __future__ import annotations

import os
import re
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
_SECRET = re.compile(r"[A-Za-z0-9_-]{32}")
_OTHERS = 0o077


@click.command(
    "serve",
    cls=Command,
    examples=[
        "sonolog serve",
        "sonolog --logbook year.db serve --port 9000",
        "sonolog serve --port 8801 --address https://example.org/tess --keep-secret",
    ],
)
@click.option("--port", type=click.IntRange(0, 65535), default=_PORT, help=f"{_PORT} if not said; 0 takes a free one.")
@click.option("--open", "show", is_flag=True, help="Open the address in the browser as well.")
@click.option("--address", metavar="HTTPS", help="Where browsers reach it through a proxy with TLS on this machine.")
@click.option("--keep-secret", "keep", is_flag=True, help="Have the same secret, and so address, at each start.")
@pass_request
def command(request: Request, port: int, address: str | None, *, show: bool, keep: bool) -> None:
    """Serve the app to browsers on this machine, and print the address.

    Only this machine is answered, and only who knows the address: it holds a secret that is new at every start.
    Whoever has it acts as you do here, so treat it as a password. Ctrl+C ends it, with exit code 0; each browser
    tab is an app of its own over the same logbook. With --address only pages there are answered; a proxy with a
    login of its own stands before it (docs/department.md).
    """
    from sonolog.web.outside import outside
    from sonolog.web.server import serve

    outer = outside(address) if address else None
    _refuse_early(request)
    with _signpost(request) as signpost:

        def ready(shown: str) -> None:
            if request.json:
                request.out.json({"address": shown})
            else:
                request.out.lines([shown])
            request.out.flush()
            diagnostics.note(f"Open this address in a browser{'' if outer else ' on this machine'}. Ctrl+C ends it.")
            if show:
                _show(shown, signpost)

        token = _kept_secret(request) if keep else _new_secret()
        serve(_app_command(request), port=port, token=token, ready=ready, tell=diagnostics.warning, outer=outer)


def _new_secret() -> str:
    from sonolog.usecases.logbook import process_entropy

    return urlsafe_b64encode(process_entropy(_TOKEN_BYTES)).decode()


def _kept_secret(request: Request) -> str:
    """Return the secret of the last start; a new one where there is none, or where others could have read it."""
    from sonolog.paths import make_private, write_whole

    path = request.home.state / "serve-secret"
    with suppress(OSError, UnicodeDecodeError):
        secret = path.read_text("ascii")
        is_own = os.name != "posix" or not path.stat().st_mode & _OTHERS
        if is_own and _SECRET.fullmatch(secret):
            return secret
    make_private(path.parent)
    secret = _new_secret()
    write_whole(path, secret.encode(), replace=True)
    return secret


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
    words += ["--trainee", request.trainee] if request.trainee else []
    return f"exec {shlex.join(words)}" if os.name == "posix" else shlex.join(words)
