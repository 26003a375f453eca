"""The screens: places one goes to, and tasks one does there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

_WHERE = {
    "begin": ("begin", "BeginScreen"),
    "home": ("home", "HomePlace"),
    "scans": ("scans", "ScansPlace"),
    "progress": ("progress", "ProgressPlace"),
    "sign-off": ("sign_off", "SignOffPlace"),
}


def made(place: str) -> Screen[Any]:
    """Return a new main screen; its file is read only when somebody goes there."""
    module, name = _WHERE[place]
    kind: type[Screen[Any]] = getattr(import_module(f"sonolog.tui.screens.{module}"), name)
    return kind()
