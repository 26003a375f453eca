"""The keys of what is only read: a page, a few of them, and the tour."""

from __future__ import annotations

from sonolog.tui.key import ASK, BACK, Key

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
    "cohort": (
        Key("enter", "open", "Open", "Show where the trainee stands, requirement by requirement.", shown=True),
        Key("slash", "filter", "Filter", "Show only those with the words typed.", shown=True),
        Key("w", "waiting", "Waiting", "Show what waits for which supervisor.", shown=True),
        Key("s", "places", "Places", "Show hours and pathology by place.", shown=True),
        Key("x", "export", "Export", "Write what is shown as a PDF, a table or data.", shown=True),
        BACK,
        ASK,
    ),
    "paper": (Key("escape,backspace,enter", "leave", "Back", "Go back.", shown=True),),
}
