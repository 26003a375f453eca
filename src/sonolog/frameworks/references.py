"""Checks across the whole file: every id that is used is defined, once, and nothing waits for itself."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sonolog.domain.bound import SHARE_OF, Percent
from sonolog.domain.framework import Framework, Stage
from sonolog.domain.predicate import AllOf, AnyOf, Not, OneOf, Predicate, TermRef
from sonolog.domain.requirement import Around, Between, LookBack, NamedDay, Needs, Requirement, Window
from sonolog.frameworks.sheet import Sheet, Sort, listed, shown, suggest
from sonolog.frameworks.toml_text import Path
from sonolog.frameworks.windows import DAYS

_SHARED: tuple[Sort, ...] = ("requirement", "stage", "event")
"""Ids that may stand in the same place, so no two of these may be alike."""
RESERVED = frozenset((*DAYS, *SHARE_OF))
_NOUN = {"word": "word", "line": "line of the sheet", "part": "part"}


def check_references(sheet: Sheet) -> None:
    """Note every reference to an id that is not defined, with the nearest one that is."""
    for reference in sheet.references:
        defined = [sheet.defined.get(sort, {}) for sort in reference.sorts]
        if reference.id in reference.words or any(reference.id in names for names in defined):
            continue
        known = [name for names in defined for name in names]
        nouns = " or ".join(_NOUN.get(sort, sort) for sort in reference.sorts)
        hint = suggest(reference.id, (*reference.words, *known))
        message = f"There is no {nouns} “{shown(reference.id)}”."
        sheet.fault(reference.path, message, code="unknown-id", hint=hint)


def check_shared_ids(sheet: Sheet) -> None:
    """Note ids that mean two things, or a word of the language."""
    seen: dict[str, Sort] = {}
    for sort in _SHARED:
        for name, path in sheet.defined.get(sort, {}).items():
            if name in RESERVED:
                message = f"“{name}” is a word of the language, so it cannot be an id."
                sheet.fault((*path, "id"), message, code="bad-id")
            elif name in seen:
                message = f"“{name}” is already the id of a {seen[name]}."
                sheet.fault((*path, "id"), message, code="duplicate-id")
            seen.setdefault(name, sort)


def check_lines(sheet: Sheet, framework: Framework) -> None:
    """Note lines of the sheet in a region the framework does not cover."""
    for line in framework.lines:
        if line.region and framework.regions and line.region not in framework.regions:
            path = (*sheet.defined["line"][line.id], "region")
            hint = suggest(line.region, framework.regions)
            sheet.fault(path, f"“{line.region}” is not one of the framework's regions.", code="unknown-id", hint=hint)


def check_cycles(sheet: Sheet, framework: Framework) -> None:
    """Note each circle of requirements, stages or terms that wait for one another."""
    paths = {name: path for sort in _SHARED for name, path in sheet.defined.get(sort, {}).items()}
    _note_circles(sheet, _waits_for(framework), paths)
    terms = {term.id: list(_terms_in(term.where)) for term in framework.terms}
    _note_circles(sheet, terms, sheet.defined.get("term", {}))


def _note_circles(sheet: Sheet, graph: Mapping[str, list[str]], paths: Mapping[str, Path]) -> None:
    for circle in {frozenset(found): found for found in find_circles(graph)}.values():
        message = f"{listed(circle)} wait for one another." if len(circle) > 1 else f"“{circle[0]}” waits for itself."
        sheet.fault(paths.get(circle[0], ()), message, code="cycle")


def find_circles(graph: Mapping[str, list[str]]) -> list[list[str]]:
    """Return one circle for each way back that a walk through ``graph`` finds, however deep it is."""
    circles: list[list[str]] = []
    finished: set[str] = set()
    for root in graph:
        if root in finished:
            continue
        trail, ahead = [root], [iter(graph[root])]
        on_trail = {root}
        while trail:
            following = next(ahead[-1], None)
            if following is None:
                finished.add(trail[-1])
                on_trail.discard(trail.pop())
                ahead.pop()
            elif following in on_trail:
                circles.append(trail[trail.index(following) :])
            elif following not in finished and following in graph:
                trail.append(following)
                on_trail.add(following)
                ahead.append(iter(graph[following]))
    return circles


def _waits_for(framework: Framework) -> dict[str, list[str]]:
    graph: dict[str, list[str]] = {rule.id: list(_before_requirement(rule)) for rule in framework.requirements}
    kept_up = {name for stage in framework.stages for name in _for_upkeep(stage)}
    for stage in framework.stages:
        own = [rule.id for rule in framework.requirements_of(stage.id) if rule.id not in kept_up]
        graph[stage.id] = [*_ids_in(stage.requires), *own]
    return graph


def _for_upkeep(stage: Stage) -> Iterator[str]:
    yield from _ids_in(stage.upkeep)
    for step in stage.ladder:
        yield from _ids_in(step.needs)


def _before_requirement(rule: Requirement) -> Iterator[str]:
    yield from _ids_in(rule.needs)
    if rule.when is not None:
        yield from _met_in(rule.when)
    yield from _days_of(rule.within)
    if rule.elapsed is not None:
        yield from _names((rule.elapsed.start, rule.elapsed.end))
    if rule.draw is not None:
        yield from _names((rule.draw.at,))
    for bound in (rule.at_least, rule.at_most, rule.ideal, *(limit.at_most for limit in rule.limits)):
        if isinstance(bound, Percent) and bound.of not in SHARE_OF:
            yield bound.of


def _days_of(window: Window | None) -> Iterator[str]:
    if isinstance(window, LookBack):
        yield from _names((window.before,))
    elif isinstance(window, Around):
        yield from _names((window.anchor,))
    elif isinstance(window, Between):
        yield from _names((window.start, window.until))


def _names(anchors: Iterable[object]) -> Iterator[str]:
    return (anchor.name for anchor in anchors if isinstance(anchor, NamedDay))


def _ids_in(needs: Needs | None) -> Iterator[str]:
    if needs is not None:
        for member in needs.of:
            if isinstance(member, str):
                yield member
            else:
                yield from _ids_in(member)


def _met_in(predicate: Predicate) -> Iterator[str]:
    """Yield the ids that a condition on the trainee wants met."""
    match predicate:
        case OneOf(field="met", values=values):
            yield from (str(value) for value in values)
        case Not(of=inner):
            yield from _met_in(inner)
        case AllOf(of=parts) | AnyOf(of=parts):
            for part in parts:
                yield from _met_in(part)


def _terms_in(predicate: Predicate) -> Iterator[str]:
    if isinstance(predicate, TermRef):
        yield predicate.term
    elif isinstance(predicate, Not):
        yield from _terms_in(predicate.of)
    elif isinstance(predicate, AllOf | AnyOf):
        for part in predicate.of:
            yield from _terms_in(part)
