"""Signed decisions for one trainee, laid over the framework: more time, other targets, nothing asked.

They come after the edition and its recognitions and before shares of a target are worked out.  A requirement
that may not be waived is neither waived nor lowered; more time may always be granted.
"""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from sonolog.domain.bound import Bound, Count, Duration
from sonolog.domain.framework import Framework, Recognition, Stage
from sonolog.domain.predicate import EVERYTHING
from sonolog.domain.requirement import (
    Around,
    BestWindow,
    Each,
    LookBack,
    Minimum,
    Part,
    Requirement,
    Scale,
    Window,
)
from sonolog.progress.recognition import recognised
from sonolog.progress.steering import Override


def overridden(framework: Framework, granted: tuple[Override, ...]) -> Framework:
    """Return the framework as it holds for this trainee."""
    if not granted:
        return framework
    scaled = recognised(framework, tuple(_recognition(one) for one in granted if one.type == "recognition"))
    requirements = tuple(_changed(requirement, granted) for requirement in scaled.requirements)
    stages = tuple(_longer_stage(stage, _extensions(granted, stage.id)) for stage in scaled.stages)
    return scaled.model_copy(update={"requirements": requirements, "stages": stages})


def exemption_of(requirement: Requirement, granted: Iterable[Override]) -> Override | None:
    """Return the decision that exempts the trainee from ``requirement``, or None."""
    if not requirement.waivable:
        return None
    return next((one for one in granted if one.type == "exemption" and one.requirement == requirement.id), None)


def brought_forward(requirement_id: str, granted: Iterable[Override]) -> dict[str, Fraction]:
    """Return what was proved elsewhere: the part's path (empty for the requirement itself) to how much."""
    found: dict[str, Fraction] = {}
    for one in granted:
        owner, _, path = one.requirement.partition("/")
        if one.type == "brought-forward" and owner == requirement_id and one.number is not None:
            found[path] = found.get(path, Fraction(0)) + one.number
    return found


def extended_until(requirement_id: str, granted: Iterable[Override]) -> Override | None:
    """Return the extension that names the latest last day, or None."""
    named = [one for one in _extensions(granted, requirement_id) if one.until is not None]
    return max(named, key=lambda one: str(one.until), default=None)


def _extensions(granted: Iterable[Override], wanted: str) -> list[Override]:
    return [one for one in granted if one.type == "extension" and one.requirement == wanted]


def _recognition(one: Override) -> Recognition:
    named = "all" if one.requirement == "all" else (one.requirement,)
    parts = "all" if one.requirement == "all" else (f"{one.requirement}/*",)
    scales = []
    if one.percent is not None:
        scales.append(Scale(requirements=named, percent=one.percent, round=one.round))  # type: ignore[arg-type]
    if one.part_percent is not None:
        scales.append(Scale(parts=parts, percent=one.part_percent, round=one.round))  # type: ignore[arg-type]
    return Recognition(id=one.record, title=one.award, when=EVERYTHING, scales=tuple(scales))


def _changed(requirement: Requirement, granted: tuple[Override, ...]) -> Requirement:
    extended = _longer(requirement, _extensions(granted, requirement.id))
    if not requirement.waivable:
        return extended
    targets = {one.requirement: one for one in granted if one.type == "target" and one.number is not None}
    exempt = {one.requirement for one in granted if one.type == "exemption"}
    each = extended.each
    update = {
        "at_least": _set(extended.at_least, targets.get(requirement.id)),
        "parts": tuple(_part(requirement.id, part, targets, exempt) for part in extended.parts),
        "each": each and _each(requirement.id, each, targets, exempt),
    }
    return extended.model_copy(update=update)


def _set(bound: Bound | None, target: Override | None) -> Bound | None:
    """Return the new target, in the unit of the old one."""
    if target is None or target.number is None:
        return bound
    if isinstance(bound, Duration):
        return Duration(value=int(target.number), unit=bound.unit)
    whole = target.number.denominator == 1
    return Count(value=int(target.number)) if whole else bound


def _part(owner: str, part: Part, targets: dict[str, Override], exempt: set[str]) -> Part:
    path = f"{owner}/{part.id}"
    if path in exempt:
        return part.model_copy(update={"strength": "indicative"})
    return part.model_copy(update={"at_least": _set(part.at_least, targets.get(path))})


def _each(owner: str, each: Each, targets: dict[str, Override], exempt: set[str]) -> Each:
    """Return the group with its own targets for single values, and without those nobody asks for any more."""
    paths = {path.removeprefix(f"{owner}/") for path in (*targets, *exempt) if path.startswith(f"{owner}/")}
    kept = {one.value: one for one in each.minima}
    for value in paths if each.values else paths & kept.keys():
        path, own = f"{owner}/{value}", kept[value].at_least if value in kept else each.at_least
        least = Count(value=0) if path in exempt else _set(own, targets.get(path))
        if least is not None:
            kept[value] = Minimum(value=value, at_least=least)
    return each.model_copy(update={"minima": tuple(kept.values())})


def _longer(requirement: Requirement, extensions: list[Override]) -> Requirement:
    more = [one for one in map(_time, extensions) if one is not None]
    if not more:
        return requirement
    update: dict[str, object] = {"within": _longer_window(requirement.within, more)}
    if requirement.measure in ("elapsed", "span", "gap"):
        update["at_most"] = _stretched(requirement.at_most, more)
    return requirement.model_copy(update=update)


def _time(one: Override) -> Duration | None:
    if one.months is not None:
        return Duration(value=one.months, unit="months")
    return None if one.days is None else Duration(value=one.days, unit="days")


def _stretched(bound: Bound | None, more: list[Duration]) -> Bound | None:
    for one in more if isinstance(bound, Duration) else ():
        bound = _added(bound, one)  # type: ignore[arg-type]
    return bound


def _added(length: Duration, more: Duration) -> Duration:
    longer = more if length.longer is None else _added(length.longer, more)
    return length.model_copy(update={"longer": longer})


def _longer_window(window: Window | None, more: list[Duration]) -> Window | None:
    match window:
        case BestWindow(length=length) | LookBack(length=length):
            return window.model_copy(update={"length": _stretched(length, more)})
        case Around(after=after):
            return window.model_copy(update={"after": _stretched(after, more)})
    return window


def _longer_stage(stage: Stage, extensions: list[Override]) -> Stage:
    more = [one for one in map(_time, extensions) if one is not None]
    return stage.model_copy(update={"valid": _stretched(stage.valid, more)}) if more else stage
