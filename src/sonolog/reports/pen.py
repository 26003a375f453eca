"""The pen: draws words, lines and shapes on the pages of a PDF, measured from the top left corner in points.

What it draws belongs to the element of the structure it is set to: words always, lines and shapes where that is a
picture.  All else is marked as furniture.  The only file that draws on the PDF library's canvas, which has no types.
"""

from __future__ import annotations

from calendar import timegm
from collections.abc import Sequence
from datetime import date
from hashlib import md5
from io import BytesIO
from typing import Any

from reportlab.pdfbase.pdfmetrics import getFont
from reportlab.pdfgen.canvas import Canvas

from sonolog.reports.fonts import face
from sonolog.reports.further_face import KEY, further, runs
from sonolog.reports.lines import outside_page, set_width
from sonolog.reports.pdf_file import whole_file
from sonolog.reports.report import Align, Evidence
from sonolog.reports.structure import FOOTER, FURNITURE, Structure, document_structure
from sonolog.reports.style import FAINT, INK, Colour, Paper, Type

Point = tuple[float, float]
_ESCAPED = str.maketrans({one: f"\\{one}" for one in "()\\"})
"""What would end a text in a PDF, or mean something in it."""
_UNMARKED = -3
_FOOT = "/Artifact<</Type/Pagination/Subtype/Footer>>BDC"


