"""What the columns of a foreign table probably mean, by their headings and by what stands in them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from sonolog.domain.identity_guard import scan_column, scan_text
from sonolog.domain.term_names import fold
from sonolog.domain.vocabulary import UnknownTerm
from sonolog.exchange.import_map import CUSTOM, LEFT_OUT, NUMBER, WORDS
from sonolog.usecases.errors import Faulty
from sonolog.usecases.field_words import declared, field_named, typed_names, vocabulary_of
from sonolog.usecases.import_days import is_day
from sonolog.usecases.import_headings import HEADINGS, IDENTITY_HEADINGS, listed_in

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

_MOSTLY = 0.7
"""Share of a column's values that have to be understood for it to be taken for a field."""
CASE = re.compile(r"C-[0-9A-Z]{4,8}")
"""A case number of a logbook of this program."""
_TELLING = 2
"""Values with a patient's details by which a column is taken for one of them; one may be a slip."""
_FEW = 12
"""Values of a column shown as examples at most."""
_SHOWN = 3
_BY_CONTENT = (
    "date",
    "region",
    "side",
    "finding",
    "sex",
    "supervision",
    "role",
    "structures",
    "pathologies",
    "examination",
)
"""Fields that are told by their values where the heading tells nothing, the surest first."""
_NEEDED = frozenset({"date", "start", "region", "side"})
"""Fields that a column of their name is taken for though nothing in it can be read: the faults say why."""
_CHECKED = frozenset({*_BY_CONTENT, "start"})
_TERMS = {"region": "region", "structures": "structure", "pathologies": "pathology", "examination": "examination"}
_STATES = frozenset({"case", "status"})


@dataclass(frozen=True, slots=True)
class Column:
    """One column of the table, and what it is taken for."""

    heading: str
    at: int
    """Place in a row, from 0."""
    meaning: str
    """See :class:`sonolog.exchange.import_map.ImportMap`."""
    why: str = ""
    """By what it was recognised: “heading”, “contents”, “map”, or that it looks like a patient's identity."""
    examples: tuple[str, ...] = ()
    """Values as they may be shown: masked where they may identify a patient."""
    identity: bool = False
    """Its heading or its values look like those of patients."""


def suggest_columns(
    kind: str, headings: Sequence[str], values: Sequence[Sequence[str]], vocabulary: Vocabulary
) -> tuple[Column, ...]:
    """Return for every column what it probably means; a field is given to one column only.

    ``values`` holds for each column those of the first rows.
    """
    found: dict[int, Column] = {}
    taken: set[str] = set()
    for certain in (True, False):
        for at, heading in enumerate(headings):
            if at in found:
                continue
            meaning, why = _meaning(kind, heading, values[at], vocabulary, taken, by_heading=certain)
            if meaning:
                found[at] = _column(kind, heading, at, meaning, why, values[at])
                taken.add(meaning)
    for at, heading in enumerate(headings):
        if at not in found:
            found[at] = _column(kind, heading, at, *_rest(heading, values[at]), values[at])
    return tuple(found[at] for at in range(len(headings)))


def known_heading(kind: str) -> Callable[[str], bool]:
    """Return what tells whether a text is a heading one has seen before."""

    def known(text: str) -> bool:
        return bool(_by_heading(kind, text)) or is_identity_heading(text, kind)

    return known


@cache
def is_identity_heading(heading: str, kind: str = "scan") -> bool:
    """Tell whether a heading announces who a patient is; a course has a name of its own."""
    key = fold(heading)
    if kind != "scan" and field_named(kind, heading) is not None:
        return False
    return key in IDENTITY_HEADINGS or any(key in (f"patient{one}", f"pt{one}") for one in IDENTITY_HEADINGS)


def looks_like_identity(heading: str, values: Iterable[str], kind: str = "scan") -> bool:
    """Tell whether a column holds who patients are, by its heading or by what the identity guard finds in it."""
    if is_identity_heading(heading, kind):
        return True
    shown = [value for value in values if value]
    hits = sum(1 for value in shown if any(scan_column(heading, value)))
    return hits >= _TELLING and hits * 2 >= len(shown)


def shown_values(kind: str, heading: str, values: Iterable[str], *, most: int = _SHOWN) -> tuple[str, ...]:
    """Return some different values as they may be shown."""
    some = tuple(dict.fromkeys(value for value in values if value))[:most]
    return tuple(masked_cell(kind, heading, value) for value in some)


def masked_cell(kind: str, heading: str, value: str) -> str:
    """Return a cell as it may be shown: what may identify a patient is masked, by its column's name too."""
    if is_identity_heading(heading, kind) and value:
        return "•••••"
    parts, done = [], 0
    for part, hit in scan_column(heading, value):
        if part == "value":
            parts += [value[done : hit.start], hit.masked]
            done = hit.end
    return "".join([*parts, value[done:]])


