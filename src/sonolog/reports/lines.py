"""Words to lines: what can be printed, how wide it is, where it breaks.

Text is drawn, never read as markup: nothing a person typed can change a report or embed a file in it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Container, Iterator
from functools import lru_cache

from sonolog.reports.fonts import Face, face
from sonolog.reports.further_face import further
from sonolog.reports.style import Type

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Categories with no shape of their own: controls, direction marks, surrogates, private, unassigned."""
_LINE_ENDS = re.compile(r"\r\n|\r|\n")
_UNITS = re.compile(r"<U\+[0-9A-F]{4,6}>|.", re.DOTALL)
_BLANKS = re.compile(r"[ \t]+")


def printable(text: str, characters: Container[int]) -> str:
    """Return ``text`` with each character that ``characters`` lacks, or that has no shape, as ``<U+4E2D>``.

    Line ends and tabs stay.  Nothing is dropped and nothing is normalised.
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(one if _is_shown(one, characters) else f"<U+{ord(one):04X}>" for one in text)


def _is_shown(character: str, characters: Container[int]) -> bool:
    if character in "\n\t":
        return True
    return ord(character) in characters and unicodedata.category(character) not in _HIDDEN


class _AnyCharacter:
    """Holds every code point: what a reader program shows with fonts of its own."""

    def __contains__(self, code: object) -> bool:
        return True


def outside_page(text: str, limit: int = 200) -> str:
    """Return ``text`` for titles and bookmarks, which a reader program draws: one line, nothing hidden."""
    shown = printable(" ".join(text.split()), _AnyCharacter())
    return shown if len(shown) <= limit else shown[: limit - 1] + "…"


def set_width(text: str, style: Type) -> float:
    """Return how wide ``text``, already printable, is set, in points."""
    return face(style.face).width(text, style.size)


def shown_in(text: str, style: Type) -> str:
    """Return ``text`` as it can be printed in the face of ``style``."""
    return printable(_LINE_ENDS.sub("\n", text), _characters(style))


def _characters(style: Type) -> Container[int]:
    own, more = face(style.face).characters, further()
    return own if more is None else _EitherFace(own, more.characters)


class _EitherFace:
    """Holds the code points of two faces."""

    def __init__(self, first: Container[int], second: Container[int]) -> None:
        self._first, self._second = first, second

    def __contains__(self, code: object) -> bool:
        return code in self._first or code in self._second


def wrapped(text: str, style: Type, width: float) -> list[str]:
    """Return the lines of ``text`` set in ``style`` within ``width`` points; at least one, perhaps empty.

    A line keeps the blank at which it was broken, so that a reader program that joins lines joins no words; that blank
    may stand beyond the width.  A word longer than a line is broken between characters, never inside a ``<U+4E2D>`` and
    never before a combining mark.
    """
    if _stands_on_a_line(text, face(style.face), style.size, width):
        return [text]
    lines: list[str] = []
    for paragraph in shown_in(text, style).rstrip("\n").split("\n"):
        lines.extend(_filled(paragraph, face(style.face), style.size, width))
    lines[-1] = lines[-1].rstrip(" ")
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
        lines[-1] = lines[-1].rstrip(" ")
    return lines


def _stands_on_a_line(text: str, cut: Face, size: float, width: float) -> bool:
    """Whether the text is one line as it is: most cells of a long list are, and words need not be looked at then."""
    is_simple = text.isascii() and text.isprintable() and "  " not in text and text == text.strip(" ")
    return is_simple and cut.width(text, size) <= width


def _filled(paragraph: str, cut: Face, size: float, width: float) -> Iterator[str]:
    space = cut.width(" ", size)
    line: list[str] = []
    used = 0.0
    is_broken = False
    for word, goes_on in _words(paragraph, lambda one: _word_width(cut, one) * size, width):
        wide = _word_width(cut, word) * size
        if line and used + space + wide > width:
            yield " ".join(line) + ("" if is_broken else " ")
            line, used = [], 0.0
        used += wide + (space if line else 0.0)
        line.append(word)
        is_broken = goes_on
    yield " ".join(line) + (" " if line and line[-1] else "")


def _word_width(cut: Face, word: str) -> float:
    return _kept_width(cut, word) if further() is None else cut.width(word, 1.0)


@lru_cache(maxsize=20_000)
def _kept_width(cut: Face, word: str) -> float:
    return cut.width(word, 1.0)


def _words(paragraph: str, measure: Callable[[str], float], width: float) -> Iterator[tuple[str, bool]]:
    """Yield the words, or the parts of one that is too long, and whether the word goes on after it."""
    for word in _BLANKS.split(paragraph.strip(" \t")):
        if len(word) < 2 or measure(word) <= width:
            yield word, False
        else:
            *parts, last = _pieces(word, measure, width)
            yield from ((part, True) for part in parts)
            yield last, False


def _pieces(word: str, measure: Callable[[str], float], width: float) -> Iterator[str]:
    piece: list[str] = []
    used = 0.0
    for unit in _units(word):
        wide = measure(unit)
        if piece and used + wide > width:
            end = _after_hyphen(piece)
            yield "".join(piece[:end])
            piece = piece[end:]
            used = sum(map(measure, piece))
        piece.append(unit)
        used += wide
    yield "".join(piece)


def _after_hyphen(piece: list[str]) -> int:
    """Return where a part of a word ends best: behind its last hyphen or stroke, else at its end."""
    return next((at for at in range(len(piece) - 1, 1, -1) if piece[at - 1] in "-–/"), len(piece))


def _units(word: str) -> Iterator[str]:
    """Yield what must stay together: a character with its combining marks, or a whole ``<U+4E2D>``."""
    held = ""
    for match in _UNITS.finditer(word):
        unit = match.group()
        if held and not (len(unit) == 1 and unicodedata.combining(unit)):
            yield held
            held = ""
        held += unit
    if held:
        yield held


def cut_to(text: str, style: Type, width: float) -> str:
    """Return ``text`` on one line, shortened with an ellipsis where it is wider than ``width`` points."""
    line = shown_in(" ".join(text.split()), style)
    if set_width(line, style) <= width:
        return line
    room = width - set_width("…", style)
    kept: list[str] = []
    for unit in _units(line):
        room -= set_width(unit, style)
        if room < 0:
            break
        kept.append(unit)
    return "".join(kept).rstrip() + "…"
