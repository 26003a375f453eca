"""The first and last lines of every screen: where one is, and which keys work."""

from __future__ import annotations

from textual.content import Content
from textual.events import Click
from textual.reactive import reactive
from textual.widget import Widget

from sonolog.tui.keys import Key, place_keys
from sonolog.tui.text import plain, styled

_NAME = "sonolog"
_SHORTEST_NAME = 4


class TitleLine(Widget):
    """The program's name, the main screens with the one shown in brackets, and who sits here."""

    DEFAULT_CSS = """
    TitleLine { dock: top; height: 1; background: $primary-background; color: $text; }
    """
    ALLOW_SELECT = False
    who: reactive[str] = reactive("")

    def __init__(self, place: str = "", *, title: str = "") -> None:
        super().__init__()
        self._place = place
        self._title = title

    def rename(self, title: str) -> None:
        """Show another title."""
        self._title = title
        self.refresh()

    def render(self) -> Content:
        """Return the line; where it is narrow, names are cut: first whose, then those of the screens."""
        left = self._left(in_words=True)
        if left.cell_length > self.size.width:
            left = self._left(in_words=False)
        room = self.size.width - left.cell_length - 2
        if room < _SHORTEST_NAME:
            return left.truncate(self.size.width)
        who = plain(self.who[:400]).truncate(room, ellipsis=True)
        return left + Content(" " * (room - who.cell_length + 1)) + who

    async def on_click(self, event: Click) -> None:
        """Go to the screen clicked on."""
        in_words = self._left(in_words=True).cell_length <= self.size.width
        heading, *shown = self._pieces(in_words=in_words)
        at = heading.cell_length + 1
        for piece, (name, _) in zip(shown, place_keys(), strict=True):
            if at <= event.x < at + piece.cell_length:
                await self.run_action(f"app.go('{name}')")
            at += piece.cell_length + 1

    def _left(self, *, in_words: bool) -> Content:
        return Content(" ").join(self._pieces(in_words=in_words))

    def _pieces(self, *, in_words: bool) -> list[Content]:
        places = place_keys() if self._place else ()
        heading = styled(f" {self._title or _NAME} ", "bold")
        return [heading, *(self._one(name, key, in_words=in_words) for name, key in places)]

    def _one(self, name: str, key: Key, *, in_words: bool) -> Content:
        if name == self._place:
            return styled(f"[{key.display} {key.label}]", "bold reverse")
        return styled(f" {key.display} ", "bold") + plain(f"{key.label} " if in_words else "")


class KeyLine(Widget):
    """The footer: the keys that work, the last ones left out where it is narrow."""

    DEFAULT_CSS = """
    KeyLine { dock: bottom; height: 1; background: $panel; color: $text; }
    """
    ALLOW_SELECT = False

    def __init__(self, keys: tuple[Key, ...]) -> None:
        super().__init__()
        self._keys = keys

    def render(self) -> Content:
        """Return as many keys as fit, the last one always."""
        return Content(" ") + Content("  ").join(_shown(key) for key in self._fitting())

    def on_click(self, event: Click) -> None:
        """Press the key clicked on."""
        at = 1
        for key in self._fitting():
            width = _shown(key).cell_length
            if at <= event.x < at + width:
                self.app.simulate_key(key.keys.partition(",")[0])
            at += width + 2

    def _fitting(self) -> list[Key]:
        *first, last = self._keys
        room = self.size.width - _shown(last).cell_length - 1
        kept: list[Key] = []
        for key in first:
            room -= _shown(key).cell_length + 2
            if room < 0:
                break
            kept.append(key)
        return [*kept, last]


class SaidLine(Widget):
    """A line, two where it takes them, that says what was just done; empty until something was."""

    DEFAULT_CSS = """
    SaidLine {
        dock: bottom;
        height: auto;
        min-height: 1;
        max-height: 2;
        margin-bottom: 1;
        padding: 0 1;
        color: $text-muted;
    }
    """
    said: reactive[str] = reactive("", layout=True)

    def render(self) -> Content:
        """Return what was said last, cut where it is too long."""
        return plain(self.said[:1000])


def _shown(key: Key) -> Content:
    return styled(key.display, "bold $text-accent") + plain(f" {key.label}")
