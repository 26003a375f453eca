"""What the next scan would have to be like: the fields that open requirements ask for, put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cached_property

from sonolog.domain.fields import Field, fields_of
from sonolog.domain.framework import Framework
from sonolog.domain.predicate import AllOf, AnyOf, Compare, Not, OneOf, Predicate, Present, TermRef
from sonolog.domain.vocabulary import Term, Vocabulary
from sonolog.progress.evidence import Cell

Wish = dict[str, Cell]
"""Field of a scan to the one value it should have; None: it should hold nothing."""

_PLACED = {"structures": "structure", "pathologies": "pathology"}
_WRITTEN = "…"
"""Stands for a text the trainee would write."""


@dataclass(frozen=True)
class Wishes:
    """What a framework's words mean, and what is usual for this trainee."""

    framework: Framework
    vocabulary: Vocabulary
    usual: Mapping[str, Cell]

    def granted(self, asked: Iterable[Predicate], wish: Wish) -> Wish | None:
        """Return ``wish`` with what makes every predicate true; None where one contradicts it.

        What cannot be settled here is passed over: whoever tries the scan sees whether it counts.
        """
        found: Wish | None = dict(wish)
        for predicate in asked:
            found = self._met(predicate, found) if found is not None else None
        return found if found is not None and self._is_possible(found) else None

    def _met(self, predicate: Predicate, wish: Wish) -> Wish | None:
        match predicate:
            case OneOf(field=field, values=values):
                return self._chosen(field, [_cell(value) for value in values], wish)
            case Compare():
                return self._within(predicate, wish)
            case Present(field=field, present=present):
                return self._present(field, wish) if present else self._chosen(field, [None], wish)
            case TermRef(term=term):
                return self._met(self.framework.term(term).where, wish)
            case AllOf(of=parts):
                return self.granted(parts, wish)
            case AnyOf(of=parts):
                return self._either(parts, wish)
            case Not(of=OneOf(field=field, values=values)):
                return self._other(field, [_cell(value) for value in values], wish)
        return wish

    def _either(self, parts: Iterable[Predicate], wish: Wish) -> Wish | None:
        """Return the way that adds least."""
        best: Wish | None = None
        for part in parts:
            way = self.granted([part], wish)
            if way is not None and (best is None or len(way) < len(best)):
                best = way
            if best is not None and len(best) == len(wish):
                break
        return best

    def _chosen(self, field: str, values: list[Cell], wish: Wish) -> Wish | None:
        if field in wish:
            return wish if wish[field] in values else None
        if not _can_be_said(field):
            return wish
        usual = self.usual.get(field)
        return wish | {field: usual if usual in values and usual is not None else values[0]}

    def _other(self, field: str, values: list[Cell], wish: Wish) -> Wish | None:
        if field in wish:
            return None if wish[field] in values else wish
        others = [value for value in self._all_values(field) if value not in values]
        return self._chosen(field, others, wish) if others else wish

    def _present(self, field: str, wish: Wish) -> Wish | None:
        if field in wish:
            return wish if wish[field] is not None else None
        values = self._all_values(field)
        if field in ("reflection", "indication", "note"):
            return wish | {field: _WRITTEN}
        return self._chosen(field, values, wish) if values else wish

    def _all_values(self, field: str) -> list[Cell]:
        known = fields_of("scan").get(field)
        if known is None:
            return []
        if known.type == "yes-no":
            return [True, False]
        if known.vocabulary is not None:
            return [term.id for term in self.vocabulary.terms(known.vocabulary)]
        return list(known.values)

    def _within(self, predicate: Compare, wish: Wish) -> Wish | None:
        low, high = predicate.at_least, predicate.at_most
        name, factor = ("minutes", 60) if predicate.field == "hours" else (predicate.field, 1)
        bound = low if low is not None else high
        if not _can_be_said(name) or bound is None or isinstance(bound, date):
            return wish
        if name in wish:
            return wish
        return wish | {name: -int(-bound * factor // 1) if low is not None else int(bound * factor)}

    def _is_possible(self, wish: Wish) -> bool:
        """Return whether structure and condition may lie in the region."""
        region = wish.get("region")
        if not isinstance(region, str):
            return True
        found = (self._placed.get((field, str(wish.get(field)))) for field in _PLACED)
        return all(term is None or term.lies_in(region) for term in found)

    @cached_property
    def _placed(self) -> Mapping[tuple[str, str], Term]:
        return {(field, term.id): term for field, kind in _PLACED.items() for term in self.vocabulary.terms(kind)}


def _can_be_said(field: str) -> bool:
    known: Field | None = fields_of("scan").get(field)
    return known is not None and not known.derived and known.type not in ("record", "day")


def _cell(value: bool | int | Decimal | date | str) -> Cell:  # noqa: FBT001
    return int(value) if isinstance(value, Decimal) else value


def fields_named_in(asked: Iterable[Predicate], framework: Framework | None) -> Iterator[str]:
    """Yield the fields that predicates test, wherever they stand, in the terms of ``framework`` too."""
    for predicate in asked:
        match predicate:
            case OneOf(field=field) | Compare(field=field) | Present(field=field):
                yield field
            case TermRef(term=term) if framework is not None:
                yield from fields_named_in([framework.term(term).where], framework)
            case Not(of=inner):
                yield from fields_named_in([inner], framework)
            case AllOf(of=parts) | AnyOf(of=parts):
                yield from fields_named_in(parts, framework)
            case _:
                pass
