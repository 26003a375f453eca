"""How far findings agree with the supervisor's: in all scans, by region, by structure.

Only a finding that the trainee had told when the supervisor's word came is compared with it: in the version signed, or
in a version before the one into which the word was typed.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.evidence import Cell, Log
from sonolog.progress.units import cells_of
from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa, diagnostic_accuracy, kappa
from sonolog.store.second_reads import FirstRead
from sonolog.usecases.stats_answer import Agreement, Share
from sonolog.usecases.stats_words import (
    LEAST_PAIRS,
    LEAST_RATE,
    accuracy_words,
    agreed_words,
    kappa_words,
    together_words,
)

_FINDINGS = ("normal", "abnormal", "indeterminate")
Pair = tuple[str, str]
"""The trainee's finding and the supervisor's."""
FirstReads = Mapping[str, FirstRead]
"""Record id to what the trainee had found when a supervisor's word came, of scans with several versions."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """One scan: what both found, and whether the supervisor agreed without any difference; None where nobody says."""

    verdict: bool | None = None
    pair: Pair | None = None
    together: bool = False
    """Both findings came in one version of the entry."""


@dataclass
class _Group:
    scans: int = 0
    verdicts: list[bool] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    together: int = 0

    def count(self, one: Comparison) -> None:
        self.scans += 1
        if one.verdict is not None:
            self.verdicts.append(one.verdict)
            self.together += one.together
        if one.pair is not None:
            self.pairs.append(one.pair)


def comparisons(scans: Log, first: FirstReads) -> Sequence[Comparison]:
    """Return the comparison of each scan.

    What a supervisor signed comes before what the entry says, and a word of agreement before equal findings.  A finding
    that was changed after the supervisor's word counts as it was before, and where no second finding is said, as a
    difference.
    """
    fields = (cells_of(scans, name) for name in ("finding", "findings", "supervisor_finding", "agreement"))
    rows = zip(scans.records, scans.signed, *fields, strict=True)
    found = []
    for record, signed, finding, findings, typed, agreement in rows:
        now = FirstRead(None if finding is None else str(finding), _by_structure(findings), together=True)
        was = first.get(record, now)
        theirs = (signed.finding if signed else None) or typed
        said = (signed.agreement if signed else None) or agreement
        is_typed = signed is None or not (signed.finding or signed.agreement)
        found.append(_compared(was, now, theirs, said, is_typed=is_typed))
    return found


def _compared(was: FirstRead, now: FirstRead, theirs: Cell, said: Cell, *, is_typed: bool) -> Comparison:
    if was.finding is None and not was.findings:
        return Comparison()
    pair = (was.finding, str(theirs)) if was.finding is not None and theirs is not None else None
    is_changed = (was.finding, was.findings) != (now.finding, now.findings)
    if said is not None and not is_changed:
        verdict: bool | None = said == "agree"
    elif pair is not None:
        verdict = pair[0] == pair[1]
    else:
        verdict = False if said is not None else None
    return Comparison(verdict, pair, is_typed and was.together)


def agreements(scans: Log, vocabulary: Vocabulary, first: FirstReads) -> Iterator[Agreement]:
    """Yield the agreement of all scans, then of each region and each structure, those with most scans first."""
    compared = comparisons(scans, first)
    regions: dict[str, _Group] = defaultdict(_Group)
    whole = _Group()
    for region, one in zip(cells_of(scans, "region"), compared, strict=True):
        whole.count(one)
        regions[str(region)].count(one)
    yield _agreement("all", "all", "All scans", whole)
    yield from _each("region", regions, vocabulary)
    yield from _each("structure", _structures(scans, compared, first), vocabulary)


def _each(kind: str, groups: dict[str, _Group], vocabulary: Vocabulary) -> Iterator[Agreement]:
    for code, group in sorted(groups.items(), key=lambda one: (-one[1].scans, one[0])):
        yield _agreement(kind, code, vocabulary.label(kind, code), group)


def _structures(scans: Log, compared: Sequence[Comparison], first: FirstReads) -> dict[str, _Group]:
    """Return a group for each structure of which the trainee told a finding, or which was all that was scanned."""
    groups: dict[str, _Group] = defaultdict(_Group)
    fields = (cells_of(scans, name) for name in ("findings", "supervisor_findings", "structures"))
    for record, whole, mine, theirs, scanned in zip(scans.records, compared, *fields, strict=True):
        others = _by_structure(theirs)
        was = first[record].findings if record in first else _by_structure(mine)
        for structure, finding in was.items():
            pair = (finding, others[structure]) if structure in others else None
            groups[structure].count(Comparison(pair[0] == pair[1] if pair else None, pair, whole.together))
        if not was and isinstance(scanned, tuple) and len(scanned) == 1:
            groups[scanned[0]].count(whole)
    return groups


def _by_structure(cell: Cell) -> dict[str, str]:
    parts = map(json.loads, cell) if isinstance(cell, tuple) else ()
    return {part["structure"]: part["finding"] for part in parts}


def _agreement(kind: str, code: str, title: str, group: _Group) -> Agreement:
    reviewed = Share.counted(len(group.verdicts), group.scans)
    agreed = Share.counted(sum(group.verdicts), len(group.verdicts))
    is_enough = len(group.pairs) >= LEAST_PAIRS
    beyond = _kappa(group.pairs) if is_enough else None
    accuracy = _accuracy(group.pairs) if is_enough else None
    words = [*agreed_words(reviewed, agreed)]
    if group.pairs:
        words += [kappa_words(beyond, len(group.pairs)), *accuracy_words(accuracy)]
    if agreed.of >= LEAST_RATE:
        words += together_words(group.together)
    return Agreement(
        kind,
        code,
        title,
        group.scans,
        reviewed,
        agreed,
        beyond,
        accuracy,
        len(group.pairs),
        tuple(words),
        group.together,
    )


def _kappa(pairs: Iterable[Pair]) -> Kappa:
    counts = Counter(pairs)
    return kappa([[counts[mine, theirs] for theirs in _FINDINGS] for mine in _FINDINGS])


def _accuracy(pairs: Iterable[Pair]) -> DiagnosticAccuracy:
    """Return the accuracy of "abnormal"; indeterminate counts as not abnormal."""
    counts = Counter((mine == "abnormal", theirs == "abnormal") for mine, theirs in pairs)
    return diagnostic_accuracy(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
