"""Progress as a page of text: stage by stage, a bar and a sentence for each requirement; pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sonolog.cli.layout import share_bar, wrap
from sonolog.progress.answer import STATUS_WORDS

if TYPE_CHECKING:
    from sonolog.progress.answer import Answer, FrameworkProgress, StageAnswer

WIDEST = 100
"""Cells; on a wider terminal the eye would lose the line."""
MANY_PARTS = 12
"""More parts than this are counted instead of listed, unless they are asked for."""
_BAR = 10
_FIGURE = 7
_DONE = frozenset({"signed", "ratified", "current"})


@dataclass(frozen=True)
class Page:
    """How the page is written."""

    width: int = 80
    blocks: bool = False
    """Block characters and marks beyond ASCII may be used."""
    every_part: bool = False

    @property
    def bar(self) -> int:
        """Cells of a bar, brackets included."""
        return _BAR if self.blocks else _BAR + 2

    @property
    def title(self) -> int:
        """Cells left for a title: what the mark, the bar and three figures with their gaps leave over."""
        return min(self.width, WIDEST) - 2 - (self.bar + 2) - 3 * _FIGURE


def head_line(page: Page) -> str:
    """Return the titles of the columns."""
    figures = "".join(f"{word:>{_FIGURE}}" for word in ("have", "signed", "need"))
    return f"{'':{page.title + page.bar + 4}}{figures}"


def stage_lines(stage: StageAnswer, framework: FrameworkProgress, page: Page) -> Iterator[str]:
    """Yield the lines under a stage's heading: what is open, then each requirement with its parts."""
    yield from _indented(stage.sentence, 2, page)
    answers = [one for one in framework.requirements if one.stage == stage.id]
    if answers:
        yield head_line(page)
    for answer in answers:
        if answer.parent is None:
            yield from requirement_lines(answer, answers, page)


def requirement_lines(answer: Answer, answers: Sequence[Answer], page: Page) -> Iterator[str]:
    """Yield a requirement: title with bar and figures, status and sentence, then its parts."""
    yield from _row(answer, 0, page)
    strength = "" if answer.strength == "mandatory" else f", {answer.strength}"
    yield from _indented(f"{STATUS_WORDS[answer.status]}{strength}. {answer.sentence}", 4, page)
    parts = list(_parts(answer.id, answers, 1))
    if len(parts) > MANY_PARTS and not page.every_part:
        met = sum(part.met for part, _ in parts)
        yield f"    {len(parts)} parts: {met} met, {len(parts) - met} open; --parts lists them."
        return
    for part, depth in parts:
        yield from _row(part, depth, page)


def figure(number: Decimal | int | None) -> str:
    """Return a number as people write it; a dash where there is none."""
    if number is None:
        return "-"
    return (
        f"{number:f}".rstrip("0").rstrip(".") if isinstance(number, Decimal) and "." in f"{number:f}" else f"{number}"
    )


def _parts(parent: str, answers: Sequence[Answer], depth: int) -> Iterator[tuple[Answer, int]]:
    for one in answers:
        if one.parent == parent:
            yield one, depth
            yield from _parts(one.id, answers, depth + 1)


def _row(answer: Answer, depth: int, page: Page) -> Iterator[str]:
    indent = "  " * depth
    done = answer.status in _DONE or (answer.met and not answer.sign_off)
    mark = ("✓" if page.blocks else "x") if done else " "
    first, *more = wrap(answer.title, max(page.title - len(indent), 8))
    bar = share_bar(1.0 if answer.met else min(answer.share, 0.999), width=_BAR, blocks=page.blocks)
    signed = figure(answer.signed) if answer.sign_off else "-"
    figures = "".join(f"{text:>{_FIGURE}}" for text in (figure(answer.have), signed, figure(answer.need)))
    yield f"{mark} {indent}{_filled(first, page.title - len(indent))}  {bar}{figures}"
    for line in more:
        yield f"  {indent}{line}"


def _filled(text: str, width: int) -> str:
    from sonolog.cli.layout import cell_width

    return text + " " * (width - cell_width(text))


def _indented(text: str, indent: int, page: Page) -> Iterator[str]:
    for line in wrap(text, min(page.width, WIDEST) - indent):
        yield f"{' ' * indent}{line}"
