"""Every key of the app, once: bindings, footer, help, palette and docs/keys.md are made from this table."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from textual.binding import Binding


@dataclass(frozen=True, slots=True)
class Key:
    """One key in one place."""

    keys: str
    """Names as Textual has them, separated by commas; any of them does it."""
    display: str
    """How the key is printed."""
    action: str
    label: str
    """A word or two, for the footer."""
    place: str
    """Where it works: a name of :data:`PLACES`."""
    footer: bool = True
    help: str = ""
    """A sentence for the help; the label where that says enough."""


KEYS = (
    Key("h", "h", "go('home')", "Home", "place", footer=False),
    Key("l", "l", "go('scans')", "Scans", "place", footer=False, help="The logbook: all scans, newest first."),
    Key("p", "p", "go('progress')", "Progress", "place", footer=False),
    Key("i", "i", "go('sign-off')", "Sign-off", "place", footer=False, help="What waits for a signature."),
    Key("n", "n", "new_scan", "New scan", "place", help="Log a scan; an unfinished form comes back."),
    Key(
        "r",
        "r",
        "repeat_scan",
        "Repeat",
        "place",
        help="Log a scan like the last: place, people, region, side, structures; never what was found.",
    ),
    Key("u", "u", "undo", "Undo", "place", help="Take back the last change."),
    Key("q", "q", "quit", "Quit", "place", help="Leave; nothing is lost, unfinished forms are kept."),
    Key("ctrl+p", "ctrl+p", "command_palette", "Palette", "everywhere", footer=False, help="Find any act by name."),
    Key("f1", "F1", "show_keys", "Keys", "everywhere", footer=False),
    Key("question_mark", "?", "show_keys", "Keys", "place"),
    Key("enter", "enter", "open", "Open", "scans"),
    Key("slash", "/", "filter", "Filter", "scans", help="Search in everything typed; esc shows all again."),
    Key("f", "f", "next_status", "Status", "scans", help="Show one status after the other, then all."),
    Key("space", "space", "mark", "Mark", "scans", help="Mark for submit or withdraw."),
    Key("s", "s", "submit", "Submit", "scans", help="Ask for sign-off of the marked scans."),
    Key("a", "a", "amend", "Amend", "scans", help="Write a new version of the scan."),
    Key("w", "w", "withdraw", "Withdraw", "scans"),
    Key("escape", "esc", "back", "Back", "reading"),
    Key("escape", "esc", "leave", "Leave", "dialog"),
)

PLACES = {
    "everywhere": "Everywhere",
    "place": "Main screens",
    "home": "Home",
    "scans": "Scans",
    "log-scan": "Log a scan",
    "progress": "Progress",
    "sign-off": "Sign-off",
    "reading": "Reading",
    "dialog": "Questions",
}
"""Places and what they are called."""

_MAIN = ("home", "scans", "progress", "sign-off")


def keys_of(place: str) -> tuple[Key, ...]:
    """Return the keys that work in ``place``."""
    return tuple(one for one in KEYS if one.place == place)


def bindings(place: str) -> list[Binding]:
    """Return the bindings of ``place``."""
    return [
        Binding(one.keys, one.action, one.label, show=one.footer, key_display=one.display) for one in keys_of(place)
    ]


def footer_keys(*places: str) -> tuple[Key, ...]:
    """Return the keys for a footer, in the order of ``places``."""
    return tuple(one for place in places for one in keys_of(place) if one.footer)


def place_keys() -> Iterator[tuple[str, Key]]:
    """Yield the name of each main screen and the key that goes there."""
    going = {one.action: one for one in keys_of("place")}
    return ((name, going[f"go('{name}')"]) for name in _MAIN)
