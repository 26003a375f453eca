"""What a form offers besides the words of the vocabulary: people, records and texts, the likeliest first."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sonolog.usecases.field_help import FieldHelp
    from sonolog.usecases.likely_scan import UsualWords
    from sonolog.usecases.logbook import Logbook

MOST_OFFERED = 200
_RECORD_FIELDS = ("placement", "session")


@dataclass(frozen=True, slots=True)
class Offering:
    """What stands ready to be offered in the form of a scan."""

    people: tuple[str, ...]
    known_records: Mapping[str, Mapping[str, str]]
    """Field to what its records are called, to the id, the newest first."""
    usual: UsualWords | None

    @classmethod
    def of(cls, logbook: Logbook, trainee: str, usual: UsualWords | None) -> Offering:
        """Ask for everything at once."""
        from sonolog.usecases.people import list_people

        names = tuple(one.name for one in list_people(logbook) if not one.is_me)
        often = usual.people if usual is not None else ()
        people = tuple(dict.fromkeys((*(one for one in often if one in names), *names)))[:MOST_OFFERED]
        known = {name: _records(logbook, trainee, name) for name in _RECORD_FIELDS} if trainee else {}
        return cls(people, known, usual)

    def records(self, logbook: Logbook, typed: Mapping[str, str]) -> dict[str, Mapping[str, str]]:
        """Return what the fields of records may say, what they say now among it."""
        from sonolog.usecases.field_showing import show_fields

        said = {name: typed[name] for name in _RECORD_FIELDS if typed.get(name)}
        known = {name: set(self.known_records.get(name, {}).values()) for name in said}
        older = {name: record for name, record in said.items() if record not in known[name]}
        called = {one.name: {one.text: older[one.name]} for one in show_fields(logbook, "scan", older)} if older else {}
        names = [name for name in _RECORD_FIELDS if self.known_records.get(name) or name in called]
        return {name: {**called.get(name, {}), **self.known_records.get(name, {})} for name in names}

    def words(self, known: FieldHelp) -> tuple[str, ...]:
        """Return the words of a field that is no term, the most frequent first."""
        if known.kind == "person":
            return self.people
        counts = self.usual.of(known.name) if self.usual is not None else {}
        if known.choices:
            return tuple(label for code, label in sorted(known.choices, key=lambda one: -counts.get(one[0], 0)))
        if known.kind == "flag":
            return ("yes", "no")
        return tuple(sorted(counts, key=lambda text: -counts[text]))[:MOST_OFFERED]


def _records(logbook: Logbook, trainee: str, kind: str) -> dict[str, str]:
    """Return what the trainee's newest records of ``kind`` are called, with the day where two are called the same."""
    from sonolog.usecases.day_words import day_words
    from sonolog.usecases.list_records import list_records

    found: dict[str, str] = {}
    for one in list_records(logbook, trainee, kinds=(kind,))[:MOST_OFFERED]:
        day = day_words(one.day) if one.day is not None else ""
        name = one.label if kind == "placement" and one.label not in found else f"{one.label}, {day}"
        found.setdefault(name, one.id)
    return found
