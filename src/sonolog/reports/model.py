"""What every report but the first two begins with, and how it ends: whom it is about, and how it is checked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sonolog.reports.checking import checking
from sonolog.reports.days import day_words
from sonolog.reports.report import Block, Evidence, Fact, Report, Section, SignOff, SignOffs, Text

NAMELESS = "Name not recorded"


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportModel:
    """A report as plain data; what is printed of it, and what its JSON and CSV hold, is all here."""

    trainee: str
    """Name in print."""
    as_of: date
    made_by: str
    """Name and version of the program, for example "sonolog 1.0.0"."""
    register: str = ""
    """Professional register and number, for example "HCPC RA00000"."""
    follows: tuple[str, ...] = ()
    """Title and edition of each framework followed."""
    evidence: Evidence | None = None
    """The file the report carries."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as data: the words of every cell under the names of its columns."""

    names: tuple[str, ...]
    """For programs: the headings of the CSV, the keys of the JSON."""
    titles: tuple[str, ...]
    """For people."""
    rows: tuple[tuple[str, ...], ...]


NOTHING = Grid((), (), ())
"""A table without columns."""


def laid_out(model: ReportModel, kind: str, facts: Iterable[Fact], sections: Iterable[Section], note: str) -> Report:
    """Return the report around its own sections; ``note`` stands in the foot of every page."""
    name = model.trainee or NAMELESS
    last = [checking(model.evidence)] if model.evidence is not None else []
    return Report(
        kind=kind,
        name=name,
        subtitle="\n".join(line for line in (model.register, " · ".join(model.follows)) if line),
        as_of=model.as_of,
        facts=(*facts, Fact("As of", day_words(model.as_of))),
        sections=(*sections, *last),
        footer=(f"{name} · as of {day_words(model.as_of)}", note),
        made_by=f"made by {model.made_by}",
        evidence=model.evidence,
        subject=f"{kind} as of {day_words(model.as_of)}",
    )


def signed_section(sign_offs: tuple[SignOff, ...], what: str) -> Section:
    """Return the signature blocks of ``what`` the report shows."""
    nothing = Text(f"Nothing has been signed of {what} yet.", tone="quiet")
    blocks: tuple[Block, ...] = (SignOffs(sign_offs),) if sign_offs else (nothing,)
    return Section("Sign-offs", blocks, is_signatures=True)
