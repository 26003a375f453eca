"""What an entry must be like: a small tree of frozen values.

A field that holds nothing is *unmarked*: it matches no test, and no ``not`` of a test; only ``Present`` sees
it.  So every node splits the entries in three: matching, not matching, neither.  ``AllOf`` and ``AnyOf``
combine these as three-valued "and" and "or", ``Not`` swaps matching and not matching.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from sonolog.domain.value import Value

Scalar = bool | int | Decimal | date | str


class OneOf(Value):
    """The field is one of ``values``; a field with several values holds at least one of them."""

    field: str
    values: tuple[Scalar, ...]


class Compare(Value):
    """A number or day lies between the bounds, both included; a missing bound is open."""

    field: str
    at_least: int | Decimal | date | None = None
    at_most: int | Decimal | date | None = None


class Present(Value):
    """The field is marked (or, with ``present`` false, unmarked)."""

    field: str
    present: bool = True


class TermRef(Value):
    """The predicate of the framework's ``[[term]]`` with this id."""

    term: str


class Linked(Value):
    """So many of the records this entry refers to in ``field`` (its placement, session, scans) match ``where``."""

    field: str
    kind: str
    """Record kind of the other end."""
    where: Predicate
    at_least: int = 1
    at_most: int | None = None


class Not(Value):
    """What ``of`` does not match; an unmarked entry still matches neither."""

    of: Predicate


class AllOf(Value):
    """Every one of ``of`` matches; with none, everything matches."""

    of: tuple[Predicate, ...] = ()


class AnyOf(Value):
    """At least one of ``of`` matches."""

    of: tuple[Predicate, ...]


Predicate = OneOf | Compare | Present | TermRef | Linked | Not | AllOf | AnyOf

EVERYTHING = AllOf()
"""Matches every entry."""

for _model in (Linked, Not, AllOf, AnyOf):
    _model.model_rebuild()
