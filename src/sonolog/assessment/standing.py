"""Several filled forms to evidence: how many, by how many assessors, over how long, and what may be shown of them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sonolog.domain.bound import Duration
from sonolog.domain.form import AssessmentForm, FormItem, PortfolioPart
from sonolog.progress.days import plus

_GOOD = ("passed", "satisfactory")


@dataclass(frozen=True, slots=True)
class FilledForm:
    """One assessment on a form, as far as the evidence rule is about it."""

    day: date
    assessor: str
    """Person id; empty where nobody is named, who then counts as nobody in particular."""
    outcome: str
    group: str | None = None
    variant: str | None = None
    region: str | None = None
    levels: Mapping[str, int | None] | None = None


@dataclass(frozen=True, slots=True)
class Need:
    """One thing the evidence rule asks for."""

    what: str
    have: int
    need: int

    @property
    def met(self) -> bool:
        """Whether there is enough."""
        return self.have >= self.need


@dataclass(frozen=True, slots=True)
class ReleasedGroup:
    """What may be shown of forms whose answers are only shown gathered."""

    form: AssessmentForm
    """The edition the answers were given on."""
    title: str
    assessors: int
    """People who gave a level to at least one item."""
    answers: Mapping[str, Mapping[int | None, int]]
    """Item id to level (None: not assessed) to the number of answers; without items that too few judged."""

    @property
    def is_released(self) -> bool:
        """Whether anything of it may be shown."""
        return bool(self.answers)


def standing(form: AssessmentForm, filled: Sequence[FilledForm]) -> tuple[Need, ...]:
    """Return what the form's evidence rule asks for and how far ``filled`` meets it, each by itself."""
    rule = form.evidence
    counted = [one for one in filled if rule.counts == "all" or one.outcome in _GOOD]
    counted.sort(key=lambda one: one.day)
    return tuple(_needs(form, counted))


def _needs(form: AssessmentForm, counted: Sequence[FilledForm]) -> Iterator[Need]:
    rule = form.evidence
    for title, group in _units(form, counted):
        about = f" ({title})" if title else ""
        if rule.occasions:
            full = sum(_is_enough(form, one) for one in occasions(group, rule.apart))
            yield Need(f"occasions{about}", full, rule.occasions)
            continue
        if rule.forms:
            yield Need(f"forms{about}", len(group), rule.forms)
        if rule.assessors:
            yield Need(f"assessors{about}", _assessors(group), rule.assessors)
    if rule.spread is not None:
        days = [one.day for one in counted]
        wanted = (plus(days[0], rule.spread) - days[0]).days if days else 1
        words = f"days from first to last ({rule.spread.value} {rule.spread.unit})"
        yield Need(words, (days[-1] - days[0]).days if days else 0, wanted)


def _units(form: AssessmentForm, counted: Sequence[FilledForm]) -> Iterator[tuple[str, list[FilledForm]]]:
    """Yield the title and the forms of each group of assessors, variant or region; all together without a title.

    Regions are those that were met; before the first, and for what names none, nothing says which ones there will be.
    """
    per = form.evidence.per
    if per == "form":
        yield "", list(counted)
        return
    named = {"group": form.groups, "variant": form.variants}.get(per, ())
    titles = {one.id: one.title for one in named} if named else _regions(counted)
    for name, title in titles.items():
        yield title, [one for one in counted if getattr(one, per) == name]
    if not titles:
        yield f"each {per}", []


def _regions(counted: Sequence[FilledForm]) -> dict[str, str]:
    """Return the regions of the forms with their labels."""
    from sonolog.frameworks.vocabulary import load_vocabulary

    return {one.region: load_vocabulary().label("region", one.region) for one in counted if one.region is not None}


def occasions(filled: Sequence[FilledForm], apart: Duration | None) -> list[list[FilledForm]]:
    """Return forms, sorted by day, by occasion: a new one begins with the first form that lies ``apart`` after."""
    found: list[list[FilledForm]] = []
    for one in filled:
        if not found or (apart is not None and one.day >= plus(found[-1][0].day, apart)):
            found.append([])
        found[-1].append(one)
    return found


def _is_enough(form: AssessmentForm, filled: Sequence[FilledForm]) -> bool:
    rule = form.evidence
    return len(filled) >= max(rule.forms, 1) and _assessors(filled) >= rule.assessors


def _assessors(filled: Sequence[FilledForm]) -> int:
    return len({one.assessor for one in filled if one.assessor})


def released(form: AssessmentForm, filled: Sequence[FilledForm]) -> tuple[ReleasedGroup, ...]:
    """Return the answers gathered, unit by unit; an item that too few assessors gave a level is held back.

    Who left an item out, or handed in a blank form, hides nobody's answer: only who gave a level is counted.
    """
    return tuple(_released(form, title, group) for title, group in _units(form, filled))


def _released(form: AssessmentForm, title: str, group: Sequence[FilledForm]) -> ReleasedGroup:
    judged = {item.id: [one for one in group if _has_level(form, item, one)] for item in form.items}
    people = _assessors([one for found in judged.values() for one in found])
    answers = {
        item.id: Counter((one.levels or {})[item.id] for one in group if item.id in (one.levels or {}))
        for item in form.items
        if _assessors(judged[item.id]) >= max(form.evidence.release, 1)
    }
    return ReleasedGroup(form, title, people, answers)


def _has_level(form: AssessmentForm, item: FormItem, filled: FilledForm) -> bool:
    level = (filled.levels or {}).get(item.id)
    return level is not None and form.scale_of(item).level(level) is not None


@dataclass(frozen=True, slots=True)
class FormOutcome:
    """An assessment as a portfolio sees it."""

    form: str
    purpose: str
    outcome: str


def portfolio(form: AssessmentForm, made: Sequence[FormOutcome]) -> tuple[Need, ...]:
    """Return the parts of a portfolio and how many of each there are; it is passed once all are met."""
    return tuple(
        Need(part_words(part), sum(_fits(part, one) for one in made), part.at_least) for part in form.pass_rule.parts
    )


def part_words(part: PortfolioPart) -> str:
    """Return a part of a portfolio in words."""
    return " ".join(word for word in (part.form, part.purpose or "", " or ".join(part.outcome)) if word)


def _fits(part: PortfolioPart, one: FormOutcome) -> bool:
    return one.form == part.form and one.outcome in part.outcome and part.purpose in (None, one.purpose)
