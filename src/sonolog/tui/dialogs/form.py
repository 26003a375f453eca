"""A question answered by a few short lines, each with its title."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs, styled

_LONGEST = 1_000


@dataclass(frozen=True, slots=True)
class FormLine:
    """One line of the form."""

    name: str
    title: str
    now: str = ""
    hint: str = ""


class FormDialog(Dialog[Mapping[str, str]]):
    """Answers what is written on each line, by its name; Enter goes on to the next, and on the last one accepts."""

    def __init__(self, title: str, words: str, lines: Sequence[FormLine], *, fault: str = "") -> None:
        super().__init__(title)
        self._words = words
        self._lines = tuple(lines)
        self._fault = fault

    def parts(self) -> Iterable[Widget]:
        """Yield what it is about, and the lines."""
        yield Static(paragraphs(self._words))
        yield Static(paragraphs(self._fault), classes="fault")
        for one in self._lines:
            with Horizontal(classes="line"):
                yield Static(styled(one.title, "bold"), classes="label")
                yield Input(one.now, id=one.name, placeholder=one.hint, max_length=_LONGEST)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line, or answer."""
        event.stop()
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if at + 1 < len(fields):
            fields[at + 1].focus()
        else:
            self.dismiss({str(one.id): one.value.strip() for one in fields})
