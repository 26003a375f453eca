"""The question what a text is that may be a patient's detail; unless it is answered, it is written another way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Static

from sonolog.domain.identity_reasons import WHY
from sonolog.tui.dialogs.options import OptionsDialog
from sonolog.tui.keys import bindings
from sonolog.tui.text import cell, plain, styled

if TYPE_CHECKING:
    from sonolog.domain.identity_answers import Doubt

EDIT = ""
"""The answer of who would rather write it another way."""
_NUMBER = 3
_AROUND = 24
"""Characters shown on either side."""
_SAID = "The answer is kept with the record, and whoever signs it sees it."


class DoubtDialog(OptionsDialog[str]):
    """Answers what the place is (a code of :data:`WHY`); leaving it, or :data:`EDIT`, answers nothing."""

    PART: ClassVar[str] = "doubt"
    BINDINGS = bindings("doubt")

    def __init__(self, doubt: Doubt, title: str) -> None:
        options = [(EDIT, "Edit it"), *((code, words[:1].upper() + words[1:]) for code, words in WHY.items())]
        super().__init__("Is this a patient’s detail?", f"{title} has {doubt.hit.reason}:", options)
        self._doubt = doubt

    def parts(self) -> Iterable[Widget]:
        """Yield what was found where, the possible answers, and what becomes of one."""
        words, options = super().parts()
        yield words
        yield Static(_excerpt(self._doubt), id="excerpt")
        yield options
        yield Static(_SAID, classes="hint")

    def action_pick(self) -> None:
        """Answer what is under the cursor."""
        self.dismiss(self.under_cursor)

    def action_say(self, code: str) -> None:
        """Answer what the key stands for."""
        self.dismiss(code)

    def row(self, code: str, words: str, width: int) -> Content:
        """Return the key and what it answers."""
        key = str(list(WHY).index(code) + 1) if code else "e"
        return cell(key, _NUMBER, "bold") + cell(words, width - _NUMBER)


def _excerpt(doubt: Doubt) -> Content:
    """Return the place in the words around it, reversed so that it stands out without colours too."""
    start, end = doubt.hit.start, doubt.hit.end
    before, after = doubt.text[max(start - _AROUND, 0) : start], doubt.text[end : end + _AROUND]
    cut, more = "…" if start > _AROUND else "", "…" if len(doubt.text) > end + _AROUND else ""
    return plain(f"“{cut}{before}") + styled(doubt.said, "reverse bold") + plain(f"{after}{more}”")
