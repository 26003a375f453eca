"""What a file brings, shown before any of it is let in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.widget import Widget

from sonolog.domain.text import counted
from sonolog.tui.fingerprints import in_groups
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.widgets.lines import KeyLine, TitleLine
from sonolog.tui.widgets.sheet import Entry, Sheet
from sonolog.tui.work import DeskScreen

if TYPE_CHECKING:
    from sonolog.usecases.absorb import Incoming
    from sonolog.usecases.brought import Brought
    from sonolog.usecases.incoming import Blocked
    from sonolog.usecases.keys_met import NewKey

_FIRST = "Met for the first time: it is let in as “identity not confirmed”. Compare it with what they tell you."
_ANOTHER = "ALARM: this person signed with another key before. It is let in only by what they tell you of it."


class AbsorbScreen(DeskScreen[bool]):
    """What is in a file; Enter lets it in."""

    CSS_PATH = "absorb.tcss"
    KEYS = ("absorb",)
    BINDINGS = bindings("absorb")
    HELP = "Nothing is kept until you press Enter. Both sides stay; taking the same file in twice changes nothing."

    def __init__(self, heading: str, entries: Iterable[Entry], *, accept: str = "Take it in") -> None:
        super().__init__()
        self._heading = heading
        self._entries = tuple(entries)
        self._accept = accept

    def compose(self) -> Iterable[Widget]:
        """Yield the frame, and what is in the file."""
        yield TitleLine(title=self._heading)
        with VerticalScroll(id="paper"):
            yield Sheet(self._entries, id="lines")
        yield KeyLine(self._keys())

    def action_accept(self) -> None:
        """Let it in."""
        self.dismiss(result=True)

    def action_leave(self) -> None:
        """Go back; nothing is kept."""
        self.dismiss(None)

    def _keys(self) -> tuple[Key, ...]:
        first, *others = keys_of("absorb")
        return (Key(first.keys, first.action, self._accept, first.words, shown=True), *others)


def brought_entries(name: str, incoming: Incoming, found: Brought) -> Iterator[Entry]:
    """Yield what a file is, what of it is new, whose keys it brings, and what of it is not let in."""
    yield Entry("File", f"{name}: {found.what}")
    if not found.new:
        yield Entry("New", "Nothing: all of it is here already.")
    else:
        yield Entry("New", f"{counted(found.new, 'object')}; {found.known} known already")
    for kind, count in found.records:
        yield Entry("Records", counted(count, kind))
    for words, count in found.said_in_words:
        yield Entry("Said", f"{words}: {counted(count, 'statement')}")
    for key in incoming.keys:
        yield from _key_entries(key)
    for one in incoming.blocked:
        yield Entry("Not let in", blocked_words(one))


def _key_entries(one: NewKey) -> Iterator[Entry]:
    yield Entry("")
    yield Entry("New key" if not one.is_another else "Another key", one.name)
    yield Entry("Fingerprint", in_groups(one.fingerprint, whole=not one.is_another))
    yield Entry("Note", _ANOTHER if one.is_another else _FIRST)
    for warning in one.warnings:
        yield Entry("Warning", warning)


def blocked_words(one: Blocked) -> str:
    """Return what is not let in and why, without repeating what may identify a patient."""
    told = ", ".join(dict.fromkeys(f"{name}: {hit.reason} ({hit.masked})" for name, hit in one.hits))
    return f"a {one.what} that may identify a patient ({told})"
