"""Something that takes a while: it shows that it goes on, and can be left unless it writes."""

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
    from sonolog.tui.desk import Desk
    from sonolog.usecases.logbook import Logbook

_SIGNS = "⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏"
_STEP = 0.1
_NOT_NOW = "It is kept whole or not at all, and cannot be left half way."


class Left(SonologError):
    """The person does not want the answer any more."""

    code = "left"

    def __init__(self) -> None:
        super().__init__("This was left.", kept="Nothing was changed.")


class Wanted:
    """Whether an answer is still wanted; whoever asks may say what is being done."""

    def __init__(self) -> None:
        self.is_so = True
        self.stage = ""

    def __call__(self, stage: str = "") -> bool:
        """Return whether it is wanted, and show ``stage`` meanwhile."""
        self.stage = stage or self.stage
        return self.is_so

    def tell(self, stage: str) -> None:
        """Show what is being done.

        Raises:
            Left: it is not wanted any more.
        """
        if not self(stage):
            raise Left


class WorkingDialog(Dialog[Any]):
    """Answers what ``call`` answers, asked in a thread; None where it was left or refused.

    ``call`` is given a question: whether its answer is still wanted.  What ``writes`` cannot be left.
    """

    BINDINGS = bindings("working")

    def __init__(self, title: str, desk: Desk, call: Callable[[Wanted, Logbook], Any], *, writes: bool = False) -> None:
        super().__init__(title)
        self._desk = desk
        self._call = call
        self._writes = writes
        self._turns = 0
        self._wanted = Wanted()

    def parts(self) -> Iterable[Widget]:
        """Yield the sign that it goes on."""
        yield Static(plain(_SIGNS[0]), id="sign")
        if self._writes:
            yield Static(_NOT_NOW, classes="hint")

    def keys(self) -> tuple[Key, ...]:
        """Return the key that leaves it."""
        return keys_of("writing" if self._writes else "working")

    def on_mount(self) -> None:
        """Begin."""
        self.set_interval(_STEP, self._turn)
        self.run_worker(self._work())

    def action_leave(self) -> None:
        """Let it be; what it makes is thrown away."""
        if not self._writes:
            self._wanted.is_so = False
            self.dismiss(None)

    def _turn(self) -> None:
        self._turns += 1
        told = f"{_SIGNS[self._turns % len(_SIGNS)]}  {self._turns * _STEP:.0f} s  {self._wanted.stage}"
        self.query_one("#sign", Static).update(plain(told))

    async def _work(self) -> None:
        from sonolog.tui.dialogs.refusal import RefusalDialog

        ask = self._desk.write if self._writes else self._desk.read
        try:
            done = await ask(lambda logbook: self._call(self._wanted, logbook))
        except SonologError as refusal:
            if self._wanted.is_so:
                await self.app.push_screen_wait(RefusalDialog(refusal))
            done = None
        if self._wanted.is_so and self.is_attached:
            self.dismiss(done)
