"""The keys of a screen: bindings, footer, title, help, palette and ``docs/keys.md`` read one table."""

from __future__ import annotations

from collections.abc import Iterator

from textual.binding import Binding, BindingType

from sonolog.tui.key import Key, spelled
from sonolog.tui.key_table import TABLE, TITLES

__all__ = ["TITLES", "Key", "bindings", "bindings_of", "footer_keys", "keys_of", "place_keys", "spelled"]


def keys_of(*where: str) -> tuple[Key, ...]:
    """Return the keys that are spoken of in these parts of the app, in the order given."""
    return tuple(key for part in where for key in TABLE[part] if key.spoken != "-")


def bindings(*where: str) -> list[BindingType]:
    """Return what the ``BINDINGS`` of a screen have to be."""
    return [_binding(part, key) for part in where for key in TABLE[part] if key.action]


def bindings_of(part: str, action: str) -> list[BindingType]:
    """Return the ``BINDINGS`` of a screen that has one key more than the screen it is made after."""
    return [_binding(part, key) for key in TABLE[part] if key.action == action]


def _binding(part: str, key: Key) -> Binding:
    return Binding(
        key.keys,
        key.action,
        key.label,
        show=key.shown,
        tooltip=key.words,
        priority=key.first,
        id=f"{part}.{key.label}.{key.keys}",
    )


def footer_keys(*where: str) -> tuple[Key, ...]:
    """Return the keys that stand in the footer of a screen, one for each thing done."""
    shown = [key for key in keys_of(*where) if key.shown]
    first = {key.action or key.keys: key for key in reversed(shown)}
    return tuple(key for key in shown if first[key.action or key.keys] is key)


def place_keys() -> Iterator[tuple[str, Key]]:
    """Yield the main screens, by id, with the key that leads there."""
    for key in TABLE["place"]:
        if key.action.startswith("app.go("):
            yield key.action.removeprefix("app.go('").removesuffix("')"), key
