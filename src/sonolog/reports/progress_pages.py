"""A progress report laid out: the first page says who, which framework, how far and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sonolog.reports.checking import checking
from sonolog.reports.days import day_words, span_words
from sonolog.reports.progress_report import FrameworkLines, Outstanding, ProgressReport, RequirementLine, StageLine
from sonolog.reports.progress_tables import (
    assessments,
    courses,
    placements,
    regions,
    requirements,
)
from sonolog.reports.report import (
    Bar,
    Block,
    CumulativeChart,
    DayCount,
    Fact,
    Heading,
    Legend,
    Meter,
    Points,
    Report,
    Section,
    SignOffs,
    Text,
)
from sonolog.reports.statuses import CONFIDENCE, mark_of, shares, status_words

_NAMELESS = "Name not recorded"
SHOWN_FIRST = 10
"""Missing things named on the first page in all; a longer list stands whole on a page of its own."""
_IS_MET = frozenset({"evidence-met", "awaiting-sign-off", "signed", "ratified", "current", "due"})


def progress_pages(report: ProgressReport) -> Report:
    """Return the report as sections."""
    titles = " · ".join(f"{framework.title} {framework.edition}" for framework in report.frameworks)
    return Report(
        kind="Progress report",
        name=report.trainee or _NAMELESS,
        subtitle=report.register,
        as_of=report.as_of,
        facts=_facts(report),
        sections=tuple(_sections(report)),
        footer=(f"{report.trainee or _NAMELESS} · as of {day_words(report.as_of)}", titles),
        made_by=f"made by {report.made_by}",
        evidence=report.evidence,
        subject=f"Progress as of {day_words(report.as_of)}" + (f": {titles}" if titles else ""),
    )


def _facts(report: ProgressReport) -> tuple[Fact, ...]:
    last = report.cumulative[-1] if report.cumulative else DayCount(report.as_of, 0, 0)
    period = span_words(report.start, report.until) if report.start or report.until else "Nothing logged yet"
    return (
        Fact("Period", period),
        Fact("As of", day_words(report.as_of)),
        Fact("Scans logged", str(last.logged)),
        Fact("Scans signed", str(last.signed)),
    )


def in_short(report: ProgressReport) -> tuple[Section, ...]:
    """Return what a stranger reads first: how far it is, and what is missing."""
    return (
        Section("Where things stand", tuple(_standing(report))),
        Section("What is missing", tuple(_missing(report))),
    )


def _sections(report: ProgressReport) -> Iterator[Section]:
    yield from in_short(report)
    for number, framework in enumerate(report.frameworks):
        blocks = tuple(_framework(framework))
        yield Section(framework.title, blocks, note=_edition(framework), starts_page=number == 0)
    yield Section("Scans over time", tuple(_over_time(report)))
    yield Section("Scans by region", regions(report.regions))
    yield Section("Placements", placements(report.placements))
    yield Section("Courses", courses(report.courses))
    yield Section("Assessments", assessments(report.assessments))
    if len(report.outstanding) > SHOWN_FIRST:
        yield Section("All that is missing", tuple(_all_missing(report.outstanding)))
    yield Section("Sign-offs", _signed(report), is_signatures=not report.confirmed)
    if report.evidence is not None:
        yield checking(report.evidence)


def _edition(framework: FrameworkLines) -> str:
    confidence = CONFIDENCE.get(framework.confidence, framework.confidence)
    return " · ".join(one for one in (f"Edition {framework.edition}", confidence) if one)


def _standing(report: ProgressReport) -> Iterator[Block]:
    if not report.frameworks:
        yield Text("Not enrolled on a framework: scans are kept, and nothing is asked for yet.", tone="quiet")
        return
    yield Legend(target="")
    for framework in report.frameworks:
        yield Heading(framework.title, note=_edition(framework))
        yield from (_meter(stage) for stage in framework.stages)


def _meter(stage: StageLine) -> Meter:
    asked = _asked(stage)
    parts = [shares(line) for line in asked]
    count = max(len(parts), 1)
    return Meter(
        title=stage.title,
        bar=Bar(sum(part.logged for part in parts) / count, sum(part.signed for part in parts) / count),
        status=_how_far(stage, asked),
        mark=mark_of(stage.status),
        note=stage.sentence,
    )


def _asked(stage: StageLine) -> list[RequirementLine]:
    return [
        line
        for line in stage.requirements
        if line.depth == 0 and line.strength == "mandatory" and line.status != "not-applicable"
    ]


def _how_far(stage: StageLine, asked: Sequence[RequirementLine]) -> str:
    words = status_words(stage.status)
    met = sum(line.status in _IS_MET for line in asked)
    return f"{words} · {met} of {len(asked)} requirements met" if asked else words


def _missing(report: ProgressReport) -> Iterator[Block]:
    outstanding = report.outstanding
    if not outstanding:
        enrolled = "Nothing: no requirement is open."
        yield Text(enrolled if report.frameworks else "Nothing until a framework is chosen.", tone="quiet")
        return
    groups = _by_framework(outstanding)
    each = len(outstanding) if len(outstanding) <= SHOWN_FIRST else max(SHOWN_FIRST // len(groups), 1)
    for framework, sentences in groups.items():
        yield from _listed(framework, sentences, each)


def _all_missing(outstanding: Sequence[Outstanding]) -> Iterator[Block]:
    for framework, sentences in _by_framework(outstanding).items():
        yield from _listed(framework, sentences, len(sentences))


def _by_framework(outstanding: Sequence[Outstanding]) -> dict[str, list[str]]:
    groups: dict[str, list[str]] = {}
    for one in outstanding:
        groups.setdefault(one.framework, []).append(one.sentence)
    return groups


def _listed(framework: str, sentences: Sequence[str], shown: int) -> Iterator[Block]:
    if framework:
        yield Heading(framework)
    more = len(sentences) - shown
    rest = f"and {more} more, listed under “All that is missing”" if more > 0 else ""
    yield Points(tuple(sentences[:shown]), rest=rest)


def _framework(framework: FrameworkLines) -> Iterator[Block]:
    if not framework.stages:
        yield Text("This framework has no stages.", tone="quiet")
        return
    yield Legend()
    for stage in framework.stages:
        yield Heading(
            f"{stage.title}: {status_words(stage.status).lower()}",
            note=stage.sentence,
            mark=mark_of(stage.status),
            outline=True,
        )
        yield from requirements(stage.requirements)
    if framework.decisions:
        yield Heading("Decided for this trainee", outline=True)
        yield Points(framework.decisions, mark="signed")


def _over_time(report: ProgressReport) -> Iterator[Block]:
    if not report.cumulative:
        yield Text("No scans recorded in this period.", tone="quiet")
        return
    yield CumulativeChart(
        start=report.start or report.cumulative[0].day,
        until=report.until or report.as_of,
        points=report.cumulative,
        targets=report.targets,
    )


def _signed(report: ProgressReport) -> tuple[Block, ...]:
    signed = SignOffs(report.sign_offs) if report.sign_offs else Text("Nothing has been signed yet.", tone="quiet")
    return (signed, Text(_confirmed(report.confirmed), tone="quiet")) if report.confirmed else (signed,)


def _confirmed(count: int) -> str:
    one = count == 1
    what = "number, date or name" if one else "numbers, dates or names"
    return f"{count} {what} in the texts {'was' if one else 'were'} confirmed to be no patient details."
