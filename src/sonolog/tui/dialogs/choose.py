"""A question answered by marking some of several, in an order."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual.content import Content

from sonolog.tui.dialogs.options import OptionsDialog
from sonolog.tui.keys import bindings
from sonolog.tui.text import cell
from sonolog.tui.widgets.line_list import LineList

_MARK = 5


class ChooseDialog(OptionsDialog[tuple[str, ...]]):
    """Answers the codes marked, in the order in which they were marked."""

    PART: ClassVar[str] = "choose"
    BINDINGS = bindings("choose")

    def __init__(self, title: str, words: str, options: Sequence[tuple[str, str]], *, marked: Sequence[str]) -> None:
        super().__init__(title, words, options)
        self._marked = list(marked)

    def action_mark(self) -> None:
        """Mark the option under the cursor as the next, or take its mark off."""
        code = self.under_cursor
        if code in self._marked:
            self._marked.remove(code)
        else:
            self._marked.append(code)
        self.query_one(LineList).refresh()

    def action_accept(self) -> None:
        """Answer what is marked."""
        self.dismiss(tuple(self._marked))

    def row(self, code: str, words: str, width: int) -> Content:
        """Return the mark and what the option is called."""
        mark = f"[{self._marked.index(code) + 1}]" if code in self._marked else "[ ]"
        return cell(mark, _MARK, "bold") + cell(words, width - _MARK)
