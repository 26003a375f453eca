"""Nothing unfinished, switched off, bound to one machine or out of step is kept in the repository."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import sonolog

from .source import ROOT, SOURCE, name_of, text_files

# Each pattern is written so that it does not match itself.
_NOWHERE = {
    "unfinished": r"\b(?:TO[D]O|FIX[M]E|X[X]X)\b|NotImplemented[E]rror",
    "switched off": r"\b(?:mark|pytest)\.ski[p]|\bski[p]if\b|\bxfai[l]\b|assert Tru[e]\b|no cove[r]\b",
    "the address of a registry": r"index-ur[l]|find-link[s]|https?://\S*(?:pyp[i]|pythonhoste[d]|npmj[s]|/simpl[e])",
    "a path of one machine": r"(?<![\w./~])/(?:wor[k]|roo[t]|hom[e]|User[s])/\w",
    "how the work was organised": r"\b[Ii]ssues? #?\d|\bmilestone \d",
}
_NOT_IN_SOURCE = r"\bfor no[w]\b"
_DOCUMENT = re.compile(r"(?<![\w:/.-])[\w./-]+\.md\b")
_FILES = tuple(text_files())
_PROSE = tuple(path for path in _FILES if path.suffix == ".md" or SOURCE in path.parents)


def _matches(pattern: str, files: tuple[Path, ...]) -> list[str]:
    """Return where the pattern is found, as file:line."""
    found = re.compile(pattern)
    return [
        f"{name_of(path)}:{number}: {line.strip()}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8", "replace").splitlines(), 1)
        if found.search(line)
    ]


@pytest.mark.parametrize("what", _NOWHERE)
def test_nothing_of_the_kind_is_kept(what: str) -> None:
    """No file holds it, in words or in code."""
    assert not _matches(_NOWHERE[what], _FILES)


def test_the_source_excuses_nothing() -> None:
    """No comment of the program says that something stays only until later."""
    assert not _matches(_NOT_IN_SOURCE, tuple(path for path in _FILES if SOURCE in path.parents))


def test_a_document_that_is_named_exists() -> None:
    """Whoever reads a file's reference to a document finds it, beside the file or from the top."""
    assert not [f"{name_of(path)}: {name}" for path in _PROSE for name in _not_there(path)]


def _not_there(path: Path) -> Iterator[str]:
    for name in set(_DOCUMENT.findall(path.read_text("utf-8"))):
        if not any((top / name).is_file() for top in (path.parent, ROOT)):
            yield name


def test_every_library_is_pinned_with_hashes() -> None:
    """The lock holds nothing but exact versions with SHA-256 hashes, and all that the project asks for."""
    pinned: set[str] = set()
    for entry in _lock_entries():
        name = re.fullmatch(r"([a-z0-9.-]+)==\S+((?: --hash=sha256:[0-9a-f]{64})+)", entry)
        assert name, entry
        pinned.add(name[1])
    assert not _asked_for() - pinned


def test_the_version_is_that_of_the_changelog() -> None:
    """The newest heading of the changelog names the program's version."""
    headings = re.findall(r"^## \[([\d.]+)\]", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[0] == sonolog.__version__


def _lock_entries() -> Iterator[str]:
    joined = (ROOT / "requirements.lock").read_text("utf-8").replace("\\\n", " ")
    for line in joined.splitlines():
        yield re.sub(r" +", " ", line).strip()


def _asked_for() -> set[str]:
    """Return the names of the libraries that pyproject.toml asks for, extras and build included."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    asked = [*project["project"]["dependencies"], *project["build-system"]["requires"]]
    for extra in project["project"].get("optional-dependencies", {}).values():
        asked += extra
    return {re.split(r"[^A-Za-z0-9._-]", one)[0].lower().replace("_", "-") for one in asked}
