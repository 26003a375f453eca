"""The table of keys, and what is made from it."""

from __future__ import annotations

from itertools import combinations

import pytest
from textual.screen import Screen

from sonolog.tui.dialogs.confirm import ConfirmDialog
from sonolog.tui.keys import TITLES, Key, bindings, footer_keys, keys_of
from sonolog.tui.reference import page
from sonolog.tui.screens import PLACES, made
from sonolog.tui.screens.begin import BeginScreen
from sonolog.tui.screens.record import RecordScreen
from sonolog.tui.widgets.lines import KeyLine

_SCREENS = [made(place) for place in PLACES] + [BeginScreen(), RecordScreen("", "")]
_WIDTH = 80


def _names(key: Key) -> set[str]:
    return set(key.keys.split(","))


@pytest.mark.parametrize("screen", _SCREENS, ids=lambda screen: type(screen).__name__)
def test_a_key_means_one_thing_on_a_screen(screen: Screen[None]) -> None:
    """No two entries that hold on the same screen share a key, unless both do the same."""
    clashes = [
        (one.label, other.label)
        for one, other in combinations(keys_of(*screen.KEYS), 2)  # type: ignore[attr-defined]
        if _names(one) & _names(other) and one.action and other.action and one.action != other.action
    ]
    assert not clashes


@pytest.mark.parametrize("screen", _SCREENS, ids=lambda screen: type(screen).__name__)
def test_every_key_that_is_told_works(screen: Screen[None]) -> None:
    """The screen, the app or its focused widget has the action of each entry."""
    from sonolog.tui.app import SonologApp

    for key in keys_of(*screen.KEYS):  # type: ignore[attr-defined]
        name = key.action.split("(")[0]
        target = SonologApp if name.startswith("app.") else type(screen)
        assert not name or hasattr(target, f"action_{name.removeprefix('app.')}"), key


@pytest.mark.parametrize("screen", _SCREENS, ids=lambda screen: type(screen).__name__)
def test_the_footer_fits(screen: Screen[None]) -> None:
    """All keys of the footer fit into 80 columns, beside what a list or a page needs most."""
    keys = footer_keys(*screen.KEYS)  # type: ignore[attr-defined]
    first, last = keys[:6], keys[-1]
    assert sum(len(key.display) + len(key.label) + 3 for key in first) + len(last.label) <= _WIDTH
    assert last.label in ("Keys", "Quit")
    assert KeyLine(keys)


_OTHER_DIGITS = (
    *(f"{act}({digit})" for act in ("app.template_scan", "take") for digit in range(2, 10)),
    *(f"give({digit})" for digit in range(1, 10)),
)


def test_every_part_is_bound_and_described() -> None:
    """Each part of the table has a title, and each of its actions a binding."""
    for part in TITLES:
        actions = {key.action for key in keys_of(part)} - {""}
        bound = {one.action for one in bindings(part)}  # type: ignore[union-attr]
        assert {one for one in bound if not one.startswith(_OTHER_DIGITS)} == actions
        assert all(key.words.endswith(".") for key in keys_of(part))


def test_the_page_of_keys_names_every_key() -> None:
    """The documentation is made from the same table."""
    text = page()
    assert all(f"| {key.label} | {key.words} |" in text for part in TITLES for key in keys_of(part))


def test_a_dialog_tells_its_own_word_for_yes() -> None:
    """The footer of a question says what enter will do."""
    assert ConfirmDialog("Undo?", "…", yes="Undo").keys()[0].label == "Undo"
