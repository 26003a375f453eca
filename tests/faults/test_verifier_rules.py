"""T19: no rule of either verifier can be taken out or turned round unseen."""

from __future__ import annotations

import inspect
import re
import signal
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field
from itertools import islice
from types import FrameType, ModuleType
from typing import Any

import pytest
from tests.ledger.corpus import Case
from tests.ledger.scenarios import scenarios
from tests.ledger.spellings import texts

from sonolog.ledger import canonical, objects, proof, rules, shapes, survey, terms, trust, verify
from sonolog.ledger.standalone import verifier_text

from .programme import Programme
from .test_agreement import reading_here, reading_there
from .verifiers import ROOTS, Mutant, loaded, mutants, put_in, signatures_once, told_here, told_there

PARTS = 4
"""The rules are divided, so that every processor has its share."""
_LONGEST = 2.0
"""Seconds that one answer may take."""
_NOT_RULES = {"main", "failed", "Set.__init__", "verify", "is_newer"} | {
    "read_file",
    "envelope_faults",
    "read_line",
    "journal_faults",
    "scans_in",
    "unseen_entries",
    "withheld",
    "united",
    "is_left_of",
}
"""Functions of the stranger's verifier that judge nothing, and those that read files."""
_SAME_THERE = {"Set.back, condition 1 deleted": "it walks on beyond a fault, where it could stop"}
"""Mutants that say the same, and why."""
_SAME_HERE = {
    "Verifier._walk, condition 1 deleted": "it walks on beyond a fault, where it could stop",
    "_link_fault, condition 3 deleted": "where it is told of a tombstone, not what",
    "_fault, condition 1 deleted": "a tombstone's own fault is told of the file, not of a statement",
    "ListOf.holds, condition 1 turned round": "what does not hold is looked at again, to say why",
    "Shape.holds, condition 1 turned round": "what does not hold is looked at again, to say why",
    "Verifier.by_itself, condition 0 deleted": "what is not kept is judged again",
    "Verifier.by_itself, condition 0 inverted": "what is kept is judged again",
    "Verifier._judge, condition 7 turned round": "what was hashed is hashed again",
    "Verifier._statement, condition 0 deleted": "what was read is read again",
    "Verifier._statement, condition 1 turned round": "what was read is read again",
}
_OURS: dict[ModuleType, set[str]] = {
    verify: {
        "Verifier.trusting",
        "Verifier.prepare",
        "Verifier.__init__",
        "Verifier.beside_redacted",
        "verify_statement",
        "Verifier.of_signature",
    },
    rules: set(),
    trust: {"Trust.__init__", "Trust.vouch_for", "Trust.roles_of", "Trust.successor_of", "_told"},
    proof: set(),
}
"""Modules of the program's verifier, with the functions in them that judge nothing."""
_OURS_NAMED: dict[ModuleType, set[str]] = {
    survey: {"_fault"},
    objects: {"Statement.require_sense", "read_object"},
    canonical: {"parse", "_whole_number", "_require_level", "_require_size"},  # the others refuse to write
    shapes: {"Shape.holds", "ListOf.holds", "_is_stamp", "_is_ordered", "_is_seen", "_is_shown", "require_version"},
    terms: {"_is_day"},
}
"""Further functions by which it refuses."""
Question = tuple[Case, tuple[str, ...], tuple[str, ...]]
"""A set, the roots that are pinned, and what is declared as left out."""


@dataclass
class Suite:
    """What the verifiers are asked, in the order in which it finds a mutant soonest."""

    read: Callable[[str], str]
    judge: Callable[[Case, tuple[str, ...], tuple[str, ...]], Any]
    texts: list[str]
    sets: list[Question]
    found: list[tuple[str, int]] = field(default_factory=list)
    """Questions that found a mutant before."""
    expected: dict[tuple[str, int], Any] = field(default_factory=dict)

    def answer(self, kind: str, at: int) -> Any:
        """Return what the verifier says now; breaking down, or never ending, is an answer too."""
        signal.setitimer(signal.ITIMER_REAL, _LONGEST)
        try:
            return self.read(self.texts[at]) if kind == "text" else self.judge(*self.sets[at])
        except Exception as fault:  # noqa: BLE001  (a mutant may do anything)
            return type(fault).__name__
        finally:
            signal.setitimer(signal.ITIMER_REAL, 0)

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


@pytest.fixture(autouse=True)
def ends() -> Iterator[None]:
    """End what never ends by itself."""

    def late(_number: int, _frame: FrameType | None) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, late)
    yield
    signal.signal(signal.SIGALRM, before)


@contextmanager
def any_value(parts: dict[str, Callable[[Any], bool]], key: str) -> Iterator[None]:
    """Let a key of an object take any value for a while."""
    before = parts[key]
    parts[key] = lambda _value: True
    try:
        yield
    finally:
        parts[key] = before


