"""``python -m sonolog`` and the ``sonolog`` command: the one place that knows both doors."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING, NoReturn

from sonolog import cli
from sonolog.cli.last_resort import print_no_values

if TYPE_CHECKING:
    from sonolog.cli.options import Request


OBJECTS_BEFORE_COLLECTING = 50_000
"""A tenth of a command's time would go into looking for garbage that its imports do not make."""


def open_app(request: Request) -> int:
    """Open the app on the logbook of ``request`` and return its exit code."""
    from sonolog.tui.app import run  # a command line must not wait for the app's libraries

    return run(
        logbook=request.logbook,
        person=request.as_person,
        trainee=request.trainee,
        home=request.home,
        clock=request.clock,
        allow_shared=request.allow_shared,
    )


def main() -> NoReturn:
    """Run the command line, which hands over to the app when asked to."""
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)
    print_no_values()
    atexit.register(gc.freeze)  # what is left at the end goes with the process, not one by one
    cli.main(open_app=open_app)


if __name__ == "__main__":
    main()
