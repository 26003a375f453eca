"""People of the logbook: who may sign, with what register, accreditation and key."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.people import PersonLine

_NAME, _KEY = 24, 5
_NEW = "Name of the person to be added:"
_WHICH = "What are they to the trainees of this logbook? Further roles: amend the person (a)."


class PeopleScreen(ListingScreen["PersonLine"]):
    """Everyone, by name."""

    HEADING: ClassVar[str] = "People"
    KEYS = ("people", "everywhere")
    BINDINGS = bindings("people")
    HELP: ClassVar[str] = (
        "People are added when a scan names them. “Not recorded” says nothing against anybody: it asks to be recorded "
        "(+ on Records, Accreditation)."
    )

    async def load(self) -> Sequence[PersonLine]:
        """Ask for everyone."""
        return await self.read(_people)

    def row(self, one: PersonLine, width: int) -> Content:
        """Return name, roles, and whether a key is here."""
        name = cell(f"{one.name} (you)" if one.is_me else one.name, min(_NAME, width // 2), "bold")
        key = cell("key" if one.has_key else "", _KEY)
        return (
            name + Content(" ") + cell(", ".join(one.roles), width - name.cell_length - _KEY - 2) + Content(" ") + key
        )

    def about(self, one: PersonLine) -> str:
        """Return register, accreditation and key."""
        key = (
            "Their signing key is on this computer." if one.has_key else "No signing key of theirs is on this computer."
        )
        return f"Register: {one.register or 'not recorded'}. Accreditation: {one.accredited}.\n{key}"

    def action_open(self) -> None:
        """Show everything about the person."""
        from sonolog.tui.screens.record import RecordScreen

        if self.chosen is not None:
            self.app.push_screen(RecordScreen(self.chosen.id, self.chosen.name, kind="person"))

    def action_amend(self) -> None:
        """Open the form with the person."""
        if self.chosen is not None:
            self.sonolog.open_record_form("person", amend=self.chosen.id)

    def action_add(self) -> None:
        """Add somebody."""
        self.act(self._add())

    async def _add(self) -> None:
        from sonolog.domain.people import ROLES
        from sonolog.tui.dialogs.line import LineDialog
        from sonolog.tui.dialogs.pick import PickDialog

        name = await self.app.push_screen_wait(LineDialog("Add a person", _NEW))
        if not name:
            return
        roles = [(role, role.capitalize()) for role in ROLES]
        role = await self.app.push_screen_wait(PickDialog(name, _WHICH, roles, at="supervisor"))
        if role is not None:
            await self.write(partial(_added, name, role))
            self.say(f"{name} added; accreditation not recorded.")
            self.reload()


def _people(logbook: Logbook) -> tuple[PersonLine, ...]:
    from sonolog.usecases.people import list_people

    return list_people(logbook)


def _added(name: str, role: str, logbook: Logbook) -> PersonLine:
    from sonolog.usecases.people import add_person

    return add_person(logbook, name, roles=(role,))
