"""What a report says, as plain values: a title, and sections of texts, tables, bars, charts and sign-offs.

Every report is one :class:`Report`.  The same value always makes the same bytes, so a report holds no more
than what is printed: words already chosen, numbers already rounded, days already counted.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import sha256
from typing import Literal

Tell = Callable[[str], None]
"""Hears what is being done; whoever does not want the report any more raises an error from it."""
Align = Literal["left", "right"]
Tone = Literal["plain", "strong", "quiet", "quoted"]
"""How words are set: as running text, bold, small and grey, or in italics."""
MarkName = Literal["", "open", "started", "met", "signed", "due", "failed", "none"]
"""The small drawn sign before a status, told apart by shape and not by colour; "" draws nothing."""

GRID_UNITS = 48
"""Units a line is divided into; the columns of a table share them out."""


def unheard(_stage: str) -> None:
    """Let what is being done pass."""


@dataclass(frozen=True, slots=True)
class Fact:
    """A label and what it says, in the title block."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Bar:
    """How full something is: light for logged, dark for signed, a tick where the target is.

    All are shares of the track, 0 to 1; values outside are drawn at the nearer end.  ``signed`` never reaches
    further than ``logged``.
    """

    logged: float
    signed: float
    target: float | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    """Words in a table, with a smaller note under them."""

    text: str
    note: str = ""
    tone: Tone = "plain"
    mark: MarkName = ""
    depth: int = 0
    """Steps to the right: a part stands under the requirement it belongs to."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table."""

    title: str
    units: int
    """Width in units of the grid; the columns of a table add up to :data:`GRID_UNITS`."""
    align: Align = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a head that is repeated on each page; a row longer than a page goes on on the next."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell | Bar, ...], ...]
    pairs: bool = False
    """Every other row, from the first on, stays with the one after it."""


@dataclass(frozen=True, slots=True)
class Listing:
    """A long list set in small type: one row an entry, the head on each page, long texts whole under their row."""

    columns: tuple[Column, ...]
    """Their units are shares of the line, whatever they add up to."""
    rows: tuple[tuple[str, ...], ...]
    notes: tuple[tuple[str, ...], ...] = ()
    """For each row the texts that stand under it; empty where no row has any."""


@dataclass(frozen=True, slots=True)
class Text:
    """Running text; line ends in it are kept."""

    text: str
    tone: Tone = "plain"
    keep: bool = False
    """What follows stays on its page."""


@dataclass(frozen=True, slots=True)
class Points:
    """A list of sentences, each after a drawn sign."""

    items: tuple[str, ...]
    mark: MarkName = "open"
    rest: str = ""
    """What is said, small, after the last of them."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section, with the sentence that says how things stand."""

    title: str
    note: str = ""
    mark: MarkName = ""
    outline: bool = False
    """Whether it is listed in the reader's outline under its section."""


@dataclass(frozen=True, slots=True)
class Legend:
    """What the shades of the bars mean."""

    signed: str = "signed"
    logged: str = "logged, not yet signed"
    target: str = "target"


@dataclass(frozen=True, slots=True)
class Meter:
    """One wide bar with its title, its status and the sentence that says how far it is."""

    title: str
    bar: Bar
    status: str
    mark: MarkName = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayCount:
    """Scans in all at the end of a day."""

    day: date
    logged: int
    signed: int


@dataclass(frozen=True, slots=True)
class Target:
    """A number of scans to reach."""

    label: str
    value: int


@dataclass(frozen=True, slots=True)
class CumulativeChart:
    """Scans logged and signed over time, as two rising lines, and the targets as dashed ones."""

    start: date
    until: date
    points: tuple[DayCount, ...]
    """In order of days; a count holds until the next point."""
    targets: tuple[Target, ...] = ()


@dataclass(frozen=True, slots=True)
class LevelPoint:
    """The level somebody was given on a day, or the score."""

    day: date
    level: Decimal
    is_signed: bool = True
    """One that nobody signed is drawn hollow, beside the line: it is no result."""


@dataclass(frozen=True, slots=True)
class LevelChart:
    """Levels over time, at least one, in order of days; a line joins those that are signed."""

    points: tuple[LevelPoint, ...]
    called: Literal["levels", "scores"] = "levels"
    span: tuple[int, int] | None = None
    """Where the axis begins and ends, if no point lies outside; without it around the points."""


@dataclass(frozen=True, slots=True)
class SignOff:
    """What one person signed in one role and meaning with one key."""

    name: str
    """The signer's name in print."""
    register: str
    """Professional register and number, for example "HCPC RA00000"; empty where not recorded."""
    role: str
    meaning: str
    """The whole sentence the signer put their name to."""
    at: datetime
    """Aware; the latest signature, as stated by the signer's computer, with the offset it stated."""
    key: str
    """Tail of the key's fingerprint."""
    entries: int
    verification: str
    """One of the verification words, found when the report was made."""
    doubt: str = ""
    """What else is to be known of it: order not proven, signed walk-up."""


@dataclass(frozen=True, slots=True)
class SignOffs:
    """Signature blocks, one under the other."""

    items: tuple[SignOff, ...]


@dataclass(frozen=True, slots=True)
class QrCode:
    """A QR code with words beside it."""

    content: str
    words: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """The file a report carries, by which its signatures are checked."""

    content: bytes
    selection: str
    """What of the logbook was selected, for example "188 of 260 scans"."""
    left_out: tuple[str, ...] = ()
    """Digests of what is named in the file and was left out of it on purpose."""
    roots: tuple[str, ...] = ()
    """Fingerprints of the programmes trusted by whoever made the report."""

    digest: str = field(init=False, repr=False)
    """SHA-256 of the file, worked out once: each page prints it."""

    def __post_init__(self) -> None:
        """Work it out."""
        object.__setattr__(self, "digest", sha256(self.content).hexdigest())

    @property
    def fingerprint(self) -> str:
        """The first 16 bytes of it in groups of four, as printed on each page."""
        return " ".join(self.digest[start : start + 4] for start in range(0, 32, 4))


Block = Text | Heading | Table | Listing | Points | Legend | Meter | CumulativeChart | LevelChart | SignOffs | QrCode


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report with a heading of its own, listed in the reader's outline."""

    title: str
    blocks: tuple[Block, ...]
    note: str = ""
    starts_page: bool = False
    is_signatures: bool = False
    """Left out of a part: the whole report says it once."""


@dataclass(frozen=True, slots=True)
class Report:
    """A whole report."""

    kind: str
    """What the report is, for example "Progress report"."""
    name: str
    """Whom or what it is about, in large type."""
    as_of: date
    """The day it speaks of, which is also the date of the document."""
    footer: tuple[str, str]
    """Two lines at the foot of each page, left of the page number and of ``made_by``."""
    made_by: str
    subtitle: str = ""
    facts: tuple[Fact, ...] = ()
    sections: tuple[Section, ...] = field(default_factory=tuple)
    subject: str = ""
    language: str = "en-GB"
    evidence: Evidence | None = None
    lead: tuple[Section, ...] = ()
    """What stands on the first page of a report of parts, before its contents."""
    parts: tuple[Report, ...] = ()
    """Whole reports within this one, listed in its contents; its own sections follow them."""
