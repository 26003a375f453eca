"""The main screens: title line above, keys below, and the data of the place between them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, ClassVar

from textual.widget import Widget

from sonolog.tui.keys import bindings, footer_keys
from sonolog.tui.widgets.lines import KeyLine, SaidLine, TitleLine
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook


class Place(DeskScreen[None]):
    """A main screen.

    A subclass names its ``PLACE`` and ``KEYS``, yields its widgets in :meth:`body` and asks for what it shows
    in :meth:`load`, which is called when the place is first shown and whenever something was written since.
    """

    PLACE: ClassVar[str]
    OF_TRAINEE: ClassVar[bool] = True
    """It shows somebody's training, whose the title says; else the title says who sits here."""
    KEYS: ClassVar[tuple[str, ...]] = ("place", "everywhere")
    BINDINGS = bindings("place")

    def __init__(self) -> None:
        super().__init__()
        self._loaded = -1

    def compose(self) -> Iterable[Widget]:
        """Yield the frame around the body."""
        yield TitleLine(self.PLACE)
        yield from self.body()
        yield SaidLine()
        yield KeyLine(footer_keys(*self.KEYS))

    def body(self) -> Iterable[Widget]:
        """Yield the widgets between the title and the keys."""
        return ()

    async def load(self) -> None:
        """Ask for what the place shows, and show it."""

    def leaving(self) -> None:
        """Let go of what holds only as long as one stays here."""

    def reload(self) -> None:
        """Load again, whatever was under way."""
        self._loaded = self.desk.changes
        self.act(self._loading(), latest="load")

    def on_screen_resume(self) -> None:
        """Load what the place shows, after its frame is drawn, unless it is up to date."""
        self.call_after_refresh(self.reload_if_stale)

    def action_undo(self) -> None:
        """Take back the last change, after asking."""
        self.act(self._undo())

    def reload_if_stale(self) -> None:
        """Load again what something was written after."""
        if self.is_current and self._loaded != self.desk.changes and not self.desk.is_new:
            self.unsay_if_older()
            self.reload()

    async def _loading(self) -> None:
        if await self.sonolog.opened():
            mark = "READ ONLY " if await self.read(_is_read_only) else ""
            self.query_one(TitleLine).who = f"{mark}{self.sonolog.whose if self.OF_TRAINEE else self.sonolog.who}"
            await self.load()
            self.sonolog.settle_memory()

    async def _undo(self) -> None:
        from sonolog.tui.undoing import undo_last

        done = await undo_last(self)
        if done:
            self.say(done)
            self.reload()


def _is_read_only(logbook: Logbook) -> bool:
    return logbook.database.refusal is not None
