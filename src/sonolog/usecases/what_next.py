"""Which next scan moves most open requirements at once, and which other records are open."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from sonolog.domain.requirement import BestWindow, CalendarPeriod, Requirement
from sonolog.domain.vocabulary import Vocabulary
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import Answer
from sonolog.progress.bounds import shown
from sonolog.progress.evaluation import Evaluation
from sonolog.progress.evidence import Cell
from sonolog.progress.judging import Outcome
from sonolog.progress.one_more import EvidenceWithOneMore
from sonolog.progress.settle import shortfall
from sonolog.usecases.evaluating import Evaluated, Seen, evaluated
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.what_next_scans import MOST_CANDIDATES, candidates, open_rows
from sonolog.usecases.what_next_wishes import Wish
from sonolog.usecases.what_next_words import scan_in_words

MOST_SUGGESTED = 8


@dataclass(frozen=True, slots=True)
class Move:
    """A requirement or part that one scan brings closer."""

    framework: str
    id: str
    parent: str | None
    title: str
    """Of a part, its requirement's title before its own."""
    strength: str
    left: int | Decimal
    """What is missing before the scan."""
    unit: str
    share: float
    """How far it is, 0 to 1."""


@dataclass(frozen=True, slots=True)
class NextScan:
    """A scan that would help, and what it moves."""

    words: str
    fields: Mapping[str, Cell]
    """What matters about it."""
    cells: Mapping[str, Cell]
    """All that was assumed of it, the usual place and people included."""
    moves: tuple[Move, ...]

    @property
    def requirements(self) -> int:
        """How many mandatory requirements it moves, parts not counted apart."""
        return len({(one.framework, one.id.partition("/")[0]) for one in self.moves if one.strength == "mandatory"})


@dataclass(frozen=True, slots=True)
class OpenRecord:
    """An open mandatory requirement that no scan meets: a course, a reflection, a line to be signed."""

    framework: str
    kind: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class WhatNext:
    """What to do next, as of a day."""

    trainee: str
    name: str
    as_of: date
    scans: tuple[NextScan, ...]
    """The best first."""
    others: tuple[OpenRecord, ...]


def what_next(logbook: Logbook, trainee: str, *, framework: str | None = None, as_of: date | None = None) -> WhatNext:
    """Return the scans that move most open requirements at once, then what else is open.

    Each scan was tried: it moves exactly the requirements it names.

    Raises:
        NotEnrolled: on no framework.
        UnknownFramework: there is no ``framework``.
    """
    return next_of(evaluated(logbook, trainee, framework=framework, as_of=as_of))


def next_of(found: Evaluated, *, most: int = MOST_CANDIDATES) -> WhatNext:
    """Return what to do next, given the evaluations of a day; ``most`` scans are tried."""
    vocabulary = load_vocabulary()
    seen = (
        tried(found, wish, cells, vocabulary)
        for wish, cells in candidates(open_rows(found.frameworks), found.evidence, vocabulary)[:most]
    )
    ranked = sorted((one for one in seen if one.moves), key=_rank)
    others = tuple(one for framework in found.frameworks for one in _others(framework))
    return WhatNext(found.trainee, found.name, found.day, _unlike(ranked), others)


def tried(found: Evaluated, wish: Wish, cells: Wish, vocabulary: Vocabulary) -> NextScan:
    """Return what one more scan with these ``cells`` moves; ``wish`` is what is told of it in words."""
    after = EvidenceWithOneMore(found.masks, "scan", cells)
    moves = tuple(
        move for seen in found.frameworks for move in _moves(seen, Evaluation.of(seen.framework, after, vocabulary))
    )
    return NextScan(scan_in_words(wish, vocabulary, found.evidence.people), wish, cells, moves)


def _moves(seen: Seen, after: Evaluation) -> Iterator[Move]:
    before, answers = seen.evaluation, {one.id: one for one in seen.progress.requirements}
    for requirement in before.framework.requirements:
        if answers[requirement.id].met or _is_untouched(requirement, before, after):
            continue
        first, then = (one.outcome(requirement, one.basis) for one in (before, after))
        for row in moved_rows(requirement.id, first, then):
            yield _move(seen, answers, row, first)