_QUICK = ("_alone", "_trusting", "signatures", "impostors")
"""Scenarios that show each rule of an act by itself."""


def _sets(names: tuple[str, ...] = ()) -> list[Question]:
    """Return each set with a root pinned and without, and with what it lacks declared as left out."""
    every = [case for case in scenarios() if not names or case.name.startswith(names)]
    plain = [(case, roots, ()) for case in every for roots in ROOTS]
    return plain + [(case, ROOTS[1], _lacking(case)) for case in every]


def _lacking(case: Case) -> tuple[str, ...]:
    named = {digest for one in case.objects.values() for digest in re.findall('"([0-9a-f]{64})"', one.text)}
    return tuple(sorted(digest for digest in named if digest not in case.objects or case.objects[digest].redacted))


def _tried(
    suite: Suite, changed: Iterator[tuple[str, AbstractContextManager[None]]], part: int = 0, parts: int = 1
) -> tuple[int, list[str]]:
    """Return how many mutants of one part of several were tried, and which of them the suite did not notice."""
    suite.learn()
    count, unseen = 0, []
    for name, put in islice(changed, part, None, parts):
        count += 1
        with put:
            if not suite.notices():
                unseen.append(name)
    return count, unseen


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


@pytest.mark.parametrize("part", range(PARTS))
def test_every_rule_of_the_strangers_verifier_is_needed(programme: Programme, part: int) -> None:
    """With any condition of ``verify.py`` taken out or turned round, some text or set gets another answer."""
    box, full = Box(), programme.full
    suite = Suite(
        lambda text: reading_there(box.module, text),
        lambda one, roots, declared: told_there(box.module, one.objects, roots, declared),
        list(texts()) if full else [],
        _sets() if full else _sets(_QUICK),
    )
    found = mutants(verifier_text(), "verify.py", lambda name: _is_tried(name, full=full))
    count, unseen = _tried(suite, ((one.name, box.holding(one)) for one in found), part, PARTS)
    assert set(unseen) <= (set(_SAME_THERE) if full else set())
    told = f"rules of verify.py taken out or turned round, part {part + 1} of {PARTS}"
    programme.figure("T19", told, count=count, least=200 // PARTS, note=f"{len(unseen)} say the same, as is known")


def _is_tried(name: str, *, full: bool) -> bool:
    return name not in _NOT_RULES and (full or name.startswith("rule_"))


@pytest.mark.parametrize("part", range(PARTS))
def test_every_rule_of_the_programs_verifier_is_needed(programme: Programme, part: int) -> None:
    """With any condition of the program's own verifier taken out or turned round, some answer is another one."""
    full = programme.full
    suite = Suite(
        reading_here,
        lambda one, roots, declared: told_here(one.objects, roots, declared),
        list(texts()) if full else [],
        _sets() if full else _sets(_QUICK),
    )
    changed = ((one.name, put_in(module, one)) for module, one in _mutants_here() if full or module is rules)
    with signatures_once():
        count, unseen = _tried(suite, changed, part, PARTS)
    assert set(unseen) <= (set(_SAME_HERE) if full else set())
    told = f"rules of the program's verifier taken out or turned round, part {part + 1} of {PARTS}"
    programme.figure("T19", told, count=count, least=200 // PARTS, note=f"{len(unseen)} say the same, as is known")


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
    suite = Suite(reading_here, lambda _case, _roots, _declared: None, list(texts()), [])
    every = [(name, shape, key) for name, shape in _shapes() for key in shape._parts if key != "t"]  # looked at before
    changed = [(f"{name}.{key}", any_value(shape._parts, key)) for name, shape, key in every]
    count, unseen = _tried(suite, iter(changed[:: 1 if programme.full else 10]))
    assert set(unseen) <= {"revision.body"}  # what is no object cannot be read as one either
    programme.figure("T19", "forms of values no longer looked at", count=count, least=50)


def _shapes() -> Iterator[tuple[str, shapes.Shape]]:
    named = {"revision": shapes.REVISION, "statement": shapes.STATEMENT, "signer": shapes.SIGNER, "item": shapes.JUDGED}
    yield from (named | {"entry": shapes.ENTRY, "document": shapes.DOCUMENT, "tombstone": terms.TOMBSTONE}).items()
    yield from terms.TERMS.items()


def test_a_blind_suite_is_noticed() -> None:
    """A suite whose questions are all answered alike notices nothing: the tests above can fail."""
    suite = Suite(lambda _text: "good", lambda _case, _roots, _declared: None, ["{}"], [])
    assert _tried(suite, iter([("anything", nullcontext())])) == (1, ["anything"])
