"""The commands of the palette: the same keys, found by their names."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING, Any

from textual.app import App, SystemCommand
from textual.screen import Screen

from sonolog.tui.keys import Key, keys_of
from sonolog.tui.screens.help import parts_of

if TYPE_CHECKING:
    from sonolog.tui.dialogs.pick import PickDialog

_NOT_HERE = "app.command_palette"


def commands(app: App[Any], screen: Screen[Any]) -> Iterator[SystemCommand]:
    """Yield what can be done on ``screen``, each thing once."""
    seen = {"", _NOT_HERE}
    for key in keys_of(*parts_of(screen)):
        if key.action not in seen:
            seen.add(key.action)
            yield SystemCommand(f"{key.label} ({key.display})", key.words, partial(_run, app, screen, key))


def further_dialog() -> PickDialog:
    """Return the question which of the further screens is to be opened."""
    from sonolog.tui.dialogs.pick import PickDialog

    further = [key for key in keys_of("place") if key.action.startswith("app.open(")]
    options = [
        (key.action.removeprefix("app.open('").removesuffix("')"), f"{key.display}  {key.label}: {key.words}")
        for key in further
    ]
    letters = {key.display: code for key, (code, _) in zip(further, options, strict=True)}
    return PickDialog("More", "Each has a capital letter of its own, here and outside.", options, letters=letters)


async def _run(app: App[Any], screen: Screen[Any], key: Key) -> None:
    await app.run_action(key.action, screen)
