"""One key of the app: what it does, and how it is written."""

from __future__ import annotations

from dataclasses import dataclass

_SPELLED = {
    "question_mark": "?",
    "slash": "/",
    "asterisk": "*",
    "plus": "+",
    "escape": "esc",
    "f1": "F1",
    "f2": "F2",
    "f3": "F3",
    "f6": "F6",
    "ctrl+p": "^p",
    "ctrl+q": "^q",
    "ctrl+l": "^l",
    "ctrl+n": "^n",
    "ctrl+t": "^t",
    "right": "→",
    "up": "↑",
    "down": "↓",
}


@dataclass(frozen=True, slots=True)
class Key:
    """One key: what it does, and how it is spoken of."""

    keys: str
    """Textual's names, with commas between keys that do the same; the first one is shown."""
    action: str
    """The action it runs; empty for a key that the focused widget knows by itself."""
    label: str
    """A word or two, for the footer."""
    words: str
    """A sentence, for the help."""
    shown: bool = False
    """It stands in the footer."""
    first: bool = False
    """It is acted on before the focused widget sees what is typed after it."""
    spoken: str = ""
    """How it is spoken of, with others that do alike; ``-`` for those others."""

    @property
    def display(self) -> str:
        """How the first key is written on the screen."""
        return self.spoken or spelled(self.keys.partition(",")[0])

    @property
    def names(self) -> str:
        """How all its keys are written."""
        return self.spoken or " or ".join(spelled(one) for one in self.keys.split(","))


def spelled(key: str) -> str:
    """Return how a key is written for people."""
    return _SPELLED.get(key, key)


BACK = Key("escape,backspace", "leave", "Back", "Go back.", shown=True)
ASK = Key("question_mark", "app.show_keys", "Keys", "Show the keys that work here.", shown=True)
