"""One requirement of a framework, with everything it may say.

The steps are always taken in this order, whatever the order in the file: of, eligible, where and by, skip,
within, first or last, having, limits, measure, bounds, parts.  ``about`` says which entries the requirement
concerns at all: one that is about it but dropped by a later step is shown as "not counted".
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import ConfigDict, Field

from sonolog.domain.bound import Bound, Duration, Number, Rounding
from sonolog.domain.predicate import EVERYTHING, Predicate
from sonolog.domain.value import Value

Confidence = Literal["published", "secondary", "template"]
"""How sure a figure is: seen in the body's own document, seen elsewhere, or to be checked by its users."""
Strength = Literal["mandatory", "recommended", "indicative", "flag"]
Whole = Annotated[int, Field(ge=0)]


class Named(Value):
    """A value whose field names differ from the keys of the file, where those are reserved or singular."""

    model_config = ConfigDict(populate_by_name=True)


class NamedDay(Value):
    """A day with a name: today, application, enrolment, ratified, or the id of an event, rule or stage.

    For a requirement or stage it is the day on which it was first met.
    """

    name: str


class EntryDay(Value):
    """The day of the first or last entry of a kind that matches."""

    of: str
    where: Predicate = EVERYTHING
    pick: Literal["first", "last"] = "first"


Anchor = NamedDay | EntryDay


class BestWindow(Value):
    """The window of this length that serves the trainee best."""

    length: Duration


class LookBack(Value):
    """The time of this length that ends on the anchor's day."""

    before: Anchor
    length: Duration


class Between(Value):
    """From one anchor until another, both days included; None is open."""

    start: Anchor | None = None
    until: Anchor | None = None


class Around(Value):
    """So long before the anchor's day until so long after it."""

    anchor: Anchor
    before: Duration
    after: Duration


class CalendarPeriod(Value):
    """The calendar period that serves the trainee best; a semester starts in January or July."""

    period: Literal["week", "month", "quarter", "semester", "year"]


Window = BestWindow | LookBack | Between | Around | CalendarPeriod


Standing = Literal["trainee", "supervisor", "trainer", "mentor", "assessor"]
"""A person's place in this trainee's logbook."""


class SignatoryRule(Value):
    """What one signatory must be, on the record's date."""

    where: Predicate = EVERYTHING
    """Over the fields of :data:`sonolog.domain.fields.SIGNATORY`."""
    who: Literal["supervisor", "assessor", "second-assessor", "mentor", "signer"] | None = None
    """Which person is meant; None: supervisor or assessor of the record, else who signed it."""
    unlike: tuple[Standing, ...] = ()
    """Persons (by their place in this trainee's logbook) the signatory may not be: ``not`` in the file."""
    like: tuple[Standing, ...] = ()
    """Persons (by their place) of whom the signatory must be one: ``is`` in the file."""


class Limit(Value):
    """At most so many entries of a sort, or of each value of a field; the surplus is set aside, no fault."""

    where: Predicate = EVERYTHING
    per: str | None = None
    at_most: Bound
    title: str = ""


class Draw(Value):
    """Entries picked at random by a recorded, signed draw."""

    entries: Annotated[int, Field(ge=1)]
    at: Anchor


class Rate(Value):
    """So many entries (or so much of ``sum``) in each period; answers the longest run of such periods."""

    per: Literal["day", "week", "month", "quarter", "year", "session"]
    at_least: Number
    sum: str | None = None
    mode: Literal["every", "mean"] = "every"
    pause: Literal["leave"] | None = None


class Cooldown(Value):
    """After an entry that matches, the next ones count only once this long has passed."""

    after: Predicate
    length: Duration


class Elapsed(Value):
    """Time from one anchor to another: ``from`` and ``to`` in the file."""

    start: Anchor
    end: Anchor
    if_none: Literal["met", "unmet"] = "unmet"


class Needs(Value):
    """At least ``at_least`` of these requirements, stages or groups."""

    at_least: Annotated[int, Field(ge=1)]
    of: tuple[str | Needs, ...]


class Minimum(Value):
    """The target of one value of an ``each``."""

    value: str
    at_least: Bound


Measure = Literal["count", "distinct", "sum", "rate", "elapsed", "span", "gap", "mean", "lowest", "highest", "latest"]


