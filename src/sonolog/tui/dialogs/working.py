"""Something that takes a while: it shows that it goes on, and can be left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from textual.widget import Widget
from textual.widgets import Static

from sonolog.errors import SonologError
from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import plain

if TYPE_CHECKING:
    from sonolog.tui.work import Desk
    from sonolog.usecases.logbook import Logbook

_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_STEP = 0.1


class WorkingDialog(Dialog[Any]):
    """Answers what ``call`` answers, asked in a thread; None where it was left.

    ``call`` is given a question: whether its answer is still wanted.
    """

    BINDINGS = bindings("working")

    def __init__(self, title: str, desk: Desk, call: Callable[[Callable[[], bool], Logbook], Any]) -> None:
        super().__init__(title)
        self._desk = desk
        self._call = call
        self._turns = 0
        self._is_wanted = True

    def parts(self) -> Iterable[Widget]:
        """Yield the sign that it goes on."""
        yield Static(plain(_SIGNS[0]), id="sign")

    def keys(self) -> tuple[Key, ...]:
        """Return the key that leaves it."""
        return keys_of("working")

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_STEP, self._turn)
        self.run_worker(self._work())

    def action_leave(self) -> None:
        """Let it be; what it makes is thrown away."""
        self._is_wanted = False
        self.dismiss(None)

    def _turn(self) -> None:
        self._turns += 1
        self.query_one("#sign", Static).update(
            plain(f"{_SIGNS[self._turns % len(_SIGNS)]}  {self._turns * _STEP:.0f} s")
        )

    async def _work(self) -> None:
        from sonolog.tui.dialogs.refusal import RefusalDialog

        try:
            done = await self._desk.read(lambda logbook: self._call(lambda: self._is_wanted, logbook))
        except SonologError as refusal:
            if self._is_wanted:
                await self.app.push_screen_wait(RefusalDialog(refusal))
            done = None
        if self._is_wanted and self.is_attached:
            self.dismiss(done)
