"""The outlook of stages and of what rests on other requirements: the latest one binds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sonolog.domain.bound import Duration
from sonolog.domain.framework import Stage
from sonolog.domain.requirement import NamedDay, Needs, Requirement
from sonolog.progress.answer import FrameworkProgress
from sonolog.progress.days import plus
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.overriding import extended_until
from sonolog.progress.plain_words import capital, day, joined
from sonolog.usecases.forecast_answer import Days, Forecast, StageForecast, latest
from sonolog.usecases.forecast_words import by_day, percent


@dataclass(frozen=True, slots=True)
class Told:
    """When something that rests on several rows is done."""

    days: Days | None
    """None: nothing of it can be dated."""
    chance: float | None = None
    untold: tuple[str, ...] = ()
    """Ids of rows it waits for that have no date."""
    binding: str | None = None
    """Id of the row that is done last."""


def deadline_of(evaluation: Evaluation, stage_id: str) -> tuple[date, str] | None:
    """Return the last day the framework gives a stage, counted from enrolment, and the requirement that says so."""
    found = [
        (until, requirement.title or requirement.id)
        for requirement in evaluation.framework.requirements_of(stage_id)
        for until in (_latest_day(evaluation, requirement),)
        if until is not None
    ]
    return min(found, default=None)


def _latest_day(evaluation: Evaluation, requirement: Requirement) -> date | None:
    rule, most, enrolled = requirement.elapsed, requirement.at_most, evaluation.enrolled
    if rule is None or enrolled is None or not isinstance(most, Duration):
        return None
    if not isinstance(rule.start, NamedDay) or rule.start.name != "enrolment":
        return None
    until = plus(enrolled.day, most)
    extension = extended_until(requirement.id, evaluation.granted)
    return until if extension is None or extension.until is None else max(until, extension.until)


@dataclass
class Ladder:
    """The rows of one framework by requirement, and what rests on them."""

    evaluation: Evaluation
    progress: FrameworkProgress
    rows: Mapping[str, tuple[Forecast, ...]]
    """Requirement id to its own row and those of its parts."""
    _known: dict[str, Told] = field(default_factory=dict)

    def told(self, member: str) -> Told:
        """Return when a requirement or stage is done."""
        if member not in self._known:
            found = self._stage(member) if member not in self.rows else self._requirement(member)
            self._known[member] = found
        return self._known[member]

    def _requirement(self, name: str) -> Told:
        own, *parts = self.rows[name]
        if own.outlook in ("done", "not-applicable"):
            return self._now()
        requirement = self.evaluation.framework.requirement(name)
        if requirement.needs is not None:
            return replace(self._needs(requirement.needs), binding=name)
        asked = [one for one in (own, *parts) if _is_asked(one)]
        return self._all(_row_told(one) for one in asked)

    def _stage(self, stage_id: str) -> Told:
        stage = self.evaluation.framework.stage(stage_id)
        asked = [self.told(found.id) for found in self.evaluation.blocking_requirements(stage_id)]
        return self._all([*asked, *([self._needs(stage.requires)] if stage.requires else [])])

    def _needs(self, needs: Needs) -> Told:
        """Return when enough members are done: the soonest that make up the number."""
        members = [self._needs(one) if isinstance(one, Needs) else self.told(one) for one in needs.of]
        dated = sorted((one for one in members if one.days and not one.untold), key=lambda one: one.days.key)  # type: ignore[union-attr]
        if len(dated) >= needs.at_least:
            return self._all(dated[: needs.at_least])
        return self._all(members)

    def _all(self, several: Iterable[Told]) -> Told:
        found = list(several)
        dated = [one for one in found if one.days is not None]
        last = max(dated, key=lambda one: one.days.key, default=None)  # type: ignore[union-attr]
        untold = tuple(dict.fromkeys(name for one in found for name in one.untold))
        chances = [one.chance for one in found if one.chance is not None]
        return Told(
            days=latest(one.days for one in dated if one.days) if dated else (None if found else self._now().days),
            chance=min(chances) if chances and not untold and len(chances) == len(found) else None,
            untold=untold,
            binding=last.binding if last is not None else None,
        )

    def _now(self) -> Told:
        return Told(Days.certain(self.evaluation.basis.day), 1.0)

    def stage(self, stage: Stage, deadline: tuple[date, str] | None) -> StageForecast:
        """Return the outlook of a stage."""
        answer = next(one for one in self.progress.stages if one.id == stage.id)
        until, source = deadline or (None, "")
        told = Told(None) if answer.met else self.told(stage.id)
        chance = told.chance if until is not None else None
        is_open = not answer.met and told.binding is not None
        return StageForecast(
            id=stage.id,
            title=stage.title,
            status=answer.status,
            deadline=until,
            deadline_from=source,
            binding=told.binding,
            days=told.days if is_open else None,
            chance=chance if is_open else None,
            untold=told.untold,
            sentence="" if answer.met else self._sentence(replace(told, chance=chance), until, source),
        )

    def _sentence(self, told: Told, deadline: date | None, source: str) -> str:
        said = []
        if told.days is not None and told.binding is not None:
            days = told.days
            odds = f"even odds {by_day(days.p50)}, 1 in 10 {by_day(days.p10)}, 9 in 10 {by_day(days.p90)}"
            least = "what can be forecast is done with " if told.untold else ""
            said.append(f"{least}{odds}; the last to be done is {self._title(told.binding)}")
        if told.untold:
            said.append(f"no day can be told for {joined(self._untold_titles(told.untold))}")
        if deadline is not None:
            odds = f": {percent(told.chance)} in time" if told.chance is not None else ""
            said.append(f"the deadline is {day(deadline)}{f' ({source})' if source else ''}{odds}")
        return f"{capital('; '.join(said))}." if said else ""

    def _untold_titles(self, untold: Iterable[str]) -> list[str]:
        """Return the titles, several parts of one requirement as their number."""
        owners: dict[str, list[str]] = {}
        for name in untold:
            owners.setdefault(name.partition("/")[0], []).append(name)
        return [
            self._title(names[0]) if len(names) == 1 else f"{self._title(owner)} ({len(names)} parts)"
            for owner, names in owners.items()
        ]

    def _title(self, row: str) -> str:
        by_id = {one.answer.id: one.answer for rows in self.rows.values() for one in rows}
        found = by_id[row]
        owner, _, part = row.partition("/")
        return f"{by_id[owner].title}: {found.title}" if part else found.title


def _is_asked(row: Forecast) -> bool:
    """Return whether a row is open and its requirement waits for it."""
    is_part = row.answer.parent is not None
    return row.outlook not in ("done", "not-applicable", "no-target", "from-parts") and not (
        is_part and row.answer.strength != "mandatory"
    )


def _row_told(row: Forecast) -> Told:
    if row.days is None:
        return Told(None, untold=(row.answer.id,))
    return Told(row.days, _chance(row), binding=row.answer.id)


def _chance(row: Forecast) -> float | None:
    if row.outlook == "certain" and row.deadline is not None and row.days is not None and row.days.p50 is not None:
        return float(row.days.p50 <= row.deadline)
    return row.chance
