"""The page of keys in the documentation: ``python -m sonolog.tui.reference`` prints it."""

from __future__ import annotations

import sys
from collections.abc import Iterator

from sonolog.tui.keys import TITLES, Key, keys_of

_INTRODUCTION = """# Keys of the app

Made from the program's own table of keys; `?` shows the part that holds on the screen one is on, and `ctrl+p`
finds the same things by their names. In every list the arrow keys, page up, page down, home and end move. The
mouse is never needed. Where letters are typed into a form, `F1` shows the keys.
"""


def page() -> str:
    """Return the page as Markdown."""
    return "\n".join([_INTRODUCTION, *_parts()])


def _parts() -> Iterator[str]:
    for part, title in TITLES.items():
        yield f"## {title}\n"
        yield "| key | name | does |"
        yield "|---|---|---|"
        yield from (_row(key) for key in keys_of(part))
        yield ""


def _row(key: Key) -> str:
    names = " or ".join(f"`{_written(one)}`" for one in key.names.split(" or "))
    return f"| {names} | {key.label} | {key.words} |"


def _written(name: str) -> str:
    return name.replace("^", "ctrl+")


if __name__ == "__main__":
    sys.stdout.write(page())
