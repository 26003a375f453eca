"""What a trainee may use ultrasound for today, and what the next step asks for."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from sonolog.domain.practice import practice_order, practice_title
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import FrameworkProgress, Grant
from sonolog.progress.plain_words import day as _day
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.show_progress import show_progress


@dataclass(frozen=True, slots=True)
class ScopeLine:
    """One practice: allowed, or what it still needs."""

    practice: str
    """Code, for example ``diagnostic-shoulder``."""
    title: str
    framework: str
    """Id of the framework that grants it."""
    framework_title: str
    by: str
    """Title of the stage or line that grants it."""
    since: date | None
    until: date | None
    missing: str
    """Empty where it is allowed."""


@dataclass(frozen=True, slots=True)
class ScopeOfPractice:
    """Everything one trainee may do, and may not do yet, on one day."""

    trainee: str
    """Person id."""
    name: str
    as_of: date
    may: tuple[ScopeLine, ...]
    not_yet: tuple[ScopeLine, ...]
    """Practices no framework allows yet, those nearest on the ladder first."""


def show_scope(
    logbook: Logbook,
    trainee: str,
    *,
    framework: str | None = None,
    as_of: date | None = None,
    declared: Collection[str] = (),
) -> ScopeOfPractice:
    """Return the scope of practice as of the end of a day (today, if not said).

    What is ``declared`` to be left out of a file is not missed.

    Raises:
        NotEnrolled, UnknownFramework: see :func:`~sonolog.usecases.show_progress.show_progress`.
    """
    progress = show_progress(logbook, trainee, framework=framework, as_of=as_of, declared=declared)
    lines = [(one.allowed, _line(found, one)) for found in progress.frameworks for one in found.grants]
    may = _once(line for allowed, line in lines if allowed)
    held = {line.practice for line in may}
    not_yet = _once(line for allowed, line in lines if not allowed and line.practice not in held)
    return ScopeOfPractice(progress.trainee, progress.name, progress.as_of, may, not_yet)


def _line(found: FrameworkProgress, one: Grant) -> ScopeLine:
    return ScopeLine(
        practice=one.practice,
        title=practice_title(one.practice, _region_title),
        framework=found.framework,
        framework_title=found.title,
        by=one.by,
        since=one.since,
        until=one.until,
        missing=one.missing,
    )


def _region_title(region: str) -> str:
    label = load_vocabulary().label("region", region)
    return label[:1].lower() + label[1:]


def _once(lines: Iterable[ScopeLine]) -> tuple[ScopeLine, ...]:
    """Return the lines up the ladder, each practice of a framework once: the one that holds longest."""
    best: dict[tuple[str, str], ScopeLine] = {}
    for line in lines:
        key = (line.practice, line.framework)
        if key not in best or _end(line) > _end(best[key]):
            best[key] = line
    return tuple(sorted(best.values(), key=lambda line: (*practice_order(line.practice), line.framework)))


def by_framework(lines: Iterable[ScopeLine]) -> dict[str, tuple[ScopeLine, ...]]:
    """Return the lines under the title of the framework that grants them."""
    found: dict[str, tuple[ScopeLine, ...]] = {}
    for line in lines:
        found[line.framework_title] = (*found.get(line.framework_title, ()), line)
    return found


def span_words(line: ScopeLine) -> str:
    """Return since when and until when a practice is allowed, as far as that is known."""
    days = [(f"since {_day(line.since)}" if line.since else ""), (f"until {_day(line.until)}" if line.until else "")]
    return ", ".join(day for day in days if day)


def _end(line: ScopeLine) -> date:
    return line.until or date.max