class Measured(Named):
    """What a requirement and its parts share."""

    id: str
    title: str = ""
    where: Predicate = EVERYTHING
    by: tuple[SignatoryRule, ...] = ()
    """One rule: one signatory; several: a different person for each."""
    skip: Whole = 0
    first: Whole | None = None
    last: Whole | None = None
    having: Predicate | None = None
    out_of: Whole | None = None
    """Least number of entries before ``having`` for a share to be judged."""
    draw: Draw | None = None
    distinct: str | None = None
    sum: str | None = None
    rate: Rate | None = None
    span: bool = False
    """From the first entry to the last."""
    gap: Literal["longest", "shortest"] | None = None
    """Time between neighbouring entries; the longest also looks at the time from the last one until now."""
    mean: str | None = None
    """Number field whose average is taken; entries that hold nothing there are left out."""
    lowest: str | None = None
    """Number field whose least value is taken."""
    highest: str | None = None
    """Number field whose greatest value is taken."""
    latest: str | None = None
    """Number field whose value on the newest entry that holds one is taken."""
    at_least: Bound | None = None
    at_most: Bound | None = None
    ideal: Bound | None = None
    strength: Strength = "mandatory"
    note: str = ""

    @property
    def measure(self) -> Measure:
        """What is measured; entries are counted where nothing else is said."""
        said: tuple[tuple[Measure, object], ...] = (
            ("distinct", self.distinct),
            ("sum", self.sum),
            ("rate", self.rate),
            ("span", self.span or None),
            ("gap", self.gap),
            ("mean", self.mean),
            ("lowest", self.lowest),
            ("highest", self.highest),
            ("latest", self.latest),
        )
        return next((name for name, value in said if value is not None), "count")

    @property
    def level_field(self) -> str | None:
        """The number field of which one value is taken: mean, lowest, highest or latest."""
        return self.mean or self.lowest or self.highest or self.latest


class Part(Measured):
    """A condition on what its requirement selected; one selection must meet the total and every part."""


class Each(Named):
    """One part for each value of a field."""

    field: str
    values: tuple[str, ...] | Literal["scope", "stage"] = ()
    """Listed; ``scope``: the agreed regions, else the framework's; ``stage``: the stage's lines in scope."""
    at_least: Bound | None = None
    at_most: Bound | None = None
    minima: tuple[Minimum, ...] = ()
    """A target of its own for each value, instead of ``values``."""
    even_percent: Number | None = None
    """How far, in per cent of an even split, a value may fall short of it."""
    parts: tuple[Part, ...] = ()
    """What must hold within each value."""


class Requirement(Measured):
    """One thing a framework asks for.  It has ``of``, ``elapsed`` or ``needs``."""

    stage: str
    of: str | None = None
    """Record kind whose entries count."""
    eligible: bool = True
    """False: the framework's ``[eligible.KIND]`` does not apply here."""
    about: Predicate = EVERYTHING
    cooldown: Cooldown | None = None
    within: Window | None = None
    limits: tuple[Limit, ...] = ()
    elapsed: Elapsed | None = None
    parts: Annotated[tuple[Part, ...], Field(alias="part")] = ()
    each: Each | None = None
    needs: Needs | None = None
    when: Predicate | None = None
    """Over the trainee's facts, scope, awards and requirements met; not matching: does not apply."""
    waivable: bool = True
    sign_off: Literal["each", "none"] = "each"
    confidence: Confidence | None = None
    """None: as the framework's source."""

    @property
    def measure(self) -> Measure:
        """What is measured; entries are counted where nothing else is said."""
        return "elapsed" if self.elapsed is not None else super().measure

    def part(self, part_id: str) -> Part:
        """Return the part with this id.

        Raises:
            KeyError: there is none.
        """
        for part in self.parts:
            if part.id == part_id:
                return part
        raise KeyError(part_id)


class Setting(Value):
    """A target replaced by a recognition."""

    requirement: str
    at_least: Bound


class Scale(Value):
    """Targets reduced to a share of themselves by a recognition."""

    requirements: tuple[str, ...] | Literal["all"] = ()
    parts: tuple[str, ...] | Literal["all"] = ()
    """Parts as ``requirement/part``."""
    but: tuple[str, ...] = ()
    percent: Decimal | int
    round: Rounding = "up"
