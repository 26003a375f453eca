"""What Home says: figures, bars, and what to do next, as one text of a given width."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.content import Content

from sonolog.domain.text import counted
from sonolog.tui.text import cell, fitted, lines, plain, styled, wrapped
from sonolog.usecases.day_words import day_words

if TYPE_CHECKING:
    from sonolog.progress.answer import FrameworkProgress, StageAnswer
    from sonolog.usecases.today_figures import HomeView, Waiting, WaitingOf

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
_NO_SCAN = "{name} has logged no scan yet."
_NO_FRAMEWORK = "You are on no framework yet. Press e to choose the one you train by."
_ON_NONE = "{name} is on no framework yet."
_JUDGING = "Looking where you stand …"
_JUDGING_OF = "Looking where {name} stands …"
_MOST_OPEN = 6
_TITLE_WIDTH = 24
_COUNT_WIDTH = 12
_NARROWEST_BAR = 8
_LEAST_NAME = 12
_OLDEST = 36
_MET = frozenset({"signed", "ratified", "current", "evidence-met", "awaiting-sign-off"})


def home_text(view: HomeView, width: int) -> Content:
    """Return the view in lines of at most ``width`` columns."""
    return lines(_parts(view, width))


def waiting_text(waiting: Waiting, width: int) -> Content:
    """Return what waits for somebody who signs for several trainees: how much, and of whom."""
    if not waiting.count:
        return plain(_signs(waiting.looker, 0, width))
    told = [plain(_signs(waiting.looker, waiting.count, width))]
    if waiting.reminder:
        told += [styled(line, "$text-warning") for line in wrapped(f"! {waiting.reminder}", width)]
    room = min(max(len(one.trainee) for one in waiting.of), max(width - _OLDEST, _LEAST_NAME)) + 4
    rows = [cell(f"  {one.trainee}", room) + plain(_waiting_words(one)) for one in waiting.of]
    return lines([*told, plain(""), *rows])


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
        yield plain(_JUDGING if view.is_own else _JUDGING_OF.format(name=view.name))
        return
    if not view.frameworks:
        yield from _listed("Next step", [_NO_FRAMEWORK if view.is_own else _ON_NONE.format(name=view.name)], width)
    yield from _listed("Scan next", view.next_up, width)
    yield from _listed("Finish, at this pace", view.finish, width)
    yield from _listed("Still open", _shortened(view.blocking), width)


def _figures(view: HomeView, width: int) -> Iterator[Content]:
    if not view.is_own:
        yield from _to_sign(view, width)
        yield plain("")
    yield from _scans(view, width)
    if view.unfinished is not None:
        yield styled(f"An unfinished scan of {view.unfinished:%d %b, %H:%M} waits: press n.", "bold")
    if view.is_own:
        yield from _to_sign(view, width)


def _scans(view: HomeView, width: int) -> Iterator[Content]:
    """Yield how many there are, and whose: somebody else's are never told as one's own."""
    if not view.scans_total:
        yield styled(_FIRST_SCAN if view.is_own else _NO_SCAN.format(name=view.name), "bold")
        return
    week = f"{view.this_week} this week" if view.this_week else "none this week"
    count = f"{counted(view.scans_total, 'scan')}, {week}"
    day = f"   ({day_words(view.as_of)})"
    room = max(width - len(count) - len(day) - 2, _LEAST_NAME)
    whose = "" if view.is_own else f"{fitted(view.name, room).rstrip()}: "
    yield styled(f"{whose}{count}", "bold") + plain(day)
    words = dict(_COUNTED) if view.is_own else {**dict(_COUNTED), "returned": "returned"}
    told = (f"{view.counts[code]} {word}" for code, word in words.items() if view.counts.get(code))
    yield from (plain(line) for line in wrapped(" · ".join(told), width))


def _to_sign(view: HomeView, width: int) -> Iterator[Content]:
    if not view.is_own:
        yield plain(_signs(view.looker, view.waiting, width))
    elif view.waiting:
        yield plain(_signs("", view.waiting, width))
    if view.reminder:
        yield from (styled(line, "$text-warning") for line in wrapped(f"! {view.reminder}", width))


def _signs(name: str, count: int, width: int) -> str:
    """Say how much somebody has to sign, and who that is where it is not told anyway."""
    what = f"{counted(count, 'record')} to sign: press o." if count else "nothing to sign."
    return f"{fitted(name, max(width - len(what) - 5, _LEAST_NAME)).rstrip()} has {what}" if name else what


def _waiting_words(one: WaitingOf) -> str:
    oldest = f", the oldest since {day_words(one.since)}" if one.since is not None else ""
    return f"{one.count:,}{oldest}"


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
