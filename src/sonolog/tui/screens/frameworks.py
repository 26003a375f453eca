"""Frameworks: read, compare, try and follow them, and add one's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.tui.framework_pages import asked_entries, difference_entries, move_entries, trial_entries
from sonolog.tui.keys import bindings
from sonolog.tui.rules_files import add_file, export_package, left_out
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.screens.paper import PaperScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.export_case import CaseWritten
    from sonolog.usecases.frameworks import FrameworkLine
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.move_enrolment import Move

_OVER = "Frameworks. A template was written after a published document: check it against your programme's own copy."
_MARK, _EDITION = 3, 10
_FILE = "A framework file or a CASE package (.json); “sonolog framework new FILE” makes one to begin with."


class FrameworksScreen(ListingScreen["FrameworkLine"]):
    """Every framework there is, with those that are followed marked."""

    HEADING: ClassVar[str] = "Frameworks"
    KEYS = ("frameworks", "everywhere")
    BINDINGS = bindings("frameworks")
    HELP: ClassVar[str] = (
        "A framework is a text file that says what is asked. Try one before you follow it; compare two editions before "
        "you move."
    )

    def __init__(self) -> None:
        super().__init__()
        self._followed: frozenset[tuple[str, str]] = frozenset()

    async def load(self) -> Sequence[FrameworkLine]:
        """Ask for the frameworks, and for those the trainee follows."""
        trainee = self.sonolog.trainee
        found, self._followed = await self.read(partial(_frameworks, trainee.id if trainee else ""))
        return found

    def over(self) -> str:
        """Say what a template is."""
        return _OVER

    def row(self, one: FrameworkLine, width: int) -> Content:
        """Return mark, title and edition."""
        mark = "✓" if (one.name, one.edition) in self._followed else ""
        title = cell(one.title, width - _MARK - _EDITION - 1)
        return cell(mark, _MARK) + title + Content(" ") + cell(one.edition, _EDITION)

    def about(self, one: FrameworkLine) -> str:
        """Return where it comes from and how sure its numbers are."""
        followed = " You follow it." if (one.name, one.edition) in self._followed else ""
        return f"{one.name}, edition {one.edition}, {one.where}. Source: {one.source} ({one.confidence}).{followed}"

    def action_open(self) -> None:
        """Show what the framework asks for."""
        one, trainee = self.chosen, self.sonolog.trainee
        if one is not None:
            self.app.push_screen(PaperScreen(one.title, partial(asked_entries, _called(one), trainee)))

    def action_try_out(self) -> None:
        """Show what it would say of the logbook."""
        one, trainee = self.chosen, self.sonolog.trainee
        if one is not None and trainee is not None:
            self.app.push_screen(
                PaperScreen(f"If you followed it: {one.title}", partial(trial_entries, _called(one), trainee.id))
            )

    def action_compare(self) -> None:
        """Show what it says otherwise than another."""
        self.act(self._compare())

    def action_enrol(self) -> None:
        """Follow it."""
        self.act(self._enrol())

    def action_move(self) -> None:
        """Go on to this edition."""
        self.act(self._move())

    def action_add(self) -> None:
        """Add a file."""
        self.act(add_file(self, "Add a framework", _FILE, _added))

    async def _compare(self) -> None:
        from sonolog.tui.dialogs.pick import PickDialog

        one = self.chosen
        if one is None:
            return
        others = [(_called(other), f"{other.title}, {other.edition}") for other in self.rows if other != one]
        words = f"What does {one.title}, {one.edition}, say otherwise than …"
        picked = await self.app.push_screen_wait(PickDialog("Compare", words, others))
        if picked is not None:
            page = partial(difference_entries, picked, _called(one))
            self.app.push_screen(PaperScreen("What is different", page))

    def action_export(self) -> None:
        """Write the framework under the cursor as a CASE package."""
        if self.chosen is not None:
            self.act(export_package(self, self.chosen.name, partial(_exported, _called(self.chosen))))

    async def _enrol(self) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        one, trainee = self.chosen, self.sonolog.trainee
        if one is None or trainee is None:
            return
        words = f"{trainee.name} follows {one.title}, edition {one.edition}, from today on."
        if await self.app.push_screen_wait(ConfirmDialog("Follow this framework?", words, yes="Enrol")):
            self.say(await self.write(partial(_enrolled, _called(one), trainee.name)))
            self.reload()

    async def _move(self) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        one, trainee = self.chosen, self.sonolog.trainee
        if one is None or trainee is None:
            return
        planned = await self.read(partial(_planned, _called(one), trainee.name))
        words = "\n".join(f"{entry.title}: {entry.text}".removesuffix(": ") for entry in move_entries(planned))
        if await self.app.push_screen_wait(ConfirmDialog("Move to this edition?", words, yes="Move")):
            self.say(await self.write(partial(_moved, planned)))
            self.reload()


def _called(one: FrameworkLine) -> str:
    return f"{one.name}@{one.edition}"


def _frameworks(trainee: str, logbook: Logbook) -> tuple[tuple[FrameworkLine, ...], frozenset[tuple[str, str]]]:
    from sonolog.usecases.enrolled_frameworks import followed
    from sonolog.usecases.frameworks import list_frameworks

    return list_frameworks(logbook.home), followed(logbook, trainee) if trainee else frozenset()


def _enrolled(name: str, trainee: str, logbook: Logbook) -> str:
    from sonolog.usecases.enrol import enrol

    made = enrol(logbook, name, trainee=trainee)
    return f"Enrolled on {made.title}, edition {made.edition}. {made.warning}".strip()


def _planned(name: str, trainee: str, logbook: Logbook) -> Move:
    from sonolog.usecases.move_enrolment import plan_move

    return plan_move(logbook, name, trainee=trainee)


def _moved(planned: Move, logbook: Logbook) -> str:
    from sonolog.usecases.move_enrolment import move_enrolment

    made = move_enrolment(logbook, planned)
    return f"Moved to {made.title}, edition {made.edition}."


def _exported(name: str, path: Path, logbook: Logbook) -> CaseWritten:
    from sonolog.usecases.export_case import export_framework

    return export_framework(name, path, logbook.home, logbook.clock)


def _added(path: Path, logbook: Logbook) -> str:
    from sonolog.usecases.frameworks import add_framework, framework_as_text

    made = add_framework(path, logbook.home)
    left = len(framework_as_text(path)[1]) if path.suffix == ".json" else 0
    return f"Added {made.title}, edition {made.edition}.{left_out(left, 'framework')}"
