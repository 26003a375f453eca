"""A further typeface, a TrueType file the person names, for letters that Fira Sans lacks.

Letters that are written from right to left, or take another form beside others, need the extra ``scripts``: python-bidi
puts them in order and uharfbuzz gives them their forms.  Without it they stay visible code points.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.lib.abag import ABag
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFError, TTFont, shapeFragWord

from sonolog.reports.errors import FontUnusableError

KEY = "Sonolog-further"
"""The name by which the PDF library knows it."""
_FEATURES = {"kern": False, "liga": True, "dlig": False}
"""Forms that belong to writing, and no ornaments."""
_RIGHT_TO_LEFT = ("R", "AL")
_DEPENDENT = ("Mn", "Mc", "Me")
"""Categories of marks that stand on or around another letter."""


class FurtherFace:
    """The letters of one file, for one report: the library numbers forms in the order in which it meets them.

    Raises:
        FontUnusableError: it is no TrueType file, or cannot be read.
    """

    def __init__(self, path: Path) -> None:
        try:
            self._font: Any = TTFont(KEY, str(path), asciiReadable=False, shapable=_has_extra())
        except (TTFError, OSError, ValueError, LookupError) as fault:
            raise FontUnusableError(path) from fault
        self.name = str(self._font.face.name, "latin-1") if isinstance(self._font.face.name, bytes) else path.stem
        self.characters: frozenset[int] = frozenset(filter(_can_be_set, self._font.face.charToGlyph))
        self._formed: dict[str, str] = {}

    def register(self) -> None:
        """Let the PDF library know it, in place of another one."""
        self.unregister()
        pdfmetrics.registerFont(self._font)

    def unregister(self) -> None:
        """Let the PDF library know no further face."""
        self._font.unregister()

    def width(self, text: str, size: float) -> float:
        """Return how wide letters of this face are set beside each other."""
        widths = self._font.face.charWidths
        return float(sum(widths.get(ord(one), 0) for one in self.formed(text))) * size / 1000

    def formed(self, text: str) -> str:
        """Return letters in the forms they take beside each other, in the order in which they are drawn."""
        found = self._formed.get(text)
        if found is None:
            found = text
            if self._font.shapable:
                plain = [0, (ABag(fontName=KEY, fontSize=10), text)]
                found = str.__str__(shapeFragWord(plain, features=_FEATURES, force=True)[1][1])
                self._measure(found)
            self._formed[text] = found
        return found

    def _measure(self, forms: str) -> None:
        """Note how wide forms without a code point are; the library notes it in the font's own units."""
        outlines = self._font.face
        for code in set(map(ord, forms)) - self.characters:
            outlines.charWidths[code] = outlines.hmetrics[outlines.charToGlyph[code]][0] * 1000 / outlines.unitsPerEm


@cache
def _has_extra() -> bool:
    return find_spec("uharfbuzz") is not None and find_spec("bidi") is not None


def _can_be_set(code: int) -> bool:
    """Tell whether a letter can be set right: alone as it is, or by the extra."""
    one = chr(code)
    stands_alone = unicodedata.bidirectional(one) not in _RIGHT_TO_LEFT and unicodedata.category(one) not in _DEPENDENT
    return stands_alone or _has_extra()


_CHOSEN: ContextVar[FurtherFace | None] = ContextVar("further face", default=None)


def further() -> FurtherFace | None:
    """Return the further face of the report that is being made."""
    return _CHOSEN.get()


@contextmanager
def with_further(path: Path | None) -> Iterator[None]:
    """Make a report with the letters of a file besides those of Fira Sans."""
    found = FurtherFace(path) if path is not None else None
    if found is not None:
        found.register()
    before = _CHOSEN.set(found)
    try:
        yield
    finally:
        _CHOSEN.reset(before)
        if found is not None:
            found.unregister()


def in_order(text: str) -> str:
    """Return a line in the order in which it is drawn, from left to right."""
    if not any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in text):
        return text
    from bidi import get_display

    return str(get_display(text, base_dir="L"))


def runs(line: str, own: frozenset[int]) -> Iterator[tuple[bool, str]]:
    """Yield the parts of a line in the order they are drawn: whether the further face has them, and their letters."""
    for is_further, part in groupby(in_order(line), lambda one: ord(one) not in own):
        letters = "".join(part)
        if is_further and any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in letters):
            letters = letters[::-1]  # forms are chosen in the order of speech
        yield is_further, letters
