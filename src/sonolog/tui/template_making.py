"""Keep a scan as a template: ask for the digit and the name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sonolog.tui.work import DeskScreen
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.templates import Template

_WORDS = "{name}\n\nUnder which digit? The digit then opens the form with it; place and people are the last scan's."
_NAME = "What is it called?"


async def make_template(screen: DeskScreen[Any], record: str) -> str:
    """Ask, keep and return what was done; empty if it was left."""
    from sonolog.tui.dialogs.line import LineDialog
    from sonolog.tui.dialogs.pick import PickDialog

    name, slots = await screen.read(partial(_slots, record))
    free = next((slot for slot, words in slots if words.endswith("free")), "1")
    slot = await screen.app.push_screen_wait(PickDialog("A template", _WORDS.format(name=name), slots, at=free))
    if slot is None:
        return ""
    typed = await screen.app.push_screen_wait(LineDialog(f"Template {slot}", _NAME, name))
    if typed is None:
        return ""
    made = await screen.write(partial(_kept, int(slot), record, typed))
    return f"Template {made.slot} is “{made.name}”: {made.slot} logs a scan of it."


def _slots(record: str, logbook: Logbook) -> tuple[str, list[tuple[str, str]]]:
    from sonolog.usecases.templates import SLOTS, list_templates, name_for

    taken = {one.slot: one.name for one in list_templates(logbook)}
    return name_for(logbook, record), [(str(slot), f"{slot}  {taken.get(slot, 'free')}") for slot in SLOTS]


def _kept(slot: int, record: str, name: str, logbook: Logbook) -> Template:
    from sonolog.usecases.templates import keep_template

    return keep_template(logbook, slot, record, name=name)
