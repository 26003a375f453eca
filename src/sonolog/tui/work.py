"""Screens that ask use cases: away from the screen, so that none waits for the disk.

What a use case refuses is shown as what happened, what was kept and what
to do next; anything else that goes wrong is a fault of the program and ends the app through its one guard.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from inspect import CORO_CREATED, getcoroutinestate
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar, cast

from textual.screen import Screen, ScreenResultType

from sonolog.errors import SonologError
from sonolog.tui.desk import Desk

if TYPE_CHECKING:
    from sonolog.tui.app import SonologApp
    from sonolog.usecases.keys import KeyUse
    from sonolog.usecases.logbook import Logbook

T = TypeVar("T")
_ACTS = "acts"


class DeskScreen(Screen[ScreenResultType], Generic[ScreenResultType]):
    """A screen that asks use cases.

    An act is a coroutine that reads straight down: ask, wait for the answer, show it.  It is started with
    :meth:`act`, uses :meth:`read` and :meth:`write`, and waits for dialogs by ``self.app.push_screen_wait``.
    """

    KEYS: ClassVar[tuple[str, ...]] = ()
    """The parts of the table of keys that hold on this screen."""
    HELP: ClassVar[str] = ""
    """What the screen is, in a sentence or two, for the help."""

    def __init__(self) -> None:
        super().__init__()
        self._begun: dict[str, tuple[Coroutine[Any, Any, None], ...]] = {}
        self._said_at = -1

    @property
    def desk(self) -> Desk:
        """The logbook in front of the person."""
        return self.sonolog.desk

    @property
    def sonolog(self) -> SonologApp:
        """The app."""
        return cast("SonologApp", self.app)

    @property
    def takes_keys(self) -> bool:
        """Whether a key would do what it says; until then it waits."""
        return True

    def act(self, steps: Coroutine[Any, Any, None], *, latest: str = "") -> None:
        """Start an act, unless one is under way; of those with the same ``latest``, the last one goes on."""
        if not latest and self.is_acting:
            steps.close()
            return
        guarded = self._guarded(steps)
        self.run_worker(guarded, group=latest or _ACTS, exclusive=bool(latest))
        self._forget(latest)
        self._begun[latest] = (guarded, steps)

    def on_unmount(self) -> None:
        """Close what the end of the app left unbegun."""
        for latest in self._begun:
            self._forget(latest)

    def _forget(self, latest: str) -> None:
        """Close the act before this one, if it was pushed aside before its first step."""
        for one in self._begun.get(latest, ()):
            if getcoroutinestate(one) == CORO_CREATED:
                one.close()

    async def read(self, call: Callable[[Logbook], T]) -> T:
        """Return what a use case answers, asked in a thread."""
        return await self.desk.read(call)

    async def write(self, call: Callable[[Logbook], T]) -> T:
        """Return what a use case that changes something answers; one at a time, in a thread.

        Where it doubts a text, the person is asked what that is, and it is done again.
        """
        try:
            return await self.desk.write(call)
        except SonologError as doubted:
            from sonolog.domain.identity_answers import IdentityDoubted  # not before the first frame
            from sonolog.tui.asking_doubts import asked_doubts

            if not isinstance(doubted, IdentityDoubted):
                raise
            answers = await asked_doubts(self, doubted)
            return await self.desk.write(lambda logbook: call(logbook.answering(answers)))

    def say(self, text: str) -> None:
        """Say in one line, above the keys, what was done."""
        from sonolog.tui.widgets.lines import SaidLine

        self._said_at = self.desk.changes
        for line in self.query(SaidLine):
            line.said = text

    def unsay_if_older(self) -> None:
        """Take back what was said before the logbook last changed: it need not be true any more."""
        if self._said_at != self.desk.changes:
            self.say("")

    async def open_key(self, why: str, *, person: str | None = None, stays: bool = False) -> KeyUse | None:
        """Return the opened key of ``person`` or of whoever acts, made where there is none; None if left.

        A key that ``stays`` is used again for what may use it until it lay idle for
        :data:`sonolog.tui.desk.KEY_IDLE`; signing, returning and revoking never do.
        """
        from sonolog.tui.signing import opened_key

        key = self.desk.kept_key() if stays else None
        if key is None:
            key = await opened_key(self, why, person)
            if stays and key is not None:
                self.desk.keep_key(key)
        return key

    @property
    def is_acting(self) -> bool:
        """Whether an act is under way, which no other pushes aside."""
        return any(one.node is self and one.group == _ACTS and not one.is_finished for one in self.workers)

    async def _guarded(self, steps: Coroutine[Any, Any, None]) -> None:
        try:
            await steps
        except SonologError as refusal:
            from sonolog.tui.dialogs.refusal import RefusalDialog

            await self.app.push_screen_wait(RefusalDialog(refusal))
