"""Signature blocks: who signed, in which role, what they put their name to, when, with which key."""

from __future__ import annotations

from collections.abc import Iterator

from sonolog.reports.days import NOT_RECORDED, time_words, zone_words
from sonolog.reports.pages import Piece
from sonolog.reports.report import Cell, Column, MarkName, SignOff, SignOffs, Table
from sonolog.reports.structure import Branch
from sonolog.reports.style import Paper
from sonolog.reports.tables import table

_COLUMNS = (
    Column("Signed by", 12),
    Column("What the signature says", 17),
    Column("Time as stated by the signer's computer", 10),
    Column("Verification", 9),
)
_ROOM = "\u00a0"
"""An empty line above the dotted ones, as high as a hand writes."""
_LINE = "." * 40
_COUNTERSIGNED = (
    Cell(_ROOM, note="Countersigned in print"),
    Cell(_ROOM, note=f"name {_LINE}"),
    Cell(_ROOM, note=f"date {_LINE[:22]}"),
    Cell(_ROOM, note=f"signature {_LINE[:24]}"),
)
"""Room for a hand, where a programme still asks for one."""
_MARKS: dict[str, MarkName] = {
    "Valid": "signed",
    "Valid, identity not confirmed": "met",
    "Valid, key since revoked": "due",
    "Incomplete": "started",
    "Redacted": "none",
    "Invalid": "failed",
    "Not checked": "open",
}


def sign_offs(block: SignOffs, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the signature blocks."""
    rows = tuple(row for item in block.items for row in (_row(item), _COUNTERSIGNED))
    return table(Table(_COLUMNS, rows, pairs=True), paper, at)


def _row(item: SignOff) -> tuple[Cell, ...]:
    entries = "1 entry" if item.entries == 1 else f"{item.entries} entries"
    register = item.register or f"register number {NOT_RECORDED}"
    key = f"key …{item.key}" if item.key else ""
    return (
        Cell(item.name, note="\n".join(line for line in (register, item.role) if line), tone="strong"),
        Cell(f"“{item.meaning}”", note=f"for {entries}", tone="quoted"),
        Cell(time_words(item.at), note="\n".join(one for one in (zone_words(item.at), key) if one)),
        Cell(item.verification, note=item.doubt, mark=_MARKS.get(item.verification, "open")),
    )
