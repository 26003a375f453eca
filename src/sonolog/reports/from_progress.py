"""From the evaluator's answers to the lines of a progress report."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sonolog.progress.answer import Answer, FrameworkProgress, Progress, StageAnswer
from sonolog.reports.progress_report import FrameworkLines, Outstanding, RequirementLine, StageLine
from sonolog.reports.report import Target

_DONE = frozenset({"signed", "ratified", "current", "not-applicable"})


def framework_lines(progress: FrameworkProgress) -> FrameworkLines:
    """Return one framework's answers as lines, stage by stage in the framework's order."""
    return FrameworkLines(
        title=progress.title,
        edition=progress.edition,
        confidence=progress.confidence,
        stages=tuple(_stage(stage, progress) for stage in progress.stages),
        decisions=progress.decisions,
    )


def _stage(stage: StageAnswer, progress: FrameworkProgress) -> StageLine:
    parents = {answer.id: answer.parent for answer in progress.requirements}
    lines = (_line(answer, parents) for answer in progress.requirements if answer.stage == stage.id)
    return StageLine(stage.title, stage.status, stage.sentence, tuple(lines))


def _line(answer: Answer, parents: Mapping[str, str | None]) -> RequirementLine:
    return RequirementLine(
        title=answer.title,
        have=answer.have,
        signed=answer.signed,
        need=answer.need,
        unit=answer.unit,
        status=answer.status,
        sentence=answer.sentence,
        depth=_depth(answer, parents),
        share=answer.share,
        strength=answer.strength,
        sign_off=answer.sign_off,
    )


def _depth(answer: Answer, parents: Mapping[str, str | None]) -> int:
    depth, parent = 0, answer.parent
    while parent is not None:
        depth, parent = depth + 1, parents.get(parent)
    return depth


def outstanding(progress: Progress) -> tuple[Outstanding, ...]:
    """Return what each framework still asks for: what is mandatory and lacks evidence or signatures."""
    return tuple(_outstanding(progress))


def scan_targets(progress: Progress) -> tuple[Target, ...]:
    """Return the numbers of scans the frameworks ask for as a whole, each number once, for the chart."""
    asked: set[int] = set()
    for framework in progress.frameworks:
        for answer in framework.requirements:
            whole = answer.parent is None and answer.strength == "mandatory" and answer.unit.startswith("scan")
            if whole and isinstance(answer.need, int) and answer.need > 1:
                asked.add(answer.need)
    return tuple(Target(f"{number} asked", number) for number in sorted(asked))


def _outstanding(progress: Progress) -> Iterator[Outstanding]:
    for framework in progress.frameworks:
        for answer in framework.requirements:
            is_open = answer.status not in _DONE and not (answer.met and not answer.sign_off)
            if is_open and answer.parent is None and answer.strength == "mandatory":
                yield Outstanding(f"{answer.title}: {answer.sentence}", framework.title)
