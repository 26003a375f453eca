"""The keys of what is only read: a page, a few of them, and the tour."""

from __future__ import annotations

from sonolog.tui.key import ASK, Key

PAGE_KEYS: dict[str, tuple[Key, ...]] = {
    "tour": (
        Key("enter,right,space", "next_page", "Next", "Turn to the next page.", shown=True),
        Key("left,backspace", "previous_page", "Before", "Turn back.", shown=True),
        Key("escape", "leave", "Leave", "Leave the tour.", shown=True),
    ),
    "insights": (
        Key("enter,right,space", "next_page", "Next", "Turn to the next page.", shown=True),
        Key("left,backspace", "previous_page", "Before", "Turn back.", shown=True),
        Key("a", "as_of", "As of", "Show what your scans proved at the end of another day.", shown=True),
        Key("escape", "leave", "Back", "Go back.", shown=True),
        ASK,
    ),
    "paper": (Key("escape,backspace,enter", "leave", "Back", "Go back.", shown=True),),
}
