"""First start: a name, and nothing else."""

from __future__ import annotations

from collections.abc import Iterable

from textual.containers import Vertical
from textual.widget import Widget
from textual.widgets import Input, Static

from sonolog.errors import SonologError
from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.text import paragraphs
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.work import DeskScreen

_WELCOME = "Welcome. This is your logbook of ultrasound training.\nWhat is your name?"
_KEPT = "Your name stands on your reports and sign-offs. Nothing else is needed to log a first scan."
_ASKED = (
    "Were you asked to sign for somebody? F2 opens their request.\nHave you a logbook elsewhere? F3 brings it here."
)
_NEEDED = "Type your name first."


class BeginScreen(DeskScreen[str]):
    """Asks for the trainee's name and makes the logbook; answers what request was opened instead."""

    CSS_PATH = "begin.tcss"
    KEYS = ("begin", "everywhere")
    BINDINGS = bindings("begin")

    def compose(self) -> Iterable[Widget]:
        """Yield the question and one input."""
        yield TitleLine()
        with Vertical(id="welcome"):
            yield Static(_WELCOME)
            yield Input(id="name", placeholder="Name", max_length=200)
            yield Static(id="fault")
            yield Static(_KEPT, id="kept")
            yield Static(_ASKED, id="asked")
        yield KeyLine(footer_keys(*self.KEYS))

    def on_mount(self) -> None:
        """Offer the name of the person this home belongs to, if that is known."""
        if self.desk.home.identity.exists():
            self.act(self._offer(), latest="offer")

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Begin with the name."""
        event.stop()
        if event.value.strip():
            self.act(self._begin(event.value.strip()))
        else:
            self.query_one("#fault", Static).update(_NEEDED)

    def action_open_request(self) -> None:
        """Open a request for signatures instead: whoever is asked needs no logbook of their own."""
        self.act(self._open_request())

    async def _open_request(self) -> None:
        from sonolog.tui.file_exchange import open_by_file

        if said := await open_by_file(self):
            self.dismiss(said)

    def action_take_over(self) -> None:
        """Bring a logbook that was kept elsewhere."""
        self.act(self._take_over())

    async def _take_over(self) -> None:
        from sonolog.tui.taking_in import take_over

        if said := await take_over(self):
            self.dismiss("")
            self.app.call_later(self.sonolog.tell, said)

    async def _offer(self) -> None:
        name = self.query_one("#name", Input)
        known = await self.desk.known_name()
        if not name.value:
            name.value = known

    async def _begin(self, name: str) -> None:
        try:
            await self.desk.begin(name)
        except SonologError as refusal:
            self.query_one("#fault", Static).update(paragraphs(f"{refusal.message} {refusal.hint}".strip()))
        else:
            self.dismiss("")
