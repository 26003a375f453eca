"""Begin a framework of one's own with a commented template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.start import id_from, start_text
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.usecases.errors import FrameworkHasProblems
from sonolog.usecases.framework_files import write_own


@dataclass(frozen=True, slots=True)
class Begun:
    """A new framework file."""

    path: Path
    framework: str
    edition: str


def new_framework(path: Path, today: date, *, title: str = "", replace: bool = False) -> Begun:
    """Write a commented template to ``path``; its id is made of the file's name, its edition is the year.

    Raises:
        FrameworkFileExists: there is such a file, and ``replace`` is false.
        FrameworkHasProblems: the title cannot stand in a framework.
        FrameworkUnreadable: the system refuses.
    """
    name, edition = id_from(path.stem), str(today.year)
    text = start_text(id=name, title=title or path.stem, edition=edition, file=path.name)
    framework, problems = read_framework(text, file=str(path), vocabulary=load_vocabulary())
    if framework is None:
        raise FrameworkHasProblems(path, problems)
    write_own(path, text, replace=replace)
    return Begun(path, name, edition)
