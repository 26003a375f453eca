"""One typed text to one value, by the type of its field."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from sonolog.domain.fields import Field
from sonolog.domain.vocabulary import UnknownTerm
from sonolog.domain.when import read_day
from sonolog.store.lookups import find_heads
from sonolog.store.people import PersonRow, people_rows
from sonolog.usecases.errors import AmbiguousPerson, Faulty, UnknownPerson
from sonolog.usecases.field_words import LENGTHS, declared, vocabulary_of
from sonolog.usecases.find_person import pick_person
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.quoting import quoted

if TYPE_CHECKING:
    from sonolog.domain.vocabulary import Vocabulary

_YES = frozenset({"yes", "y", "true", "1", "on"})
_NO = frozenset({"no", "n", "false", "0", "off"})
_LONGEST_AGE = 3
_LENGTH = re.compile(
    r"(?:(\d{1,4}(?:\.\d{1,4})?)\s*h(?:ours?|rs?)?)?\s*(?:(\d{1,6})\s*(?:m(?:in(?:utes?)?)?)?)?", re.IGNORECASE
)
_CLOCK = re.compile(r"(\d{1,3}):([0-5]\d)")
_MOST_DIGITS = 12
"""“1e999999999” is a number too, and would fill the memory."""
_MAY_LIE_AHEAD = frozenset({"until", "images_until"})
_PLANNED = frozenset({"placement", "course", "leave"})
"""Kinds whose first day may lie ahead."""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Stands for somebody who is added with the record."""

    name: str


@dataclass
class FieldReader:
    """Reads the fields of one record, in a logbook, on a day."""

    kind: str
    today: date
    vocabulary: Vocabulary
    people: tuple[PersonRow, ...]
    find_records: Callable[[str, str], list[str]]
    """Record kind and typed words to record ids."""
    new_people: bool = False
    region: str | None = None
    new_names: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, logbook: Logbook, kind: str, *, new_people: bool) -> FieldReader:
        """Return a reader that knows the logbook's people and records."""
        from sonolog.frameworks.vocabulary import load_vocabulary

        def find(linked: str, words: str) -> list[str]:
            with logbook.reading() as connection:
                return [head.record for head in find_heads(connection, words) if head.kind == linked]

        with logbook.reading() as connection:
            people = people_rows(connection)
        return cls(kind, logbook.today, load_vocabulary(), people, find, new_people)

    def read(self, name: str, text: str) -> Any:
        """Return the value of field ``name``.

        Raises:
            Faulty: the text cannot be one.
            SonologError: the day or the term cannot be one.
        """
        if name in ("findings", "supervisor_findings"):
            from sonolog.usecases.finding_words import read_findings

            return read_findings(self.vocabulary, text, region=self.region)
        if name == "item_levels":
            from sonolog.usecases.item_level_words import read_item_levels

            return read_item_levels(text)
        if name == "marks":
            from sonolog.usecases.mark_words import read_marks

            return read_marks(text)
        found = declared(self.kind, name)
        if found is None:
            return text
        if found.many:
            return self._many(found, text)
        value = self._one(found, text)
        if name == "region":
            self.region = value
        return value

    def custom(self, values: dict[str, Any], name: str, text: str) -> None:
        """Add a column of the person's own."""
        if not name.strip():
            raise Faulty("a column of your own needs a name: custom.NAME=…")
        values["custom"] = (*values.get("custom", ()), {"name": name, "value": text})

    def item_level(self, values: dict[str, Any], item: str, text: str) -> None:
        """Add the level of one item of a form.

        Raises:
            Faulty: it is no level.
        """
        from sonolog.usecases.item_level_words import read_item_level

        values["item_levels"] = (*(values.get("item_levels") or ()), read_item_level(item, text))

    def _many(self, found: Field, text: str) -> tuple[Any, ...]:
        return tuple(self._one(found, part.strip()) for part in text.split(",") if part.strip())

    def _one(self, found: Field, text: str) -> Any:
        readers: dict[str, Callable[[Field, str], Any]] = {
            "day": self._day,
            "term": self._term,
            "code": self._code,
            "number": _number,
            "yes-no": _yes_no,
            "person": self._person,
            "record": self._record,
        }
        reader = readers.get(found.type)
        return reader(found, text) if reader is not None else text

    def _day(self, found: Field, text: str) -> date:
        planned = found.name in _MAY_LIE_AHEAD or (self.kind in _PLANNED and found.name == "start")
        return read_day(text, self.today, future=planned)

    def _term(self, found: Field, text: str) -> str:
        if ":" in text:
            return text  # a framework's own term, under its prefix
        kind = found.vocabulary or found.name
        try:
            return self.vocabulary.find(kind, text, region=self.region if kind != "region" else None).id
        except UnknownTerm as refusal:
            raise Faulty(refusal.message.rstrip("."), refusal.nearest) from None

    def _code(self, found: Field, text: str) -> str:
        word = text.strip().lower().replace("_", "-")
        plain = word.replace(" ", "-")
        if plain in found.values:
            return plain
        named, nearest = self._code_named(found, text)
        if named in found.values:
            return named
        if found.name == "age_band" and word.isdecimal() and len(word) <= _LONGEST_AGE:
            return _age_band(int(word), found.values)
        starting = [value for value in found.values if plain and value.startswith(plain)]
        if len(starting) == 1:
            return starting[0]
        raise Faulty(_choices(found, text), nearest)

    def _code_named(self, found: Field, text: str) -> tuple[str, tuple[str, ...]]:
        """Return the code a word of the vocabulary means, or nothing and the nearest words."""
        kind = vocabulary_of(found.name)
        if kind is None:
            return "", ()
        try:
            return self.vocabulary.find(kind, text).id, ()
        except UnknownTerm as refusal:
            return "", refusal.nearest

    def _person(self, _: Field, text: str) -> str | NewPerson:
        try:
            return pick_person(self.people, text).id
        except UnknownPerson as refusal:
            if refusal.nearest and not self.new_people:
                raise Faulty(f"nobody called “{quoted(text)}” is in this logbook", refusal.nearest) from None
        except AmbiguousPerson as refusal:
            raise Faulty(refusal.message.rstrip(".")) from None
        if text not in self.new_names:
            self.new_names.append(text)
        return NewPerson(text)

    def _record(self, found: Field, text: str) -> str:
        matches = self.find_records(found.linked or found.name, text)
        if len(matches) == 1:
            return matches[0]
        if not matches:
            raise Faulty(f"there is no {found.linked} called “{quoted(text)}”")
        raise Faulty(f"“{quoted(text)}” may be {len(matches)} records; give the end of the id")


