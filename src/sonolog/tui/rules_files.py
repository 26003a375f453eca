"""Files of rules that a person brings, of frameworks or forms: checked whole, then added, or told what is wrong."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sonolog.tui.framework_pages import problem_entries
from sonolog.tui.screens.paper import PaperScreen

if TYPE_CHECKING:
    from sonolog.tui.screens.listing import ListingScreen
    from sonolog.usecases.export_case import CaseWritten
    from sonolog.usecases.logbook import Logbook

_PACKAGE = "Into which file? A package of 1EdTech CASE 1.1, for programs that share curricula."
_LOST = "In extensions alone, which sonolog reads and other programs need not:"
_LATER = "The file is checked whole; nothing is added unless it is sound."


def _added(typed: str, added: Callable[[Path, Logbook], str], logbook: Logbook) -> str:
    return added(Path(typed).expanduser(), logbook)


async def add_file(screen: ListingScreen[Any], title: str, words: str, added: Callable[[Path, Logbook], str]) -> None:
    """Ask for a file and add it, or show every fault of it; ``added`` adds it and says what it is."""
    from sonolog.tui.dialogs.line import LineDialog
    from sonolog.usecases.file_errors import FileHasProblems

    typed = await screen.app.push_screen_wait(LineDialog(title, f"{words}\n{_LATER}"))
    if not typed:
        return
    try:
        screen.say(await screen.write(partial(_added, typed, added)))
    except FileHasProblems as refusal:
        problems = refusal.problems
        screen.app.push_screen(PaperScreen("The file cannot be used yet", lambda _: problem_entries(problems)))
    else:
        screen.reload()


async def export_package(screen: ListingScreen[Any], name: str, write: Callable[[Path, Logbook], CaseWritten]) -> None:
    """Ask for a file, and write a framework or form called ``name`` to it as a package of 1EdTech CASE."""
    from sonolog.tui.dialogs.file import FileDialog
    from sonolog.tui.dialogs.notice import NoticeDialog

    path = await screen.app.push_screen_wait(FileDialog("Export", _PACKAGE, f"~/{name}.json"))
    if path is not None:
        done = await screen.read(partial(write, path))
        lost = [] if not done.lost else [_LOST, *done.lost_by_kind]
        await screen.app.push_screen_wait(NoticeDialog("Exported", f"{done.path} holds {done.title}.", *lost))
        screen.say(f"{done.path} holds {done.title}.")


def left_out(count: int, command: str) -> str:
    """Return how much of a package was not understood, in words; nothing for none."""
    return f" Not understood in the package: {count}; “sonolog {command} check FILE” tells." if count else ""
