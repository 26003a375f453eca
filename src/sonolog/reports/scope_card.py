"""A scope card: one page that says what one person may do today, and what the next step asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sonolog.reports.checking import checking
from sonolog.reports.days import day_words
from sonolog.reports.report import Block, Cell, Column, Evidence, Fact, Heading, Report, Section, Table, Text

_MAY = (Column("Practice", 20), Column("Granted by", 16), Column("Since", 6), Column("Until", 6))
_NOT_YET = (Column("Practice", 24), Column("What it still needs", 24))


@dataclass(frozen=True, slots=True)
class PracticeLine:
    """One practice, with words already chosen."""

    title: str
    framework: str
    """Title of the framework that grants it."""
    by: str
    """Title of the stage or line that grants it."""
    since: date | None = None
    until: date | None = None
    missing: str = ""


@dataclass(frozen=True, slots=True)
class ScopeCard:
    """The scope of practice of one trainee on one day."""

    trainee: str
    as_of: date
    made_by: str
    register: str = ""
    may: tuple[PracticeLine, ...] = ()
    not_yet: tuple[PracticeLine, ...] = ()
    evidence: Evidence | None = None
    """The file the card carries."""


def scope_pages(card: ScopeCard) -> Report:
    """Return the card as a report."""
    name = card.trainee or "Name not recorded"
    return Report(
        kind="Scope of practice",
        name=name,
        subtitle=card.register,
        as_of=card.as_of,
        facts=(
            Fact("As of", day_words(card.as_of)),
            Fact("May do today", _number(card.may)),
            Fact("Not yet", _number(card.not_yet)),
        ),
        sections=(
            Section("May do today without a supervisor", tuple(_may(card))),
            Section("Not yet", tuple(_not_yet(card))),
            *([checking(card.evidence)] if card.evidence is not None else ()),
        ),
        footer=(
            f"{name} · as of {day_words(card.as_of)}",
            "Valid only while the sign-offs and ratifications it rests on stand: check the logbook.",
        ),
        made_by=f"made by {card.made_by}",
        evidence=card.evidence,
        subject=f"Scope of practice as of {day_words(card.as_of)}",
    )


def _number(lines: tuple[PracticeLine, ...]) -> str:
    return str(len(lines)) if lines else "nothing"


def _may(card: ScopeCard) -> Iterator[Block]:
    if not card.may:
        yield Text("Nothing yet: every scan needs a supervisor.", tone="quiet")
    for framework, lines in _grouped(card.may).items():
        yield Heading(framework)
        yield Table(_MAY, tuple(_may_row(one) for one in lines))


def _may_row(one: PracticeLine) -> tuple[Cell, ...]:
    days = (day_words(day) if day is not None else "" for day in (one.since, one.until))
    return Cell(one.title, mark="signed"), Cell(one.by), *(Cell(day) for day in days)


def _not_yet(card: ScopeCard) -> Iterator[Block]:
    if not card.not_yet:
        yield Text("The frameworks followed grant nothing more.", tone="quiet")
    for framework, lines in _grouped(card.not_yet).items():
        yield Heading(framework)
        yield Table(_NOT_YET, tuple((Cell(one.title, note=one.by, mark="open"), Cell(one.missing)) for one in lines))


def _grouped(lines: tuple[PracticeLine, ...]) -> dict[str, list[PracticeLine]]:
    found: dict[str, list[PracticeLine]] = {}
    for line in lines:
        found.setdefault(line.framework, []).append(line)
    return found
