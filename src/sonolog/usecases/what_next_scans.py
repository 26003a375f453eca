"""Scans worth trying: for each open requirement one that it asks for, with all else it can serve at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sonolog.domain.predicate import Predicate
from sonolog.domain.requirement import Limit, Requirement
from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.answer import Answer
from sonolog.progress.evidence import UNCOUNTED, Cell, Evidence
from sonolog.progress.judging import Outcome
from sonolog.progress.one_more import HYPOTHETICAL
from sonolog.progress.planned import PlannedPart
from sonolog.progress.units import cells_of
from sonolog.usecases.evaluating import Seen
from sonolog.usecases.what_next_measures import what_adds
from sonolog.usecases.what_next_wishes import Wish, Wishes, fields_named_in

MOST_CANDIDATES = 60
_RECENT = 60
_USUAL = ("placement", "site", "setting", "supervision", "supervisor", "region")
_PLACES = frozenset({"region", "structures", "pathologies"})
_MANY = ("structures", "pathologies")


@dataclass(frozen=True, slots=True)
class OpenRow:
    """An open requirement or part that counts scans, and what it asks of them."""

    seen: Seen
    answer: Answer
    asked: tuple[Predicate, ...]
    asks_signatory: bool


def open_rows(frameworks: Sequence[Seen]) -> list[OpenRow]:
    """Return what is open and counts scans: the mandatory first, then what is furthest behind."""
    found = [row for seen in frameworks for row in _rows_of(seen)]
    return sorted(found, key=lambda row: (row.answer.strength != "mandatory", row.answer.share))


def _rows_of(seen: Seen) -> Iterator[OpenRow]:
    answers = {one.id: one for one in seen.progress.requirements}
    for requirement in seen.evaluation.framework.requirements:
        if requirement.of != "scan" or answers[requirement.id].met:
            continue
        outcome = seen.evaluation.outcome(requirement, seen.evaluation.basis)
        if not outcome.applies or outcome.plan is None:
            continue
        asked = _asked(seen, requirement)
        by = bool(requirement.by or (requirement.eligible and seen.evaluation.framework.eligible_for("scan").by))
        if outcome.judged.shortfall and outcome.windowed is not None:
            adding = what_adds(requirement, outcome.plan.masks, outcome.windowed.settled, seen.evaluation)
            yield OpenRow(seen, answers[requirement.id], (*asked, *adding), by)
        yield from _parts_of(seen, outcome, requirement, asked, by=by)


def _parts_of(
    seen: Seen, outcome: Outcome, requirement: Requirement, asked: tuple[Predicate, ...], *, by: bool
) -> Iterator[OpenRow]:
    answers = {one.id: one for one in seen.progress.requirements}
    if outcome.plan is None or outcome.windowed is None:
        return
    parts = outcome.plan.parts
    for part, settled in zip(parts, outcome.windowed.settled.parts, strict=True):
        answer = answers[f"{requirement.id}/{part.path}"]
        if not answer.met and answer.need is not None:
            own = tuple(one for spec in _line_of(parts, part) for one in (spec.spec.where, spec.spec.having) if one)
            adding = what_adds(part.spec, outcome.plan.masks, settled, seen.evaluation)
            yield OpenRow(seen, answer, (*asked, *own, *adding), by or bool(part.spec.by))


def _line_of(parts: Sequence[PlannedPart], part: PlannedPart) -> Iterator[PlannedPart]:
    if part.parent is not None:
        yield from _line_of(parts, parts[part.parent])
    yield part


def _asked(seen: Seen, requirement: Requirement) -> tuple[Predicate, ...]:
    rule = seen.evaluation.framework.eligible_for("scan").where
    asked = (rule if requirement.eligible else None, requirement.about, requirement.where, requirement.having)
    return tuple(one for one in asked if one is not None)


def candidates(rows: Sequence[OpenRow], evidence: Evidence, vocabulary: Vocabulary) -> list[tuple[Wish, Wish]]:
    """Return the scans to try: what matters of each, and all its cells; no two alike, at most 60."""
    usual = usual_scan(evidence)
    abnormal = _speaks_of_finding(rows)
    found: dict[tuple[tuple[str, str], ...], tuple[Wish, Wish]] = {}
    groups = [(row, rows) for row in rows]
    anywhere = [row for row in rows if not _PLACES & set(fields_named_in(row.asked, row.seen.framework))]
    for row, others in [*((row, anywhere) for row in anywhere[:1]), *groups]:
        for wish in _wishes_for(row, others, vocabulary, usual, evidence):
            wish = _settled(wish, usual, vocabulary, abnormal=abnormal)  # noqa: PLW2901
            key = tuple(sorted((name, repr(value)) for name, value in wish.items()))
            found.setdefault(key, (wish, _cells(wish, usual)))
            if len(found) >= MOST_CANDIDATES:
                return list(found.values())
    return list(found.values())


def _wishes_for(
    row: OpenRow, rows: Sequence[OpenRow], vocabulary: Vocabulary, usual: Mapping[str, Cell], evidence: Evidence
) -> Iterator[Wish]:
    own = Wishes(row.seen.framework, vocabulary, usual).granted(row.asked, {})
    if own is None:
        return
    for supervisor in _supervisors(evidence, usual) if row.asks_signatory else (None,):
        merged = own if supervisor is None else own | {"supervisor": supervisor}
        for other in rows:
            more = Wishes(other.seen.framework, vocabulary, usual).granted(other.asked, merged)
            merged = more if more is not None else merged
        yield merged


def _supervisors(evidence: Evidence, usual: Mapping[str, Cell]) -> tuple[str, ...]:
    """Return up to three people who may supervise, the usual one first."""
    known = [one.person for one in evidence.people.values() if "supervisor" in one.roles]
    seen = Counter(cell for cell in cells_of(evidence.log("scan"), "supervisor") if isinstance(cell, str))
    often = sorted(dict.fromkeys((*seen, *known)), key=lambda one: (one != usual.get("supervisor"), -seen[one], one))
    return tuple(often[:3])


def usual_scan(evidence: Evidence) -> dict[str, Cell]:
    """Return what most of the trainee's latest scans have in common: place, people, setting, region."""
    log = evidence.log("scan")
    live = [at for at in range(len(log)) if log.statuses[at] not in UNCOUNTED][-_RECENT:]
    found: dict[str, Cell] = {"setting": "patient", "role": "performed", "supervision": "direct", "adequate": True}
    for name in _USUAL:
        cells = cells_of(log, name)
        said = Counter(cells[at] for at in live if cells[at] is not None)
        if said:
            found[name] = max(said, key=lambda cell: (said[cell], str(cell)))
    return found