def _column(kind: str, heading: str, at: int, meaning: str, why: str, values: Sequence[str]) -> Column:
    identity = looks_like_identity(heading, values, kind)
    return Column(heading, at, meaning, why, shown_values(kind, heading, values), identity)


def _rest(heading: str, values: Sequence[str]) -> tuple[str, str]:
    """Return the meaning of what nothing is known of: kept under its own name, or left out where it is empty."""
    if not any(values):
        return LEFT_OUT, "empty"
    return f"{CUSTOM}{heading[:80]}", ""


def _meaning(
    kind: str, heading: str, values: Sequence[str], vocabulary: Vocabulary, taken: set[str], *, by_heading: bool
) -> tuple[str, str]:
    if is_identity_heading(heading, kind):
        return f"{CUSTOM}{heading[:80]}", "identity"
    if by_heading:
        for name in _by_heading(kind, heading):
            if name not in taken and _fits(name, values, vocabulary):
                return name, "heading"
        named = field_named(kind, heading)
        return (named, "heading") if named in _NEEDED and named not in taken else ("", "")
    if looks_like_identity(heading, values, kind):
        return f"{CUSTOM}{heading[:80]}", "identity"
    known = typed_names(kind)
    for name in (*_BY_CONTENT, WORDS):
        fits = name in known or (name == WORDS and kind == "scan" and "region" not in taken)
        if fits and name not in taken and _share(name, values, vocabulary) >= _MOSTLY:
            return name, "contents"
    return "", ""


def _by_heading(kind: str, heading: str) -> tuple[str, ...]:
    """Return what a heading may mean, the likeliest first."""
    if heading.lower().startswith(CUSTOM) and heading[len(CUSTOM) :].strip():
        return (heading,)
    if heading.strip().lower() in _STATES:
        return ("case", NUMBER) if heading.strip().lower() == "case" else (LEFT_OUT,)
    own = field_named(kind, heading)
    known = (*typed_names(kind), WORDS, NUMBER, LEFT_OUT) if kind == "scan" else (*typed_names(kind), NUMBER, LEFT_OUT)
    also = tuple(name for name in _headings().get(fold(heading), ()) if name in known)
    return tuple(dict.fromkeys([*([own] if own else []), *also]))


@cache
def _headings() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for meaning, words in HEADINGS.items():
        for word in listed_in(words):
            key = fold(word)
            found[key] = (*found.get(key, ()), meaning)
    return found


def _fits(name: str, values: Sequence[str], vocabulary: Vocabulary) -> bool:
    """Tell whether the values contradict the heading: “Findings” is often prose, “Examination” often a whole scan."""
    if name == "case":
        return any(values) and all(CASE.fullmatch(value) for value in values if value)
    if name in ("findings", "supervisor_findings"):
        return any(values) and all(_is_findings(value, vocabulary) for value in values if value)
    if name not in _CHECKED or not any(values):
        return True
    return _share(name, values, vocabulary) >= (0.5 if name in ("pathologies", "structures") else 0.3)


def _share(name: str, values: Sequence[str], vocabulary: Vocabulary) -> float:
    """Return the share of a column's values that can be read as ``name``."""
    shown = list(dict.fromkeys(value for value in values if value))[: _FEW * 4]
    if not shown:
        return 0
    return sum(1 for value in shown if _reads(name, value, vocabulary)) / len(shown)


def _reads(name: str, value: str, vocabulary: Vocabulary) -> bool:
    if name in ("date", "start"):
        return is_day(value)
    if name == WORDS:
        return _is_scan(value)
    found = declared("scan", name)
    kind = _TERMS.get(name) or vocabulary_of(name)
    if kind is None:
        return False
    parts = [part for part in _parts(value) if part] if found is not None and found.many else [value]
    return all(_is_term(kind, part, vocabulary) for part in parts) or (name == "region" and _is_scan(value))


def _parts(value: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;\n/+&]|\band\b", value)]


def _is_term(kind: str, word: str, vocabulary: Vocabulary) -> bool:
    try:
        vocabulary.find(kind, word)
    except UnknownTerm:
        return False
    return True


def _is_findings(text: str, vocabulary: Vocabulary) -> bool:
    """Tell whether a text says of structures what was found in them."""
    from sonolog.usecases.finding_words import read_findings

    try:
        read_findings(vocabulary, text, region=None)
    except Faulty:
        return False
    return True


def _is_scan(value: str) -> bool:
    """Tell whether a text names a region among its words."""
    from sonolog.usecases.import_words import scans_in

    if len(value) > 200 or any(scan_text(value)):
        return False
    return any("region" in one for one in scans_in(value)[0])


def is_stored(kind: str, heading: str, meaning: str) -> bool:
    """Tell whether what stands under a heading is kept; of numbers of cases only those that are no patient's."""
    if meaning == LEFT_OUT:
        return False
    if meaning != NUMBER:
        return True
    tried = ("1234567", "AB1234567")
    return not is_identity_heading(heading, kind) and not any(any(scan_column(heading, one)) for one in tried)
