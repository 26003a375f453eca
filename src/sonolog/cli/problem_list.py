"""Every fault of a file, as lines and as JSON."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import TYPE_CHECKING

from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.domain.problems import Problem


def write_problems(request: Request, problems: Sequence[Problem]) -> None:
    """Write every fault, one a line: file, line, place, sentence, and what may have been meant."""
    lead = {"error": "", "warning": "warning: "}
    request.out.lines(_one_line(problem, lead[problem.severity]) for problem in problems)


def _one_line(problem: Problem, lead: str) -> str:
    place = ":".join(part for part in (problem.file, str(problem.line or "")) if part)
    parts = (
        f"{place}:" if place else "",
        problem.where and f"[{problem.where}]",
        lead + problem.message,
        problem.hint,
    )
    return " ".join(part for part in parts if part)


def tally(problems: Sequence[Problem]) -> str:
    """Return how many faults and warnings there are, in words."""
    number = Counter(problem.severity for problem in problems)
    warnings = f", {counted(number['warning'], 'warning')}" if number["warning"] else ""
    return f"{counted(number['error'], 'fault')}{warnings}"


def problem_object(one: Problem) -> dict[str, object]:
    """Return a fault as JSON."""
    return {
        "file": one.file,
        "line": one.line,
        "where": one.where,
        "severity": one.severity,
        "code": one.code,
        "message": one.message,
        "hint": one.hint,
    }
