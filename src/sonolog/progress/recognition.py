"""What a prior award or experience changes: targets set anew or scaled, requirements waived.

Of two recognitions the lower target holds; they are never multiplied.  A requirement that may not be waived
is neither waived nor scaled.  A recognition whose question is not answered changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction

from sonolog.domain.bound import Bound, Count, Duration, Percent
from sonolog.domain.framework import Framework, Recognition
from sonolog.domain.requirement import Each, Minimum, Part, Requirement, Scale
from sonolog.progress.conditions import applies
from sonolog.progress.evidence import Enrolled
from sonolog.progress.limits import share_of


def granted(framework: Framework, enrolled: Enrolled | None) -> tuple[Recognition, ...]:
    """Return the recognitions whose condition holds of the enrolment."""
    return tuple(one for one in framework.recognitions if applies(one.when, framework, enrolled))


def waiver_of(requirement: Requirement, recognitions: Iterable[Recognition]) -> str | None:
    """Return the title of the recognition that waives ``requirement``, or None."""
    if not requirement.waivable:
        return None
    return next((one.title or one.id for one in recognitions if requirement.id in one.waives), None)


def recognised(framework: Framework, recognitions: tuple[Recognition, ...]) -> Framework:
    """Return the framework with the targets that hold after these recognitions."""
    if not recognitions:
        return framework
    changed = tuple(_recognised(requirement, recognitions) for requirement in framework.requirements)
    return framework.model_copy(update={"requirements": changed})


def _recognised(requirement: Requirement, recognitions: tuple[Recognition, ...]) -> Requirement:
    if not requirement.waivable:
        return requirement
    own = requirement.id
    targets = [setting.at_least for one in recognitions for setting in one.sets if setting.requirement == own]
    scales = [scale for one in recognitions for scale in one.scales]
    settings = {setting.requirement: setting.at_least for one in recognitions for setting in one.sets}
    parts = tuple(_set_part(own, _scaled_part(own, part, scales), settings) for part in requirement.parts)
    each = requirement.each and _set_each(own, _scaled_each(own, requirement.each, scales), settings)
    found = [*targets, *_scaled(requirement.at_least, [one for one in scales if _names(one, own)])]
    least = _lowest(requirement.at_least, found)
    return requirement.model_copy(update={"at_least": least, "parts": parts, "each": each})


def _names(scale: Scale, requirement_id: str) -> bool:
    named = scale.requirements == "all" or requirement_id in scale.requirements
    return named and requirement_id not in scale.but


def _names_part(scale: Scale, requirement_id: str, part_id: str) -> bool:
    path = f"{requirement_id}/{part_id}"
    named = scale.parts == "all" or path in scale.parts or f"{requirement_id}/*" in scale.parts
    return named and not {path, requirement_id} & set(scale.but)


def _scaled_part(requirement_id: str, part: Part, scales: list[Scale]) -> Part:
    mine = [one for one in scales if _names_part(one, requirement_id, part.id)]
    least = _lowest(part.at_least, list(_scaled(part.at_least, mine)))
    return part.model_copy(update={"at_least": least}) if least is not part.at_least else part


def _scaled_each(requirement_id: str, each: Each, scales: list[Scale]) -> Each:
    whole = f"{requirement_id}/*"
    every = [one for one in scales if (one.parts == "all" or whole in one.parts) and requirement_id not in one.but]
    minima = tuple(_scaled_minimum(requirement_id, minimum, scales) for minimum in each.minima)
    least = _lowest(each.at_least, list(_scaled(each.at_least, every)))
    return each.model_copy(update={"at_least": least, "minima": minima})


def _set_part(requirement_id: str, part: Part, settings: Mapping[str, Bound]) -> Part:
    target = settings.get(f"{requirement_id}/{part.id}")
    return part if target is None else part.model_copy(update={"at_least": _lowest(part.at_least, [target])})


def _set_each(requirement_id: str, each: Each, settings: Mapping[str, Bound]) -> Each:
    """Return the group with targets of their own for the values that ``sets`` names."""
    kept = {minimum.value: minimum.at_least for minimum in each.minima}
    for path, target in settings.items():
        owner, _, value = path.partition("/")
        if owner == requirement_id and value and (each.values or value in kept):
            kept[value] = _lowest(kept.get(value, each.at_least), [target]) or target
    return each.model_copy(update={"minima": tuple(Minimum(value=one, at_least=least) for one, least in kept.items())})


def _scaled_minimum(requirement_id: str, minimum: Minimum, scales: list[Scale]) -> Minimum:
    mine = [one for one in scales if _names_part(one, requirement_id, minimum.value)]
    least = _lowest(minimum.at_least, list(_scaled(minimum.at_least, mine)))
    return minimum.model_copy(update={"at_least": least})


def _scaled(bound: Bound | None, scales: Iterable[Scale]) -> Iterator[Bound]:
    """Yield a plain target scaled by each; a share of something else scales with what it is a share of."""
    if isinstance(bound, Count):
        for scale in scales:
            yield Count(value=share_of(scale.percent, Fraction(bound.value), scale.round))


def _lowest(own: Bound | None, found: list[Bound]) -> Bound | None:
    """Return the lowest target; the framework's own stays where they cannot be compared."""
    if own is None or not found:
        return found[0] if len(found) == 1 else own
    values = [_comparable(bound) for bound in (own, *found)]
    if len({unit for unit, _ in values}) > 1 or values[0][0] == "share":
        return own
    return min((own, *found), key=lambda bound: _comparable(bound)[1])


def _comparable(bound: Bound) -> tuple[str, Fraction]:
    if isinstance(bound, Percent):
        return "share", Fraction(bound.percent)
    return bound.unit if isinstance(bound, Duration) else "count", Fraction(bound.value)
