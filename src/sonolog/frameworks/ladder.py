"""Stages nobody can reach, and what is said about keeping a stage up that can have no effect."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from sonolog.domain.framework import Framework, Stage
from sonolog.domain.requirement import Needs, Requirement
from sonolog.frameworks.sheet import listed
from sonolog.frameworks.warned import Warned


def stage_warnings(framework: Framework, impossible: AbstractSet[str]) -> Iterator[Warned]:
    """Yield warnings about stages; ``impossible`` are requirements that cannot be met whatever is logged."""
    lost = dict.fromkeys(impossible, "")
    found = [*_spread(framework, lost)]
    places = {stage.id: at for at, stage in enumerate(framework.stages)}
    rules = {rule.id: at for at, rule in enumerate(framework.requirements)}
    for name, why in found:
        path = ("stage", places[name]) if name in places else ("requirement", rules[name], "needs")
        code = "unreachable-stage" if name in places else "impossible"
        yield Warned(path, why, code, "Mend what stands in the way, or leave it out.")
    for at, stage in enumerate(framework.stages):
        yield from _upkeep(stage, at, lost)


def _spread(framework: Framework, lost: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what cannot be met because something else cannot, and add it to ``lost``, until nothing is added."""
    kept_up = {name for stage in framework.stages for name in _for_upkeep(stage)}
    own: dict[str, list[Requirement]] = {}
    for rule in framework.requirements:
        if rule.strength == "mandatory" and rule.id not in kept_up:
            own.setdefault(rule.stage, []).append(rule)
    everything: tuple[Requirement | Stage, ...] = (*framework.requirements, *framework.stages)
    waiting = {one.id: one for one in everything}
    grew = True
    while grew:
        grew = False
        for name, one in list(waiting.items()):
            why = "" if name in lost else _why_lost(one, own.get(name, []), lost)
            if why:
                lost[name] = why
                yield name, why
            if name in lost:
                del waiting[name]
                grew = True


def _why_lost(one: Requirement | Stage, own: list[Requirement], lost: Mapping[str, str]) -> str:
    if isinstance(one, Requirement):
        found = _missing(one.needs, lost)
        return f"Nobody can meet this: {listed(found)} cannot be met." if found else ""
    grants = f", so nobody is granted {listed(one.grants)}" if one.grants else ""
    found = _missing(one.requires, lost)
    if found:
        return f"Nobody can reach this stage, for it requires {listed(found)}{grants}."
    found = tuple(rule.id for rule in own if rule.id in lost and rule.when is None)
    return f"Nobody can reach this stage: {listed(found)} cannot be met{grants}." if found else ""


def _missing(needs: Needs | None, lost: Mapping[str, str]) -> tuple[str, ...]:
    """Return the ids that stand in the way; none where enough of the others can be met."""
    if needs is None:
        return ()
    blocked: list[str] = []
    left = 0
    for member in needs.of:
        found = _missing(member, lost) if isinstance(member, Needs) else (member,) if member in lost else ()
        left += not found
        blocked.extend(found)
    return tuple(dict.fromkeys(blocked)) if left < needs.at_least else ()


def _upkeep(stage: Stage, at: int, lost: Mapping[str, str]) -> Iterator[Warned]:
    for name in ("due", "lapses", "upkeep"):
        if getattr(stage, name) is not None and stage.valid is None:
            message = f"“{name}” says nothing while “valid” does not say how long the stage is current."
            yield Warned(("stage", at, name), message, "no-effect", "Add valid = { years = … }.")
    found = _missing(stage.upkeep, lost)
    if found:
        message = f"Nobody can keep this stage up: {listed(found)} cannot be met."
        yield Warned(("stage", at, "upkeep"), message, "impossible", "Mend it, or ask for something else.")
    for place, step in enumerate(stage.ladder):
        blocked = _missing(step.needs, lost)
        if blocked:
            message = f"Nobody can come back by this step: {listed(blocked)} cannot be met."
            yield Warned(("stage", at, "lapse", place), message, "impossible", "Mend it, or ask for something else.")


def _for_upkeep(stage: Stage) -> Iterator[str]:
    yield from _ids(stage.upkeep)
    for step in stage.ladder:
        yield from _ids(step.needs)


def _ids(needs: Needs | None) -> Iterator[str]:
    for member in needs.of if needs is not None else ():
        if isinstance(member, Needs):
            yield from _ids(member)
        else:
            yield member
