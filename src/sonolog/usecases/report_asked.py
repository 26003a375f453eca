"""What a report is asked to show: which entries, which columns, which parts; kept with the evidence it carries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, get_args

from sonolog.domain.scan import AgeBand
from sonolog.domain.supervision import PROBE, WHERE
from sonolog.domain.when import read_day
from sonolog.errors import SonologError
from sonolog.ledger.canonical import JSON
from sonolog.store.summaries import records_until
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.quoting import quoted

AGE_BANDS: tuple[str, ...] = get_args(AgeBand)
ROLES: tuple[str, ...] = tuple(PROBE)
SUPERVISIONS: tuple[str, ...] = tuple(WHERE)
SORTS: tuple[str, ...] = ("region", "procedure")
"""By what the matrix is laid out."""
_DAYS = ("since", "until")
_LISTS = ("columns", "sections")


class AskedRefused(SonologError):
    """A report cannot be asked for in this way."""

    code = "report-asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What is asked for; empty for everything."""

    since: date | None = None
    until: date | None = None
    placement: str = ""
    """Record id."""
    region: str = ""
    role: str = ""
    age_band: str = ""
    supervision: str = ""
    columns: tuple[str, ...] = ()
    by: str = ""
    sections: tuple[str, ...] = ()

    def told(self) -> dict[str, JSON]:
        """Return what was asked for as JSON; :meth:`read` reads it back."""
        days = {name: day.isoformat() for name in _DAYS if (day := getattr(self, name)) is not None}
        lists = {name: list(value) for name in _LISTS if (value := getattr(self, name))}
        names = ("placement", "region", "role", "age_band", "supervision", "by")
        return {**days, **lists, **{name: value for name in names if (value := getattr(self, name))}}

    @classmethod
    def read(cls, told: object) -> Asked:
        """Return what was told.

        Raises:
            ValueError: a day is none.
        """
        found: Mapping[str, Any] = told if isinstance(told, Mapping) else {}
        days = {name: date.fromisoformat(str(found[name])) for name in _DAYS if name in found}
        lists = {name: tuple(map(str, found[name])) for name in _LISTS if isinstance(found.get(name), list)}
        names = ("placement", "region", "role", "age_band", "supervision", "by")
        return cls(**days, **lists, **{name: str(found[name]) for name in names if name in found})  # type: ignore[arg-type]


def read_asked(logbook: Logbook, trainee: str, typed: Mapping[str, str]) -> Asked:
    """Return what ``typed`` asks for: names of the fields of :class:`Asked` to what a person typed, lists with commas.

    Raises:
        AskedRefused: there is no such choice.
        DayRefused, UnknownTerm, AmbiguousTerm, UnknownColumn: a day, region or column is none.
    """
    said = {name.replace("-", "_"): text.strip() for name, text in typed.items() if text.strip()}
    known = set(Asked.__dataclass_fields__)
    for name in said:
        if name not in known:
            raise AskedRefused(f"A report has no “{quoted(name)}”.", hint=f"There are {', '.join(sorted(known))}.")
    days = {name: read_day(said[name], logbook.today, future=True) for name in _DAYS if name in said}
    if len(days) == 2 and days["since"] > days["until"]:
        raise AskedRefused("The first day asked for is after the last.", hint="Give since: the earlier day.")
    codes = {name: _code(name, said[name], among) for name, among in _CODES.items() if name in said}
    return Asked(
        **days,  # type: ignore[arg-type]
        **codes,  # type: ignore[arg-type]
        placement=_placement(logbook, trainee, said["placement"]) if "placement" in said else "",
        region=_region(said["region"]) if "region" in said else "",
        columns=_columns(said["columns"]) if "columns" in said else (),
        sections=_sections(said["sections"]) if "sections" in said else (),
    )


_CODES: Mapping[str, tuple[str, ...]] = {
    "role": ROLES,
    "age_band": AGE_BANDS,
    "supervision": SUPERVISIONS,
    "by": SORTS,
}


def _code(name: str, word: str, among: tuple[str, ...]) -> str:
    if word.lower() in among:
        return word.lower()
    title = name.replace("_", " ")
    raise AskedRefused(f"There is no {title} “{quoted(word)}”.", hint=f"There are {', '.join(among)}.")


def _region(word: str) -> str:
    from sonolog.frameworks.vocabulary import load_vocabulary

    return load_vocabulary().find("region", word).id


def _columns(words: str) -> tuple[str, ...]:
    from sonolog.usecases.report_logbook import read_report_columns

    return read_report_columns(words.split(","))


def _sections(words: str) -> tuple[str, ...]:
    from sonolog.usecases.report_kinds import SECTIONS

    chosen = [_code("sections", one.strip(), SECTIONS) for one in words.split(",") if one.strip()]
    return tuple(one for one in SECTIONS if one in chosen)


def _placement(logbook: Logbook, trainee: str, words: str) -> str:
    """Return the placement whose site holds ``words``, or whose id ends so."""
    with logbook.reading() as connection:
        rows = records_until(connection, "placement", trainee, logbook.today)
    fits = [row for row in rows if words.casefold() in row.site.casefold() or row.record.endswith(words.lower())]
    exact = [row for row in fits if row.site.casefold() == words.casefold()]
    found = exact if len(exact) == 1 else fits
    if len(found) == 1:
        return str(found[0].record)
    names = ", ".join(f"{row.site} (…{row.record[-8:]})" for row in (found or rows)[:5])
    hint = f"There are {names}." if names else "No placement is recorded."
    meant = "may be several placements" if found else "is no placement of this logbook"
    raise AskedRefused(f"“{quoted(words)}” {meant}.", hint=hint)
