"""A QR code, drawn as squares."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sonolog.reports import style
from sonolog.reports.lines import wrapped
from sonolog.reports.pages import Piece, space
from sonolog.reports.pen import Pen
from sonolog.reports.report import QrCode
from sonolog.reports.structure import Branch, alternative
from sonolog.reports.style import Paper

_SIDE = 84.0
"""Points: a telephone reads it from an arm's length."""
_GAP = 14.0


def qr_code(block: QrCode, paper: Paper, at: Branch) -> Iterator[Piece]:
    """Yield the code with its words beside it."""
    picture, said = at.leaf("Figure", alternative(f"QR code: {block.content}")), at.leaf("P")
    squares = _squares(block.content)
    lines = wrapped(block.words, style.SMALL, paper.line - _SIDE - _GAP)
    height = max(_SIDE, len(lines) * style.SMALL.leading)

    def draw(pen: Pen, top: float) -> None:
        unit = _SIDE / len(squares)
        pen.element = picture
        pen.frame((paper.side, top), (_SIDE, _SIDE))
        for row, cells in enumerate(squares):
            for column, dark in enumerate(cells):
                if dark:
                    pen.box((paper.side + column * unit, top + row * unit), (unit, unit), style.INK)
        pen.element = said
        for number, line in enumerate(lines):
            at = (paper.side + _SIDE + _GAP, top + (number + 1) * style.SMALL.leading)
            pen.write(line, at, style.SMALL)

    yield Piece(height, draw)
    yield space(style.BLOCK_SPACE)


def _squares(content: str) -> list[list[bool]]:
    from reportlab.graphics.barcode.qrencoder import QRCode, QRErrorCorrectLevel

    code: Any = QRCode(None, QRErrorCorrectLevel.M)
    code.addData(content)
    code.make()
    return [[bool(cell) for cell in row] for row in code.modules]
