"""An assessment form: what is judged, on which scales, and what the levels come to, as a value."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from sonolog.domain.bound import Duration, Number
from sonolog.domain.value import Value

Aggregate = Literal["mean", "sum", "percent", "global", "none"]
PassKind = Literal["none", "mean", "sum", "percent", "critical", "level", "every", "judged", "portfolio"]
AGGREGATES: tuple[Aggregate, ...] = ("mean", "sum", "percent", "global", "none")
PASS_KINDS: tuple[PassKind, ...] = (
    "none",
    "mean",
    "sum",
    "percent",
    "critical",
    "level",
    "every",
    "judged",
    "portfolio",
)


class FormSource(Value):
    """Where the form comes from, and what may be done with it."""

    citation: str
    url: str | None = None
    year: int | None = None
    licence: str


class FormPart(Value):
    """Something of a form that has an id and a title."""

    id: str
    title: str


class FormLevel(Value):
    """One level of a scale."""

    value: int
    label: str
    anchor: str = ""
    """What is seen at this level, on every item of the scale; many instruments say it only of some levels."""


class FormScale(Value):
    """The levels an item can be given."""

    id: str
    title: str = ""
    kind: Literal["points", "ordinal"]
    """``points`` may be added and averaged; ``ordinal`` levels have an order and nothing else."""
    levels: tuple[FormLevel, ...]

    def level(self, value: int) -> FormLevel | None:
        """Return the level of this value, or None."""
        return next((one for one in self.levels if one.value == value), None)

    @property
    def highest(self) -> int:
        """The highest value."""
        return max(one.value for one in self.levels)

    @property
    def lowest(self) -> int:
        """The lowest value."""
        return min(one.value for one in self.levels)


class FormAnchor(Value):
    """What is seen at one level of one item."""

    value: int
    text: str


class FormItem(Value):
    """One thing that is judged."""

    id: str
    text: str
    domain: str | None = None
    scale: str
    critical: bool = False
    """Below its ``at_least`` the whole form is failed."""
    at_least: int | None = None
    """The level this item needs."""
    allow_not_assessed: bool = False
    anchors: tuple[FormAnchor, ...] = ()
    """What is seen at a level of this item; levels without one keep the scale's."""
    note: str = ""


class Cut(Value):
    """Another threshold for one variant of the form."""

    variant: str
    at_least: Number


class PortfolioPart(Value):
    """Something that must be there before a portfolio is passed: so many other forms with such an outcome."""

    form: str
    at_least: Annotated[int, Field(ge=1)] = 1
    outcome: tuple[str, ...] = ("passed", "satisfactory")
    purpose: Literal["formative", "summative"] | None = None


class PassRule(Value):
    """What the levels come to."""

    rule: PassKind
    """none: cannot be passed or failed. mean, sum, percent: the aggregate reaches ``at_least``. critical: every
    critical item and, where one is given, ``at_least`` of the aggregate. level: the overall item reaches it. every:
    each item reaches its own, or this, ``at_least``. judged: the assessor says. portfolio: all ``parts``."""
    at_least: Number | None = None
    words: Literal["passed", "satisfactory"] = "passed"
    """How the outcome is called: passed and failed, or satisfactory and unsatisfactory."""
    cuts: tuple[Cut, ...] = ()
    """Other thresholds of variants of the form."""
    parts: tuple[PortfolioPart, ...] = ()


class EvidenceRule(Value):
    """How many filled forms make evidence, by how many assessors, over how long."""

    forms: int = 0
    assessors: int = 0
    """Different people."""
    per: Literal["form", "group", "variant", "region"] = "form"
    """The numbers hold for all forms together, or for each group of assessors, variant or region."""
    counts: Literal["all", "passed"] = "all"
    """Whether a form must be passed (or satisfactory) to be counted: repeated until it is."""
    occasions: int = 0
    """Times at which it was done; the numbers hold for each."""
    apart: Duration | None = None
    """How long after the beginning of an occasion the next one can begin."""
    spread: Duration | None = None
    """How long it must be from the first form to the last."""
    release: int = 0
    """Different assessors from which answers are shown, gathered and never one by one; 0: nothing is held back."""


NO_EVIDENCE_RULE = EvidenceRule()


class AssessmentForm(Value):
    """One edition of an assessment form.  It is never altered, only followed by another edition."""

    form: str
    edition: str
    title: str
    source: FormSource
    purpose: Literal["formative", "summative"] = "formative"
    """What an assessment on this form is for where it does not say otherwise."""
    note: str = ""
    aggregate: Aggregate = "none"
    """What the form comes to: of points their mean, sum or percent of the most; ``global``: the overall item."""
    overall: str | None = None
    """Id of the item that judges the whole."""
    entrustment: bool = False
    """The overall level is a level of entrustment, which frameworks ask for as ``entrustment``."""
    pass_rule: Annotated[PassRule, Field(alias="pass")]
    evidence: EvidenceRule = NO_EVIDENCE_RULE
    variants: Annotated[tuple[FormPart, ...], Field(alias="variant")] = ()
    """Kinds of examination the form is used for, where their thresholds differ."""
    groups: Annotated[tuple[FormPart, ...], Field(alias="group")] = ()
    """Groups of people who answer a multi-source form."""
    domains: Annotated[tuple[FormPart, ...], Field(alias="domain")] = ()
    scales: Annotated[tuple[FormScale, ...], Field(alias="scale")] = ()
    items: Annotated[tuple[FormItem, ...], Field(alias="item")] = ()

    def scale_of(self, item: FormItem) -> FormScale:
        """Return the scale an item is judged on."""
        return next(one for one in self.scales if one.id == item.scale)

    def item(self, item_id: str) -> FormItem | None:
        """Return the item of this id, or None."""
        return next((one for one in self.items if one.id == item_id), None)

    def anchor(self, item: FormItem, value: int) -> str:
        """Return what is seen at a level of an item; empty where the form does not say."""
        own = next((one.text for one in item.anchors if one.value == value), "")
        level = self.scale_of(item).level(value)
        return own or (level.anchor if level is not None else "")

    def threshold(self, variant: str | None) -> Decimal | None:
        """Return what the aggregate must reach, in this variant of the form."""
        cut = next((one.at_least for one in self.pass_rule.cuts if one.variant == variant), self.pass_rule.at_least)
        return None if cut is None else Decimal(cut)
