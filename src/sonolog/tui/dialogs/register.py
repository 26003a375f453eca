"""Asks for the register and number of somebody who signs here for the first time; both may be left out."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs, plain

_WHAT = "It stands beside your name on what you sign. Leave it empty if you have none: press Enter."


class RegisterDialog(Dialog[tuple[str, str]]):
    """Answers register and number, each perhaps empty."""

    def __init__(self, name: str) -> None:
        super().__init__("Your register")
        self._name = name

    def parts(self) -> Iterable[Widget]:
        """Yield what it is for, and the two lines."""
        yield Static(plain(f"{self._name}, with which body are you registered?"))
        yield Static(paragraphs(_WHAT), classes="hint")
        yield Input(id="register", placeholder="Register, for example HCPC")
        yield Input(id="number", placeholder="Number")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the number, then answer; without a register no number is asked for."""
        event.stop()
        register, number = self.query_one("#register", Input), self.query_one("#number", Input)
        if event.input is register and register.value.strip():
            number.focus()
        else:
            self.dismiss((register.value.strip(), number.value.strip()))
