"""A scan that nobody has made yet, in words."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sonolog.domain.fields import fields_of
from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.evidence import Cell, Signatory
from sonolog.progress.plain_words import spaced

_ORDER = ("region", "side", "structures", "pathologies", "finding", "role", "supervision", "supervisor")
_SAYS_NOTHING = {"examination": None, "setting": "patient", "adequate": True}
"""What every scan has, or a scan of a patient is taken to be."""


def scan_in_words(wish: Mapping[str, Cell], vocabulary: Vocabulary, people: Mapping[str, Signatory]) -> str:
    """Return what matters about a scan: "Elbow, performed, direct supervision"."""
    names = [*(name for name in _ORDER if name in wish), *(name for name in wish if name not in _ORDER)]
    return ", ".join(text for name in names for text in _said(name, wish[name], vocabulary, people))


def _said(name: str, cell: Cell, vocabulary: Vocabulary, people: Mapping[str, Signatory]) -> Iterator[str]:
    if cell is None or (name in _SAYS_NOTHING and _SAYS_NOTHING[name] in (None, cell)):
        return
    known = fields_of("scan").get(name)
    if name == "supervisor":
        yield f"with {people[str(cell)].name}" if str(cell) in people else "with a supervisor"
    elif isinstance(cell, bool):
        yield spaced(name) if cell else f"not {spaced(name)}"
    elif isinstance(cell, int):
        yield f"{cell} minutes" if name == "minutes" else f"{spaced(name)} {cell}"
    elif known is not None and known.vocabulary is not None:
        yield vocabulary.label(known.vocabulary, str(cell))
    elif known is not None and known.type == "text":
        yield f"with a {spaced(name)}"
    elif name == "supervision":
        yield "not supervised" if cell == "none" else f"{spaced(str(cell))} supervision"
    else:
        yield spaced(str(cell))
