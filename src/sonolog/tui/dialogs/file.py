"""A question answered by the path of a file or a folder, completed as it is typed."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from pathlib import Path

from textual.suggester import Suggester
from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs

_LONGEST = 4_096
_MOST_LOOKED_AT = 5_000
_COMPLETES = "→ completes a name. ~ is your home folder."


class FileDialog(Dialog[Path]):
    """Answers the whole path of what is typed, ``~`` resolved; whether anything is there, the use case says."""

    def __init__(self, title: str, words: str, now: str = "") -> None:
        super().__init__(title)
        self._words = words
        self._now = now

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the line to write on."""
        yield Static(paragraphs(self._words))
        yield Input(self._now, id="line", max_length=_LONGEST, suggester=PathSuggester())
        yield Static(_COMPLETES, classes="hint")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Answer what is written; nothing written is nothing answered."""
        event.stop()
        typed = event.value.strip().strip("'\"")
        if typed:
            self.dismiss(whole_path(typed))


def whole_path(typed: str) -> Path:
    """Return the whole path of what was typed, so that whatever names it later can be found from anywhere."""
    path = Path(typed).expanduser()
    try:
        return path.absolute()
    except OSError:  # the folder this was started in is gone: opening it will say so
        return path


class PathSuggester(Suggester):
    """Completes a path by the first name in its folder that begins so."""

    def __init__(self) -> None:
        super().__init__(use_cache=False, case_sensitive=True)

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` completed, or None where nothing begins so."""
        return await asyncio.to_thread(completed_path, value) if value else None


def completed_path(typed: str) -> str | None:
    """Return ``typed`` with its last part completed; a folder ends with a slash, and hidden names are not offered."""
    folder, slash, start = typed.rpartition("/")
    try:
        found = _names(Path(folder or slash or ".").expanduser(), start)
    except (OSError, RuntimeError, ValueError):
        return None
    return f"{folder}{slash}{found[0]}" if found and found[0] != start else None


def _names(folder: Path, start: str) -> list[str]:
    found = []
    for _, path in zip(range(_MOST_LOOKED_AT), folder.iterdir(), strict=False):
        if path.name.startswith(start) and (start or not path.name.startswith(".")):
            found.append(f"{path.name}/" if path.is_dir() else path.name)
    return sorted(found)
