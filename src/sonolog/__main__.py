"""``python -m sonolog`` and the ``sonolog`` command: the one place that knows both doors."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from sonolog import cli

if TYPE_CHECKING:
    from sonolog.cli.options import Request


def open_app(request: Request) -> int:
    """Open the app on the logbook of ``request`` and return its exit code."""
    from sonolog.tui.app import run  # a command line must not wait for the app's libraries

    return run(logbook=request.logbook, person=request.as_person, home=request.home, clock=request.clock)


def main() -> NoReturn:
    """Run the command line, which hands over to the app when asked to."""
    cli.main(open_app=open_app)


if __name__ == "__main__":
    main()
