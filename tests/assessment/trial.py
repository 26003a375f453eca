"""A small form to try the reader on, and the executed examples of the page on forms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from sonolog.assessment.marking import Levels, mark, result_words
from sonolog.assessment.reader import read_form
from sonolog.assessment.standing import FilledForm, FormOutcome, Need, portfolio, standing
from sonolog.domain.form import AssessmentForm
from sonolog.domain.problems import Problem

PAGE = Path(__file__).parents[2] / "docs" / "forms.md"
HEAD = """form = "trial"
edition = "1"
title = "Trial"
source = { citation = "A department", licence = "our own" }
"""
SCALE = """
[[scale]]
id = "three"
kind = "%s"
levels = [
    { value = 0, label = "none" },
    { value = 1, label = "one" },
    { value = 2, label = "two" },
    { value = 3, label = "three" },
]
"""
ITEMS = """
[[item]]
id = "a"
text = "One thing"
scale = "three"

[[item]]
id = "b"
text = "Another"
scale = "three"
"""
_BLOCK = re.compile(r"```(toml|filled|made|answer)\n(.*?)```", re.DOTALL)


def read(text: str) -> tuple[AssessmentForm | None, tuple[Problem, ...]]:
    """Return what the reader makes of ``text``."""
    return read_form(text, file="trial.toml")


def whole(body: str, *, kind: str = "points") -> str:
    """Return the text of a form with the two items and the scale that ``body`` leaves out."""
    head = "" if "form = " in body.partition("[")[0] else HEAD
    scale = "" if "[[scale]]" in body or "portfolio" in body else SCALE % kind
    items = "" if "[[scale]]" in body or "portfolio" in body else ITEMS
    return head + body + scale + items


def made(body: str, *, kind: str = "points") -> AssessmentForm:
    """Return the form of ``body``, which must be right."""
    form, problems = read(whole(body, kind=kind))
    assert form is not None, [str(problem) for problem in problems]
    return form


def faults(body: str, *, kind: str = "points") -> list[str]:
    """Return the codes of the faults of ``body``."""
    form, problems = read(whole(body, kind=kind))
    assert form is None
    return [problem.code for problem in problems]


@dataclass(frozen=True)
class Example:
    """Something filled in on a form, and what the page says it comes to."""

    toml: str
    kind: str
    """``filled``: one form a line; ``made``: several forms."""
    lines: str
    answer: str

    def answers(self) -> list[str]:
        """Return what sonolog says."""
        form = made(self.toml)
        if self.kind == "filled":
            return [_filled(form, line) for line in self.lines.splitlines()]
        needs = _portfolio(form, self.lines) if form.pass_rule.parts else _standing(form, self.lines)
        return [f"{one.what}: {one.have} of {one.need}" for one in needs]


def examples() -> Iterator[Example]:
    """Yield the examples of the page: what is filled in is about the form above it."""
    blocks = _BLOCK.findall(PAGE.read_text("utf-8"))
    toml, said = "", ("", "")
    for kind, text in blocks:
        if kind == "toml":
            toml = text
        elif kind == "answer":
            yield Example(toml, *said, text)
        else:
            said = (kind, text)


def levels_of(words: str) -> Levels:
    """Return the levels in words such as “a=2 b=-”."""
    pairs = (word.split("=") for word in words.split())
    return {name: None if level == "-" else int(level) for name, level in pairs}


def _filled(form: AssessmentForm, line: str) -> str:
    variant, _, rest = line.removeprefix("variant=").partition(" ") if line.startswith("variant=") else (None, "", line)
    return result_words(form, mark(form, levels_of(rest), variant), variant)


def _standing(form: AssessmentForm, lines: str) -> tuple[Need, ...]:
    found = []
    for line in lines.splitlines():
        day, assessor, outcome, *more = line.split()
        group = more[0].removeprefix("group=") if more else None
        found.append(FilledForm(date.fromisoformat(day), assessor, outcome, group=group))
    return standing(form, found)


def _portfolio(form: AssessmentForm, lines: str) -> tuple[Need, ...]:
    return portfolio(form, [FormOutcome(*line.split()) for line in lines.splitlines()])
