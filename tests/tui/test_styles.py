"""Style sheets: a screen's rules reach no other screen, and colours come from the theme."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import sonolog.tui

_SHEETS = sorted(Path(sonolog.tui.__file__).parent.rglob("*.tcss"))
_COLOUR = re.compile(r"(?:color|background|border)\s*:[^;]*(?:#[0-9a-f]{3,8}\b|\brgb|\bred\b|\bgreen\b|\bblue\b)")


def _outermost(sheet: str) -> list[str]:
    """Return the selectors that stand in no other rule."""
    found, depth = [], 0
    for part in re.split(r"([{}])", re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        if part == "{":
            depth += 1
        elif part == "}":
            depth -= 1
        elif depth == 0 and part.strip():
            found.append(part.strip())
    return found


@pytest.mark.parametrize("path", _SHEETS, ids=lambda path: path.stem)
def test_every_rule_is_inside_its_screen(path: Path) -> None:
    """A sheet is not scoped by itself: a bare rule would colour every other screen."""
    screens = set(re.findall(r"^class (\w+)", path.with_suffix(".py").read_text("utf-8"), re.MULTILINE))
    assert {re.split(r"[.:\s-]", one)[0] for one in _outermost(path.read_text("utf-8"))} <= screens


@pytest.mark.parametrize("path", _SHEETS, ids=lambda path: path.stem)
def test_colours_come_from_the_theme(path: Path) -> None:
    """No sheet names a colour of its own."""
    assert not _COLOUR.search(path.read_text("utf-8"))
