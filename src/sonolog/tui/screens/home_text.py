"""What Home says: figures, bars, and what to do next, as one text of a given width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.tui.text import cell, fitted, lines, plain, styled, wrapped
from sonolog.usecases.field_showing import day_words

if TYPE_CHECKING:
    from sonolog.progress.answer import FrameworkProgress, StageAnswer
    from sonolog.usecases.today_figures import HomeView

_COUNTED = (
    ("signed", "signed"),
    ("submitted", "waiting for sign-off"),
    ("draft", "not submitted"),
    ("returned", "returned to you"),
    ("amended", "amended since"),
    ("conflict", "in two versions"),
)
"""Status words of scans in the order they are told, and how."""
_FIRST_SCAN = "No scans yet. Press n to log your first scan."
_NO_FRAMEWORK = "You are on no framework yet. Press e to choose the one you train by."
_JUDGING = "Looking where you stand …"
_MOST_OPEN = 6
_TITLE_WIDTH = 24
_COUNT_WIDTH = 12
_NARROWEST_BAR = 8
_MET = frozenset({"signed", "ratified", "current", "evidence-met", "awaiting-sign-off"})


def home_text(view: HomeView, width: int) -> Content:
    """Return the view in lines of at most ``width`` columns."""
    return lines(_parts(view, width))


def bar(share: float, width: int) -> str:
    """Return a bar of ``width`` columns; full only when ``share`` is 1, and never empty above 0."""
    full = min(int(share * width), width - (share < 1))
    return "█" * max(full, share > 0) + "░" * (width - max(full, share > 0))


def _parts(view: HomeView, width: int) -> Iterator[Content]:
    yield from _figures(view, width)
    for framework in view.frameworks:
        yield plain("")
        yield from _framework(framework, width)
    if not view.is_judged:
        yield plain("")
        yield plain(_JUDGING)
        return
    if not view.frameworks:
        yield from _listed("Next step", [_NO_FRAMEWORK], width)
    yield from _listed("Scan next", view.next_up, width)
    yield from _listed("Finish, at this pace", view.finish, width)
    yield from _listed("Still open", _shortened(view.blocking), width)


def _figures(view: HomeView, width: int) -> Iterator[Content]:
    if not view.scans_total:
        yield styled(_FIRST_SCAN, "bold")
    else:
        week = f"{view.this_week} this week" if view.this_week else "none this week"
        yield styled(f"{_plural(view.scans_total, 'scan')}, {week}", "bold") + plain(f"   ({day_words(view.as_of)})")
        told = (f"{view.counts[code]} {words}" for code, words in _COUNTED if view.counts.get(code))
        yield from (plain(line) for line in wrapped(" · ".join(told), width))
    if view.unfinished is not None:
        yield styled(f"An unfinished scan of {view.unfinished:%d %b, %H:%M} waits: press n.", "bold")
    if view.waiting:
        yield plain(f"{_plural(view.waiting, 'record')} to sign: press o.")
    if view.reminder:
        yield from (styled(line, "$text-warning") for line in wrapped(f"! {view.reminder}", width))


def _framework(framework: FrameworkProgress, width: int) -> Iterator[Content]:
    yield styled(fitted(framework.title, width).rstrip(), "bold")
    for stage in framework.stages:
        yield _stage(framework, stage, width)


def _stage(framework: FrameworkProgress, stage: StageAnswer, width: int) -> Content:
    asked = [
        one
        for one in framework.requirements
        if one.stage == stage.id and one.parent is None and one.strength == "mandatory"
    ]
    title = min(_TITLE_WIDTH, width // 3)
    room = max(width - title - _COUNT_WIDTH - 4, _NARROWEST_BAR)
    share = sum(one.share for one in asked) / len(asked) if asked else float(stage.met)
    done = sum(one.status in _MET for one in asked)
    count = f"{done} of {len(asked)} met" if asked else stage.status.replace("-", " ")
    return Content("  ").join(
        [
            cell(f"  {stage.title}", title),
            styled(bar(share, room), "$text-success" if stage.met else "$text-accent"),
            cell(count, _COUNT_WIDTH),
        ]
    )


def _listed(heading: str, sentences: Sequence[str], width: int) -> Iterator[Content]:
    if not sentences:
        return
    yield plain("")
    yield styled(heading, "bold")
    for sentence in sentences:
        first, *more = wrapped(sentence, width - 4)
        yield plain(f"  • {first}")
        yield from (plain(f"    {line}") for line in more)


def _shortened(sentences: Sequence[str]) -> Sequence[str]:
    rest = len(sentences) - _MOST_OPEN
    if rest <= 1:
        return sentences
    return [*sentences[:_MOST_OPEN], f"and {rest} more: press p."]


def _plural(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
