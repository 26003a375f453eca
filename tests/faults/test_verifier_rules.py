"""T19: no rule of either verifier can be taken out or turned round unseen."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from types import ModuleType
from typing import Any

from tests.ledger.corpus import Case, a_programme, cases
from tests.ledger.scenarios import scenarios
from tests.ledger.spellings import texts

from sonolog.ledger import canonical, objects, proof, rules, shapes, survey, terms, trust, verify
from sonolog.ledger.standalone import verifier_text

from .programme import Programme
from .test_agreement import reading_here, reading_there
from .verifiers import ROOTS, Mutant, loaded, mutants, put_in, signatures_once, told_here, told_there

_NOT_RULES = {"main", "failed", "Set.__init__", "verify", "is_newer"} | {
    "read_file",
    "envelope_faults",
    "read_line",
    "journal_faults",
}
"""Functions of the stranger's verifier that judge nothing, and those that read files."""
_SAME_THERE: set[str] = set()
_SAME_HERE: set[str] = set()
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


@contextmanager
def any_value(parts: dict[str, Callable[[Any], bool]], key: str) -> Iterator[None]:
    """Let a key of an object take any value for a while."""
    before = parts[key]
    parts[key] = lambda _value: True
    try:
        yield
    finally:
        parts[key] = before


def _sets(step: int) -> list[tuple[Case, tuple[str, ...]]]:
    every = [*scenarios(), *list(cases(a_programme()))[::step]]
    return [(case, roots) for case in every for roots in ROOTS]


def _tried(suite: Suite, changed: Iterator[tuple[str, AbstractContextManager[None]]]) -> tuple[int, list[str]]:
    """Return how many mutants were tried, and which of them the suite did not notice."""
    suite.learn()
    count, unseen = 0, []
    for name, put in changed:
        count += 1
        with put:
            if not suite.notices():
                unseen.append(name)
    return count, unseen


def _share(programme: Programme) -> tuple[list[str], list[tuple[Case, tuple[str, ...]]], int]:
    """Return the texts and sets a mutant is shown, and of how many mutants one is tried."""
    if programme.full:
        return list(texts()), _sets(100), 1
    return list(texts())[::10], _sets(10_000), 40


def _only(equal: Iterable[str], unseen: list[str]) -> list[str]:
    """Return which mutants nobody noticed though they say something else than the verifier."""
    return [one for one in unseen if one.partition(":")[0] not in equal]


class Box:
    """Holds the stranger's verifier, or a mutant of it."""

    def __init__(self) -> None:
        self.module = loaded(verifier_text())

    @contextmanager
    def holding(self, mutant: Mutant) -> Iterator[None]:
        """Hold a mutant for a while."""
        before, self.module = self.module, loaded(mutant.module)
        try:
            yield
        finally:
            self.module = before


def test_every_rule_of_the_strangers_verifier_is_needed(programme: Programme) -> None:
    """With any condition of ``verify.py`` taken out or turned round, some text or set gets another answer."""
    every, sets, step = _share(programme)
    box = Box()
    suite = Suite(
        lambda text: reading_there(box.module, text),
        lambda one, pin: told_there(box.module, one.objects, pin),
        every,
        sets,
    )
    found = list(mutants(verifier_text(), "verify.py", lambda name: name not in _NOT_RULES))
    count, unseen = _tried(suite, ((one.name, box.holding(one)) for one in found[::step]))
    unseen = _only(_SAME_THERE, unseen) if programme.full else []
    assert not unseen
    programme.figure("T19", "rules of verify.py taken out or turned round", count=count, least=200, wrong=len(unseen))


def test_every_rule_of_the_programs_verifier_is_needed(programme: Programme) -> None:
    """With any condition of the program's own verifier taken out or turned round, some answer is another one."""
    every, sets, step = _share(programme)
    suite = Suite(reading_here, lambda one, pin: told_here(one.objects, pin), every, sets)
    changed = [(one.name, put_in(module, one)) for module, one in _mutants_here()]
    with signatures_once():
        count, unseen = _tried(suite, iter(changed[::step]))
    unseen = _only(_SAME_HERE, unseen) if programme.full else []
    assert not unseen
    programme.figure(
        "T19", "rules of the program's verifier taken out or turned round", count=count, least=200, wrong=len(unseen)
    )


def _mutants_here() -> Iterator[tuple[ModuleType, Mutant]]:
    for module, others in _OURS.items():
        source = inspect.getsource(module)
        for one in mutants(source, str(module.__file__), lambda name, others=others: name not in others):  # type: ignore[misc]
            yield module, one
    for module, named in _OURS_NAMED.items():
        source = inspect.getsource(module)
        for one in mutants(source, str(module.__file__), lambda name, named=named: name in named):  # type: ignore[misc]
            yield module, one


def test_the_form_of_every_value_is_needed(programme: Programme) -> None:
    """With any key of any object allowed to be anything, some text is taken that was refused."""
    suite = Suite(reading_here, lambda one, pin: told_here(one.objects, pin), list(texts()), [])
    changed = [(f"{name}.{key}", any_value(shape._parts, key)) for name, shape in _shapes() for key in shape._parts]
    count, unseen = _tried(suite, iter(changed[:: 1 if programme.full else 10]))
    assert not unseen
    programme.figure("T19", "forms of values no longer looked at", count=count, least=50, wrong=len(unseen))


def _shapes() -> Iterator[tuple[str, shapes.Shape]]:
    named = {"revision": shapes.REVISION, "statement": shapes.STATEMENT, "signer": shapes.SIGNER, "item": shapes.JUDGED}
    yield from (named | {"entry": shapes.ENTRY, "document": shapes.DOCUMENT, "tombstone": terms.TOMBSTONE}).items()
    yield from terms.TERMS.items()


def test_a_blind_suite_is_noticed() -> None:
    """A suite whose questions are all answered alike notices nothing: the tests above can fail."""
    suite = Suite(lambda _text: "good", lambda _case, _roots: {}, ["{}"], [])
    assert _tried(suite, iter([("anything", nullcontext())])) == (1, ["anything"])