def _choices(found: Field, text: str) -> str:
    return f"“{quoted(text)}” is none of {', '.join(found.values)}"


def _yes_no(_: Field, text: str) -> bool:
    word = text.strip().lower()
    if word in _YES or word in _NO:
        return word in _YES
    raise Faulty(f"“{quoted(text)}” is neither yes nor no")


def _number(found: Field, text: str) -> int | Decimal:
    if found.name in LENGTHS:
        return read_minutes(text)
    try:
        number = Decimal(text.strip().rstrip("%").strip())
    except InvalidOperation:
        raise Faulty(f"“{quoted(text)}” is no number") from None
    if not number.is_finite() or abs(number.adjusted()) > _MOST_DIGITS:
        raise Faulty(f"“{quoted(text)}” is no number that could be meant")
    return number if found.decimal else _whole(number, text)


def _whole(number: Decimal, text: str) -> int:
    if number != number.to_integral_value():
        raise Faulty(f"“{quoted(text)}” is no whole number")
    return int(number)


def read_minutes(text: str) -> int:
    """Return minutes typed as “90”, “1h30”, “1:30”, “1.5 h” or “45 min”.

    Raises:
        Faulty: it is none of these.
    """
    words = text.strip()
    by_clock = _CLOCK.fullmatch(words)
    if by_clock:
        return int(by_clock[1]) * 60 + int(by_clock[2])
    found = _LENGTH.fullmatch(words)
    if not words or found is None:
        raise Faulty(f"“{quoted(text)}” is no length of time such as 90, 1h30 or 45 min")
    return round(float(found[1] or 0) * 60) + int(found[2] or 0)


def _age_band(years: int, bands: tuple[str, ...]) -> str:
    for band in bands:
        least, _, most = band.rstrip("+").partition("-")
        if int(least) <= years <= int(most or 150):
            return band
    raise Faulty(f"{years} is no age in years")
