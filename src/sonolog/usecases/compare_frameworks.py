"""What two frameworks, or two editions of one, say differently."""

from __future__ import annotations

from dataclasses import dataclass

from sonolog.frameworks.difference import Difference, differences
from sonolog.paths import Home
from sonolog.usecases.frameworks import FrameworkLine, framework_line, named_or_file


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two frameworks and everything in which they differ."""

    old: FrameworkLine
    new: FrameworkLine
    differences: tuple[Difference, ...]


def compare_frameworks(old: str, new: str, home: Home) -> Comparison:
    """Return what ``new`` says other than ``old``; each a name, a name with edition, or a file.

    Raises:
        UnknownFramework, UnknownEdition: there is none of that name.
        FrameworkUnreadable, FrameworkHasProblems: a file cannot be read or used.
    """
    before, after = named_or_file(old, home), named_or_file(new, home)
    found = differences(before.framework, before.text, after.framework, after.text)
    return Comparison(framework_line(before), framework_line(after), found)
