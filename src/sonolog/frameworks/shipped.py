"""The frameworks that come with the program, and the files of a folder of one's own."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path

from sonolog.domain.framework import Framework
from sonolog.errors import Exit, SonologError
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary

_NOT_A_FRAMEWORK = "terms.toml"


class UnknownFramework(SonologError):
    """No framework has this name."""

    code = "unknown-framework"

    def __init__(self, name: str) -> None:
        super().__init__(f"There is no framework “{name}”.", hint=f"Shipped: {', '.join(shipped_names())}.")


class FrameworkFaulty(SonologError):
    """A framework's file has faults, so it cannot be used."""

    code = "framework-faulty"
    exit = Exit.INPUT

    def __init__(self, name: str, faults: int, first: str) -> None:
        super().__init__(
            f"The framework “{name}” cannot be used. Faults: {faults}, the first: {first}",
            hint=f"See all of them with: sonolog framework check {name}",
        )


def shipped_names() -> tuple[str, ...]:
    """Return the ids of the shipped frameworks, sorted."""
    found = files("sonolog.frameworks").joinpath("library").iterdir()
    names = (entry.name for entry in found if entry.name.endswith(".toml") and entry.name != _NOT_A_FRAMEWORK)
    return tuple(sorted(name.removesuffix(".toml") for name in names))


def shipped_text(name: str) -> str:
    """Return the text of a shipped framework.

    Raises:
        UnknownFramework: there is none of this name.
    """
    if name not in shipped_names():
        raise UnknownFramework(name)
    return files("sonolog.frameworks").joinpath("library", f"{name}.toml").read_text("utf-8")


@cache
def load_shipped(name: str) -> Framework:
    """Return a shipped framework; it is read once a process.

    Raises:
        UnknownFramework: there is none of this name.
        FrameworkFaulty: its file has faults.
    """
    framework, problems = read_framework(shipped_text(name), file=f"{name}.toml", vocabulary=load_vocabulary())
    if framework is None:
        raise FrameworkFaulty(name, len(problems), str(problems[0]))
    return framework


def framework_files(folder: Path) -> tuple[Path, ...]:
    """Return the framework files of a folder, sorted by name; none where there is no such folder."""
    return tuple(sorted(path for path in folder.glob("*.toml") if path.is_file()))
