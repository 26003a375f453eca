"""Assessment forms: read them, see what the assessments on one come to, and add one's own."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.form_pages import form_entries, result_entries
from sonolog.tui.keys import bindings
from sonolog.tui.rules_files import add_file, export_package, left_out
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.screens.paper import PaperScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.export_case import CaseWritten
    from sonolog.usecases.forms import FormLine
    from sonolog.usecases.logbook import Logbook

_OVER = (
    "Those that came with the program are templates: compare one with your programme's own before anyone relies on it."
)
_EDITION, _ITEMS = 10, 9
_FILE = "The file of a form or a CASE package (.json); “sonolog form show NAME > FILE” gives one to begin with."


class FormsScreen(ListingScreen["FormLine"]):
    """Every form one can assess with."""

    HEADING: ClassVar[str] = "Assessment forms"
    KEYS = ("forms", "everywhere")
    BINDINGS = bindings("forms")
    HELP: ClassVar[str] = (
        "A form is a text file that says what is judged, on which scales, and what the levels come to. It is filled in "
        "with a record: d, +, Assessment, then F6."
    )

    async def load(self) -> Sequence[FormLine]:
        """Ask for the forms."""
        return await self.read(_forms)

    def over(self) -> str:
        """Say what a template is."""
        return _OVER

    def row(self, one: FormLine, width: int) -> Content:
        """Return title, how many items there are, and edition."""
        title = cell(one.title, width - _ITEMS - _EDITION - 2)
        items = cell(counted(one.items, "item") if one.items else "portfolio", _ITEMS)
        return title + Content(" ") + items + Content(" ") + cell(one.edition, _EDITION)

    def about(self, one: FormLine) -> str:
        """Return what it is for, how it is passed, and what may be done with it."""
        return f"{one.name}, edition {one.edition}, {one.where}, {one.purpose}. {one.passed} Licence: {one.licence}"

    def action_open(self) -> None:
        """Show the whole form."""
        one = self.chosen
        if one is not None:
            self.app.push_screen(PaperScreen(one.title, partial(form_entries, f"{one.name}@{one.edition}")))

    def action_results(self) -> None:
        """Show what the assessments on it come to."""
        one, trainee = self.chosen, self.sonolog.trainee
        if one is not None and trainee is not None:
            self.app.push_screen(PaperScreen(f"Results: {one.title}", partial(result_entries, one.name, trainee.id)))

    def action_add(self) -> None:
        """Add a file."""
        self.act(add_file(self, "Add a form", _FILE, _added))

    def action_export(self) -> None:
        """Write the form under the cursor as a CASE package."""
        one = self.chosen
        if one is not None:
            self.act(export_package(self, one.name, partial(_exported, f"{one.name}@{one.edition}")))


def _forms(logbook: Logbook) -> tuple[FormLine, ...]:
    from sonolog.usecases.forms import list_forms

    return list_forms(logbook.home)


def _exported(name: str, path: Path, logbook: Logbook) -> CaseWritten:
    from sonolog.usecases.export_case import export_form

    return export_form(name, path, logbook.home, logbook.clock)


def _added(path: Path, logbook: Logbook) -> str:
    from sonolog.usecases.forms import add_forms, check_form_file

    made = add_forms(path, logbook.home)
    left = len(check_form_file(path)[1]) if path.suffix == ".json" else 0
    named = "; ".join(f"{one.title}, edition {one.edition}" for one in made)
    return f"Added {named}.{left_out(left, 'form')}"