def _speaks_of_finding(rows: Sequence[OpenRow]) -> bool:
    """Return whether a limit looks at the finding, so that a scan has to have one."""
    return any(
        "finding" in fields_named_in([limit.where for limit in _limits(row)], row.seen.framework) for row in rows
    )


def _limits(row: OpenRow) -> tuple[Limit, ...]:
    return row.seen.framework.requirement(row.answer.id.partition("/")[0]).limits


def _settled(wish: Wish, usual: Mapping[str, Cell], vocabulary: Vocabulary, *, abnormal: bool) -> Wish:
    """Return the wish with region and examination, which every scan has, and an abnormal finding where it matters."""
    found = dict(wish)
    if abnormal:
        found.setdefault("finding", "abnormal")
    if found.get("region") is None:
        found["region"] = _region_for(found, usual, vocabulary)
    if found.get("examination") is None:
        found["examination"] = vocabulary.default_examination(str(found["region"])) or "msk"
    return found


def _region_for(wish: Wish, usual: Mapping[str, Cell], vocabulary: Vocabulary) -> str:
    """Return the region of the structure or condition wished for, the usual one, or one of the examination."""
    for field, kind in (("structures", "structure"), ("pathologies", "pathology")):
        term = next((one for one in vocabulary.terms(kind) if one.id == wish.get(field)), None)
        if term is not None and term.regions and usual.get("region") not in term.regions:
            return term.regions[0]
    wanted, region = wish.get("examination"), usual.get("region")
    if isinstance(region, str) and wanted in (None, vocabulary.default_examination(region)):
        return region
    fitting = (one.id for one in vocabulary.terms("region") if wanted in (None, one.examination))
    return next(fitting, "shoulder")


def _cells(wish: Wish, usual: Mapping[str, Cell]) -> Wish:
    """Return all cells of the scan: what is usual, with what is wished for over it."""
    cells = {"case": HYPOTHETICAL, "source": "typed", **usual, **wish}
    for name in _MANY:
        if isinstance(cells.get(name), str):
            cells[name] = (cells[name],)  # type: ignore[assignment]
    if cells.get("role") != "performed" and "adequate" not in wish:
        cells.pop("adequate", None)
    return cells
