"""How somebody likes to look at scans: filters kept under a name, and the columns of the list."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from difflib import get_close_matches

from sonolog.domain.text import clean_text
from sonolog.errors import SonologError
from sonolog.usecases.errors import NothingToDo
from sonolog.usecases.field_words import field_named, own_field, title_of, typed_names
from sonolog.usecases.guarding import refuse_identity_in
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.own_settings import keep_own_setting, own_setting
from sonolog.usecases.quoting import quoted

USUAL_COLUMNS = ("case", "finding", "supervisor", "status")
"""Beside the day and what was scanned, which every list shows."""
_OF_THE_LIST = {"case": "Case", "status": "Status"}
_ALWAYS = ("date", "region", "side", "structures", "custom", "findings", "supervisor_findings")
_LONGEST_NAME = 40


@dataclass(frozen=True, slots=True)
class Filter:
    """Words and a status, kept under a name."""

    name: str
    words: str = ""
    status: str = ""


class UnknownColumn(SonologError):
    """A list of scans has no such column."""

    code = "unknown-column"

    def __init__(self, word: str) -> None:
        near = get_close_matches(word.lower(), column_names(), n=3)
        hint = f"Did you mean {' or '.join(near)}?" if near else f"There are {', '.join(column_names())}."
        super().__init__(f"A list of scans has no column “{quoted(word)}”.", hint=hint)


def column_names() -> tuple[str, ...]:
    """Return the columns a list can have beside the day and what was scanned."""
    fields = (name for name in typed_names("scan") if name not in _ALWAYS and name not in USUAL_COLUMNS)
    return (*USUAL_COLUMNS, *fields)


def column_title(name: str) -> str:
    """Return what a column is headed by."""
    return _OF_THE_LIST.get(name) or title_of(name)


def read_columns(words: Sequence[str]) -> tuple[str, ...]:
    """Return the columns that ``words`` name, each once.

    Raises:
        UnknownColumn: one is none.
    """
    return tuple(dict.fromkeys(_column(word.strip()) for word in words if word.strip()))


def own_columns(logbook: Logbook) -> tuple[str, ...]:
    """Return the columns chosen by whoever acts; empty for the usual ones."""
    known = column_names()
    return tuple(name for name in own_setting(logbook, "columns") or () if name in known or own_field(name))


def choose_columns(logbook: Logbook, columns: Sequence[str]) -> None:
    """Keep the columns of every list of scans of whoever acts; none for the usual ones."""
    refuse_identity_in((name, name) for name in columns)
    keep_own_setting(logbook, "columns", list(read_columns(columns)))


def filters(logbook: Logbook) -> tuple[Filter, ...]:
    """Return the filters of whoever acts, by name."""
    return tuple(Filter(**one) for one in own_setting(logbook, "filters") or ())


def filter_named(logbook: Logbook, name: str) -> Filter:
    """Return the filter kept under ``name``.

    Raises:
        NothingToDo: there is none.
    """
    found = next((one for one in filters(logbook) if one.name.casefold() == name.casefold()), None)
    if found is None:
        raise _no_filter(logbook, name)
    return found


def keep_filter(logbook: Logbook, name: str, *, words: str, status: str) -> Filter:
    """Keep a filter, in place of another of the same name.

    Raises:
        IdentityRefused, TextRefused: name or words may not be kept.
        NothingToDo: it would show everything.
    """
    if not (words.strip() or status):
        raise NothingToDo("This filter would show everything.", hint="Type words or choose a status first.")
    refuse_identity_in([("name", name), ("words", words)])
    kept = Filter(clean_text(name, limit=_LONGEST_NAME, multiline=False) or words, words.strip(), status)
    others = [one for one in filters(logbook) if one.name.casefold() != kept.name.casefold()]
    ordered = sorted([*others, kept], key=lambda one: one.name.casefold())
    keep_own_setting(logbook, "filters", [asdict(one) for one in ordered])
    return kept


def drop_filter(logbook: Logbook, name: str) -> None:
    """Forget a filter.

    Raises:
        NothingToDo: there is none of this name.
    """
    dropped = filter_named(logbook, name)
    keep_own_setting(logbook, "filters", [asdict(one) for one in filters(logbook) if one != dropped])


def _column(word: str) -> str:
    if own_field(word):
        return own_field(word)
    name = word.lower() if word.lower() in _OF_THE_LIST else field_named("scan", word)
    if name is None or name not in column_names():
        raise UnknownColumn(word)
    return name


def _no_filter(logbook: Logbook, name: str) -> NothingToDo:
    known = ", ".join(f"“{one.name}”" for one in filters(logbook))
    return NothingToDo(
        f"No filter is called “{quoted(name)}”.", hint=f"There are {known}." if known else "None is kept."
    )
