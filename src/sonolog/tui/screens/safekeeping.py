"""Safekeeping: verify a file, check this logbook, take another copy in, and write everything out as plain files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.tui.dialogs.working import Wanted
    from sonolog.usecases.check import CheckResult
    from sonolog.usecases.check_identity import IdentityCheck
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.verify_file import Verification

_TITLE = 22
_WHICH = "Which file? A report (PDF), a file of sonolog (.slb), a logbook (.db) or a badge (.json). It is only read."
_FOLDER = "Into which folder? It must be empty, or not there yet."
_ON_THE_SERVER = "A department is backed up on its server, with pg_dump. x writes a copy of all you see here."
_PART = (
    "Which records? Words as in the list of scans, all of which must occur; since:1/9 and until:30/11 are bounds, "
    "placement:WORD is a site. What was said of them goes with them."
)


@dataclass(frozen=True, slots=True)
class Task:
    """One thing that can be done here."""

    action: str
    """Name of the action that does it."""
    title: str
    words: str


TASKS = (
    Task(
        "verify",
        "Verify a file",
        "What every signature in a report, a file or a logbook is worth, and what is missing.",
    ),
    Task("check", "Check this logbook", "Every record, signature and journal entry, and what the tables make of them."),
    Task(
        "look_for_patients",
        "Look for patients",
        "Every text, read with the rules of today.",
    ),
    Task("absorb", "Take a file in", "An answer, a list of keys, or another copy of this logbook: the union of both."),
    Task("backups", "Backups", "Which there are, make one, and go back to one; the present file is set aside."),
    Task("export", "Export everything", "Plain files that can be read and checked in decades, without this program."),
    Task(
        "export_part", "Export a part", "The records of some days, of a placement, a region, or with words you choose."
    ),
)


class SafekeepingScreen(ListingScreen[Task]):
    """What keeps a logbook sound, and proves it."""

    HEADING: ClassVar[str] = "Safekeeping"
    KEYS = ("safekeeping", "everywhere")
    BINDINGS = bindings("safekeeping")
    HELP: ClassVar[str] = "Verify a file somebody gave you, check your own logbook, take a copy in, write it all out."

    async def load(self) -> Sequence[Task]:
        """Return what can be done."""
        return TASKS

    def row(self, one: Task, width: int) -> Content:
        """Return title and words."""
        return cell(one.title, _TITLE, "bold") + cell(one.words, width - _TITLE)

    def about(self, one: Task) -> str:
        """Return the words whole."""
        return one.words

    async def action_open(self) -> None:
        """Do what is under the cursor."""
        if self.chosen is not None:
            await self.run_action(self.chosen.action)

    def action_verify(self) -> None:
        """Verify a file."""
        self.act(self._verify())

    def action_check(self) -> None:
        """Check this logbook."""
        self.act(self._check())

    def action_look_for_patients(self) -> None:
        """Look through every text for what may identify a patient."""
        self.act(self._look_for_patients())

    def action_absorb(self) -> None:
        """Take a file in."""
        from sonolog.tui.taking_in import take_in

        self.act(take_in(self))

    def action_backups(self) -> None:
        """Go to the backups."""
        if self.desk.is_department:
            self.say(_ON_THE_SERVER)
            return
        self.sonolog.action_open("backups")

    def action_export(self) -> None:
        """Write everything as plain files."""
        self.act(self._export())

    def action_export_part(self) -> None:
        """Write some records as plain files."""
        self.act(self._export_part())

    async def _verify(self) -> None:
        from sonolog.tui.dialogs.file import FileDialog
        from sonolog.tui.dialogs.working import WorkingDialog
        from sonolog.tui.screens.verify_file import VerifyFileScreen

        path = await self.app.push_screen_wait(FileDialog("Verify a file", _WHICH))
        if path is None:
            return
        found = await self.app.push_screen_wait(WorkingDialog("Verifying …", self.desk, partial(_verified, path)))
        if found is not None:
            self.app.push_screen(VerifyFileScreen(path.name, found))

    async def _check(self) -> None:
        from sonolog.tui.check_page import check_entries
        from sonolog.tui.dialogs.working import WorkingDialog
        from sonolog.tui.screens.paper import PaperScreen

        result = await self.app.push_screen_wait(WorkingDialog("Checking this logbook …", self.desk, _checked))
        if result is not None:
            self.app.push_screen(PaperScreen("Check of this logbook", lambda _: check_entries(result)))

    async def _look_for_patients(self) -> None:
        from sonolog.tui.check_page import identity_entries
        from sonolog.tui.dialogs.working import WorkingDialog
        from sonolog.tui.screens.paper import PaperScreen

        result = await self.app.push_screen_wait(WorkingDialog("Reading every text …", self.desk, _looked))
        if result is not None:
            self.app.push_screen(PaperScreen("What may identify a patient", lambda _: identity_entries(result)))

    async def _export_part(self) -> None:
        from sonolog.tui.dialogs.line import LineDialog

        words = await self.app.push_screen_wait(LineDialog("Export a part", _PART))
        if words:
            await self._export("part", words)

    @property
    def _trainee(self) -> str | None:
        return self.sonolog.trainee.id if self.sonolog.trainee is not None else None

    async def _export(self, what: str = "everything", words: str = "") -> None:
        from sonolog.tui.dialogs.file import FileDialog
        from sonolog.tui.dialogs.working import WorkingDialog

        offer = f"~/sonolog-{what}-{self.desk.clock.now().date().isoformat()}"
        title = "Export a part" if words else "Export everything"
        folder = await self.app.push_screen_wait(FileDialog(title, _FOLDER, offer))
        if folder is None:
            return
        writing = WorkingDialog("Writing …", self.desk, partial(_exported, folder, words, self._trainee))
        files = await self.app.push_screen_wait(writing)
        if files is not None:
            self.say(f"{len(files)} files are in {folder}: README.txt tells what each is.")


def _verified(path: Path, wanted: Wanted, logbook: Logbook) -> Verification:
    from sonolog.usecases.verify_file import verify_file

    wanted.tell(path.name)
    return verify_file(path, logbook.home, clock=logbook.clock)


def _checked(wanted: Wanted, logbook: Logbook) -> CheckResult:
    from sonolog.usecases.check import check

    return check(logbook, told=wanted.tell)


def _looked(wanted: Wanted, logbook: Logbook) -> IdentityCheck:
    from sonolog.usecases.check_identity import check_identity

    return check_identity(logbook, told=wanted.tell)


def _exported(folder: Path, words: str, trainee: str | None, wanted: Wanted, logbook: Logbook) -> tuple[Path, ...]:
    from sonolog.usecases.export_everything import Narrowed, export_everything
    from sonolog.usecases.people import the_trainee

    wanted.tell(folder.name)
    narrowed = Narrowed(the_trainee(logbook, trainee).id, words) if words else None
    return export_everything(logbook, folder, narrowed)
