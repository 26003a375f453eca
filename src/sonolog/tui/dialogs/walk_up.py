"""Who came by to sign: name, register, and a new passphrase twice, on one page."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.dialogs.passphrase import SecretInput, taken
from sonolog.tui.text import paragraphs, plain, styled

if TYPE_CHECKING:
    from sonolog.ledger.keys import Passphrase
    from sonolog.usecases.walk_up import Visitor

_WHAT = "A key of your own is made here, locked by your passphrase: four words or more, or 12 characters."
_NEEDED = "A name is needed."
_DIFFERENT = "The two are not the same. Type the second one again."


class WalkUpDialog(Dialog[tuple["Visitor", "Passphrase"]]):
    """Answers who it is, and the passphrase of the key that is to be made."""

    def __init__(self, *, offer: str, known: Visitor, fault: str = "") -> None:
        super().__init__("Somebody else signs here (walk-up)")
        self._offer = offer
        self._known = known
        self._fault = fault

    def parts(self) -> Iterable[Widget]:
        """Yield what is made, and the five lines."""
        known = self._known
        yield Static(paragraphs(_WHAT))
        yield Static(plain("For example: ") + styled(self._offer, "bold"))
        yield Static(paragraphs(self._fault), classes="fault", id="fault")
        yield from _line("Your name", Input(known.name, id="name", max_length=200))
        yield from _line("Register", Input(known.register_body, id="register", placeholder="HCPC", max_length=200))
        yield from _line("Its number", Input(known.register_number, id="number", max_length=200))
        yield from _line("Passphrase", SecretInput(id="passphrase"))
        yield from _line("The same again", SecretInput(id="again"))

    def on_mount(self) -> None:
        """Begin where something is still to be said."""
        if self._known.name:
            self.query_one("#register" if not self._known.register_body else "#passphrase", Input).focus()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Go on to the next line; at the last one compare, and answer."""
        event.stop()
        fields = list(self.query(Input))
        at = fields.index(event.input)
        if event.input.id == "name" and not event.value.strip():
            self._tell(_NEEDED)
        elif at + 1 < len(fields):
            fields[at + 1].focus()
        elif not fields[0].value.strip():
            self._tell(_NEEDED)
            fields[0].focus()
        elif fields[-1].value != fields[-2].value:
            self._tell(_DIFFERENT)
            fields[-1].value = ""
        else:
            self._answer([one.value.strip() for one in fields[:3]], fields[-2], fields[-1])

    def _answer(self, said: list[str], first: Input, again: Input) -> None:
        from sonolog.usecases.walk_up import Visitor

        again.value = ""
        self.dismiss((Visitor(*said), taken(first)))

    def _tell(self, fault: str) -> None:
        self.query_one("#fault", Static).update(paragraphs(fault))


def _line(label: str, field: Input) -> Iterable[Widget]:
    with Horizontal(classes="line"):
        yield Static(styled(label, "bold"), classes="label")
        yield field
