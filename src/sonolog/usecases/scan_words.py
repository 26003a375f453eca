"""A quick line to typed fields: ``shoulder left supraspinatus finding=abnormal by="A. Example"``."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from sonolog.domain.vocabulary import Term, Vocabulary
from sonolog.usecases.errors import WordRefused
from sonolog.usecases.field_words import field_named, typed_names
from sonolog.usecases.quoting import quoted

_FIELD_OF = {
    "region": "region",
    "side": "side",
    "structure": "structures",
    "pathology": "pathologies",
    "procedure": "intervention",
    "role": "role",
    "supervision": "supervision",
    "finding": "finding",
    "setting": "setting",
    "examination": "examination",
}
_NO_DISEASE = "incidental-variant"
"""Named as a pathology, and a normal finding all the same."""
_LISTS = ("structures", "pathologies")


def read_scan_words(words: Sequence[str]) -> dict[str, str]:
    """Return typed fields of a scan: bare words are terms, ``key=value`` are fields, a list adds up.

    A pathology without a finding is an abnormal one.

    Raises:
        WordRefused: a word is not understood (names the nearest), or a field is said twice.
    """
    typed, refused = read_as_far(words)
    if refused is not None:
        raise refused
    return typed


def read_as_far(words: Sequence[str]) -> tuple[dict[str, str], WordRefused | None]:
    """Return :func:`read_scan_words` of what can be read, and the first refusal, if there is one."""
    from sonolog.frameworks.vocabulary import load_vocabulary

    typed: dict[str, str] = {}
    refused: list[WordRefused] = []
    try:
        _take_terms(typed, load_vocabulary(), [word for word in words if "=" not in word])
    except WordRefused as refusal:
        refused.append(refusal)
    for word in words:
        if "=" in word:
            try:
                _assign(typed, word)
            except WordRefused as refusal:
                refused.append(refusal)
    if "finding" not in typed and typed.get("pathologies", _NO_DISEASE) != _NO_DISEASE:
        typed["finding"] = "abnormal"
    return typed, next(iter(refused), None)


def _assign(typed: dict[str, str], word: str) -> None:
    key, _, text = word.partition("=")
    name = key.strip() if key.startswith("custom.") else _field(word, key)
    if name in typed and typed[name] != text and name not in _LISTS:
        raise WordRefused(quoted(word), f"{name} is said twice")
    typed[name] = f"{typed[name]}, {text}" if name in typed and name in _LISTS and text else text


def _field(word: str, key: str) -> str:
    name = field_named("scan", key)
    if name is None:
        near = get_close_matches(key.strip().lower(), typed_names("scan"), n=3)
        offered = f"Did you mean {' or '.join(f'“{one}”' for one in near)}?" if near else ""
        raise WordRefused(quoted(word), "a scan has no field of this name", hint=offered)
    return name


def _take_terms(typed: dict[str, str], vocabulary: Vocabulary, words: Sequence[str]) -> None:
    place = 0
    while place < len(words):
        region = typed.get("region")
        reading = vocabulary.longest_match(words, place, region=region)
        term = _chosen(reading.terms, typed)
        if term is None:
            raise _refused(vocabulary, words[place], region)
        name = _FIELD_OF[term.kind]
        if name in _LISTS and name in typed:
            typed[name] += f", {term.id}"
        elif name in typed:
            raise WordRefused(quoted(words[place]), f"{name} is said twice")
        else:
            typed[name] = term.id
        place += reading.length


def _chosen(terms: Sequence[Term], typed: dict[str, str]) -> Term | None:
    """Return the likeliest term whose field is still open."""
    open_fields = [term for term in terms if _FIELD_OF[term.kind] not in typed or _FIELD_OF[term.kind] in _LISTS]
    return next(iter(open_fields or terms), None)


def _refused(vocabulary: Vocabulary, word: str, region: str | None) -> WordRefused:
    kinds = ("region", "structure") if region is None else ("structure", "pathology", "side")
    near = [name for kind in kinds for name in vocabulary.nearest(kind, word, region=region)][:3]
    what = "no region or structure" if region is None else "no structure, side or finding known here"
    offered = f"Did you mean {' or '.join(f'“{name}”' for name in near)}?" if near else ""
    return WordRefused(quoted(word), what, hint=offered or "Free text goes into note=….")
