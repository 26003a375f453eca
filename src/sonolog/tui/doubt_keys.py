"""The keys that say what a text is that may be a patient's detail: a digit for each answer."""

from __future__ import annotations

from sonolog.domain.identity_reasons import WHY
from sonolog.tui.key import Key

DOUBT_KEYS = (
    Key("enter", "pick", "Choose", "Take the line under the cursor: at first, to edit the text.", shown=True),
    *(
        Key(str(number), f"say('{code}')", code.capitalize(), f"It is {words}.")
        for number, (code, words) in enumerate(WHY.items(), start=1)
    ),
    Key("escape,e", "leave", "Edit", "Save nothing yet, and write it another way.", shown=True),
)
