"""The tables of a progress report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain, groupby

from sonolog.reports.days import day_words, span_words
from sonolog.reports.progress_report import (
    AssessmentLine,
    CourseLine,
    PlacementLine,
    RegionCount,
    RequirementLine,
)
from sonolog.reports.report import Bar, Block, Cell, Column, Legend, Points, Table, Text
from sonolog.reports.statuses import mark_of, number_words, shares, status_words
from sonolog.reports.titles import told_together

_REQUIREMENT = (
    Column("Requirement", 19),
    Column("", 7),
    Column("Have", 4, "right"),
    Column("Signed", 4, "right"),
    Column("Need", 5, "right"),
    Column("Status", 9),
)
_MANY_EMPTY = 8
"""From so many on, parts with nothing in them are told together: a page of empty bars tells nobody anything."""
_REGION = (
    Column("Region", 12),
    Column("", 18),
    Column("Logged", 5, "right"),
    Column("Signed", 5, "right"),
    Column("Abnormal", 8, "right"),
)
_PLACEMENT = (
    Column("Site", 16),
    Column("Dates", 13),
    Column("", 7),
    Column("Hours logged", 6, "right"),
    Column("Hours agreed", 6, "right"),
)
_COURSE = (Column("Course", 19), Column("Dates", 13), Column("Outcome", 8), Column("Record", 8))
_ASSESSMENT = (
    Column("Form", 21),
    Column("Date", 6),
    Column("Assessor", 8),
    Column("Outcome", 7),
    Column("Record", 6),
)


def requirements(lines: Sequence[RequirementLine]) -> Iterator[Block]:
    """Yield the requirements of a stage with have, signed and need, each with its sentence.

    Many parts with nothing in them, such as lines of a sheet, are one row, and named under the table.
    """
    if not lines:
        yield Text("This stage has no requirements of its own.", tone="quiet")
        return
    groups = [(is_part, tuple(group)) for is_part, group in groupby(lines, key=lambda line: line.depth > 0)]
    empty = [_empty_parts(group) if is_part else [] for is_part, group in groups]
    rows = (_rows(group, none) for (_, group), none in zip(groups, empty, strict=True))
    yield Table(_REQUIREMENT, tuple(chain.from_iterable(rows)))
    for (_, before), none in zip(groups, empty[1:], strict=False):
        if none:
            yield Text(f"{before[-1].title}, {len(none)} parts with nothing yet:", tone="strong", keep=True)
            yield Points(tuple(told_together(line.title for line in none)))


def _empty_parts(lines: Sequence[RequirementLine]) -> list[RequirementLine]:
    """Return the parts with nothing in them, where they are many."""
    empty = [line for line in lines if line.status == "not-started" and line.need == 1 and not line.have]
    return empty if len(empty) >= _MANY_EMPTY else []


def _rows(lines: Sequence[RequirementLine], empty: Sequence[RequirementLine]) -> Iterator[tuple[Cell | Bar, ...]]:
    yield from (_requirement(line) for line in lines if line not in empty)
    if empty:
        first = Cell(f"{len(empty)} parts with nothing yet", note="Named under this table.", depth=1)
        yield (first, Cell(""), Cell("0"), Cell("0"), Cell(str(len(empty))), _record("not-started"))


def _requirement(line: RequirementLine) -> tuple[Cell | Bar, ...]:
    bar = shares(line)
    strength = "" if line.strength == "mandatory" else f"{status_words(line.strength)}. "
    return (
        Cell(
            line.title,
            note=strength + line.sentence,
            tone="plain" if line.depth else "strong",
            depth=line.depth,
        ),
        Cell("") if line.need is None else Bar(bar.logged, bar.signed, 1.0),
        Cell(number_words(line.have)),
        Cell(number_words(line.signed) if line.sign_off else "–"),
        Cell(number_words(line.need), note="" if line.depth else line.unit),
        Cell(status_words(line.status), mark=mark_of(line.status)),
    )


def regions(counts: Sequence[RegionCount]) -> tuple[Block, ...]:
    """Return scans by region, each bar against the region with the most scans."""
    if not counts:
        return (Text("No scans recorded in this period.", tone="quiet"),)
    most = max([1, *(count.logged for count in counts)])
    rows = tuple(_region(count, most) for count in counts)
    if len(counts) > 1:
        rows += (_all_regions(counts),)
    return (Legend(target=""), Table(_REGION, rows))


def _region(count: RegionCount, most: int) -> tuple[Cell | Bar, ...]:
    return (
        Cell(count.region),
        Bar(count.logged / most, count.signed / most),
        Cell(str(count.logged)),
        Cell(str(count.signed)),
        Cell(_of_all(count.abnormal, count.logged)),
    )


def _all_regions(counts: Sequence[RegionCount]) -> tuple[Cell | Bar, ...]:
    logged, signed = sum(count.logged for count in counts), sum(count.signed for count in counts)
    abnormal = sum(count.abnormal for count in counts)
    return (
        Cell("All regions", tone="strong"),
        Cell(""),
        Cell(str(logged), tone="strong"),
        Cell(str(signed), tone="strong"),
        Cell(_of_all(abnormal, logged), tone="strong"),
    )


def _of_all(part: int, whole: int) -> str:
    return f"{part} ({(200 * part + whole) // (2 * whole)} %)" if whole else str(part)


def placements(lines: Sequence[PlacementLine]) -> tuple[Block, ...]:
    """Return placements with the hours logged against the hours agreed."""
    if not lines:
        return (Text("No placements recorded.", tone="quiet"),)
    return (Table(_PLACEMENT, tuple(_placement(line) for line in lines)),)


def _placement(line: PlacementLine) -> tuple[Cell | Bar, ...]:
    bar: Cell | Bar = Cell("")
    if line.hours_agreed and line.hours_logged is not None:
        share = float(line.hours_logged) / float(line.hours_agreed)
        bar = Bar(share, 0.0, 1.0)
    return (
        Cell(line.site),
        Cell(span_words(line.start, line.until)),
        bar,
        Cell(number_words(line.hours_logged)),
        Cell(number_words(line.hours_agreed)),
    )


def courses(lines: Sequence[CourseLine]) -> tuple[Block, ...]:
    """Return courses with their dates and outcomes."""
    if not lines:
        return (Text("No courses recorded.", tone="quiet"),)
    rows = (
        (
            Cell(line.name, note=line.provider),
            Cell(span_words(line.start, line.until)),
            Cell(status_words(line.outcome) or "–"),
            _record(line.status),
        )
        for line in lines
    )
    return (Table(_COURSE, tuple(rows)),)


def assessments(lines: Sequence[AssessmentLine]) -> tuple[Block, ...]:
    """Return assessments with assessor and outcome."""
    if not lines:
        return (Text("No assessments recorded.", tone="quiet"),)
    rows = (
        (
            Cell(line.form, note=line.purpose),
            Cell(day_words(line.day)),
            Cell(line.assessor or "not recorded"),
            Cell(status_words(line.outcome) or "–"),
            _record(line.status),
        )
        for line in lines
    )
    return (Table(_ASSESSMENT, tuple(rows)),)


def _record(status: str) -> Cell:
    return Cell(status_words(status) or "–", mark=mark_of(status))
