"""How far findings agree with the supervisor's: in all scans, by region, by structure.

Only a finding that the trainee had told when the supervisor's word came is compared with it: in the version signed, or
in a version before the one into which the word was typed.  The first word that was signed counts, whatever the scan was
amended to since.  Scans that the trainee did not perform are not in it: their finding is not the trainee's own.
"""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from sonolog.domain.vocabulary import Vocabulary
from sonolog.progress.evidence import Cell, Log, SignOff
from sonolog.progress.units import cells_of, taken
from sonolog.statistics.agreement import DiagnosticAccuracy, Kappa, diagnostic_accuracy, kappa
from sonolog.store.second_reads import FirstRead, Read, Word
from sonolog.usecases.stats_answer import Agreement, Share
from sonolog.usecases.stats_words import (
    LEAST_PAIRS,
    LEAST_RATE,
    accuracy_words,
    agreed_words,
    amended_words,
    kappa_words,
    together_words,
    typed_words,
)

_COMPARED = ("finding", "findings", "supervisor_finding", "supervisor_findings", "agreement")
_FINDINGS = ("normal", "abnormal", "indeterminate")
_NO_ERROR = 1e-9
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
    is_signed: bool = False
    """The supervisor's word was signed, and not only typed."""
    is_amended: bool = False
    """The scan was amended after it was signed."""
    parts: Mapping[str, tuple[str, str | None]] = field(default_factory=dict)
    """Structure to the trainee's finding and the supervisor's, None where they say nothing of it."""


@dataclass
class _Group:
    scans: int = 0
    verdicts: list[bool] = field(default_factory=list)
    pairs: list[Pair] = field(default_factory=list)
    together: int = 0
    typed: int = 0
    amended: int = 0

    def count(self, one: Comparison) -> None:
        self.scans += 1
        if one.verdict is not None:
            self.verdicts.append(one.verdict)
            self.together += one.together
            self.typed += not one.is_signed
            self.amended += one.is_amended
        if one.pair is not None:
            self.pairs.append(one.pair)


def performed(scans: Log) -> Log:
    """Return the scans the trainee performed; one that does not say is one."""
    return taken(scans, [at for at, role in enumerate(cells_of(scans, "role")) if role in (None, "performed")])


def comparisons(scans: Log, first: FirstReads) -> Sequence[Comparison]:
    """Return the comparison of each scan.

    What a supervisor signed comes before what the entry says, and a word of agreement before equal findings.  A finding
    that was changed after the supervisor's word counts as it was before, and where no second finding is said, as a
    difference; what only was added to it since is no change.
    """
    fields = (cells_of(scans, name) for name in _COMPARED)
    return [
        _comparison(first.get(record), signed, *cells)
        for record, signed, *cells in zip(scans.records, scans.signed, *fields, strict=True)
    ]


def _comparison(
    first: FirstRead | None,
    signed: SignOff | None,
    finding: Cell,
    findings: Cell,
    theirs: Cell,
    theirs_by_structure: Cell,
    agreement: Cell,
) -> Comparison:
    now = Read(_text(finding), _by_structure(findings))
    was = first or FirstRead(now, together=True)
    word = was.word
    if word is None:
        told = signed if first is None else None
        word = Word(
            now,
            (told and told.agreement) or _text(agreement),
            (told and told.finding) or _text(theirs),
            _by_structure(theirs_by_structure),
            is_typed=told is None or not (told.agreement or told.finding),
            is_signed=told is not None,
        )
    return _compared(was, word)


def _compared(was: FirstRead, word: Word) -> Comparison:
    read = was.read
    if not read:
        return Comparison()
    pair = (read.finding, word.finding) if read.finding is not None and word.finding is not None else None
    if word.agreement is not None and not _is_changed(read, word.of):
        verdict: bool | None = word.agreement == "agree"
    elif pair is not None:
        verdict = pair[0] == pair[1]
    else:
        verdict = False if word.agreement is not None else None
    parts = {structure: (found, word.findings.get(structure)) for structure, found in read.findings.items()}
    return Comparison(verdict, pair, word.is_typed and was.together, word.is_signed, not word.is_current, parts)


