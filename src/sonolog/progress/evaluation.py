"""One evaluation of one framework: the evidence as sets, and everything worked out so far, kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from sonolog.domain.bound import Count, Percent
from sonolog.domain.framework import Framework
from sonolog.domain.predicate import Predicate
from sonolog.domain.requirement import Anchor, Needs, Part, Requirement
from sonolog.progress import anchors, columns, judging, planned, predicates, units
from sonolog.progress.bits import positions
from sonolog.progress.bounds import Whole, number_of
from sonolog.progress.conditions import enrolment_of
from sonolog.progress.errors import NotEvaluated
from sonolog.progress.evidence import Evidence
from sonolog.progress.masks import Masks
from sonolog.progress.overriding import overridden
from sonolog.progress.recognition import granted, recognised
from sonolog.progress.steering import overrides, ratifications
from sonolog.progress.words import Words

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary
    from sonolog.progress.judging import Outcome
    from sonolog.progress.predicates import Split
    from sonolog.progress.signatories import Qualified
    from sonolog.progress.standing import Standing

_PLACES: dict[str, tuple[tuple[str, str], ...]] = {
    "supervisor": (("scan", "supervisor"), ("session", "supervisor"), ("placement", "supervisor")),
    "trainer": (("placement", "supervisor"),),
    "mentor": (("placement", "mentor"),),
    "assessor": (("assessment", "assessor"), ("assessment", "second_assessor")),
}


@dataclass(frozen=True, slots=True)
class Basis:
    """Which entries are looked at: dated up to a day; all logged, or only those signed or submitted."""

    day: date
    which: Literal["logged", "signed", "submitted"] = "logged"


class EvidenceMasks:
    """The logs of one trainee as sets of positions, shared by all frameworks that are evaluated on them."""

    def __init__(self, evidence: Evidence) -> None:
        self.evidence = evidence
        self._masks: dict[str, Masks] = {}

    def of(self, kind: str) -> Masks:
        """Return the masks of the log of ``kind``, made when first asked for."""
        if kind not in self._masks:
            log = self.evidence.log(kind)
            self._masks[kind] = Masks(log, derive=lambda name: columns.derived_column(self.evidence, log, name))
        return self._masks[kind]


@dataclass(eq=False)
class Evaluation:
    """What the steps of one evaluation share."""

    framework: Framework
    shared: EvidenceMasks
    words: Words
    splits: dict[tuple[str, int], Split] = field(default_factory=dict)
    qualified: dict[tuple[str, int], Qualified] = field(default_factory=dict)
    first_met_days: dict[tuple[str, Basis], date | None] = field(default_factory=dict)
    standings: dict[tuple[str, Basis], Standing] = field(default_factory=dict)
    expired: dict[str, date] = field(default_factory=dict)
    """Stage to the last day of its validity, as far as it is known by now."""
    plans: dict[str, planned.Plan] = field(default_factory=dict)
    _own_masks: dict[str, Masks] = field(default_factory=dict)
    _outcomes: dict[tuple[str, Basis], Outcome] = field(default_factory=dict)
    _made_parts: dict[str, tuple[Part, ...]] = field(default_factory=dict)
    _asked: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.evidence = self.shared.evidence
        self.enrolled = enrolment_of(self.framework, self.evidence)
        self.recognitions = granted(self.framework, self.enrolled)
        self.granted = overrides(self.framework, self.evidence)
        self.ratified = ratifications(self.framework, self.evidence)
        self.framework = overridden(recognised(self.framework, self.recognitions), self.granted)
        self._within_needs = frozenset(_named_in_needs(self.framework))

    @classmethod
    def of(cls, framework: Framework, shared: EvidenceMasks, vocabulary: Vocabulary | None = None) -> Evaluation:
        """Return a fresh evaluation."""
        return cls(framework, shared, Words(framework, shared.evidence, vocabulary))

    @property
    def basis(self) -> Basis:
        """Everything logged up to today."""
        return Basis(self.evidence.as_of)

    def masks(self, kind: str) -> Masks:
        """Return the masks of ``kind`` as this framework counts: its own lines, its own counting unit."""
        if kind not in self._own_masks:
            self._own_masks[kind] = self._masks(kind)
        return self._own_masks[kind]

    def _masks(self, kind: str) -> Masks:
        plain = self.shared.of(kind)
        log = plain.log
        if kind == "line":
            log = columns.lines_of(self.framework, log)
        elif kind == "scan":
            log = units.in_units(self.framework.counting, log)
        if log is plain.log:
            return plain
        return Masks(log, derive=lambda name: columns.derived_column(self.evidence, log, name))

    def split(self, kind: str, predicate: Predicate) -> Split:
        """Return which entries of ``kind`` match."""
        return predicates.split(self, kind, predicate)

    def made_parts(self, requirement: Requirement) -> tuple[Part, ...]:
        """Return the parts that ``each`` of the requirement stands for."""
        if requirement.id not in self._made_parts:
            self._made_parts[requirement.id] = planned.make_parts(self, requirement)
        return self._made_parts[requirement.id]

    def outcome(self, requirement: Requirement, basis: Basis) -> Outcome:
        """Return what the requirement comes to on this basis; worked out once.

        What this version cannot judge is an outcome too: not met, and it says so.

        Raises:
            NotEvaluated: the requirement rests on itself, and this is asked while judging it.
        """
        if requirement.sign_off == "none" and basis.which != "logged":
            basis = Basis(basis.day)
        key = (requirement.id, basis)
        if key not in self._outcomes:
            with self.asking(f"“{requirement.id}”, which rests on itself"):
                self._outcomes[key] = self._judged(requirement, basis)
        return self._outcomes[key]

    def _judged(self, requirement: Requirement, basis: Basis) -> Outcome:
        try:
            return judging.judge_requirement(self, requirement, basis)
        except NotEvaluated as refusal:
            return judging.Outcome(met=False, judged=judging.NOTHING, problem=refusal.message)

    @contextmanager
    def asking(self, question: str) -> Iterator[None]:
        """Refuse a question that is asked again before it is answered."""
        if question in self._asked:
            raise NotEvaluated(question)
        self._asked.add(question)
        try:
            yield
        finally:
            self._asked.discard(question)

    def target(self, requirement_id: str) -> Fraction | None:
        """Return the plain target of a requirement, by its id; None where it has none."""
        found = [one for one in self.framework.requirements if one.id == requirement_id]
        if not found:
            return None
        with self.asking(f"the target of “{requirement_id}”, which rests on itself"):
            return self.target_of(found[0])

    def target_of(self, requirement: Requirement) -> Fraction | None:
        """Return the target of a requirement, as far as it does not depend on what was logged."""
        bound = requirement.at_least
        if isinstance(bound, Count):
            return Fraction(bound.value)
        if isinstance(bound, Percent) and bound.of not in ("target", "total", "equal-share"):
            return number_of(bound, requirement, Whole(other=self.target), default="up")
        return None

    def anchor_day(self, anchor: Anchor, basis: Basis, *, stage: str = "") -> date | None:
        """Return the day an anchor stands for; anchors look at everything logged, signed or not.

        ``stage`` is the stage whose ratification and end of validity are meant.
        """
        return anchors.anchor_day(self, anchor, Basis(basis.day), stage=stage)

    def ratified_days(self, stage_id: str, today: date) -> tuple[date, ...]:
        """Return the days up to ``today`` on which a stage was ratified, oldest first."""
        return tuple(one.day for one in self.ratified if one.stage == stage_id and one.day <= today)

    def needs_met(self, needs: Needs, day: date) -> bool:
        """Return whether enough of a tree's members were met by what was logged up to ``day``."""
        return judging.needs_met(self, needs, Basis(day))

    def blocking_requirements(self, stage_id: str) -> tuple[Requirement, ...]:
        """Return what a stage waits for: the mandatory requirements that are no member of another's needs."""
        return tuple(
            found
            for found in self.framework.requirements_of(stage_id)
            if judging.strength_of(found) == "mandatory" and found.id not in self._within_needs
        )

    def leave(self, today: date) -> tuple[tuple[date, date], ...]:
        """Return first and last day of each leave that has begun by ``today``."""
        masks = self.masks("leave")
        ends = masks.column("until")
        found = ((masks.log.dates[at], ends[at]) for at in positions(masks.live & masks.between(None, today)))
        return tuple((start, end if isinstance(end, date) else today) for start, end in found)

    def people_as(self, place: str) -> frozenset[str]:
        """Return the people with a place (trainee, mentor, supervisor, trainer, assessor) in this logbook."""
        if place == "trainee":
            return frozenset({self.evidence.trainee})
        named: set[str] = set()
        for kind, column in _PLACES[place]:
            masks = self.masks(kind)
            named.update(str(person) for person, mask in masks.values(column).items() if mask & masks.live)
        if place in ("mentor", "trainer"):
            named.update(one.person for one in self.evidence.people.values() if place in one.roles)
        return frozenset(named)


def _named_in_needs(framework: Framework) -> Iterator[str]:
    """Yield what does not block its stage by itself: members of other requirements, and what upkeep asks for."""
    groups = [requirement.needs for requirement in framework.requirements]
    for stage in framework.stages:
        groups += [stage.upkeep, *(step.needs for step in stage.ladder)]
    for needs in groups:
        if needs is not None:
            yield from members(needs)


def members(needs: Needs) -> Iterator[str]:
    """Yield every id a tree of needs names."""
    for member in needs.of:
        if isinstance(member, Needs):
            yield from members(member)
        else:
            yield member
