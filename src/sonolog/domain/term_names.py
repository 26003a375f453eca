"""How names are compared: without case, accents, spaces or marks, and how well a typed part fits a name."""

from __future__ import annotations

import unicodedata

_BREAKS = str.maketrans("-/(", "   ")


def fold(name: str) -> str:
    """Return what is compared: letters and digits alone, without case or accents.

    Folding twice changes nothing.
    """
    if name.isascii():
        return "".join(filter(str.isalnum, name.lower()))
    spread = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", name).casefold()).casefold()
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKD", spread)))


def folded_words(name: str) -> list[str]:
    """Return the words of ``name``, each folded; hyphen, slash and bracket part words as a space does."""
    return [word for word in map(fold, name.translate(_BREAKS).split()) if word]


def spelling(name: str) -> tuple[str, list[str]]:
    """Return ``name`` folded as a whole and word by word."""
    return fold(name), folded_words(name)


def fit(name: tuple[str, list[str]], typed: tuple[str, list[str]]) -> int | None:
    """Return how well ``typed`` fits ``name`` (both as of :func:`spelling`), None if it does not occur in it.

    0 the whole name, 1 its beginning, 2 the beginnings of its words, 3 somewhere inside.
    """
    whole, words = name
    key, starts = typed
    if whole == key:
        return 0
    if whole.startswith(key):
        return 1
    if all(any(word.startswith(start) for word in words) for start in starts):
        return 2
    return 3 if key in whole else None