def _is_changed(read: Read, later: Read) -> bool:
    """Tell whether what was found later contradicts what was found first."""
    if read.finding is not None and later.finding != read.finding:
        return True
    if any(later.findings.get(structure) != found for structure, found in read.findings.items()):
        return True
    added = {found for structure, found in later.findings.items() if structure not in read.findings}
    return read.finding == "normal" and bool(added - {"normal"})


def agreements(scans: Log, vocabulary: Vocabulary, first: FirstReads) -> Iterator[Agreement]:
    """Yield the agreement of all scans, then of each region and each structure, those with most scans first."""
    own = performed(scans)
    compared = comparisons(own, first)
    regions: dict[str, _Group] = defaultdict(_Group)
    whole = _Group()
    for region, one in zip(cells_of(own, "region"), compared, strict=True):
        whole.count(one)
        regions[str(region)].count(one)
    yield _agreement("all", "all", "All scans", whole)
    yield from _each("region", regions, vocabulary)
    yield from _each("structure", _structures(own, compared), vocabulary)


def _each(kind: str, groups: dict[str, _Group], vocabulary: Vocabulary) -> Iterator[Agreement]:
    for code, group in sorted(groups.items(), key=lambda one: (-one[1].scans, one[0])):
        yield _agreement(kind, code, vocabulary.label(kind, code), group)


def _structures(scans: Log, compared: Sequence[Comparison]) -> dict[str, _Group]:
    """Return a group for each structure of which the trainee told a finding, or which was all that was scanned."""
    groups: dict[str, _Group] = defaultdict(_Group)
    for whole, scanned in zip(compared, cells_of(scans, "structures"), strict=True):
        for structure, (mine, theirs) in whole.parts.items():
            pair = (mine, theirs) if theirs is not None else None
            groups[structure].count(replace(whole, verdict=pair[0] == pair[1] if pair else None, pair=pair))
        if not whole.parts and isinstance(scanned, tuple) and len(scanned) == 1:
            groups[scanned[0]].count(whole)
    return groups


def _text(cell: Cell) -> str | None:
    return None if cell is None else str(cell)


def _by_structure(cell: Cell) -> dict[str, str]:
    parts = map(json.loads, cell) if isinstance(cell, tuple) else ()
    return {part["structure"]: part["finding"] for part in parts}


def _agreement(kind: str, code: str, title: str, group: _Group) -> Agreement:
    reviewed = Share.counted(len(group.verdicts), group.scans)
    agreed = Share.counted(sum(group.verdicts), len(group.verdicts))
    is_enough = len(group.pairs) >= LEAST_PAIRS
    beyond = _kappa(group.pairs) if is_enough else None
    accuracy = _accuracy(group.pairs) if is_enough else None
    words = [*agreed_words(reviewed, agreed, group.typed)]
    if group.pairs:
        words += [kappa_words(beyond, len(group.pairs)), *accuracy_words(accuracy)]
    if agreed.of >= LEAST_RATE:
        words += (*together_words(group.together), *typed_words(group.typed), *amended_words(group.amended))
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
        group.typed,
        group.amended,
    )


def _kappa(pairs: Iterable[Pair]) -> Kappa:
    """Return kappa; without a range where its standard error is 0, which says nothing of the kappa behind it."""
    counts = Counter(pairs)
    found = kappa([[counts[mine, theirs] for theirs in _FINDINGS] for mine in _FINDINGS])
    return found if found.se is None or found.se > _NO_ERROR else found._replace(low=None, high=None)


def _accuracy(pairs: Iterable[Pair]) -> DiagnosticAccuracy:
    """Return the accuracy of "abnormal"; indeterminate counts as not abnormal."""
    counts = Counter((mine == "abnormal", theirs == "abnormal") for mine, theirs in pairs)
    return diagnostic_accuracy(counts[True, True], counts[True, False], counts[False, True], counts[False, False])
