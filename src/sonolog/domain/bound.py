"""Targets and ceilings: a number, a length of time, or a share of something."""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Literal

from pydantic import Field

from sonolog.domain.value import Value

Number = int | Decimal
"""A number as written: whole, or with a point; never NaN or infinite."""

Rounding = Literal["up", "down", "nearest"]
Unit = Literal["days", "weeks", "months", "years"]
UNITS: tuple[Unit, ...] = ("days", "weeks", "months", "years")

SHARE_OF = ("target", "total", "equal-share")
"""What a share may be of, besides the id of a requirement."""


class Count(Value):
    """A plain number, in the unit of the measure: entries, different values, or a sum."""

    value: Number


class Duration(Value):
    """A length of time in one unit."""

    value: Annotated[int, Field(ge=0)]
    unit: Unit
    longer: Duration | None = None
    """What one trainee was granted beyond it."""


class Percent(Value):
    """A share of the own target, of all entries before ``having``, of an even split, or of another target."""

    percent: Number
    of: str = "target"
    """One of :data:`SHARE_OF`, or the id of another requirement, whose target is meant."""
    round: Rounding | None = None
    """None: up for ``at_least``, down for ``at_most`` and limits."""


Bound = Count | Duration | Percent
