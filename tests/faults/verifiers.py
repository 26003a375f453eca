"""The two verifiers side by side, and either of them with a rule taken out or turned round."""

from __future__ import annotations

import ast
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, lru_cache
from types import CodeType, FunctionType, ModuleType
from typing import Any
from unittest.mock import patch

from tests.ledger.corpus import ROOT_MARK, Case, Objects

from sonolog.ledger import sshsig
from sonolog.ledger.objects import read_object
from sonolog.ledger.standalone import verifier_text
from sonolog.ledger.survey import survey

Verdicts = dict[str, str]
_TEXTS = 2_048
ROOTS: tuple[tuple[str, ...], ...] = ((), (ROOT_MARK,))
_MODE = "exec"


def loaded(made: str | CodeType) -> ModuleType:
    """Return the stranger's verifier as a module; a signature seen before is not computed again."""
    module = ModuleType("verify")
    code = compile(made, "verify.py", _MODE) if isinstance(made, str) else made
    exec(code, module.__dict__)  # noqa: S102  (our own text, or a mutant of it)
    module.__dict__["signature_holds"] = _holds
    return module


@cache
def _holds(line: str, text: str, signature: bytes) -> bool:
    module = ModuleType("verify")
    exec(_stranger(), module.__dict__)  # noqa: S102  (our own text)
    return bool(module.__dict__["signature_holds"](line, text, signature))


@lru_cache(maxsize=1)
def _stranger() -> CodeType:
    return compile(verifier_text(), "verify.py", _MODE)


@contextmanager
def signatures_once() -> Iterator[None]:
    """Let the program's own verifier compute no signature twice while many sets hold the same statements."""
    code = sshsig.verify
    kept = lru_cache(maxsize=None)(code)
    sshsig.verify = kept
    try:
        yield
    finally:
        sshsig.verify = code


@contextmanager
def texts_once(module: ModuleType) -> Iterator[None]:
    """Let neither verifier read a text twice, where many files hold nearly the same objects."""
    module.__dict__["read_object"] = lru_cache(_TEXTS)(module.__dict__["read_object"])
    kept = lru_cache(_TEXTS)(read_object)
    with patch("sonolog.ledger.survey.read_object", kept), patch("sonolog.exchange.bundle.read_object", kept):
        yield


def theirs(module: ModuleType, objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()) -> Verdicts:
    """Return the stranger's word for each statement."""
    return {digest: word for digest, (word, _) in told_there(module, objects, roots, declared).items()}


def told_there(
    module: ModuleType, objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()
) -> dict[str, tuple[str, str]]:
    """Return the stranger's word and reason for each statement."""
    plain = {digest: (one.text, one.signature, one.redacted) for digest, one in objects.items()}
    whole = module.Set(plain, roots, declared)
    return {digest: whole.verdict(digest) for digest, (_, mark, _) in plain.items() if mark is not None}


def ours(objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()) -> Verdicts:
    """Return the program's word for each statement."""
    return {digest: word for digest, (word, _) in told_here(objects, roots, declared).items()}


def told_here(objects: Objects, roots: tuple[str, ...], declared: tuple[str, ...] = ()) -> dict[str, tuple[str, str]]:
    """Return the program's word and reason for each statement."""
    found = survey(objects, roots=roots, declared=declared)
    signed = {digest for digest, one in objects.items() if one.signature is not None}
    return {one.digest: (str(one.verdict.word), one.verdict.reason) for one in found.statements if one.digest in signed}


Judge = Callable[[Case, tuple[str, ...]], Verdicts]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One condition of one function, and what is put in its place."""

    function: str
    line: int
    place: int
    kind: str
    code: CodeType
    """Of the function."""
    module: CodeType
    """Of the module with the function in it."""

    @property
    def name(self) -> str:
        """How it is told, for example ``Trust.standing, condition 1 deleted``."""
        return f"{self.function}, condition {self.place} {self.kind}"


def mutants(source: str, file: str, wanted: Callable[[str], bool]) -> Iterator[Mutant]:
    """Yield every condition of the wanted functions never holding, and every condition and comparison turned round."""
    names = [(name, node) for name, node in _functions(ast.parse(source)) if wanted(name)]
    for name, node in names:
        for place, (line, kinds) in enumerate(_places(node)):
            for kind in kinds:
                tree = ast.parse(source)
                function = next(one for other, one in _functions(tree) if other == name)
                _change(function, place, kind)
                ast.fix_missing_locations(tree)
                made = compile(tree, file, _MODE)
                yield Mutant(name, line, place, kind, _code_of(made, name), made)


def _functions(tree: ast.Module) -> Iterator[tuple[str, ast.FunctionDef]]:
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield node.name, node
        elif isinstance(node, ast.ClassDef):
            yield from ((f"{node.name}.{one.name}", one) for one in node.body if isinstance(one, ast.FunctionDef))


def _conditions(function: ast.FunctionDef) -> list[ast.AST]:
    """Return what decides something: conditions, and answers that are made of several."""
    found: list[ast.AST] = []
    for node in ast.walk(function):
        if isinstance(node, ast.If | ast.IfExp | ast.Compare) and not _of_a_condition(node, found):
            found.append(node)
    return found


def _of_a_condition(node: ast.AST, found: list[ast.AST]) -> bool:
    """Tell whether a comparison is the whole of a condition, which is turned round itself."""
    return any(isinstance(one, ast.If | ast.IfExp) and one.test is node for one in found)


def _places(function: ast.FunctionDef) -> list[tuple[int, list[str]]]:
    told = []
    for node in _conditions(function):
        kinds = ["deleted", "inverted"] if isinstance(node, ast.If | ast.IfExp) else ["turned round"]
        told.append((int(getattr(node, "lineno", 0)), kinds))
    return told


_OPPOSITE: dict[type, type] = {
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Lt: ast.GtE,
    ast.LtE: ast.Gt,
    ast.Gt: ast.LtE,
    ast.GtE: ast.Lt,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}


def _change(function: ast.FunctionDef, place: int, kind: str) -> None:
    node: Any = _conditions(function)[place]
    if kind == "deleted":
        node.test = ast.Constant(value=False)
    elif kind == "inverted":
        node.test = ast.UnaryOp(op=ast.Not(), operand=node.test)
    else:
        node.ops = [_OPPOSITE[type(op)]() for op in node.ops]


def _code_of(code: CodeType, name: str) -> CodeType:
    for part in name.split("."):
        code = next(one for one in code.co_consts if isinstance(one, CodeType) and one.co_name == part)
    return code


def function_of(module: ModuleType, name: str) -> FunctionType:
    """Return a function or method of a module by its dotted name."""
    found: Any = module
    for part in name.split("."):
        found = found.__dict__[part]
    found = getattr(found, "__func__", found)
    assert isinstance(found, FunctionType), name
    return found


@contextmanager
def put_in(module: ModuleType, mutant: Mutant) -> Iterator[None]:
    """Let a function be its mutant for a while, wherever it is already known by name."""
    function = function_of(module, mutant.function)
    before = function.__code__
    function.__code__ = mutant.code
    try:
        yield
    finally:
        function.__code__ = before
