"""Files of rules, of frameworks and of forms, on the command line: checked with every fault told, and added."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, TypeVar

from sonolog.cli import diagnostics
from sonolog.cli.options import Request
from sonolog.cli.problem_list import problem_object, tally, write_problems
from sonolog.domain.text import counted
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.domain.problems import Problem


class Rules(Protocol):
    """What a file of rules is read as."""

    @property
    def title(self) -> str:
        """What it is called."""

    @property
    def edition(self) -> str:
        """Its edition."""


R = TypeVar("R", bound=Rules)
Line = TypeVar("Line")


def check_files(
    request: Request,
    names: Sequence[str],
    check: Callable[[str], tuple[R | None, tuple[Problem, ...]]],
    size: Callable[[R], str],
) -> int:
    """Write every problem of the files, and how large those are that can be used; return the exit code."""
    found = [(name, *check(name)) for name in names]
    problems = [problem for _, _, told in found for problem in told]
    code = int(Exit.INPUT if any(rules is None for _, rules, _ in found) else Exit.DONE)
    if request.json:
        sound = [name for name, rules, _ in found if rules is not None]
        request.out.json({"problems": [problem_object(one) for one in problems], "sound": sound})
        return code
    write_problems(request, problems)
    for name, rules, _ in found:
        if rules is not None:
            diagnostics.note(f"{name} can be used: {rules.title}, edition {rules.edition}, {size(rules)}.")
    diagnostics.note(f"{tally(problems)} in {counted(len(names), 'file')}.")
    return code


def add_files(request: Request, files: Sequence[Path], add: Callable[[Path], Line]) -> list[Line]:
    """Return what ``add`` made of each file; of a faulty one every problem is written first.

    Raises:
        FileHasProblems: a file is faulty.
    """
    from sonolog.usecases.file_errors import FileHasProblems

    added = []
    for path in files:
        try:
            added.append(add(path))
        except FileHasProblems as refusal:
            if not request.json:
                write_problems(request, refusal.problems)
            raise
    return added
