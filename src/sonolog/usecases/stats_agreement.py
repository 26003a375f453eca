"""How far findings agree with the supervisor's: in all scans, by region, by structure."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.evidence import Cell, Log
from sonolog.progress.units import cells_of
from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa, diagnostic_accuracy, kappa
from sonolog.usecases.stats_answer import Agreement, Share
from sonolog.usecases.stats_words import LEAST_PAIRS, accuracy_words, agreed_words, kappa_words

_FINDINGS = ("normal", "abnormal", "indeterminate")
Pair = tuple[str, str]
"""The trainee's finding and the supervisor's."""


@dataclass
class _Group:
    scans: int = 0
    verdicts: list[bool] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)


def verdicts_of(scans: Log) -> Sequence[bool | None]:
    """Return for each scan whether a supervisor agreed without any difference; None where none has said.

    What a supervisor signed comes first, then what the entry says, then whether both findings are the same.
    """
    agreement = cells_of(scans, "agreement")
    pairs = pairs_of(scans)
    return [
        _verdict((signed.agreement if signed else None) or agreement[at], pairs[at])
        for at, signed in enumerate(scans.signed)
    ]


def pairs_of(scans: Log) -> Sequence[Pair | None]:
    """Return both findings of each scan; None where one is missing.  A finding signed comes before one typed."""
    theirs = cells_of(scans, "supervisor_finding")
    found = []
    for at, mine in enumerate(cells_of(scans, "finding")):
        signed = scans.signed[at]
        other = (signed.finding if signed else None) or theirs[at]
        found.append((str(mine), str(other)) if mine is not None and other is not None else None)
    return found


def agreements(scans: Log, vocabulary: Vocabulary) -> Iterator[Agreement]:
    """Yield the agreement of all scans, then of each region and each structure, those with most scans first."""
    verdicts, pairs = verdicts_of(scans), pairs_of(scans)
    regions: dict[str, _Group] = defaultdict(_Group)
    whole = _Group()
    for at, region in enumerate(cells_of(scans, "region")):
        for group in (whole, regions[str(region)]):
            _count(group, pairs[at], verdict=verdicts[at])
    yield _agreement("all", "all", "All scans", whole)
    yield from _each("region", regions, vocabulary)
    yield from _each("structure", _structures(scans), vocabulary)


def _each(kind: str, groups: dict[str, _Group], vocabulary: Vocabulary) -> Iterator[Agreement]:
    for code, group in sorted(groups.items(), key=lambda one: (-one[1].scans, one[0])):
        yield _agreement(kind, code, vocabulary.label(kind, code), group)


def _count(group: _Group, pair: Pair | None, *, verdict: bool | None) -> None:
    group.scans += 1
    if verdict is not None:
        group.verdicts.append(verdict)
    if pair is not None:
        group.pairs.append(pair)


def _structures(scans: Log) -> dict[str, _Group]:
    """Return a group for each structure in which the trainee told a finding."""
    groups: dict[str, _Group] = defaultdict(_Group)
    both = zip(cells_of(scans, "findings"), cells_of(scans, "supervisor_findings"), strict=True)
    for mine, theirs in both:
        others = _by_structure(theirs)
        for structure, finding in _by_structure(mine).items():
            pair = (finding, others[structure]) if structure in others else None
            _count(groups[structure], pair, verdict=pair[0] == pair[1] if pair else None)
    return groups


def _by_structure(cell: Cell) -> dict[str, str]:
    parts = map(json.loads, cell) if isinstance(cell, tuple) else ()
    return {part["structure"]: part["finding"] for part in parts}


def _verdict(said: Cell, pair: Pair | None) -> bool | None:
    if said is not None:
        return said == "agree"
    return pair[0] == pair[1] if pair is not None else None


def _agreement(kind: str, code: str, title: str, group: _Group) -> Agreement:
    reviewed = Share.counted(len(group.verdicts), group.scans)
    agreed = Share.counted(sum(group.verdicts), len(group.verdicts))
    is_enough = len(group.pairs) >= LEAST_PAIRS
    beyond = _kappa(group.pairs) if is_enough else None
    accuracy = _accuracy(group.pairs) if is_enough else None
    words = [*agreed_words(reviewed, agreed)]
    if group.pairs:
        words += [kappa_words(beyond, len(group.pairs)), *accuracy_words(accuracy)]
    return Agreement(kind, code, title, group.scans, reviewed, agreed, beyond, accuracy, len(group.pairs), tuple(words))


def _kappa(pairs: Iterable[Pair]) -> Kappa:
    counts = Counter(pairs)
    return kappa([[counts[mine, theirs] for theirs in _FINDINGS] for mine in _FINDINGS])


def _accuracy(pairs: Iterable[Pair]) -> DiagnosticAccuracy:
    """Return the accuracy of "abnormal"; indeterminate counts as not abnormal."""
    counts = Counter((mine == "abnormal", theirs == "abnormal") for mine, theirs in pairs)
    return diagnostic_accuracy(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