def _is_untouched(requirement: Requirement, before: Evaluation, after: Evaluation) -> bool:
    """Return whether the new scan is none of those a requirement selects, so that judging it anew is idle."""
    if requirement.of != "scan" or requirement.when is not None:
        return False
    if not isinstance(requirement.within, BestWindow | CalendarPeriod | None):
        return False
    asked = [requirement.about, requirement.where]
    if requirement.eligible:
        asked.append(after.framework.eligible_for("scan").where)
    added = after.masks("scan").everything >> before.masks("scan").size << before.masks("scan").size
    for predicate in asked:
        added &= after.split("scan", predicate).yes
    return not added


def moved_rows(requirement: str, before: Outcome, after: Outcome) -> Iterator[str]:
    """Yield the ids of the requirement and of its parts that are met now, or miss less than before."""
    if before.met or not before.applies:
        return
    if after.met or _missing(after) < _missing(before):
        yield requirement
    then = dict(_parts(after))
    for path, (meets, missing) in _parts(before):
        if not meets and path in then and (then[path][0] or then[path][1] < missing):
            yield f"{requirement}/{path}"


def _missing(outcome: Outcome) -> Fraction:
    if outcome.plan is None or outcome.windowed is None:
        return outcome.judged.shortfall
    return shortfall(outcome.plan, outcome.windowed.settled)


def _parts(outcome: Outcome) -> Iterator[tuple[str, tuple[bool, Fraction]]]:
    if outcome.plan is None or outcome.windowed is None:
        return
    for part, one in zip(outcome.plan.parts, outcome.windowed.settled.parts, strict=True):
        yield part.path, (one.meets, one.judged.shortfall)


def _move(seen: Seen, answers: Mapping[str, Answer], row: str, before: Outcome) -> Move:
    answer = answers[row]
    owner = answers[row.partition("/")[0]]
    left = dict(_parts(before))[row.partition("/")[2]][1] if answer.parent else _missing(before)
    return Move(
        framework=seen.framework.framework,
        id=row,
        parent=answer.parent,
        title=answer.title if answer.parent is None else f"{owner.title}: {answer.title}",
        strength=answer.strength,
        left=shown(left),
        unit=answer.unit,
        share=answer.share,
    )


def _rank(scan: NextScan) -> tuple[int, float, int, str]:
    """Return what puts the best first: most requirements, then furthest behind, then least asked of it."""
    behind = sum(1 - one.share for one in scan.moves if one.strength == "mandatory")
    return -scan.requirements, -round(behind, 6), len(scan.fields), scan.words


def _unlike(ranked: Sequence[NextScan]) -> tuple[NextScan, ...]:
    """Return the scans that each move something no better one does, then the best one of any other region."""
    kept: list[NextScan] = []
    for scan in ranked:
        own = _moved(scan)
        if not any(own <= _moved(better) for better in kept):
            kept.append(scan)
    regions = {one.cells["region"] for one in kept}
    kept = kept[:MOST_SUGGESTED]
    return (*kept, *[one for one in ranked if one.cells["region"] not in regions][:1])


def _moved(scan: NextScan) -> frozenset[tuple[str, str]]:
    return frozenset((one.framework, one.id) for one in scan.moves)


def leaf_moves(moves: Sequence[Move]) -> tuple[Move, ...]:
    """Return the moves without those requirements whose parts say it more closely."""
    parents = {(one.framework, one.parent) for one in moves if one.parent is not None}
    return tuple(one for one in moves if (one.framework, one.id) not in parents)


def _others(seen: Seen) -> Iterator[OpenRecord]:
    answers = {one.id: one for one in seen.progress.requirements}
    for requirement in seen.evaluation.framework.requirements:
        answer = answers[requirement.id]
        is_open = not answer.met and answer.status != "not-applicable" and answer.strength == "mandatory"
        if is_open and requirement.of not in (None, "scan"):
            yield OpenRecord(seen.framework.framework, requirement.of or "", answer)
