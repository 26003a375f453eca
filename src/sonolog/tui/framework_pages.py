"""Pages about a framework: what it asks, what it would say, what differs, what is wrong with a file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING

from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.domain.problems import Problem
    from sonolog.progress.answer import Answer, FrameworkProgress
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.move_enrolment import Move
    from sonolog.usecases.people import PersonLine


def asked_entries(name: str, trainee: PersonLine | None, logbook: Logbook) -> Iterator[Entry]:
    """Yield where a framework comes from, then stage by stage what it asks for."""
    from sonolog.usecases.frameworks import find_framework

    found = find_framework(name, logbook.home).framework
    source = found.source
    yield Entry("Source", f"{source.body}, {source.document} ({source.confidence})")
    yield Entry("Edition", found.edition)
    needs = _needs(name, trainee, logbook)
    for stage in found.stages_in_order():
        yield Entry("")
        yield Entry(stage.title)
        for one in found.requirements:
            if one.stage == stage.id:
                strength = "" if one.strength == "mandatory" else f" ({one.strength})"
                yield Entry(f"{one.title}{strength}", needs.get(one.id) or "see its parts")


def trial_entries(name: str, trainee: str, logbook: Logbook) -> Iterator[Entry]:
    """Yield what a framework would say of the logbook."""
    from sonolog.usecases.day_words import day_words
    from sonolog.usecases.try_framework import try_framework

    tried = try_framework(logbook, trainee, name)
    yield Entry(f"As if enrolled since {day_words(tried.since)}; nothing is stored.")
    for question in tried.unanswered:
        yield Entry("Not answered", f"{question.title} Say it when you enrol: --fact {question.id}=…")
    (progress,) = tried.progress.frameworks
    yield from _progress_entries(progress)


def difference_entries(old: str, new: str, logbook: Logbook) -> Iterator[Entry]:
    """Yield item by item what one framework says and the other said."""
    from sonolog.usecases.compare_frameworks import compare_frameworks

    found = compare_frameworks(old, new, logbook.home)
    yield Entry(f"{found.old.title}, {found.old.edition}  →  {found.new.title}, {found.new.edition}")
    if not found.differences:
        yield Entry("They say the same.")
    for (section, name), items in groupby(found.differences, key=lambda one: (one.section, one.id)):
        yield Entry("")
        yield Entry(f"{section} {name}".strip())
        for one in items:
            yield Entry(one.key or one.kind, f"{one.before or 'nothing'} → {one.after or 'nothing'}")


def move_entries(move: Move) -> Iterator[Entry]:
    """Yield what would stand otherwise after a move, and how much would not."""
    from sonolog.progress.answer import STATUS_WORDS

    def told(one: Answer | None) -> str:
        return "not asked" if one is None else f"{one.have} of {one.need or '–'}, {STATUS_WORDS[one.status]}"

    changed = [one for one in move.answers if one.is_changed]
    yield Entry(f"Edition {move.before.edition} → {move.after.edition}. {len(changed)} would stand otherwise:")
    for one in changed:
        yield Entry(one.title, f"{told(one.before)} → {told(one.after)}")


def problem_entries(problems: Iterable[Problem]) -> Iterator[Entry]:
    """Yield every fault of a file with its line and what may have been meant."""
    for one in problems:
        place = f"line {one.line}" if one.line else "the file"
        yield Entry(f"{place} {one.where}".strip(), f"{one.message} {one.hint}".strip())


def _needs(name: str, trainee: PersonLine | None, logbook: Logbook) -> dict[str, str]:
    from sonolog.usecases.try_framework import try_framework

    if trainee is None:
        return {}
    (progress,) = try_framework(logbook, trainee.id, name).progress.frameworks
    asked = (one for one in progress.requirements if one.parent is None and one.need)
    return {one.id: f"{one.need} {one.unit.removesuffix('s') if one.need == 1 else one.unit}" for one in asked}


def _progress_entries(progress: FrameworkProgress) -> Iterator[Entry]:
    from sonolog.progress.answer import STATUS_WORDS

    for stage in progress.stages:
        yield Entry("")
        yield Entry(f"{stage.title}: {STATUS_WORDS[stage.status]}")
        for one in progress.requirements:
            if one.stage == stage.id and one.parent is None:
                yield Entry(one.title, f"{STATUS_WORDS[one.status]}. {one.sentence}")
