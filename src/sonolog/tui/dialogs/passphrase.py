"""Passphrases: asked once to open a key, twice to make one.

The text lives in the input alone; what leaves is a ``Passphrase``, which does not print itself.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.text import paragraphs, plain, styled

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase

_NEW = "You have no signing key yet. Choose a passphrase: four words or more, or 12 characters."
_LOST = "Nobody can recover a lost passphrase. Write it down where only you find it."


class SecretInput(Input):
    """An input whose text is not shown and goes to no clipboard, where every other program could read it."""

    def __init__(self, *, id: str, placeholder: str = "") -> None:  # noqa: A002  (Textual's name)
        super().__init__(password=True, id=id, placeholder=placeholder)

    def action_copy(self) -> None:
        """Copy nothing."""

    def action_cut(self) -> None:
        """Cut nothing."""


class PassphraseDialog(Dialog["Passphrase"]):
    """Asks for the passphrase of a key."""

    def __init__(self, why: str, *, fault: str = "") -> None:
        super().__init__("Passphrase")
        self._why = why
        self._fault = fault

    def parts(self) -> Iterable[Widget]:
        """Yield what it is for, and the input."""
        yield Static(paragraphs(self._why))
        yield Static(paragraphs(self._fault), classes="fault")
        yield SecretInput(id="passphrase")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take the passphrase out of the input."""
        event.stop()
        self.dismiss(taken(event.input))


class NewPassphraseDialog(Dialog["Passphrase"]):
    """Asks twice for the passphrase of a new key."""

    def __init__(self, why: str, *, offer: str, fault: str = "") -> None:
        super().__init__("A new signing key")
        self._why = why
        self._offer = offer
        self._fault = fault

    def parts(self) -> Iterable[Widget]:
        """Yield why, an offer, and the two inputs."""
        yield Static(paragraphs(self._why))
        yield Static(paragraphs(_NEW), classes="hint")
        yield Static(plain("For example: ") + styled(self._offer, "bold"))
        yield Static(paragraphs(_LOST), classes="hint")
        yield Static(paragraphs(self._fault), classes="fault", id="fault")
        yield SecretInput(id="passphrase", placeholder="Passphrase")
        yield SecretInput(id="again", placeholder="The same again")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the second input, and compare."""
        event.stop()
        first, again = self.query_one("#passphrase", Input), self.query_one("#again", Input)
        if event.input is first:
            again.focus()
        elif first.value != again.value:
            self.query_one("#fault", Static).update("The two are not the same. Type the second one again.")
            again.value = ""
        else:
            again.value = ""
            self.dismiss(taken(first))


def taken(field: Input) -> Passphrase:
    """Return what was typed as a passphrase, and empty the input."""
    from sonolog.ledger.keys import Passphrase

    try:
        return Passphrase(field.value)
    finally:
        field.value = ""
