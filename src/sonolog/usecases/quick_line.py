"""A scan in one line, read while it is typed: ``shoulder l supraspinatus tear direct``."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from sonolog.usecases.field_showing import typable
from sonolog.usecases.field_words import code_label, field_named, term_kind, typed_names, vocabulary_of
from sonolog.usecases.scan_words import read_as_far

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

SPOKEN_OF = frozenset(typed_names("scan")) - {"custom"}
"""Fields a line may say something of."""
_OFFERED = 8
_BEFORE_REGION = ("region", "structure")
_AFTER_REGION = ("structure", "side", "pathology", "finding", "supervision", "procedure")


@dataclass(frozen=True, slots=True)
class QuickLine:
    """What a line says so far."""

    typed: Mapping[str, str]
    """Field to text, as a form shows it."""
    refused: str = ""
    """What is not understood, in a sentence; empty while the last word is still being typed."""
    offered: tuple[str, ...] = ()
    """Words the last one may become."""


def read_quick_line(text: str) -> QuickLine:
    """Read as much of ``text`` as is understood."""
    from sonolog.frameworks.vocabulary import load_vocabulary

    vocabulary = load_vocabulary()
    words = split_line(text)
    typed, refused = read_as_far(words)
    shown = {name: _shown(vocabulary, name, said) for name, said in typed.items()}
    if refused is None:
        return QuickLine(shown)
    is_begun = bool(words) and text == text.rstrip() and "=" not in words[-1] and words[-1] in refused.message
    offered = tuple(islice(_offers(vocabulary, words[-1], typed.get("region")), _OFFERED)) if is_begun else ()
    return QuickLine(shown, "" if offered else f"{refused.message} {refused.hint}".strip(), offered)


def are_quick_lines(lines: Sequence[str]) -> bool:
    """Tell whether a text holds scans line by line, by lines near its beginning of which the first is no heading.

    Most of them name a region, the first among them, and one says something by the name of a field.
    """
    if not lines or not _names_region(lines[0]):
        return False
    said = any(
        "=" in word and field_named("scan", word.partition("=")[0]) for line in lines for word in split_line(line)
    )
    return said and sum(map(_names_region, lines)) * 2 >= len(lines)


def _names_region(line: str) -> bool:
    return "region" in read_as_far(split_line(line))[0]


def split_line(text: str) -> list[str]:
    """Return the words of a line, quoted as in a shell; a quotation mark left open ends with the line."""
    for closing in ("", '"', "'"):
        try:
            return shlex.split(text + closing)
        except ValueError:
            continue
    return text.replace("\\", " ").split()


def _offers(vocabulary: Vocabulary, part: str, region: str | None) -> Iterator[str]:
    for kind in _BEFORE_REGION if region is None else _AFTER_REGION:
        yield from (term.label for term in vocabulary.search(kind, part, region=region))


def _shown(vocabulary: Vocabulary, name: str, text: str) -> str:
    if vocabulary_of(name) is not None:
        return code_label(vocabulary, name, text)
    kind = term_kind("scan", name)
    if not kind:
        return text
    return ", ".join(_label(vocabulary, kind, word.strip()) for word in text.split(","))


def _label(vocabulary: Vocabulary, kind: str, code: str) -> str:
    label = vocabulary.label(kind, code)
    return label if label == code else typable(label, code)
