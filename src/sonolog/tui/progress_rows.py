"""Progress as rows of a tree: stages, requirements, parts; and how each looks on one line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.progress.answer import STATUS_WORDS
from sonolog.tui.text import cell
from sonolog.tui.widgets.line_list import figure_cell

if TYPE_CHECKING:
    from sonolog.progress.answer import Answer, FrameworkProgress, StageAnswer

MANY_PARTS = 6
"""More parts than this are folded until somebody unfolds them."""
_MARKS: Mapping[str, str] = {
    "signed": "✓",
    "ratified": "✓",
    "current": "✓",
    "evidence-met": "✓",
    "awaiting-sign-off": "~",
    "due": "!",
    "lapsed": "!",
    "not-applicable": "-",
}
_BAR, _STATUS = 8, 17
_FIGURES = (6, 7, 6)
_FOLDED, _UNFOLDED = "+", "-"
_WIDE = 72
"""In fewer cells the status is left to its mark, and to the words below the list."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A stage, or a requirement or part of one at some depth."""

    stage: StageAnswer
    answer: Answer | None = None
    depth: int = 0
    parts: int = 0
    folded: bool = False

    @property
    def id(self) -> str:
        """What tells the row from others of its framework."""
        return f"stage {self.stage.id}" if self.answer is None else self.answer.id


def tree_rows(framework: FrameworkProgress, turned: frozenset[str]) -> tuple[TreeRow, ...]:
    """Return the rows that are open; ``turned`` are those a person folded or unfolded."""
    return tuple(row for stage in framework.stages for row in _stage_rows(framework, stage, turned))


def tree_row(row: TreeRow, width: int) -> tuple[Content]:
    """Return a row on one line of ``width`` cells: mark, title, bar, figures, status in words."""
    if row.answer is None:
        return (cell(f"{row.stage.title}: {STATUS_WORDS[row.stage.status]}", width, "bold"),)
    answer = row.answer
    right = _figures(answer)
    if width >= _WIDE:
        right += Content("  ") + cell(STATUS_WORDS[answer.status], _STATUS)
    fold = " " if not row.parts else _FOLDED if row.folded else _UNFOLDED
    title = f"{mark_of(answer)}{fold} {'  ' * row.depth}{answer.title}"
    return (cell(title, width - right.cell_length - 1) + Content(" ") + right,)


def head_row(width: int) -> Content:
    """Return the titles of the columns, for the same width."""
    right = cell("", _BAR) + _cells(("have", "signed", "need"))
    if width >= _WIDE:
        right += Content("  ") + cell("status", _STATUS)
    return cell("", width - right.cell_length) + right


def mark_of(answer: Answer) -> str:
    """Return one character for where a requirement stands."""
    if answer.status == "evidence-met" and answer.sign_off:
        return "~"
    return _MARKS.get(answer.status, " ")


def figure(number: Decimal | int | None) -> str:
    """Return a number as people write it; a dash where there is none."""
    if number is None:
        return "-"
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def about(row: TreeRow) -> str:
    """Return the full sentence of a row, where it stands, and what does not count."""
    if row.answer is None:
        return f"{row.stage.title}: {STATUS_WORDS[row.stage.status]}. {row.stage.sentence}"
    answer = row.answer
    strength = "" if answer.strength == "mandatory" else f", {answer.strength}"
    kept_out = sum(len(ids) for ids in answer.not_counted.values())
    why = f" {_entries(kept_out)} not counted: w shows why." if kept_out else ""
    folded = f" {row.parts} parts: Enter shows them." if row.folded else ""
    return f"{answer.title}: {STATUS_WORDS[answer.status]}{strength}. {answer.sentence}{folded}{why}"


def _stage_rows(framework: FrameworkProgress, stage: StageAnswer, turned: frozenset[str]) -> Iterator[TreeRow]:
    answers = [one for one in framework.requirements if one.stage == stage.id]
    children: dict[str | None, list[Answer]] = {}
    for one in answers:
        children.setdefault(one.parent, []).append(one)
    yield TreeRow(stage)
    yield from _branch(stage, children.get(None, ()), children, turned, 0)


def _branch(
    stage: StageAnswer,
    answers: Sequence[Answer],
    children: Mapping[str | None, Sequence[Answer]],
    turned: frozenset[str],
    depth: int,
) -> Iterator[TreeRow]:
    for one in answers:
        parts = children.get(one.id, ())
        folded = bool(parts) and (len(parts) > MANY_PARTS) != (one.id in turned)
        yield TreeRow(stage, one, depth, len(parts), folded)
        if not folded:
            yield from _branch(stage, parts, children, turned, depth + 1)


def _figures(answer: Answer) -> Content:
    signed = figure(answer.signed) if answer.sign_off else "-"
    texts = (figure(answer.have), signed, figure(answer.need))
    return _bar(answer) + _cells(texts)


def _cells(texts: Sequence[str]) -> Content:
    found = (figure_cell(text, width) for text, width in zip(texts, _FIGURES, strict=True))
    return Content("").join(found)


def _bar(answer: Answer) -> Content:
    """Return a bar that is full only when the requirement is met."""
    full = _BAR if answer.met else min(int(answer.share * _BAR + 1e-9), _BAR - 1)
    return cell("█" * full + "░" * (_BAR - full), _BAR)


def _entries(number: int) -> str:
    return "1 entry is" if number == 1 else f"{number} entries are"
