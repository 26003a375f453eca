"""A question answered by choosing one of a few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.content import Content
from textual.events import Key

from sonolog.tui.dialogs.options import OptionsDialog
from sonolog.tui.keys import bindings
from sonolog.tui.text import cell


class PickDialog(OptionsDialog[str]):
    """Answers the code of the option under the cursor, which starts ``at`` one of them."""

    PART: ClassVar[str] = "pick"
    BINDINGS = bindings("pick")

    def __init__(
        self,
        title: str,
        words: str,
        options: Sequence[tuple[str, str]],
        *,
        at: str = "",
        letters: Mapping[str, str] | None = None,
    ) -> None:
        """Ask; ``letters`` are keys that choose an option at once, each with the code of its option."""
        super().__init__(title, words, options)
        self._at = at
        self._letters = letters or {}

    def likeliest(self) -> int:
        """Return the place of what was chosen before."""
        codes = [code for code, _ in self.options]
        return codes.index(self._at) if self._at in codes else 0

    def on_key(self, event: Key) -> None:
        """Take a letter that chooses at once."""
        code = self._letters.get(event.character or "")
        if code is not None:
            event.stop()
            self.dismiss(code)

    def action_pick(self) -> None:
        """Answer what is under the cursor."""
        self.dismiss(self.under_cursor)

    def row(self, code: str, words: str, width: int) -> Content:
        """Return what the option is called."""
        return cell(words, width)
