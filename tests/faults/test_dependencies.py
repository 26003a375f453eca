"""Only declared libraries are used, each pinned by hash; and an audit that could not run is not a pass."""

from __future__ import annotations

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

from .audit import Outcome, audit, judged, pinned
from .programme import Programme

REPOSITORY = Path(__file__).resolve().parents[2]
SOURCE = REPOSITORY / "src" / "sonolog"
LOADED_BY_OTHERS = {"bcrypt", "fontpkg-fira-sans"}
"""Declared though nothing here imports them: cryptography opens key files with one, the other holds the typeface."""
COMES_WITH = {"rich": "textual", "aiohttp": "textual-serve", "pydantic_core": "pydantic"}
"""Used as part of a declared library, whose version decides about it."""


def _declared() -> set[str]:
    told = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))
    return set(map(_name, told["project"]["dependencies"]))


def _declared_by_extras() -> set[str]:
    """Return what only some need: a department's database, DICOM, and the letters of every script."""
    told = tomllib.loads((REPOSITORY / "pyproject.toml").read_text("utf-8"))["project"]["optional-dependencies"]
    return {_name(one) for extra in ("department", "dicom", "scripts") for one in told[extra]}


def _name(requirement: str) -> str:
    return re.split(r"[\[<>=!~ ]", requirement, maxsplit=1)[0].lower()


def _imported(source: str) -> Iterator[str]:
    """Yield the first part of every absolute import, wherever it stands."""
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level and node.module:
            yield node.module.partition(".")[0]


def _undeclared(source: str, declared: set[str], known: dict[str, list[str]]) -> list[str]:
    own = {"sonolog", *sys.stdlib_module_names}
    names = {name for name in _imported(source) if name not in own}
    owners = {name: {COMES_WITH.get(name, one).lower() for one in known.get(name, [name])} for name in names}
    return sorted(name for name, found in owners.items() if not {one.replace("_", "-") for one in found} & declared)


def test_only_declared_libraries_are_imported(programme: Programme) -> None:
    """Every import of every file belongs to Python, to us or to a dependency; and every dependency is used."""
    declared, known = _declared(), dict(packages_distributions())
    files = sorted(SOURCE.rglob("*.py"))
    texts = [path.read_text("utf-8") for path in files]
    wrong = [
        f"{path}: {name}"
        for path, text in zip(files, texts, strict=True)
        for name in _undeclared(text, declared | _declared_by_extras(), known)
    ]
    used = {one.lower().replace("_", "-") for text in texts for name in _imported(text) for one in known.get(name, ())}
    wrong += [f"{name} is declared and not used" for name in sorted(declared - used - LOADED_BY_OTHERS)]
    assert wrong == []
    programme.figure("T18", "files that import declared libraries alone", count=len(files), least=400, wrong=len(wrong))


def test_an_undeclared_import_is_noticed() -> None:
    """At the top, inside a function, under another name: each is found."""
    for source in ("import requests", "def f():\n    from yaml.loader import x as y", "import os, numpy.linalg as l"):
        assert _undeclared(source, {"textual"}, {"yaml": ["PyYAML"]})
    assert not _undeclared(
        "import os\nfrom textual.app import App\nfrom . import x", {"textual"}, {"textual": ["textual"]}
    )


def _lock_faults(text: str) -> list[str]:
    """Return what is wrong with a list of pinned libraries: no exact version, no hash, an address."""
    logical = text.replace("\\\n", " ").splitlines()
    entries = [line.strip() for line in logical if line.strip() and not line.lstrip().startswith("#")]
    wrong = [line[:60] for line in entries if not re.match(r"[A-Za-z0-9._-]+==[^\s;]+", line)]
    wrong += [line[:60] for line in entries if "--hash=sha256:" not in line]
    return wrong + [
        line[:60]
        for line in text.splitlines()
        if "://" in line or line.lstrip().startswith(("-i", "--index", "--find", "--extra", "--trusted"))
    ]


def test_every_library_is_pinned_by_hash(programme: Programme) -> None:
    """An exact version and a hash for each, and no address anywhere; every declared one is among them."""
    text = (REPOSITORY / "requirements.lock").read_text("utf-8")
    assert _lock_faults(text) == []
    assert _declared() <= pinned(text)
    programme.figure("T18", "libraries pinned by version and hash", count=len(pinned(text)), least=40)


@pytest.mark.parametrize(
    "line",
    ["click>=8", "click==8.2", "--index https://example.org", "click @ https://example.org/x --hash=sha256:00"],
)
def test_a_loose_pin_is_noticed(line: str) -> None:
    """A range, a missing hash, another index or an address is found."""
    assert _lock_faults(f"{line}\n")


_CLEAN = [{"name": "click", "version": "8.2", "vulns": []}, {"name": "Textual_Serve", "version": "1", "vulns": []}]
ANSWERS = {
    "clean": (json.dumps({"dependencies": _CLEAN}), Outcome.CLEAN),
    "vulnerable": (
        json.dumps({"dependencies": [_CLEAN[0] | {"vulns": [{"id": "EXAMPLE-1"}]}, _CLEAN[1]]}),
        Outcome.VULNERABLE,
    ),
    "one skipped": (
        json.dumps({"dependencies": [_CLEAN[0], {"name": "textual-serve", "skip_reason": "no network"}]}),
        Outcome.NOT_AUDITED,
    ),
    "one left out": (json.dumps({"dependencies": _CLEAN[:1]}), Outcome.NOT_AUDITED),
    "nothing": (json.dumps({"dependencies": []}), Outcome.NOT_AUDITED),
    "no answer": ("", Outcome.NOT_AUDITED),
    "words": ("No known vulnerabilities found", Outcome.NOT_AUDITED),
}


def test_an_audit_that_did_not_look_everything_up_is_no_pass(programme: Programme) -> None:
    """Skipped, left out, silent or offline: said to be not audited, whatever pip-audit itself ends with."""
    wrong = [
        name for name, (answer, outcome) in ANSWERS.items() if judged(answer, {"click", "textual-serve"})[0] != outcome
    ]
    assert judged(ANSWERS["nothing"][0], set())[0] == Outcome.NOT_AUDITED
    programme.figure("T18", "answers of an audit judged", count=len(ANSWERS), least=7, wrong=len(wrong))


def test_without_the_program_nothing_is_audited(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Where pip-audit is not installed, that is said; where it answers, its answer is judged."""
    lock = tmp_path / "requirements.lock"
    lock.write_text("click==8.2 --hash=sha256:00\n", "utf-8")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")
    if (found := audit(lock))[0] is not Outcome.NOT_AUDITED:
        pytest.fail(found[1])
    fake = tmp_path / "pip-audit"
    fake.write_text(f"#!/bin/sh\ncat <<'END'\n{ANSWERS['clean'][0]}\nEND\n", "utf-8")
    fake.chmod(0o700)
    assert audit(lock)[0] is Outcome.CLEAN
