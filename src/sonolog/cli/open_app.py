"""``sonolog`` without a command: the app in a terminal, the help anywhere else."""

from __future__ import annotations

import os
import sys

from sonolog.cli.help_page import help_lines
from sonolog.cli.options import Request
from sonolog.errors import Exit

_IN_A_BROWSER = "textual.drivers.web_driver:WebDriver"
"""Set by the server of ``sonolog serve``: what is written goes to a browser."""


def open_or_help(request: Request) -> int:
    """Open the app and return its exit code, or write the help and return 2 where an app cannot be shown."""
    if request.open_app is not None and terminal_for_an_app():
        return request.open_app(request)
    request.out.lines(help_lines())
    request.out.flush()
    return int(Exit.USAGE)


def terminal_for_an_app() -> bool:
    """Whether a full-screen app can be seen and typed into; without this check it would run on unseen."""
    if os.environ.get("TEXTUAL_DRIVER") == _IN_A_BROWSER:
        return True
    streams = (sys.stdin, sys.stdout)
    return all(stream is not None and stream.isatty() for stream in streams) and os.environ.get("TERM") != "dumb"
