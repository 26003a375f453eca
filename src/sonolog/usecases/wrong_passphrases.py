"""Wrong passphrases: each makes the next guess wait longer, and after five of them the question ends."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from sonolog.ledger.errors import WrongPassphrase

MOST_GUESSES = 5
LONGEST_WAIT = 16
"""Seconds."""


class GuessWrong(WrongPassphrase):
    """The passphrase does not open the key; says how long to wait before anybody is asked again."""

    def __init__(self, path: Path, count: int) -> None:
        super().__init__(str(path))
        self.wait = min(2 ** (count - 1), LONGEST_WAIT)
        """Seconds: 1, 2, 4, 8, 16."""
        self.is_last = count >= MOST_GUESSES
        """No further question now."""
        if self.is_last:
            self.message = f"The passphrase does not open this key; it was wrong {count} times."


@dataclass
class Guesses:
    """How often a passphrase was wrong since this program began, by key file; the right one makes it forget."""

    _wrong: dict[Path, int] = field(default_factory=dict)

    def wrong(self, path: Path) -> GuessWrong:
        """Count one more, and return what to raise."""
        self._wrong[path] = self._wrong.get(path, 0) + 1
        return GuessWrong(path, self._wrong[path])

    def right(self, path: Path) -> None:
        """Begin anew."""
        self._wrong.pop(path, None)
