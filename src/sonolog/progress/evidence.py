"""The evidence of one trainee, as columns: what the evaluator reads.

A :class:`Log` holds one kind of record sorted by (date, record id).  Entry *i* of every column belongs to
entry *i* of ``records``; so a predicate is a set of positions, and a set of positions is the bits of one
integer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

Cell = str | int | bool | tuple[str, ...] | date | None
"""One value: text and codes, whole numbers, decimals as text, several codes, or None for nothing said."""
UNCOUNTED = ("withdrawn", "redacted", "conflict")
"""Status words of entries that count nowhere."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """A sign-off in force on an entry's current version."""

    statement: str
    """Digest of the statement."""
    person: str
    """The signatory's person id."""
    name: str
    """The signatory's name as signed."""
    role: str
    """In which role they signed."""
    day: date
    """The day stated by the signer's computer."""
    meaning: str
    """Code of the meaning, as in :mod:`sonolog.ledger.meanings`."""
    assurance: str
    """Setting: own-device, external-file, department-database or walk-up."""
    outcome: str | None = None
    agreement: str | None = None
    finding: str | None = None
    """The finding of the signatory."""
    entrustment: int | None = None
    version: str = ""
    """Digest of the version signed."""
    word: str = ""
    """What verification says of it; empty where nothing was verified."""
    proven: bool = False
    """That it was made before its key was revoked is proven."""
    vouched: frozenset[str] | None = None
    """Roles in which a pinned programme vouched for its key on that day; None where no programme is pinned."""


@dataclass(frozen=True, slots=True)
class Log:
    """All entries of one kind, oldest first."""

    kind: str
    records: Sequence[str]
    """Record ids."""
    labels: Sequence[str]
    """What a person calls the entry: the case number of a scan, the title of a course."""
    dates: Sequence[date]
    statuses: Sequence[str]
    """Status words: draft, submitted, returned, signed, amended, withdrawn, conflict, redacted."""
    signed: Sequence[SignOff | None]
    """The sign-off in force, or None."""
    columns: Mapping[str, Sequence[Cell]]
    """Field name of :mod:`sonolog.domain.fields` to the values."""
    members: Sequence[tuple[str, ...]] | None = None
    """All record ids of each entry, where one entry stands for several records."""
    not_as_signed: int = 0
    """Entries shown as signed whose fields are not those of the version that was signed."""

    def __len__(self) -> int:
        return len(self.records)


def empty_log(kind: str) -> Log:
    """Return a log of ``kind`` without entries."""
    return Log(kind, (), (), (), (), (), MappingProxyType({}))


@dataclass(frozen=True, slots=True)
class Accreditation:
    """A level someone held in a field, from a day until a day; an open end is None."""

    person: str
    field: str
    level: int | None
    start: date | None
    until: date | None
    body: str = ""


@dataclass(frozen=True, slots=True)
class Signatory:
    """What is known of a person who supervises or signs."""

    person: str
    name: str
    roles: frozenset[str] = frozenset()
    accreditations: tuple[Accreditation, ...] = ()
    register_body: str = ""
    """The professional register, for example HCPC; empty where it is not recorded."""
    external: bool | None = None
    """From outside the trainee's department and programme; None where it is not recorded."""


@dataclass(frozen=True, slots=True)
class Enrolled:
    """One enrolment of the trainee on one edition of a framework."""

    framework: str
    edition: str
    day: date
    scope: tuple[str, ...] = ()
    """Regions of the learning agreement; empty means all of the framework's."""
    facts: Mapping[str, Cell] = field(default_factory=dict)
    """Answers to the framework's ``[[fact]]`` questions."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """Everything the evaluator may look at for one trainee up to one day."""

    trainee: str
    as_of: date
    logs: Mapping[str, Log]
    people: Mapping[str, Signatory] = field(default_factory=dict)
    enrolments: tuple[Enrolled, ...] = ()
    used: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """Record id to the frameworks with a ratified stage for which the entry counted."""

    def log(self, kind: str) -> Log:
        """Return the log of ``kind``, empty where nothing was recorded."""
        return self.logs.get(kind) or empty_log(kind)
