"""The form of a scan in the hands of a test: go to a field by keys, read what stands in it, look at the drafts."""

from __future__ import annotations

from pathlib import Path

from textual import events
from textual.pilot import Pilot

from sonolog.tui.widgets.field_row import FieldRow
from sonolog.usecases.drafts import KeptForm, kept_forms
from sonolog.usecases.list_scans import ScanLine, list_scans
from sonolog.usecases.people import the_trainee
from sonolog.usecases.show_record import show_record

from .made import opened
from .pilot import press, settled, write

_FIELDS = 60


def rows(pilot: Pilot[None]) -> dict[str, str]:
    """Return what stands in the fields of the form."""
    return {row.field: row.typed for row in pilot.app.screen.query(FieldRow)}


def focused(pilot: Pilot[None]) -> str:
    """Return the field the cursor is in."""
    row = pilot.app.focused.parent if pilot.app.focused is not None else None
    return row.field if isinstance(row, FieldRow) else ""


async def go(pilot: Pilot[None], field: str) -> None:
    """Go to a field with the arrow key."""
    for _ in range(_FIELDS):
        if focused(pilot) == field:
            return
        await pilot.press("down")
    raise AssertionError(f"there is no field {field}")


async def fill(pilot: Pilot[None], **typed: str) -> None:
    """Type texts into fields."""
    for field, text in typed.items():
        await go(pilot, field)
        await write(pilot, text)


async def paste(pilot: Pilot[None], field: str, text: str) -> None:
    """Paste a text into a field."""
    await go(pilot, field)
    assert pilot.app.focused is not None
    pilot.app.focused.post_message(events.Paste(text))
    await settled(pilot)


async def save(pilot: Pilot[None]) -> None:
    """Press the key that saves."""
    await press(pilot, "ctrl+l")


def scans_in(folder: Path) -> tuple[ScanLine, ...]:
    """Return the scans as the logbook holds them, the newest first."""
    with opened(folder) as book:
        return list_scans(book, the_trainee(book).id).scans


def fields_of(folder: Path, case: str) -> dict[str, str]:
    """Return the fields of a kept scan in words."""
    with opened(folder) as book:
        return {one.name: one.text for one in show_record(book, case).fields}


def drafts_in(folder: Path, form: str = "scan") -> tuple[KeptForm, ...]:
    """Return the unfinished forms."""
    with opened(folder) as book:
        return kept_forms(book, form)
