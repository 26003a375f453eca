"""The keys that say what a text is that may be a patient's detail: a digit for each answer."""

from __future__ import annotations

from sonolog.domain.identity_answers import WHY
from sonolog.tui.key import Key

_ANSWERS = "1 a measurement, 2 a code, 3 equipment, 4 staff or a date of your own, 5 something else."


def _answer(number: int, code: str) -> Key:
    first = number == 1
    spoken = "1 to 5" if first else "-"
    return Key(str(number), f"say('{code}')", "Answer", _ANSWERS, shown=first, spoken=spoken)


DOUBT_KEYS = (
    Key("enter", "pick", "Choose", "Take the line under the cursor; to edit it, unless another is chosen.", shown=True),
    *(_answer(number, code) for number, code in enumerate(WHY, start=1)),
    Key("escape,e", "leave", "Edit", "Save nothing yet, and write it another way.", shown=True),
)
