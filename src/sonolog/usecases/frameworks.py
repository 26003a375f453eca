"""Frameworks a person can use: shipped with the program, added to this home, or kept in the logbook."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sonolog.domain.framework import Framework
from sonolog.domain.problems import Problem
from sonolog.errors import SonologError
from sonolog.frameworks.advice import advice, in_order
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.shipped import framework_files, load_shipped, shipped_names, shipped_text
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.paths import Home, make_private
from sonolog.usecases.case_files import SUFFIX, FromCase, framework_from_case, is_package
from sonolog.usecases.errors import FrameworkHasProblems, FrameworkKnown, UnknownFramework
from sonolog.usecases.framework_files import read_text, write_new
from sonolog.usecases.guarding import refuse_identity_in_lines


class UnknownEdition(SonologError):
    """The framework is known, but not in this edition."""

    code = "unknown-edition"

    def __init__(self, name: str, edition: str, known: Sequence[str]) -> None:
        message = f"{name} has no edition “{edition}” here." if edition else f"Which edition of {name}?"
        super().__init__(message, hint=f"Known: {', '.join(f'{name}@{one}' for one in known)}.")


@dataclass(frozen=True, slots=True)
class FrameworkText:
    """A framework with its text and where that lies."""

    framework: Framework
    text: str
    where: str
    """“shipped”, or the file."""


@dataclass(frozen=True, slots=True)
class FrameworkLine:
    """One framework in a list."""

    name: str
    edition: str
    title: str
    source: str
    confidence: str
    where: str


def list_frameworks(home: Home) -> tuple[FrameworkLine, ...]:
    """Return every framework that can be used, shipped ones first; a faulty file of the home is left out."""
    return tuple(framework_line(one) for one in _all(home))


def find_framework(name: str, home: Home) -> FrameworkText:
    """Return the framework called ``name``, or that edition of it with ``name@edition``.

    Without an edition it is an added one before a shipped one, and of several the newest.

    Raises:
        UnknownFramework: there is none; names the nearest.
        UnknownEdition: there is no such edition; names those there are.
    """
    wanted, _, edition = name.partition("@")
    if not edition and wanted in shipped_names() and not _added(home, wanted):
        return _shipped(wanted)
    found = editions_of(wanted, home)
    if "@" not in name:
        return found[-1]
    for one in found:
        if one.framework.edition == edition:
            return one
    raise UnknownEdition(wanted, edition, [one.framework.edition for one in found])


def editions_of(name: str, home: Home) -> tuple[FrameworkText, ...]:
    """Return every edition of the framework called ``name``: shipped ones, then added ones, the newest last.

    Raises:
        UnknownFramework: there is none; names the nearest.
    """
    everything = _all(home)
    found = [one for one in everything if one.framework.framework == name]
    if found:
        return tuple(sorted(found, key=lambda one: (one.where != "shipped", age_of_edition(one.framework.edition))))
    from difflib import get_close_matches

    known = sorted({one.framework.framework for one in everything})
    raise UnknownFramework(name, get_close_matches(name.lower(), known), known)


def age_of_edition(edition: str) -> list[tuple[bool, int, str]]:
    """Return what sorts editions as people number them: 9 before 10, 2026 before 2027-draft."""
    parts = re.findall(r"\d{1,18}|\D+|\d+", edition)
    return [(not part.isdecimal(), int(part) if part.isdecimal() else 0, part) for part in parts]


def check_framework(path: Path) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Return the framework in the file, if it can be used, and what is wrong with it; of a package, what is left out.

    Raises:
        FrameworkUnreadable: there is no such file, or it cannot be a framework.
    """
    text, framework, problems = _read(path)
    if framework is None or is_package(path):
        return framework, problems
    return framework, in_order((*problems, *advice(framework, text, file=str(path))))


def _read(path: Path) -> tuple[str, Framework | None, tuple[Problem, ...]]:
    """Return the text in a file, or made of a CASE package, the framework in it, and what is wrong with it."""
    made = framework_from_case(path) if is_package(path) else FromCase(read_text(path), ())
    if any(one.severity == "error" for one in made.problems):
        return "", None, made.problems
    framework, problems = read_framework(made.text, file=str(path), vocabulary=load_vocabulary())
    return made.text, framework, (*made.problems, *problems)


def named_or_file(name: str, home: Home) -> FrameworkText:
    """Return the framework in the file ``name``, or else the one that is called so.

    Raises:
        UnknownFramework, UnknownEdition: there is none of that name.
        FrameworkUnreadable, FrameworkHasProblems: the file cannot be read or used.
    """
    path = Path(name)
    if path.suffix not in (".toml", SUFFIX) and not path.is_file():
        return find_framework(name, home)
    return _usable(path)


def framework_as_text(path: Path) -> tuple[str, tuple[Problem, ...]]:
    """Return the text of the framework in the file, to be edited, and what of a package is not in it.

    Raises:
        FrameworkUnreadable: the file cannot be read.
        FrameworkHasProblems: it is faulty.
    """
    text, framework, problems = _read(path)
    if framework is None:
        raise FrameworkHasProblems(path, problems)
    return text, problems


def add_framework(path: Path, home: Home) -> FrameworkLine:
    """Copy a sound framework, a text or a CASE package, into this home.

    Raises:
        FrameworkUnreadable: the file cannot be read.
        FrameworkHasProblems: it is faulty.
        FrameworkKnown: that edition is already known; an edition is never altered.
        IdentityRefused: a line of it may identify a patient.
    """
    found = _usable(path)
    refuse_identity_in_lines(found.text)
    framework = found.framework
    for one in _all(home):
        same = (one.framework.framework, one.framework.edition) == (framework.framework, framework.edition)
        if same:
            raise FrameworkKnown(framework.framework, framework.edition, identical=one.text == found.text)
    target = make_private(home.frameworks) / f"{framework.framework}-{file_part(framework.edition)}.toml"
    write_new(target, found.text)
    return framework_line(FrameworkText(framework, found.text, str(target)))


def framework_line(one: FrameworkText) -> FrameworkLine:
    """Return the framework's line in a list."""
    found = one.framework
    source = f"{found.source.body}, {found.source.document}"
    return FrameworkLine(found.framework, found.edition, found.title, source, found.source.confidence, one.where)


def _all(home: Home) -> list[FrameworkText]:
    found = [_shipped(name) for name in shipped_names()]
    for path in framework_files(home.frameworks):
        try:
            text = read_text(path)
        except SonologError:  # named by “framework check”; a list must not fail for one file
            continue
        framework, _ = read_framework(text, file=str(path), vocabulary=load_vocabulary())
        if framework is not None:
            found.append(FrameworkText(framework, text, str(path)))
    return found


def _added(home: Home, name: str) -> bool:
    return any(path.name.startswith(f"{name}-") for path in framework_files(home.frameworks))


def _shipped(name: str) -> FrameworkText:
    text = shipped_text(name)
    return FrameworkText(load_shipped(name), text, "shipped")


def _usable(path: Path) -> FrameworkText:
    text, framework, problems = _read(path)
    if framework is None:
        raise FrameworkHasProblems(path, problems)
    return FrameworkText(framework, text, str(path))


def file_part(edition: str) -> str:
    """Return an edition as it can stand in the name of a file."""
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in edition)
