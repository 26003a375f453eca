"""Screens of the example logbook as SVG, for the README: ``python -m tests.tui.screenshots`` draws them anew."""

from __future__ import annotations

import asyncio
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.example import SHARED_FOLDER
from textual.pilot import Pilot

from .pilot import app_on, desk_in, press, write
from .walk import demo_copy

FOLDER = Path(__file__).parents[2] / "docs" / "pictures"
SIZE = (96, 28)
_FONT_FACE = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_FAMILY = re.compile(r"font-family: [^;]*;")
_REMARK = re.compile(r"<!--.*?-->\s*", re.DOTALL)
_ID = re.compile(r"terminal-\d+")


@dataclass(frozen=True)
class Shot:
    """One picture: who sits there, and what they press and type before it is taken."""

    name: str
    keys: tuple[str, ...]
    typed: str = ""
    person: str = "Tess"


SHOTS = (
    Shot("home", ()),
    Shot("log", ("i",), "shoulder l supraspinatus tear direct"),
    Shot("scans", ("l", "v", "down", "down")),
    Shot("progress", ("p", "down", "down", "down")),
    Shot("charts", ("c",)),
    Shot("insights", ("I", "enter")),
    Shot("sign-off", ("o", "enter"), person="Sam"),
)


async def drawn(shot: Shot, folder: Path) -> str:
    """Return a screen of a copy of the example logbook in ``folder`` as SVG that asks nothing of anybody."""
    book = demo_copy(folder)
    async with app_on(desk_in(folder, logbook=book, person=shot.person), SIZE) as pilot:
        await press(pilot, *shot.keys)
        if shot.typed:
            await write(pilot, shot.typed)
        return _own(_svg(pilot))


def _svg(pilot: Pilot[None]) -> str:
    return pilot.app.export_screenshot(title="sonolog")


def _own(svg: str) -> str:
    """Return the picture without fonts of other sites, and with a name inside that is the same in every run."""
    svg = _FAMILY.sub("font-family: monospace;", _FONT_FACE.sub("", _REMARK.sub("", svg)))
    return _ID.sub("terminal", "\n".join(line.rstrip() for line in svg.splitlines())) + "\n"


def main() -> None:
    """Draw every picture anew."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as shared:
        os.environ[SHARED_FOLDER] = shared
        _draw()


def _draw() -> None:
    for shot in SHOTS:
        with tempfile.TemporaryDirectory() as folder:
            (FOLDER / f"{shot.name}.svg").write_text(asyncio.run(drawn(shot, Path(folder))), "utf-8")


if __name__ == "__main__":
    main()
