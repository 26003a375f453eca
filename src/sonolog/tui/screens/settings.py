"""Settings: what can be set on this machine, and where everything is kept."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from sonolog.settings import CHOICES, FREE, TITLES, keep_setting, read_settings, what_it_may_be
from sonolog.tui.keys import bindings
from sonolog.tui.screens.listing import ListingScreen
from sonolog.tui.text import cell

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook

_TITLE = 24
_DESTROY = "Destroy everything"
_YOU = "“sonolog identity” shows your key; “--as NAME” opens the app as somebody else."
_YOU_THERE = "“sonolog identity” shows your key; whose login it is, the department's server knows."
_WHERE = {
    False: "One file: copy it, and you have copied everything.",
    True: "A department's, on a server that is backed up where it is.",
}
_DESTROYED = "Logbook, copies, keys, backups, settings: for good. Export before."
_DESTROYED_THERE = (
    "What you wrote in your logbook there, unsigned, is taken away; keys, forms and settings here go. Export before."
)
_BACKED_UP = "Whoever looks after the server makes them (pg_dump). A copy of your own: K, then x."


@dataclass(frozen=True, slots=True)
class SettingRow:
    """A line of the screen: something that can be set, or a fact."""

    title: str
    value: str
    words: str
    name: str = ""
    """Of a setting."""
    slot: int = 0
    """Of a template."""


class SettingsScreen(ListingScreen[SettingRow]):
    """What can be set, your templates, and where everything is."""

    HEADING: ClassVar[str] = "Settings"
    KEYS = ("settings", "everywhere")
    BINDINGS = bindings("settings")
    HELP: ClassVar[str] = "Enter changes a setting to the next thing it can be; it holds at once and from now on."

    async def load(self) -> Sequence[SettingRow]:
        """Return the settings as they are."""
        return await self.read(partial(_rows, self.sonolog.who))

    def row(self, one: SettingRow, width: int) -> Content:
        """Return title and value."""
        title = cell(one.title, min(_TITLE, width // 2), "bold")
        return title + cell(one.value, width - title.cell_length)

    def about(self, one: SettingRow) -> str:
        """Return the value whole, and what can be done."""
        return f"{one.title}: {one.value}. {one.words}"

    def action_change(self) -> None:
        """Set the next thing it can be; drop a template, after asking."""
        one = self.chosen
        if one is not None and one.name:
            self.act(self._change(one))
        elif one is not None and one.slot:
            self.act(self._drop(one))
        elif one is not None and one.title == _DESTROY:
            self.action_destroy()

    async def _change(self, one: SettingRow) -> None:
        from sonolog.tui.dialogs.line import LineDialog

        if one.name in FREE:
            wanted = await self.app.push_screen_wait(
                LineDialog(one.title, f"Which? It is {FREE[one.name]}.", one.value)
            )
        else:
            choices = CHOICES[one.name]
            wanted = choices[(choices.index(one.value) + 1) % len(choices)]
        if wanted:
            keep_setting(self.desk.home, one.name, wanted)
            self.sonolog.use_settings()
            self.reload()

    def action_destroy(self) -> None:
        """Look at everything that could be destroyed."""
        from sonolog.tui.screens.destroy import DestroyScreen

        self.app.push_screen(DestroyScreen())

    async def _drop(self, one: SettingRow) -> None:
        from sonolog.tui.dialogs.confirm import ConfirmDialog

        words = f"“{one.value}” is forgotten; scans logged from it stay."
        if await self.app.push_screen_wait(ConfirmDialog(f"Drop template {one.slot}?", words, yes="Drop")):
            name = await self.write(partial(_dropped, one.slot))
            self.say(f"Template {one.slot}, “{name}”, is dropped.")
            self.reload()


def _rows(who: str, logbook: Logbook) -> list[SettingRow]:
    from sonolog.usecases.templates import list_templates

    settings, told = read_settings(logbook.home)
    rows = [SettingRow(TITLES[name], str(getattr(settings, name)), _changes(name, told), name=name) for name in TITLES]
    kept = list_templates(logbook) if logbook.actor is not None else ()
    rows += [SettingRow(f"Template {one.slot}", one.name, "Enter drops it.", slot=one.slot) for one in kept]
    home, shared = logbook.home, logbook.is_department
    return [
        *rows,
        SettingRow("You are", who, _YOU_THERE if shared else _YOU),
        SettingRow("Logbook", logbook.place, _WHERE[shared]),
        SettingRow("Backups", "on the department's server", _BACKED_UP)
        if shared
        else SettingRow("Backups", str(home.backups), "Made by themselves; K, then b, makes one and goes back to one."),
        SettingRow("Signing keys", str(home.keys), "Encrypted with your passphrase; keep a copy in a safe place."),
        SettingRow("Your frameworks", str(home.frameworks), "Files you added."),
        SettingRow("Settings file", str(home.settings), "May be edited by hand."),
        SettingRow(_DESTROY, "Enter lists it first", _DESTROYED_THERE if shared else _DESTROYED),
    ]


def _changes(name: str, told: str) -> str:
    return f"Enter changes it: {what_it_may_be(name)}. {told}".strip()


def _dropped(slot: int, logbook: Logbook) -> str:
    from sonolog.usecases.templates import drop_template

    return drop_template(logbook, slot)
