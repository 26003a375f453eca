"""Texts made to break a program: markup, orders to a terminal, hidden and turning characters, other programs' words.

``strings.json`` holds all of them, of our own making, with everything beyond ASCII escaped.
"""

from __future__ import annotations

import json
from pathlib import Path

STRINGS: tuple[str, ...] = tuple(json.loads(Path(__file__).with_suffix(".json").read_text("ascii")))
"""About five hundred, each once."""

WORST: tuple[str, ...] = (
    "[/]",
    "[",
    "[b",
    "[@click=app.quit]x[/]",
    "[see image]",
    "$text",
    "${HOME}",
    "{0}",
    "<b>x</b>",
    "&lt;&#0;",
    "'; DROP TABLE object; --",
    "a AND b",
    '"unclosed',
    "\\",
    "../../etc/passwd",
    "--help",
    "=1+1",
    "'=1+1",
    "1e309",
    "a=b=c",
    "# no comment",
    "(?P<x>",
    "\x1b[2J",
    "\x1b]52;c;aGk=\x07",
    "\x9b2J",
    "a\x00b",
    "a\rb",
    "\u202etxt.exe",
    "\u200bx",
    "x\u2028y",
    "\udfff",
    "\U000e0041",
    "ẞİ",
    "e\u0301",
    "👨‍👩‍👧‍👦",
    "العربية",
    "o" + "\u0338" * 40,
    "  x  ",
    "a\nb",
    "x" * 500,
)
"""Forty for the slow doors."""
