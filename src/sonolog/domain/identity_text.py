"""A text as the identity guard reads it: one spelling for digits, blanks and dashes, and nothing invisible.

Only the reading is folded; the text itself is stored as it was typed, so every place can be led back to it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from functools import cached_property

_ASCII_BLANKS = str.maketrans("\t\n\v\f\r", "     ")
_DIGIT = re.compile("[0-9]")
_DASHES = frozenset("\u2043\u02d7\u2212\u2796\u30fc\ufe63\uff0d")
_DOTS = frozenset("\u00b7\u2022\u2027\u2219\u22c5\u30fb\u3002\uff61\uff65\u066b")
_SLASHES = frozenset("\u2044\u2215\u29f8")
_QUOTES = frozenset("\u2018\u2019\u02bc")
_BLANK_LETTERS = frozenset("\u115f\u1160\u3164\uffa0")
"""Letters by category, but drawn as nothing."""
_DROPPED = frozenset({"Mn", "Me", "Mc", "Cf"})


class _Folds(dict[str, str]):
    """What each character is read as, worked out when first met."""

    def __missing__(self, character: str) -> str:
        spread = unicodedata.normalize("NFKD", character)
        found = self[character] = "".join(map(_fold_one, spread))
        return found


def _fold_one(character: str) -> str:
    category = unicodedata.category(character)
    if category in _DROPPED or character in _BLANK_LETTERS:
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(character))
    if category.startswith("Z") or category == "Cc" or character == "\u2800":
        return " "
    if category == "Pd" or character in _DASHES:
        return "-"
    for group, plain in ((_DOTS, "."), (_SLASHES, "/"), (_QUOTES, "'")):
        if character in group:
            return plain
    return character


_FOLDS = _Folds()


@dataclass(frozen=True)
class FoldedText:
    """The folded reading of a text."""

    original: str
    words: str
    """Compatibility forms resolved, accents and invisible characters gone, digits and separators ASCII."""
    lower: str = field(init=False)
    """The words in small letters; every place is the same as in ``words``."""
    digits: int = field(init=False)
    """How many digits there are."""

    def __post_init__(self) -> None:
        """Work out what every rule asks for first."""
        object.__setattr__(self, "lower", self.words.lower())
        object.__setattr__(self, "digits", count_digits(self.words))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that was read as ``words[start:end]``."""
        if self._steps is None:
            return start, end
        return self._steps[start], self._steps[end - 1] + 1

    @cached_property
    def _steps(self) -> list[int] | None:
        """For each folded character the place it came from; None where they are the same."""
        if self.original.isascii():
            return None
        return [place for place, character in enumerate(self.original) for _ in _FOLDS[character]]


def count_digits(words: str) -> int:
    """Return how many ASCII digits there are."""
    return len(_DIGIT.findall(words))


def fold_text(text: str) -> FoldedText:
    """Return ``text`` as the guard reads it."""
    if text.isascii():
        return FoldedText(text, text if text.isprintable() else text.translate(_ASCII_BLANKS))
    return FoldedText(text, "".join([_FOLDS[character] for character in text]))


def words_of(lines: str) -> frozenset[str]:
    """Return the words of a list written over several lines."""
    return frozenset(lines.split())
