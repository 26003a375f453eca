"""Frameworks a person can use: shipped with the program, added to this home, or kept in the logbook."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from sonolog.domain.framework import Framework
from sonolog.domain.problems import Problem
from sonolog.errors import Exit, SonologError
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.shipped import framework_files, load_shipped, shipped_names, shipped_text
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.paths import Home, make_private
from sonolog.usecases.errors import (
    FrameworkHasProblems,
    FrameworkKnown,
    FrameworkUnreadable,
    UnknownFramework,
)

SIZE_LIMIT = 2_000_000
"""Bytes of a framework file; the largest known has 100,000."""


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
    """Return the framework called ``name``, an added one before a shipped one.

    Raises:
        UnknownFramework: there is none; names the nearest.
    """
    if name in shipped_names() and not _added(home, name):
        return _shipped(name)
    everything = _all(home)
    found = [one for one in everything if one.framework.framework == name]
    if found:
        return found[-1]
    from difflib import get_close_matches

    known = sorted({one.framework.framework for one in everything})
    raise UnknownFramework(name, get_close_matches(name.lower(), known), known)


def check_framework(path: Path) -> tuple[Framework | None, tuple[Problem, ...]]:
    """Return the framework in the file, if it can be used, and everything that is wrong with it.

    Raises:
        FrameworkUnreadable: there is no such file, or it is no UTF-8 text, or too large.
    """
    return read_framework(read_text(path), file=str(path), vocabulary=load_vocabulary())


def add_framework(path: Path, home: Home) -> FrameworkLine:
    """Copy a sound framework file into this home.

    Raises:
        FrameworkUnreadable: the file cannot be read.
        FrameworkHasProblems: it is faulty.
        FrameworkKnown: that edition is already known; an edition is never altered.
    """
    text = read_text(path)
    framework, problems = read_framework(text, file=str(path), vocabulary=load_vocabulary())
    if framework is None:
        raise FrameworkHasProblems(path, problems)
    for one in _all(home):
        same = (one.framework.framework, one.framework.edition) == (framework.framework, framework.edition)
        if same:
            raise FrameworkKnown(framework.framework, framework.edition, identical=one.text == text)
    target = make_private(home.frameworks) / f"{framework.framework}-{_file_part(framework.edition)}.toml"
    _write(target, text)
    return framework_line(FrameworkText(framework, text, str(target)))


def read_text(path: Path) -> str:
    """Return the text of a framework file.

    Raises:
        FrameworkUnreadable: there is no such file, or it is no UTF-8 text, or too large.
    """
    try:
        if path.stat().st_size > SIZE_LIMIT:
            raise FrameworkUnreadable(path, f"larger than {SIZE_LIMIT:,} bytes")
        return path.read_text("utf-8")
    except OSError as fault:
        raise FrameworkUnreadable(path, (fault.strerror or "not readable").lower()) from None
    except UnicodeDecodeError:
        raise FrameworkUnreadable(path, "no UTF-8 text") from None


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


def _file_part(edition: str) -> str:
    return "".join(letter if letter.isalnum() or letter in ".-" else "-" for letter in edition)


def _write(target: Path, text: str) -> None:
    try:
        opened = os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    except OSError as fault:
        raise FrameworkUnreadable(target, (fault.strerror or "refused").lower(), code=Exit.NO_OUTPUT) from None
    with os.fdopen(opened, "w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
