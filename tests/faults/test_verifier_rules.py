"""T19: no rule of either verifier can be taken out or turned round unseen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from tests.ledger.corpus import Case, a_programme, cases
from tests.ledger.scenarios import scenarios

from sonolog.ledger import canonical, objects, proof, rules, shapes, survey, terms, trust, verify

from .verifiers import ROOTS

_NO_RULES = {"main", "failed", "Set.__init__", "verify", "is_newer"}
"""Functions of the stranger's verifier that judge nothing."""
_OURS: dict[ModuleType, set[str]] = {
    verify: {"Verifier.trusting", "Verifier.prepare", "Verifier.__init__", "verify_statement"},
    rules: set(),
    trust: {"Trust.__init__", "Trust.vouch_for", "Trust.successor_of", "_told"},
    proof: set(),
}
"""Modules of the program's verifier, with the functions in them that judge nothing."""
_OURS_NAMED: dict[ModuleType, set[str]] = {
    survey: {"_fault"},
    objects: {"Statement.require_sense", "read_object"},
    canonical: {"parse", "_whole_number", "_require_plain", "_require_level", "_require_size", "_length"},
    shapes: {"Shape.holds", "ListOf.holds", "_is_stamp", "_is_ordered", "_is_seen", "_is_shown", "require_version"},
    terms: {"_is_day"},
}
"""Further functions by which it refuses."""
Answer = Callable[[], Any]


@dataclass
class Suite:
    """What the verifiers are asked, in the order in which it finds a mutant soonest."""

    read: Callable[[str], str]
    judge: Callable[[Case, tuple[str, ...]], Any]
    texts: list[str]
    sets: list[tuple[Case, tuple[str, ...]]]
    found: list[tuple[str, int]] = field(default_factory=list)
    """Questions that found a mutant before."""
    expected: dict[tuple[str, int], Any] = field(default_factory=dict)

    def answer(self, kind: str, at: int) -> Any:
        """Return what the verifier says now; breaking down is an answer too."""
        try:
            return self.read(self.texts[at]) if kind == "text" else self.judge(*self.sets[at])
        except Exception as fault:  # noqa: BLE001  (a mutant may do anything)
            return type(fault).__name__

    def right(self, kind: str, at: int) -> Any:
        """Return what the whole verifier says."""
        return self.expected[kind, at]

    def questions(self) -> Iterator[tuple[str, int]]:
        """Yield every question, first those that found something."""
        yield from reversed(self.found)
        yield from (("text", at) for at in range(len(self.texts)))
        yield from (("set", at) for at in range(len(self.sets)))

    def learn(self) -> None:
        """Note every answer of the whole verifier."""
        for kind, at in list(self.questions()):
            self.expected[kind, at] = self.answer(kind, at)

    def notices(self) -> bool:
        """Tell whether some answer is another one than before."""
        for question in self.questions():
            if self.answer(*question) != self.expected[question]:
                if question in self.found:
                    self.found.remove(question)
                self.found.append(question)
                return True
        return False


def _sets(step: int) -> list[tuple[Case, tuple[str, ...]]]:
    every = [*scenarios(), *list(cases(a_programme()))[::step]]
    return [(case, roots) for case in every for roots in ROOTS]


@contextmanager
def any_value(parts: dict[str, Callable[[Any], bool]], key: str) -> Iterator[None]:
    """Let a key of an object take any value for a while."""
    before = parts[key]
    parts[key] = lambda _value: True
    try:
        yield
    finally:
        parts[key] = before