class Pen:
    """Writes one PDF."""

    def __init__(self, paper: Paper, *, language: str, day: date) -> None:
        self._canvas: Any = Canvas(
            BytesIO(),
            pagesize=(paper.width, paper.height),
            pageCompression=1,
            invariant=1,
            initialFontName=face("regular").key,
            lang=language,
        )
        self._height = paper.height
        self._bookmarks = 0
        self._types: dict[Type, str] = {}
        self.root = document_structure()
        """Where the structure of the document begins."""
        self.element = FURNITURE
        """What is drawn next belongs to it."""
        self._structure: Structure = self.root.structure
        self._marked = _UNMARKED
        self._structure.begin_page()
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
        self._close()
        self._canvas.showPage()
        self._structure.begin_page()

    def finish(self, evidence: Evidence | None = None) -> bytes:
        """Return the whole PDF with ``evidence`` attached; the pen is then spent."""
        return whole_file(self._canvas._doc, self._canvas, self._structure, evidence)

    def frame(self, corner: Point, size: Point) -> None:
        """Say within which rectangle the picture lies that is drawn next."""
        left, lower = corner[0], self._height - corner[1] - size[1]
        box = f"{left:.1f} {lower:.1f} {left + size[0]:.1f} {lower + size[1]:.1f}"
        self._structure.describe(self.element, f"/A<</O/Layout/BBox[{box}]>>")

    def _mark(self, *, shape: bool = False) -> None:
        """Begin or go on with the part of the page that belongs to the element."""
        wanted = self.element
        if shape and wanted >= 0 and self._structure.kinds[wanted] != "Figure":
            wanted = FURNITURE
        if wanted == self._marked:
            return
        self._close()
        self._marked = wanted
        if wanted >= 0:
            number = self._structure.mark(wanted)
            self._canvas._code.append(f"/{self._structure.kinds[wanted]}<</MCID {number}>>BDC")
        else:
            self._canvas._code.append(_FOOT if wanted == FOOTER else "/Artifact BMC")

    def _close(self) -> None:
        if self._marked != _UNMARKED:
            self._canvas._code.append("EMC")
            self._marked = _UNMARKED

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
        self._mark()
        x, y = at
        if align == "right":
            text = text.rstrip(" ")
            x -= set_width(text, style) + spread * len(text)
        apart = f" {spread:g} Tc" if spread else ""
        self._canvas._code.append(
            f"BT {self._in_type(style)}{apart} {x:.2f} {self._height - y:.2f} Td {self._shown(text, style)}"
            f"{' 0 Tc' if apart else ''} ET"
        )

    def write_row(
        self, cells: Sequence[str], corner: Point, style: Type, first: int, under: tuple[float, float] | None = None
    ) -> None:
        """Set cells beside each other, each as :meth:`encoded` gave it, at a fraction of the cost of one by one.

        ``corner`` is where the first line of the first begins.  It shows element ``first``, each further one the next.
        ``under`` asks for a faint line under them, so far down and from ``corner`` to so far right.
        """
        self._close()
        code = [f"BT {self._in_type(style)} {corner[0]:.2f} {self._height - corner[1]:.2f} Td"]
        numbered = enumerate(cells, self._structure.mark(first, len(cells)))
        code += [f"/TD<</MCID {number}>>BDC {cell} EMC" for number, cell in numbered]
        code.append("ET")
        if under is not None:
            y = f"{self._height - under[0]:.2f}"
            code.append(f"/Artifact BMC {_FAINT} RG 0.5 w {corner[0]:.2f} {y} m {under[1]:.2f} {y} l S EMC")
        self._canvas._code.append("\n".join(code))

    def _in_type(self, style: Type) -> str:
        """Return the operators that choose a face, a size and a colour; each is spelt once."""
        found = self._types.get(style)
        if found is None:
            name = getFont(face(style.face).key).getSubsetInternalName(0, self._canvas._doc)
            found = self._types[style] = f"{_spelt(style.colour)} rg {name} {style.size:g} Tf"
        return found

    def encoded(self, lines: Sequence[str], step: float, style: Type) -> str:
        """Return the operators that set the lines of a cell that begins ``step`` points after the one before it."""
        back = (len(lines) - 1) * style.leading
        shown = f" 0 {-style.leading:g} Td ".join([self._shown(line, style) for line in lines])
        return f"{step:.2f} 0 Td {shown}" + (f" 0 {back:g} Td" if back > 0 else "")

    def _shown(self, text: str, style: Type) -> str:
        """Return the operators that show ``text``, begun and ended with the first letters of the face chosen."""
        if text.isascii() and text.isprintable():  # in every such face they stand for themselves
            return f"({text.translate(_ESCAPED)})Tj"
        own = face(style.face).characters
        if further() is not None and any(ord(one) not in own for one in text):
            return self._shown_in_two(text, style)
        canvas, font = self._canvas, getFont(face(style.face).key)
        first = font.getSubsetInternalName(0, canvas._doc)
        chosen, shown = first, ""
        for subset, run in [*font.splitString(text, canvas._doc), (0, b"")]:
            name = font.getSubsetInternalName(subset, canvas._doc)
            shown += f"{name} {style.size:g} Tf" if name != chosen else ""
            shown += f"({canvas._escape(run)})Tj" if run else ""
            chosen = name
        return shown

    def _shown_in_two(self, text: str, style: Type) -> str:
        """Return the operators that show ``text`` in the face and the further one, and what it says for who listens."""
        more, cut = further(), face(style.face)
        first = getFont(cut.key).getSubsetInternalName(0, self._canvas._doc)
        shown = f"/Span<</ActualText<FEFF{text.encode('utf-16-be').hex().upper()}>>>BDC "
        for is_further, letters in runs(text, cut.characters):
            if more is not None and is_further:
                font = getFont(KEY)
                for subset, run in font.splitString(more.formed(letters), self._canvas._doc):
                    name = font.getSubsetInternalName(subset, self._canvas._doc)
                    shown += f"{name} {style.size:g} Tf ({self._canvas._escape(run)})Tj "
                shown += f"{first} {style.size:g} Tf "
            else:
                shown += f"{self._shown(letters, style)} "
        return f"{shown}EMC"

    def rule(self, y: float, left: float, right: float, colour: Colour) -> None:
        """Draw a thin line across."""
        self._mark(shape=True)
        at = f"{self._height - y:.2f}"
        self._canvas._code.append(f"{_spelt(colour)} RG 0.5 w {left:.2f} {at} m {right:.2f} {at} l S")

    def box(self, corner: Point, size: Point, colour: Colour, *, outline: Colour | None = None) -> None:
        """Fill a rectangle from its upper left corner."""
        self._mark(shape=True)
        edge = f" {_spelt(outline)} RG 0.5 w" if outline is not None else ""
        place = f"{corner[0]:.2f} {self._height - corner[1] - size[1]:.2f} {size[0]:.2f} {size[1]:.2f}"
        self._canvas._code.append(f"{_spelt(colour)} rg{edge} {place} re {'B' if edge else 'f'}")

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
        self._mark(shape=True)
        height = self._height
        pattern = f" [{dashes[0]:g} {dashes[1]:g}] 0 d" if dashes else ""
        self._canvas._code.append(
            f"{_spelt(colour)} RG {width:g} w{pattern} {start[0]:.2f} {height - start[1]:.2f} m "
            f"{end[0]:.2f} {height - end[1]:.2f} l S{' [] 0 d' if dashes else ''}"
        )

    def trace(
        self,
        points: Sequence[Point],
        *,
        stroke: Colour | None,
        fill: Colour | None = None,
        width: float = 1.0,
    ) -> None:
        """Draw a line through ``points``, or the closed shape they bound where ``fill`` is given."""
        self._mark(shape=True)
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
        self._mark(shape=True)
        self._stroke(stroke, width)
        if fill is not None:
            self._fill(fill)
        self._canvas.circle(centre[0], self._height - centre[1], radius, stroke=1, fill=fill is not None)

    def half_disc(self, centre: Point, radius: float, colour: Colour) -> None:
        """Fill the left half of a disc."""
        self._mark(shape=True)
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


def _spelt(colour: Colour) -> str:
    return f"{colour.red:.3f} {colour.green:.3f} {colour.blue:.3f}"


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


_FAINT = _spelt(FAINT)
