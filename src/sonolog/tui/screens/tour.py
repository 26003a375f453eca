"""A short tour, on request: what the app is for and which keys matter."""

from __future__ import annotations

from collections.abc import Iterable

from textual.widget import Widget
from textual.widgets import Static

from sonolog.tui.dialogs.dialog import Dialog
from sonolog.tui.keys import Key, bindings, keys_of
from sonolog.tui.text import paragraphs, styled

PAGES = (
    (
        "Log a scan in seconds",
        (
            "n opens the form; place and people are those of your last scan. Type first letters: Enter takes the word "
            "and goes on. ^l logs the scan, ^n logs it and begins the next.\n\n"
            "r repeats the last scan: only the finding is left to say. i takes a whole scan in one line: "
            "shoulder l supraspinatus tear direct."
        ),
    ),
    (
        "Again and again the same",
        (
            "t on a scan keeps what was scanned under a digit. From then on the digit opens the form with it. What was "
            "found, why you were asked and what you thought of it are never copied."
        ),
    ),
    (
        "Find and change",
        (
            "l lists your scans. / filters as you type, since:1/9 too; b keeps a filter; space marks, s submits what "
            "is marked, e tags it, x writes a table. v shows a scan beside the list with all that was changed.\n\n"
            "a amends: earlier versions stay. u takes the last change back, after asking."
        ),
    ),
    (
        "Where you stand",
        (
            "p shows each requirement of your frameworks. Enter lists what counts, w what does not and why. t tells "
            "when you will be done at this pace, c draws it, a shows another day. I tells what your scans prove."
        ),
    ),
    (
        "Sign-off",
        (
            "Your supervisor presses o: Enter opens a record, y agrees and goes to the next, s signs them all with one "
            "passphrase. b returns one with a reason. What is signed is one exact version; a later change shows."
        ),
    ),
    (
        "Everything else",
        (
            "d holds courses, placements, meetings and reflections. 0 leads to frameworks, people, reports, weeks "
            "and settings. ^p finds any command by its name, ? shows the keys that work where you are.\n\n"
            "Everything the app does, the command line does too: sonolog --help."
        ),
    ),
)
"""Title and words of each page."""


class TourScreen(Dialog[None]):
    """Pages one after the other; escape leaves."""

    BINDINGS = bindings("tour")
    KEYS = ("tour",)

    def __init__(self) -> None:
        super().__init__("A short tour")
        self._at = 0

    def parts(self) -> Iterable[Widget]:
        """Yield the page."""
        yield Static(id="page")

    def keys(self) -> tuple[Key, ...]:
        """Return the keys that turn pages."""
        return keys_of("tour")

    def on_mount(self) -> None:
        """Show the first page."""
        self._show()

    def action_next_page(self) -> None:
        """Turn to the next page; leave after the last."""
        if self._at + 1 == len(PAGES):
            self.dismiss(None)
        else:
            self._at += 1
            self._show()

    def action_previous_page(self) -> None:
        """Turn back."""
        self._at = max(self._at - 1, 0)
        self._show()

    def _show(self) -> None:
        title, words = PAGES[self._at]
        head = styled(f"{self._at + 1} of {len(PAGES)}  {title}", "bold")
        self.query_one("#page", Static).update(head + paragraphs(f"\n\n{words}"))
