"""The commands of the palette: the same keys, found by their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from sonolog.tui.keys import Key, keys_of
from sonolog.tui.screens.help import parts_of

_NOT_HERE = "app.command_palette"


def commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what can be done on ``screen``, each thing once."""
    seen = {"", _NOT_HERE}
    for key in keys_of(*parts_of(screen)):
        if key.action not in seen:
            seen.add(key.action)
            yield SystemCommand(f"{key.label} ({key.display})", key.words, partial(_run, app, screen, key))


async def _run(app: App[Any], screen: Screen[Any], key: Key) -> None:
    await app.run_action(key.action, screen)
