"""The embedded typeface: Fira Sans (SIL Open Font Licence 1.1), with Latin, Greek and Cyrillic.

Its default figures have different widths; the tabular ones that stand straight under each other are taken in
their place.  The face names its glyphs, so they are found by name.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from types import MappingProxyType

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from sonolog.reports.errors import FontMissingError
from sonolog.reports.further_face import further, runs
from sonolog.reports.style import FaceName

PACKAGE = "fontpkg_fira_sans"
FILES: Mapping[FaceName, str] = MappingProxyType(
    {"regular": "FiraSans-Regular.ttf", "bold": "FiraSans-SemiBold.ttf", "italic": "FiraSans-Italic.ttf"}
)
_FIGURES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_STANDARD_NAMES = 258
"""Glyph names every font shares and does not spell out (OpenType specification, table "post", version 2)."""


class Face:
    """One cut of the typeface: which characters it has, and how wide they are."""

    def __init__(self, name: FaceName, font: TTFont) -> None:
        self.name = name
        self.key: str = font.fontName
        """The name by which the PDF library knows it."""
        self.characters: frozenset[int] = frozenset(font.face.charToGlyph)
        self._widths: dict[int, float] = {code: width / 1000 for code, width in font.face.charWidths.items()}
        self._missing: float = font.face.defaultWidth / 1000

    def width(self, text: str, size: float) -> float:
        """Return how wide ``text`` is set in ``size`` points."""
        widths = self._widths
        try:
            return sum(map(widths.__getitem__, map(ord, text))) * size
        except KeyError:
            return self._width_with_further(text, size)

    def _width_with_further(self, text: str, size: float) -> float:
        more = further()
        if more is None:
            return sum(self._widths.get(ord(character), self._missing) for character in text) * size
        return sum(
            more.width(part, size)
            if is_further
            else sum(self._widths.get(ord(one), self._missing) for one in part) * size
            for is_further, part in runs(text, self.characters)
        )


@cache
def face(name: FaceName) -> Face:
    """Return a cut of the typeface, read on first use.

    Raises :class:`FontMissingError` where its package is not installed.
    """
    try:
        with as_file(files(PACKAGE) / "files" / FILES[name]) as path:
            font = TTFont(f"Sonolog-{name}", str(path), asciiReadable=True, shapable=False)
            _use_tabular_figures(font, _glyph_names(path))
    except (ModuleNotFoundError, OSError) as fault:
        raise FontMissingError(FILES[name]) from fault
    pdfmetrics.registerFont(font)
    return Face(name, font)


def _use_tabular_figures(font: TTFont, glyphs: Mapping[str, int]) -> None:
    outlines = font.face
    for code, name in enumerate(_FIGURES, ord("0")):
        glyph = glyphs.get(f"{name}.tf")
        if glyph is not None:
            outlines.charToGlyph[code] = glyph
            outlines.charWidths[code] = outlines.hmetrics[glyph][0] * 1000 / outlines.unitsPerEm


def _glyph_names(path: Path) -> dict[str, int]:
    """Return the glyphs a font names itself, by name (table "post", version 2; else none)."""
    table = _table(path.read_bytes(), b"post")
    if table[:4] != b"\0\2\0\0":
        return {}
    (count,) = struct.unpack_from(">H", table, 32)
    order = struct.unpack_from(f">{count}H", table, 34)
    own = list(_pascal_strings(table[34 + 2 * count :]))
    return {
        own[index - _STANDARD_NAMES]: glyph
        for glyph, index in enumerate(order)
        if _STANDARD_NAMES <= index < _STANDARD_NAMES + len(own)
    }


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for at in range(count):
        found, _, offset, length = struct.unpack_from(">4sLLL", font, 12 + 16 * at)
        if found == tag:
            return font[offset : offset + length]
    return b""


def _pascal_strings(table: bytes) -> Iterator[str]:
    at = 0
    while at < len(table):
        end = at + 1 + table[at]
        yield table[at + 1 : end].decode("latin-1")
        at = end
