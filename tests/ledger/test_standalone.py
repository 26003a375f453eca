"""The verifier for strangers: it agrees with the program's own everywhere, and no rule can be taken out unseen."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from functools import cache
from types import ModuleType

import pytest

from sonolog.ledger.standalone import verifier_text
from sonolog.ledger.survey import survey

from .corpus import ROOT_MARK, Case, Objects, a_programme, cases

Verdicts = dict[str, str]
_ROOTS: tuple[tuple[str, ...], ...] = ((), (ROOT_MARK,))


def loaded(text: str) -> ModuleType:
    """Return the stranger's verifier as a module made of ``text``."""
    module = ModuleType("verify")
    exec(compile(text, "verify.py", "exec"), module.__dict__)  # noqa: S102  (our own text, or a mutant of it)
    return module


@cache
def corpus() -> tuple[Case, ...]:
    """Return every set."""
    return tuple(cases(a_programme()))


def theirs(module: ModuleType, objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()) -> Verdicts:
    """Return the stranger's word for each statement."""
    plain = {digest: (one.text, one.signature, one.redacted) for digest, one in objects.items()}
    whole = module.Set(plain, roots, declared)
    return {digest: whole.verdict(digest)[0] for digest, (_, mark, _) in plain.items() if mark is not None}


def ours(objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()) -> Verdicts:
    """Return the program's word for each statement."""
    found = survey(objects, roots=roots, declared=declared)
    signed = {digest for digest, one in objects.items() if one.signature is not None}
    return {one.digest: str(one.verdict.word) for one in found.statements if one.digest in signed}


def test_both_verifiers_agree_on_every_statement_of_every_set() -> None:
    """Thousands of statements, good and bad, get the same word from both, with a pinned root and without."""
    module = loaded(verifier_text())
    seen: dict[str, int] = {}
    for case in corpus():
        for roots in _ROOTS:
            mine = ours(case.objects, roots)
            assert theirs(module, case.objects, roots) == mine, case.name
            for word in mine.values():
                seen[word] = seen.get(word, 0) + 1
    assert set(seen) == {
        "Valid",
        "Valid, identity not confirmed",
        "Valid, key since revoked",
        "Incomplete",
        "Redacted",
        "Invalid",
        "Not checked",
    } - ({"Not checked"} - set(seen))
    assert sum(seen.values()) > 1_000


def test_a_declared_gap_is_not_incomplete_for_either() -> None:
    """What a file says it leaves out does not make the rest Incomplete; what it does not say, does."""
    module = loaded(verifier_text())
    whole = a_programme().objects
    for digest in sorted(whole):
        rest = {key: one for key, one in whole.items() if key != digest}
        mine = ours(rest, (ROOT_MARK,), (digest,))
        assert theirs(module, rest, (ROOT_MARK,), (digest,)) == mine
        assert "Incomplete" not in mine.values()


def mutants() -> Iterator[tuple[str, str]]:
    """Yield the verifier with one of its rules gone, or turned round, and what was done."""
    tree = ast.parse(verifier_text())
    places = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef) and _is_rule(node.name)]
    for place in places:
        for number, _ in enumerate(_answers(place)):
            changed = ast.parse(verifier_text())
            function = next(
                node for node in ast.walk(changed) if isinstance(node, ast.FunctionDef) and node.name == place.name
            )
            line = _take_out(function, number)
            yield f"{place.name}, line {line}", ast.unparse(changed)


def _is_rule(name: str) -> bool:
    return name.startswith("rule_") or name in {
        "require_sense",
        "item_fault",
        "act_fault",
        "gone_fault",
        "link_fault",
        "unseen",
        "judged",
        "vouched",
        "may_vouch",
        "may_redact",
        "is_lead",
        "covers",
    }


def _answers(function: ast.FunctionDef) -> list[ast.If]:
    return [node for node in ast.walk(function) if isinstance(node, ast.If)]


def _take_out(function: ast.FunctionDef, number: int) -> int:
    """Make the condition of the rule never hold."""
    node = _answers(function)[number]
    node.test = ast.Constant(value=False)
    ast.fix_missing_locations(function)
    return node.lineno


@pytest.mark.parametrize(("name", "text"), [pytest.param(name, text, id=name) for name, text in mutants()])
def test_a_rule_taken_out_is_noticed(name: str, text: str) -> None:
    """Without any one of its rules the verifier no longer agrees with the program on all sets."""
    assert name
    module = loaded(text)
    assert any(_differs(module, case, roots) for case in corpus() for roots in _ROOTS)


def _differs(module: ModuleType, case: Case, roots: tuple[str, ...]) -> bool:
    judge: Callable[..., Verdicts] = theirs
    try:
        return judge(module, case.objects, roots) != _expected(case.name, roots)
    except Exception:  # noqa: BLE001  (a mutant that breaks down is noticed as well)
        return True


@cache
def _expected(name: str, roots: tuple[str, ...]) -> Verdicts:
    return ours(next(case for case in corpus() if case.name == name).objects, roots)
