"""Text that a person typed reaches the screen through ``text.plain()`` alone."""

from __future__ import annotations

import ast

import pytest

from .markup import faults_in, plain_functions
from .source import name_of, python_files, tree_of

_APP = python_files("src/sonolog/tui")

_PLAIN = """
Static("[b]Scans[/b]")
Static(plain(scan.note))
Static(text.plain(scan.note).stylize("bold"))
Label(TITLE if new else "Amend")
Label(plain(f"{count} scans"))
Button("Sign", tooltip=plain(scan.note))
self.query_one("#note", Static).update(plain(scan.note))
self.app.notify(message, markup=False)
self.border_title = plain(scan.site)
Static(Content.assemble("Site ", (plain(scan.site), "bold")))
Static(Content.from_markup("[b]$name[/b]", name=person.name))
Static(Content("\\n").join(lines))
Input(value=scan.note, placeholder="Note")
Static(id="note")
heading = plain(scan.site)
Static(heading + " " + heading.truncate(20))
line: Content = made(scan)
Static(line)
def shown(row: Content) -> Content: return Label(row)
Static(shown(scan))
Option(row_of(scan), id=scan.id)
self.heading = plain(scan.site)
Static(self.heading)
Label(" " * width + TITLE)
"""

_MARKUP = """
Static(scan.note)
Static(f"Note: {scan.note}")
Static("Note: " + scan.note)
Static("Note: {}".format(scan.note))
Static(", ".join(scan.structures))
Label(str(count))
Button(person.name)
Checkbox(label=person.name)
Option(scan.note)
TabPane(person.name)
Static(plain(scan.site) + scan.note)
Static(scan.site if scan.site else "none")
Static(scan.note, markup=False)
self.query_one(Static).update(scan.note)
self.notify(str(fault))
self.notify("Saved", title=scan.id)
self.notify("[b]Saved[/b]", markup=True)
Static("Saved", markup=flag)
self.border_title = scan.site
self.tooltip = f"{scan.site}"
Static(Text.from_markup(scan.note))
Static(Content.from_markup(f"[b]{scan.note}[/b]"))
Static(Content(scan.note))
Static(Content.styled(scan.note, "bold"))
Static(Content.assemble("Site ", (scan.site, "bold")))
heading = plain(one); heading = two; Static(heading)
for row in rows: Static(row)
self.heading = scan.site; Static(self.heading)
Static(self.unknown)
def shown(row: str) -> str: return Label(row)
"""


@pytest.mark.parametrize("code", _MARKUP.strip().splitlines())
def test_what_could_be_read_as_markup_is_found(code: str) -> None:
    """Each of these lines would let a bracket in a note crash the app, vanish, or run an action."""
    assert faults_in(ast.parse(code))


def test_plain_text_is_let_through() -> None:
    """What stands in the source, has passed ``plain`` or is declared to be ``Content`` may be shown."""
    assert not faults_in(ast.parse(_PLAIN), known={"row_of"})


def test_the_app_shows_typed_text_as_it_was_typed() -> None:
    """No file of the app shows a string that is neither written in it nor plain."""
    known = _known_plain()
    files = [path for path in _APP if path.name != "text.py"]
    assert not [f"{name_of(path)}:{fault}" for path in files for fault in faults_in(tree_of(path), known)]


def _known_plain() -> frozenset[str]:
    """Return every function of the app that gives back ``Content``."""
    return frozenset().union(*(plain_functions(tree_of(path)) for path in _APP))
