"""The pen: draws words, lines and shapes on the pages of a PDF, measured from the top left corner in points.

The only file that speaks to the PDF library's canvas, which has no types.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Iterable, Sequence
from datetime import date
from hashlib import md5
from io import BytesIO
from threading import Lock
from typing import Any

from reportlab import rl_config
from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from sonolog.reports.fonts import face
from sonolog.reports.lines import outside_page, set_width
from sonolog.reports.report import Align
from sonolog.reports.style import INK, Colour, Paper, Type

Point = tuple[float, float]
_ESCAPED = str.maketrans({one: f"\\{one}" for one in "()\\"})
"""What would end a text in a PDF, or mean something in it."""
_SAVING = Lock()
"""One at a time switches the library to binary streams: spelling them in letters took a quarter of the time."""


class Pen:
    """Writes one PDF."""

    def __init__(self, paper: Paper, *, language: str, day: date) -> None:
        self._file = BytesIO()
        self._canvas: Any = Canvas(
            self._file,
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            initialFontName=face("regular").key,
            lang=language,
        )
        self._height = paper.height
        self._bookmarks = 0
        self._operators: dict[tuple[str, float], dict[str, str]] = {}
        _date_document(self._canvas, day)

    def describe(self, *, title: str, author: str, subject: str, creator: str) -> None:
        """Fill in the properties a reader program lists."""
        canvas = self._canvas
        canvas.setTitle(outside_page(title))
        canvas.setAuthor(outside_page(author))
        canvas.setSubject(outside_page(subject))
        canvas.setCreator(outside_page(creator))
        canvas.setProducer(outside_page(creator))
        canvas.setViewerPreference("DisplayDocTitle", "true")

    def next_page(self) -> None:
        """End this page."""
        self._canvas.showPage()

    def finish(self) -> bytes:
        """Return the whole PDF; the pen is then spent."""
        with _SAVING:
            spelt, rl_config.useA85 = rl_config.useA85, 0
            try:
                self._canvas.save()
            finally:
                rl_config.useA85 = spelt
        return self._file.getvalue()

    def bookmark(self, title: str, *, level: int, top: float) -> None:
        """List this place in the outline; ``level`` 0 is the outermost, and none may be left out."""
        self._bookmarks += 1
        key = f"b{self._bookmarks}"
        self._canvas.bookmarkPage(key, fit="XYZ", left=0, top=self._height - top + 8, zoom=0)
        self._canvas.addOutlineEntry(outside_page(title), key, level=level, closed=False)

    def write(self, text: str, at: Point, style: Type, *, align: Align = "left", spread: float = 0.0) -> None:
        """Set one line of printable text with its foot at ``at``; ``spread`` is added after each letter."""
        if not text:
            return
        x, y = at
        if align == "right":
            x -= set_width(text, style) + spread * len(text)
        canvas = self._canvas
        self._fill(style.colour)
        canvas.setFont(face(style.face).key, style.size)
        canvas.drawString(x, self._height - y, text, charSpace=spread or None)

    def write_many(self, lines: Iterable[tuple[float, float, str]], style: Type) -> None:
        """Set many short lines of printable text, each as (left, foot, words), at a fraction of the cost of one by one.

        Words set before in the same face and size are not encoded again.
        """
        colour = style.colour
        code = [f"BT {colour.red:.3f} {colour.green:.3f} {colour.blue:.3f} rg"]
        key, size, height = face(style.face).key, style.size, self._height
        known = self._operators.setdefault((key, size), {})
        for x, y, text in lines:
            shown = known.get(text)
            if shown is None:
                shown = known[text] = self._shown(key, size, text)
            code.append(f"1 0 0 1 {x:.2f} {height - y:.2f} Tm {shown}")
        code.append("ET")
        self._canvas._code.append("\n".join(code))

    def _shown(self, key: str, size: float, text: str) -> str:
        """Return the operators that show ``text``."""
        canvas, font = self._canvas, getFont(key)
        if text.isascii() and text.isprintable():  # in every such face the first letters stand for themselves
            first = font.getSubsetInternalName(0, canvas._doc)
            return f"{first} {size:g} Tf ({text.translate(_ESCAPED)}) Tj"
        runs = (
            f"{font.getSubsetInternalName(subset, canvas._doc)} {size:g} Tf ({canvas._escape(run)}) Tj"
            for subset, run in font.splitString(text, canvas._doc)
        )
        return " ".join(runs)

    def rule(self, y: float, left: float, right: float, colour: Colour) -> None:
        """Draw a thin line across."""
        at = f"{self._height - y:.2f}"
        shade = f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f}"
        self._canvas._code.append(f"{shade} RG 0.5 w {left:.2f} {at} m {right:.2f} {at} l S")

    def box(self, corner: Point, size: Point, colour: Colour, *, outline: Colour | None = None) -> None:
        """Fill a rectangle from its upper left corner."""
        self._fill(colour)
        if outline is not None:
            self._stroke(outline, 0.5)
        self._canvas.rect(
            corner[0],
            self._height - corner[1] - size[1],
            size[0],
            size[1],
            stroke=outline is not None,
            fill=1,
        )

    def line(
        self,
        start: Point,
        end: Point,
        *,
        colour: Colour = INK,
        width: float = 0.5,
        dashes: tuple[float, float] | None = None,
    ) -> None:
        """Draw a straight line."""
        self._stroke(colour, width)
        self._canvas.setDash(*([list(dashes), 0] if dashes else [[], 0]))
        self._canvas.line(start[0], self._height - start[1], end[0], self._height - end[1])
        if dashes:
            self._canvas.setDash([], 0)

    def trace(
        self,
        points: Sequence[Point],
        *,
        stroke: Colour | None,
        fill: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        """Draw a line through ``points``, or the closed shape they bound where ``fill`` is given."""
        path = self._canvas.beginPath()
        path.moveTo(points[0][0], self._height - points[0][1])
        for x, y in points[1:]:
            path.lineTo(x, self._height - y)
        if fill is not None:
            path.close()
            self._fill(fill)
        if stroke is not None:
            self._stroke(stroke, width)
        self._canvas.drawPath(path, stroke=stroke is not None, fill=fill is not None)

    def circle(
        self, centre: Point, radius: float, *, stroke: Colour, fill: Colour | None = None, width: float = 0.9
    ) -> None:
        """Draw a circle."""
        self._stroke(stroke, width)
        if fill is not None:
            self._fill(fill)
        self._canvas.circle(centre[0], self._height - centre[1], radius, stroke=1, fill=fill is not None)

    def half_disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill the left half of a disc."""
        x, y = centre[0], self._height - centre[1]
        self._fill(colour)
        path = self._canvas.beginPath()
        path.arc(x - radius, y - radius, x + radius, y + radius, startAng=90, extent=180)
        path.close()
        self._canvas.drawPath(path, stroke=0, fill=1)

    def _fill(self, colour: Colour) -> None:
        self._canvas.setFillColorRGB(colour.red, colour.green, colour.blue)

    def _stroke(self, colour: Colour, width: float) -> None:
        self._canvas.setStrokeColorRGB(colour.red, colour.green, colour.blue)
        self._canvas.setLineWidth(width)


def _date_document(canvas: Any, day: date) -> None:
    """Date the document by ``day`` at noon UTC, whatever the machine, its zone or its environment say."""
    moment = (day.year, day.month, day.day, 12, 0, 0)
    stamp = canvas._doc._timeStamp
    stamp.t = timegm(moment)
    stamp.lt = (*moment, 0, 1, 0)
    stamp.YMDhms = moment
    stamp.dhh = stamp.dmm = 0
    stamp.tzname = "UTC"
    canvas._doc.signature = md5(day.isoformat().encode(), usedforsecurity=False)
