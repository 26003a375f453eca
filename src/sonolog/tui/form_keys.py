"""The keys with which an assessment form is filled in."""

from __future__ import annotations

from sonolog.tui.key import ASK, Key

_LEVEL = "Give this level, and go to the next item; a level of two digits is typed digit by digit."

FILL_IN = Key("f6,ctrl+g", "fill_in", "Fill in", "Fill in the form of an assessment, item by item.")
"""On the page of a record, where it is an assessment."""

FORM_KEYS: dict[str, tuple[Key, ...]] = {
    "fill-form": (
        *(
            Key(str(digit), f"give({digit})", "Level", _LEVEL, shown=digit == 0, spoken="0–9" if digit == 0 else "-")
            for digit in range(10)
        ),
        Key("right,plus", "step(1)", "Higher", "Give the next higher level."),
        Key("left,minus", "step(-1)", "Lower", "Give the next lower level."),
        Key(
            "x",
            "leave_out",
            "Not assessed",
            "Say that the item was not assessed, where the form allows it.",
            shown=True,
        ),
        Key("backspace,delete", "clear", "Clear", "Take the level of the item back.", shown=True),
        Key("enter", "next_item", "Next", "Go to the next item that has no level."),
        Key("v", "next_variant", "Variant", "Take the next variant of the form, which may have another threshold."),
        Key("g", "next_group", "Group", "Take the next group of people who answer the form."),
        Key("escape,f2,ctrl+l", "leave", "Done", "Go back to the record with what was filled in.", shown=True),
        ASK,
    ),
}
