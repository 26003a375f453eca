"""Everything gathered while one file is read: faults, the ids it defines, and the ids it refers to."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Literal, cast

from sonolog.domain.bound import Number
from sonolog.domain.fields import Field
from sonolog.domain.problems import Problem, did_you_mean
from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.toml_text import Path

FAULT_LIMIT = 2_000
"""Faults kept for one file; more are only counted."""
TITLE_LIMIT = 500
NOTE_LIMIT = 5_000
NUMBER_LIMIT = 1_000_000
_PLACES_LIMIT = 6
_ID_LIMIT = 80
_ID = re.compile(r"([a-z0-9-]+:)?[a-z0-9]+(-[a-z0-9]+)*")
_UNSHOWABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")

Hint = str | Callable[[], str]
"""What to write instead; worked out only for faults that are shown, since it takes milliseconds."""
Sort = Literal[
    "requirement",
    "stage",
    "term",
    "line",
    "event",
    "fact",
    "recognition",
    "part",
    "word",
    "domain",
    "group",
    "item",
    "scale",
    "variant",
]


@dataclass(frozen=True, slots=True)
class Reference:
    """An id used at ``path``; it must be defined as one of ``sorts``, or be one of ``words``."""

    id: str
    sorts: tuple[Sort, ...]
    path: Path
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault before its line is known and its hint is worked out."""

    path: Path
    message: str
    code: str
    hint: Hint = ""
    warning: bool = False

    def problem(self, *, file: str, line: int | None, where: str) -> Problem:
        """Return the fault as it is told."""
        hint = self.hint if isinstance(self.hint, str) else self.hint()
        severity: Literal["error", "warning"] = "warning" if self.warning else "error"
        return Problem(self.message, self.code, file=file, line=line, where=where, hint=hint, severity=severity)


@dataclass
class Sheet:
    """Everything gathered from one file."""

    vocabulary: Vocabulary
    facts: dict[str, Field] = field(default_factory=dict)
    """Facts as fields a ``when`` may name."""
    own_words: dict[str, set[str]] = field(default_factory=dict)
    """Vocabulary kind to the ids the framework adds."""
    term_kinds: dict[str, str] = field(default_factory=dict)
    """Term id to the record kind it is about."""
    faults: list[Fault] = field(default_factory=list)
    untold: int = 0
    """Faults beyond :data:`FAULT_LIMIT`."""
    defined: dict[Sort, dict[str, Path]] = field(default_factory=dict)
    references: list[Reference] = field(default_factory=list)
    _words: dict[str, frozenset[str]] = field(default_factory=dict)

    def fault(self, path: Path, message: str, *, code: str, hint: Hint = "", warning: bool = False) -> None:
        """Note a fault at ``path``."""
        if len(self.faults) < FAULT_LIMIT:
            self.faults.append(Fault(path, message, code, hint, warning))
        else:
            self.untold += 1

    def knows_word(self, kind: str, word: str) -> bool:
        """Tell whether ``word`` is an id of the shared vocabulary or of the framework's own words."""
        if kind not in self._words:
            self._words[kind] = frozenset(term.id for term in self.vocabulary.terms(kind))
        return word in self._words[kind] or word in self.own_words.get(kind, ())

    def define(self, sort: Sort, name: str, path: Path) -> None:
        """Note that ``name`` is the id of a ``sort``; twice is a fault."""
        known = self.defined.setdefault(sort, {})
        if name in known:
            self.fault((*path, "id"), f"A second {sort} has the id “{name}”.", code="duplicate-id")
        known.setdefault(name, path)

    def refer(self, name: str, sorts: Sequence[Sort], path: Path, *, words: Sequence[str] = ()) -> None:
        """Note that ``name`` must be the id of one of ``sorts``, or one of ``words``."""
        self.references.append(Reference(name, tuple(sorts), path, tuple(words)))


def check_text(sheet: Sheet, path: Path, text: str, *, limit: int = TITLE_LIMIT) -> None:
    """Note a fault where ``text`` is too long or could not be shown; only notes have several lines."""
    if len(text) > limit:
        sheet.fault(path, f"The text has more than {limit} characters.", code="too-long")
    if _UNSHOWABLE.search(text) or ("\n" in text and limit < NOTE_LIMIT):
        sheet.fault(path, "The text holds characters that cannot be shown here.", code="unshowable")


def is_identifier(text: str) -> bool:
    """Tell whether ``text`` can be an id of a record, a term or a rule."""
    return len(text) <= _ID_LIMIT and _ID.fullmatch(text) is not None


def number_at(sheet: Sheet, path: Path, value: Any, *, most: int = NUMBER_LIMIT) -> Number | None:
    """Return ``value`` if it is a number from 0 to ``most`` with at most six places, or note a fault."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        sheet.fault(path, "A number is wanted here.", code="wrong-type")
        return None
    if isinstance(value, Decimal) and not _is_plain(value):
        sheet.fault(path, f"A number with at most {_PLACES_LIMIT} places is wanted here.", code="out-of-range")
        return None
    if not 0 <= value <= most:
        sheet.fault(path, f"The number must lie between 0 and {most}.", code="out-of-range")
        return None
    return value


def suggest(word: str, options: Iterable[str], *, otherwise: str = "") -> Callable[[], str]:
    """Return the hint that names the nearest of ``options``, or says ``otherwise``."""
    return lambda: did_you_mean(word, options) or otherwise


def shown(text: str) -> str:
    """Return ``text`` short and printable, for a message."""
    plain = _UNSHOWABLE.sub("�", text)
    return plain if len(plain) <= 60 else plain[:59] + "…"


def _is_plain(value: Decimal) -> bool:
    return value.is_finite() and cast("int", value.as_tuple().exponent) >= -_PLACES_LIMIT and value.adjusted() < 12


def listed(words: Iterable[str]) -> str:
    """Return words in quotes, joined for a sentence."""
    return ", ".join(f"“{shown(word)}”" for word in words)
