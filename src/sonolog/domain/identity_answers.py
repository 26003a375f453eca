"""What a person says of a text that may be a patient's detail, so that it can be stored.

An answer names the place in the record, never what stands there.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sonolog.domain.identity_guard import Hit, doubts_in
from sonolog.domain.identity_reasons import WHY
from sonolog.errors import Exit, SonologError

if TYPE_CHECKING:
    from sonolog.domain.value import Record

_ABOUT_STAFF = frozenset({"person", "accreditation", "enrolment"})
"""Kinds whose names, numbers and dates are those of people in training and their supervisors."""
_NOT_TYPED_FREELY = frozenset({"edition", "email"})
_PLACE = re.compile(r"(.+):([0-9]+)-([0-9]+)")
_MOST_NAMED = 10


class Doubt(NamedTuple):
    """One place of a record that somebody has to be asked about."""

    place: str
    """Field, first character and one past the last, such as ``note:12-22`` or ``tags[2]:0-8``."""
    field: str
    """The field without its number among several."""
    text: str
    """All that the field says; a person who is asked has to see it."""
    hit: Hit

    @property
    def said(self) -> str:
        """What stands at the place; it is shown to whoever typed it, and stored nowhere but in the record."""
        return self.text[self.hit.start : self.hit.end]


class Answer(NamedTuple):
    """What a place is, in the words of whoever wrote the record."""

    rule: str
    place: str
    why: str
    """One of :data:`WHY`."""


@dataclass(frozen=True, slots=True)
class Answers:
    """What was said before saving: one word for everything, or one for each place."""

    every: str | None = None
    each: Mapping[str, str] | None = None
    """Place to one of :data:`WHY`."""

    def to(self, doubt: Doubt) -> str | None:
        """Return what the place is said to be, or None where nothing was said."""
        return (self.each or {}).get(doubt.place) or self.every


class IdentityDoubted(SonologError):
    """A text may be a patient's detail, and nobody has said yet what it is; it can be saved once somebody has."""

    code = "patient-identity-doubt"
    exit = Exit.INPUT

    def __init__(self, doubts: Iterable[Doubt]) -> None:
        self.doubts = tuple(doubts)
        named = [f"{one.field} has {one.hit.reason} ({one.hit.masked})" for one in self.doubts]
        more = len(named) - _MOST_NAMED
        tail = f"; and {more} more" if more > 0 else ""
        super().__init__(
            f"This may be a patient’s detail: {'; '.join(named[:_MOST_NAMED])}{tail}.",
            hint=f"{_instead(self.doubts)} If it is no patient’s detail, say what it is: --not-patient {_or(WHY)}.",
            kept="Nothing was stored.",
            where=", ".join(dict.fromkeys(one.field for one in self.doubts)),
        )


def doubts_of(record: Record, *, why: str = "") -> Iterator[Doubt]:
    """Yield what has to be asked about in a record, and in the reason for a new version of it."""
    if record.kind not in _ABOUT_STAFF:
        days = tuple(_days(record))
        for place, text, lead in _texts(record):
            for hit in doubts_in(lead + text, days=days):
                if hit.start >= len(lead):
                    yield _doubt(place, text, replace(hit, start=hit.start - len(lead), end=hit.end - len(lead)))
    yield from (_doubt("why", why, hit) for hit in doubts_in(why))


def said_at(record: Record, place: str) -> str:
    """Return what stands at a place of a record; nothing where the record has no such place."""
    name = place.rpartition(":")[0]
    return said_in({one: text for one, text, _ in _texts(record)}.get(name, ""), place)


def said_in(text: str, place: str) -> str:
    """Return what stands at a place of the text it names."""
    match = _PLACE.fullmatch(place)
    return text[int(match[2]) : int(match[3])] if match else ""


def field_of(place: str) -> str:
    """Return the field a place lies in, without its number among several."""
    return re.sub(r"(?:\[[0-9]+\])?:[0-9]+-[0-9]+$", "", place)


def _doubt(place: str, text: str, hit: Hit) -> Doubt:
    whole = f"{place}:{hit.start}-{hit.end}"
    return Doubt(whole, field_of(whole), text, hit)


def _texts(record: Record) -> Iterator[tuple[str, str, str]]:
    """Yield (place, text, words that stand before it) for all a person typed freely."""
    from sonolog.domain.value import free_text  # the keys of the app are read without the models

    times: Counter[str] = Counter()
    headings = iter([f"{one.name}: " for one in getattr(record, "custom", ())])
    for name, text in free_text(record):
        times[name] += 1
        if name.rpartition(".")[2] not in _NOT_TYPED_FREELY:
            place = f"{name}[{times[name]}]" if times[name] > 1 else name
            yield place, text, next(headings) if name == "custom.value" else ""


def _days(record: Record) -> Iterator[date]:
    for name in ("date", "start", "until"):
        day = getattr(record, name, None)
        if isinstance(day, date):
            yield day


def _instead(doubts: Iterable[Doubt]) -> str:
    rules = {one.hit.rule for one in doubts}
    if "full-date" in rules:
        return "Write an age, or weeks, in place of a date: “aged 45”, “28+3 weeks”, “three weeks later”."
    return "Leave it out, or write it another way."


def _or(words: Iterable[str]) -> str:
    *most, last = words
    return f"{', '.join(most)} or {last}"
