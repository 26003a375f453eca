"""One plain sentence for each requirement and part, and one for each reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sonolog.domain.bound import Count, Duration
from sonolog.domain.requirement import (
    Around,
    BestWindow,
    Between,
    CalendarPeriod,
    LookBack,
    Measured,
    Requirement,
)
from sonolog.progress.bounds import Judged, shown
from sonolog.progress.judging import Outcome
from sonolog.progress.plain_words import FIELD_PLURALS, day, joined, length, several, spaced
from sonolog.progress.planned import Plan
from sonolog.progress.settle import SetAside
from sonolog.progress.signatory_words import ACCREDITATION
from sonolog.progress.words import Words

_STATUS = {
    "withdrawn": "Withdrawn.",
    "redacted": "Redacted.",
    "conflict": "Two versions disagree; choose one of them first.",
}


@dataclass(frozen=True, slots=True)
class Shortage:
    """A part that is not met: its title, and how much more it needs (0: more than it may have)."""

    title: str
    more: Fraction
    path: str = ""


def requirement_sentence(
    outcome: Outcome,
    spec: Requirement,
    unit: tuple[str, str],
    *,
    words: Words,
    signed: Fraction | None,
    short: Sequence[Shortage],
    also: Sequence[str] = (),
) -> str:
    """Return where a requirement stands, what is missing, what is set aside, and what ``also`` is to be said."""
    if outcome.problem:
        return f"{outcome.problem} It counts as not met."
    if outcome.waiver:
        return outcome.waiver
    if not outcome.applies:
        return "Does not apply to this trainee."
    lead = measure_sentence(outcome.judged, spec, unit, is_met=outcome.met, signed=signed)
    if outcome.judged.need is None and outcome.plan is not None:
        lead += _parts_met(outcome.plan, spec, short)
    asides = [
        *_judged_later(outcome, spec, unit),
        *_windowed(outcome, spec),
        *_parts(short),
        *_set_aside(outcome, spec, words),
    ]
    if outcome.absent:
        asides.insert(0, f"{outcome.absent} has not happened yet")
    if outcome.windowed is not None and not outcome.windowed.settled.is_certain:
        asides.append("the limits cross, and a different choice of entries might meet everything")
    return "; ".join([lead, *asides, *(one for one in also if one)]) + "."


def measure_sentence(
    judged: Judged, spec: Measured, unit: tuple[str, str], *, is_met: bool, signed: Fraction | None = None
) -> str:
    """Return "38 of 50 scans: 12 more", and how many of them are signed where that matters."""
    text = _level_words(judged, spec, unit) if spec.level_field is not None else _amount_words(judged, spec, unit)
    if judged.shortfall and spec.level_field is None:
        text += f": {shown(_up(judged.shortfall))} more"
    elif judged.is_over and judged.most is not None:
        text += f": more than the {shown(judged.most)} allowed"
    elif judged.need is None and spec.at_most is None and spec.ideal is None:
        text += "; no number is asked" if not _asks_parts(spec) else ""
    if isinstance(spec.ideal, Count) and judged.have < Fraction(spec.ideal.value):
        text += f", ideally {spec.ideal.value}"
    if signed is not None and signed < judged.have and is_met:
        text += f", {shown(signed)} signed" if spec.level_field is None and spec.gap is None else ", not all signed"
    return text


def _amount_words(judged: Judged, spec: Measured, unit: tuple[str, str]) -> str:
    have = shown(judged.have)
    lead = {"longest": "longest gap ", "shortest": "shortest gap "}.get(spec.gap or "", "")
    if judged.is_over and judged.most == judged.have:
        lead += "more than "
    run = ""
    if spec.rate is not None:
        on_average = " on average" if spec.rate.mode == "mean" else ""
        run = f" in a row with {shown(Fraction(spec.rate.at_least))} or more{on_average}"
    if judged.need is not None:
        return f"{lead}{have} of {several(shown(judged.need), *unit)}{run}"
    return f"{lead}{several(have, *unit)}{run}"


def _level_words(judged: Judged, spec: Measured, unit: tuple[str, str]) -> str:
    """Return "highest level 3, at least 4 asked": one value, which is no number of entries."""
    if judged.is_empty:
        return f"no {unit[0]} recorded"
    asked = f", at least {shown(judged.need)} asked" if judged.need is not None else ""
    return f"{spec.measure} {unit[0]} {shown(judged.have)}{asked}"


def _up(value: Fraction) -> Fraction:
    """Return what is missing, rounded up to two places, so that it is never told too small."""
    return Fraction(-(-value.numerator * 100 // value.denominator), 100)


def _asks_parts(spec: Measured) -> bool:
    return isinstance(spec, Requirement) and (spec.each is not None or bool(spec.parts))


def _judged_later(outcome: Outcome, spec: Requirement, unit: tuple[str, str]) -> list[str]:
    """Return why a share is not judged yet."""
    settled = outcome.windowed.settled if outcome.windowed is not None else None
    if settled is not None and settled.is_too_few and spec.out_of is not None:
        there = several(settled.total.bit_count(), *unit)
        return [f"judged from {spec.out_of} on, {there} so far"]
    return []


def _windowed(outcome: Outcome, spec: Requirement) -> list[str]:
    found = outcome.windowed
    if found is None or spec.within is None:
        return []
    match spec.within:
        case BestWindow(length=asked) if found.start and found.until:
            return [f"best {length(asked)}: {day(found.start)} to {day(found.until)}"]
        case CalendarPeriod(period=period) if found.start:
            return [f"best {period}: from {day(found.start)}"]
        case LookBack(length=asked) if found.until:
            return [f"in the {length(asked)} up to {day(found.until)}"]
        case Between() if found.start or found.until:
            ends = [("from", found.start), ("until", found.until)]
            return [" ".join(f"{word} {day(end)}" for word, end in ends if end)]
        case Around(before=before, after=after) if found.until:
            return [f"from {length(before)} before until {length(after)} after, {day(found.until)}"]
    return []


def _parts_met(plan: Plan, spec: Requirement, short: Sequence[Shortage]) -> str:
    """Return "4 of 6 regions met" where only parts have a target."""
    asked = sum(part.parent is None and part.spec.strength == "mandatory" for part in plan.parts)
    if not asked or spec.strength != "mandatory":
        return ""
    field = spec.each.field if spec.each is not None and not spec.parts else "part"
    many = FIELD_PLURALS.get(field) or f"{spaced(field)}s"
    unmet = len({one.path.partition("/")[0] for one in short})
    return f", {asked - unmet} of {asked} {many} met"


def _parts(short: Sequence[Shortage]) -> list[str]:
    missing = [f"{shown(_up(one.more))} more of {one.title}" for one in short if one.more]
    over = [one.title for one in short if not one.more]
    told = [joined([*missing[:5], f"{len(missing) - 5} other parts"] if len(missing) > 6 else missing)]
    if over:
        told.append(f"not as asked: {joined(over)}")
    return [text for text in told if text]


def _set_aside(outcome: Outcome, spec: Requirement, words: Words) -> list[str]:
    found = [] if outcome.windowed is None else [*outcome.set_aside, *outcome.windowed.settled.set_aside]
    told = []
    for one in found:
        count = one.mask.bit_count()
        does = "does" if count == 1 else "do"
        if one.code.startswith("limit-"):
            told.append(f"{count} {_limit_words(spec, one, words)} over the limit of {one.fact} {does} not count")
        elif one.code == "signatory-not-recorded":
            told.append(f"{count} {does} not count because the level of who supervised is not recorded")
        elif one.code == "conflict":
            told.append(f"{count} {does} not count until its versions are reconciled")
    return told


def _limit_words(spec: Requirement, one: SetAside, words: Words) -> str:
    limit = spec.limits[int(one.code.removeprefix("limit-")) - 1]
    if limit.title:
        return limit.title
    per = f"the same {spaced(limit.per)}" if limit.per else ""
    asked = words.predicate(limit.where, spec.of or "")
    return joined(part for part in (f"with {asked}" if asked != "anything" else "", per and f"of {per}") if part)


def reason_sentence(one: SetAside, spec: Measured, *, words: Words, kind: str) -> str:
    """Return why the entries that a step holds back do not count."""
    code, fact = one.code, one.fact
    if code in _STATUS:
        return _STATUS[code]
    if code.startswith("limit-") and isinstance(spec, Requirement):
        return f"Over the limit of {fact} {_limit_words(spec, one, words)}."
    fixed = {
        "not-eligible": f"The framework counts only entries with {fact}.",
        "signatory-level": f"Who supervised or signed it did not have on that day what is asked: {fact}.",
        "signatory-role": f"Who supervised or signed it does not have what is asked: {fact}.",
        "signatory-not-recorded": f"Not recorded of who supervised or signed it: {fact}.{_how_to_record(str(fact))}",
        "cooldown": f"Within {fact} of an entry after which the next ones do not count yet.",
        "counted-elsewhere": "It counted for a stage that is ratified in another framework.",
        "not-drawn": "Not among the entries that were drawn.",
        "warm-up": f"The first {fact} never count.",
        "outside-window": "Outside the window of time.",
        "beyond-first": f"Only the first {fact} count.",
        "before-last": f"Only the last {fact} count.",
        "below-rate": "Outside the longest unbroken run.",
        "duplicate": f"Another entry already counts with the same {spaced(str(fact))}.",
    }
    if code in fixed:
        return fixed[code]
    if code.startswith("having") and spec.having is not None:
        return f"Asks for {words.predicate(spec.having, kind)}."
    if code.startswith("no-"):
        return f"Not recorded: {spaced(str(fact))}."
    return f"Asks for {fact}."


def _how_to_record(fact: str) -> str:
    """Return how an accreditation that somebody holds is recorded, where one is asked for."""
    how = " If they hold it: sonolog add accreditation person=… field=… level=… start=…"
    return how if fact.startswith(ACCREDITATION) else ""


def length_bound(spec: Measured) -> Duration | None:
    """Return the bound in whose unit a length of time is told."""
    bounds = (spec.at_least, spec.at_most, spec.ideal)
    return next((bound for bound in bounds if isinstance(bound, Duration)), None)
