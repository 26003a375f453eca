"""The first and last lines of every screen: where one is, and which keys work."""

from __future__ import annotations

from textual.content import Content
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

    def _left(self, *, in_words: bool) -> Content:
        places = place_keys() if self._place else ()
        heading = styled(f" {self._title or _NAME} ", "bold")
        shown = (self._one(name, key, in_words=in_words) for name, key in places)
        return Content(" ").join([heading, *shown])

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
        *first, last = [_shown(key) for key in self._keys]
        room = self.size.width - last.cell_length - 1
        kept: list[Content] = []
        for one in first:
            room -= one.cell_length + 2
            if room < 0:
                break
            kept.append(one)
        return Content(" ") + Content("  ").join([*kept, last])


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
