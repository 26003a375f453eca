"""How a record that waits, and a person who can sign, look in a list."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.pile import Judgement, Pile
from sonolog.tui.text import cell, lines, paragraphs, plain, styled
from sonolog.tui.widgets.line_list import figure_cell

if TYPE_CHECKING:
    from sonolog.tui.sign_off_asks import SignerLine
    from sonolog.usecases.inbox import InboxLine

_WHO = "Who signs on this computer? Enter chooses. Each signs with a key of their own."
ELSEWHERE = "In a department each signs under a login of their own, on an account of their own."
_NOBODY = """\
Nobody here can sign yet.

A supervisor is in the list as soon as a scan names one.
Submit scans for sign-off on the Scans screen (l, then s)."""
_DONE = "Nothing waits for {name}."
_MARK, _LABEL, _DAY, _NAME = 5, 8, 11, 13
_NARROW = 74
"""In fewer cells a record takes a line more."""
_WHERE: Mapping[str, str] = {
    "direct": "supervisor watched",
    "indirect": "supervisor close by",
    "remote": "reviewed later",
    "none": "nobody supervised",
}
_PROBE: Mapping[str, str] = {
    "performed": "trainee scanned",
    "assisted": "both scanned",
    "observed": "trainee watched",
}


def row_height(width: int) -> int:
    """Return how many lines a record takes in a terminal of ``width`` cells."""
    return 2 if width >= _NARROW else 3


def pile_row(pile: Pile, line: InboxLine, width: int, *, height: int, today: date) -> Sequence[Content]:
    """Return the lines of a record: what it is, then how it was supervised and what the signature says."""
    from sonolog.usecases.inbox import images_words

    mark = cell("[x]" if line.id in pile.marked else "[ ]", _MARK, "bold")
    named = mark + cell(_case(line), _LABEL, "bold") + figure_cell(day_words(line), _DAY) + Content("  ")
    read = cell("read" if line.id in pile.read else "", _MARK)
    remarks = ", ".join(part for part in (images_words(line, today), pile.remarks(line)) if part)
    said = cell(f" {remarks}" if remarks else "", len(remarks) + 1)
    where, probe = _supervision(line)
    meaning = f"→ {pile.judgement(line).meaning.replace('-', ' ')}"
    room = width - _MARK - said.cell_length
    if height > 2:
        who = cell(_joined(line.trainee, probe), width - named.cell_length)
        what = cell("", _MARK) + cell(_what(line), width - _MARK)
        return named + who, what, read + cell(f"{where} {meaning}".strip(), room) + said
    last = read + cell(f"{_joined(where, probe)} {meaning}".strip(), room) + said
    named += cell(line.trainee, _NAME) + Content("  ")
    return named + cell(_what(line), width - named.cell_length), last


def meaning_words(line: InboxLine, said: Judgement) -> Content:
    """Return what the signature of a record that nobody has signed yet would say."""
    comment = f"\nComment: {said.comment}" if said.comment else ""
    return styled(line.label, "bold") + paragraphs(f" would be signed as: “{said.sentence}”{comment}")


def signers_words(signers: Sequence[SignerLine]) -> str:
    """Return who can sign, and how much waits in all."""
    if not signers:
        return _NOBODY
    waiting = sum(one.waiting for one in signers)
    who = _WHO if any(one.signs_here for one in signers) else ELSEWHERE
    return f"{who} {counted(waiting, 'record')} waiting." if waiting else f"{who} Nothing is waiting."


def signer_row(one: SignerLine, width: int) -> tuple[Content]:
    """Return the line of a person who can sign."""
    waiting = f"{counted(one.waiting, 'record')} waiting" if one.waiting else "nothing waiting"
    key = "" if one.person.has_key or not one.signs_here else "; makes a key first"
    name = cell(one.person.name, min(26, width // 2), "bold")
    return (name + cell(f"  {waiting}{key}  ({', '.join(one.person.roles)})", width - name.cell_length),)


def counts(pile: Pile, name: str, overdue: str) -> Content:
    """Return who signs, how much waits, and what is overdue."""
    if not pile.lines:
        return plain(_DONE.format(name=name))
    marked, read = len(pile.marked), len(pile.read)
    told = styled(name, "bold") + plain(f" signs. {len(pile.lines)} waiting, {marked} marked, {read} read.")
    return lines([told, styled(f"! {overdue}", "$text-warning")]) if overdue else told


def day_words(line: InboxLine) -> str:
    """Return the day of a record as people write it."""
    return f"{line.day.day} {line.day:%b %Y}" if line.day is not None else ""


def _case(line: InboxLine) -> str:
    return line.label if line.kind == "scan" else line.kind_title


def _what(line: InboxLine) -> str:
    return line.words if line.kind == "scan" else ", ".join(part for part in (line.label, line.words) if part)


def _supervision(line: InboxLine) -> tuple[str, str]:
    """Return where the supervisor was, and who held the probe; nothing for what is no scan."""
    texts = {one.name: one.text.casefold() for one in line.fields}
    return _WHERE.get(texts.get("supervision", ""), ""), _PROBE.get(texts.get("role", ""), "")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)
