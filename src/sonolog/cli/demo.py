"""``sonolog demo``: make an example logbook to look around in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.progress.answer import Progress
    from sonolog.usecases.demo import DemoMade

FOLDER = "sonolog-demo"
"""Made in the current folder where no place is said."""


@click.command(
    "demo",
    cls=Command,
    examples=["sonolog demo", "sonolog demo --no-app", "sonolog --logbook book.db demo --no-app"],
)
@click.option("--no-app", is_flag=True, help="Do not open the app afterwards.")
@pass_request
def command(request: Request, *, no_app: bool) -> int:
    """Make the logbook of an invented trainee's year, print the progress and write it as a PDF beside it.

    Without --logbook it is made in a folder sonolog-demo of the current one, never where your own is. What is
    there already is not touched. In a terminal the app opens on it afterwards.
    """
    from sonolog.usecases.demo import make_demo

    path = _place(request)
    made = make_demo(path)
    shown = replace(request, logbook=str(path), as_person=None)
    report = path.with_name(f"{path.stem}-progress.pdf")
    progress = _progress(shown, made, report)
    _write(request, made, report, progress)
    return 0 if no_app or request.json else _open_app(shown)


def _place(request: Request) -> Path:
    """Return where the logbook is made; a folder of our own is made for it.

    Raises:
        SonologError: it is this home's own place, or the folder cannot be made.
    """
    from sonolog.paths import make_private
    from sonolog.store.errors import CannotCreate

    path = Path(request.logbook).expanduser() if request.logbook else Path(FOLDER) / "logbook.db"
    if path.absolute() == request.home.logbook.absolute():
        raise CannotCreate(path, "that is the place of your own logbook")
    if not request.logbook:
        make_private(path.parent)
    return path


def _progress(request: Request, made: DemoMade, report: Path) -> Progress:
    """Write the PDF, and return the progress, as of the last day of the invented year."""
    from sonolog.usecases.demo_year import LAST_DAY
    from sonolog.usecases.make_report import make_report
    from sonolog.usecases.show_progress import show_progress

    with opened(request) as logbook:
        make_report(logbook, made.trainee, "progress", report, as_of=LAST_DAY, replace=True)
        return show_progress(logbook, made.trainee, as_of=LAST_DAY)


def _write(request: Request, made: DemoMade, report: Path, progress: Progress) -> None:
    from sonolog.cli.show_progress import write_progress

    if request.json:
        request.out.json(_object(made, report))
        return
    write_progress(request, progress)
    request.out.flush()
    diagnostics.note("")
    diagnostics.note(f"Example logbook of {made.name}, {made.scans} scans: {made.path}")
    diagnostics.note(f"Progress report: {report}")
    diagnostics.note("Passphrases, no secrets here:")
    for name, passphrase in made.passphrases:
        diagnostics.note(f"  {name}: {passphrase}")
    diagnostics.note(f"Look around: sonolog --logbook {made.path}")


def _object(made: DemoMade, report: Path) -> dict[str, object]:
    return {
        "logbook": str(made.path),
        "report": str(report),
        "trainee": {"id": made.trainee, "name": made.name},
        "scans": made.scans,
        "keys": str(made.keys),
        "passphrases": [{"name": name, "passphrase": words} for name, words in made.passphrases],
    }


def _open_app(request: Request) -> int:
    from sonolog.cli.open_app import terminal_for_an_app

    if request.open_app is None or not terminal_for_an_app():
        return 0
    return request.open_app(request)
