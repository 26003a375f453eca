"""Names that look like other names: what the eye takes for the same, folded to one spelling.

The signs are those of the Unicode consortium's list of confusable characters (UTS 39) that occur in names, and the
pairs that Latin letters make of one another.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

_ALIKE = str.maketrans(
    {
        **dict(zip("аеорсухіјѕһԁԛԝ", "aeopcyxijshdqw", strict=True)),
        **dict(zip("АВЕКМНОРСТУХІЈЅ", "abekmhopctyxijs", strict=True)),
        **dict(zip("αβεικνορτυχ", "abeiknoptux", strict=True)),
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "abezhikmnoptyx", strict=True)),
        **dict.fromkeys("0οоՕ", "o"),
        **dict.fromkeys("1|Iļł", "l"),
        **dict.fromkeys("‐‑‒–—-'’ʼ`.,", " "),
    }
)
_PAIRS = (("rn", "m"), ("vv", "w"), ("cl", "d"), ("ii", "u"))
_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx"})


def skeleton(name: str) -> str:
    """Return the spelling that all names of the same looks share."""
    plain = unicodedata.normalize("NFKD", name).translate(_ALIKE).casefold().replace("i", "l")
    letters = "".join(one for one in plain if not unicodedata.combining(one))
    for pair, one in _PAIRS:
        letters = letters.replace(pair.replace("i", "l"), one)
    words = [word for word in letters.split() if word not in _TITLES]
    return " ".join(words or letters.split())


def mixes_scripts(name: str) -> bool:
    """Tell whether the letters of one word come from several alphabets."""
    return any(len({_script(one) for one in word if one.isalpha()}) > 1 for word in name.split())


def look_alikes(name: str, others: Iterable[str]) -> tuple[str, ...]:
    """Return those of ``others`` that are spelt otherwise and look the same."""
    mine, seen = " ".join(name.split()), skeleton(name)
    return tuple(one for one in others if " ".join(one.split()) != mine and skeleton(one) == seen)


def _script(letter: str) -> str:
    return unicodedata.name(letter, "?").partition(" ")[0]
