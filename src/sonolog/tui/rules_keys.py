"""The keys of the lists of frameworks and of assessment forms."""

from __future__ import annotations

from sonolog.tui.key import ASK, BACK, Key

RULES_KEYS: dict[str, tuple[Key, ...]] = {
    "frameworks": (
        Key("enter", "open", "Read", "Show what the framework asks for.", shown=True),
        Key("y", "try_out", "Try", "Show what it would say of your logbook; nothing is stored.", shown=True),
        Key("d", "compare", "Compare", "Show what it says otherwise than another, or another edition.", shown=True),
        Key("e", "enrol", "Enrol", "Follow it from today on.", shown=True),
        Key(
            "m",
            "move",
            "Move",
            "Go on to this edition of a framework you follow, having seen what changes.",
            shown=True,
        ),
        Key("plus", "add", "Add", "Add a framework file of your own, or a CASE package.", shown=True),
        Key("x", "export", "Export", "Write it as a package of 1EdTech CASE."),
        BACK,
        ASK,
    ),
    "forms": (
        Key("enter", "open", "Read", "Show the form: items, scales, anchors, how it is passed.", shown=True),
        Key("r", "results", "Results", "Show what the signed assessments on it come to.", shown=True),
        Key("plus", "add", "Add", "Check a form's file or a CASE package, and add it where it is sound.", shown=True),
        Key("x", "export", "Export", "Write it as a package of 1EdTech CASE."),
        BACK,
        ASK,
    ),
}
