"""How a record that waits, and a person who can sign, look in a list."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.tui.pile import Pile, counted
from sonolog.tui.text import cell
from sonolog.tui.widgets.line_list import figure_cell

if TYPE_CHECKING:
    from sonolog.tui.sign_off_asks import SignerLine
    from sonolog.usecases.inbox import InboxLine

_MARKED, _UNMARKED = "[x] ", "[ ] "
_LABEL, _DAY, _NAME = 8, 11, 13
_REMARKS = 24
_NARROW = 74
"""In fewer cells the trainee's name is left to the second line."""


def row_height(width: int) -> int:
    """Return how many lines a record takes in a terminal of ``width`` cells."""
    return 2 if width >= _NARROW else 3


def pile_row(pile: Pile, line: InboxLine, width: int) -> Sequence[Content]:
    """Return the lines of a record: what it is, then how it was supervised and what the signature says."""
    mark = cell(_MARKED if line.id in pile.marked else _UNMARKED, len(_MARKED), "bold")
    named = mark + cell(_case(line), _LABEL, "bold") + figure_cell(day_words(line), _DAY) + Content("  ")
    below, remarks = " " * len(_MARKED), pile.remarks(line)
    meaning = _meaning(pile, line)
    if width < _NARROW - 2:
        return (
            named + cell(line.trainee, width - named.cell_length),
            cell(below + _what(line), width),
            cell(f"{below}{meaning}{f' ({remarks})' if remarks else ''}", width),
        )
    named += cell(line.trainee, _NAME) + Content("  ")
    rest = width - len(_MARKED)
    said = cell(f"({remarks})" if remarks else "", min(len(remarks) + 3, _REMARKS))
    second = cell(meaning, rest - said.cell_length)
    return named + cell(_what(line), width - named.cell_length), Content(below) + second + said


def signer_row(one: SignerLine, width: int) -> tuple[Content]:
    """Return the line of a person who can sign."""
    waiting = f"{counted(one.waiting, 'record')} waiting" if one.waiting else "nothing waiting"
    key = "" if one.person.has_key else ", a key is made when they sign"
    name = cell(one.person.name, min(26, width // 2), "bold")
    return (name + cell(f"  {waiting}{key}  ({', '.join(one.person.roles)})", width - name.cell_length),)


def day_words(line: InboxLine) -> str:
    """Return the day of a record as people write it."""
    return f"{line.day.day} {line.day:%b %Y}" if line.day is not None else ""


def _case(line: InboxLine) -> str:
    return line.label if line.kind == "scan" else line.kind_title


def _what(line: InboxLine) -> str:
    return line.words if line.kind == "scan" else ", ".join(part for part in (line.label, line.words) if part)


def _meaning(pile: Pile, line: InboxLine) -> str:
    code = pile.judgement(line).meaning.replace("-", " ")
    supervision = line.supervision_words
    return f"{supervision} → {code}" if supervision else f"→ {code}"
