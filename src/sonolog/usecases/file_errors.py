"""What can go wrong with a file of rules that a person adds: of a framework, of an assessment form."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from sonolog.errors import Exit, SonologError

if TYPE_CHECKING:
    from sonolog.domain.problems import Problem


class FileUnreadable(SonologError):
    """A file of rules cannot be read or written, or cannot be one at all."""

    exit = Exit.NO_INPUT

    def __init__(
        self, path: Path, why: str, *, code: Exit = Exit.NO_INPUT, hint: str = "Check the name and the permissions."
    ) -> None:
        super().__init__(f"{path}: {why}.", hint=hint)
        self.exit = code


class FileHasProblems(SonologError):
    """A file of rules is faulty; carries every problem."""

    command: ClassVar[str]
    """The command whose ``check`` lists them."""

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            f"{path} has {len(problems)} problem{'s' if len(problems) != 1 else ''}, so it cannot be used.",
            kept="Nothing was changed.",
            hint=f"See them all: sonolog {self.command} check {path}.",
        )
        self.problems = problems


class EditionKnown(SonologError):
    """This edition is already there."""

    def __init__(self, name: str, edition: str, *, identical: bool) -> None:
        how = "with exactly this text" if identical else "with another text"
        super().__init__(
            f"{name}, edition {edition}, is already known {how}.",
            kept="Nothing was changed.",
            hint="" if identical else "An edition is never altered: give the new one another edition.",
        )
