"""The data of a report without its pages: what its PDF says, for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sonolog.reports.model import Grid

Row = dict[str, str]
_LEFT_OUT = frozenset({"evidence"})


def report_json(model: Any) -> str:
    """Return a report's data as one JSON object: days and times as ISO text, decimals as text, nothing left out."""
    return json.dumps(_plain(model), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def report_tables(model: Any) -> dict[str, list[Row]]:
    """Return the tables of a report, by name: a list within an entry of another has the name of that entry.

    The first table, "report", has one row with what is said once.
    """
    found: dict[str, list[Row]] = {"report": [_scalars(model)]}
    for path, row in _rows(model, (), {}):
        found.setdefault(".".join(path), []).append(row)
    return found


def _plain(value: Any) -> Any:
    if isinstance(value, Grid):
        return [dict(zip(value.names, row, strict=True)) for row in value.rows]
    if is_dataclass(value):
        return {one.name: _plain(getattr(value, one.name)) for one in fields(value) if one.name not in _LEFT_OUT}
    if isinstance(value, tuple | list):
        return [_plain(one) for one in value]
    if isinstance(value, date | datetime):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _scalars(model: Any) -> Row:
    if not is_dataclass(model):
        return {"value": _text(model)}
    told = {one.name: getattr(model, one.name) for one in fields(model) if one.name not in _LEFT_OUT}
    return {name: _text(value) for name, value in told.items() if not (isinstance(value, tuple) or is_dataclass(value))}


def _rows(model: Any, path: tuple[str, ...], above: Row) -> Iterator[tuple[tuple[str, ...], Row]]:
    for one in fields(model) if is_dataclass(model) else ():
        value, inner = getattr(model, one.name), (*path, one.name)
        if isinstance(value, Grid):
            yield from ((inner, above | dict(zip(value.names, row, strict=True))) for row in value.rows)
        elif is_dataclass(value):
            yield inner, above | _scalars(value)
            yield from _rows(value, inner, above)
        elif isinstance(value, tuple):
            for entry in value:
                own = _scalars(entry)
                yield inner, above | own
                first = next(iter(own.values()), "")
                yield from _rows(entry, inner, above | {f"{one.name}.{next(iter(own), '')}": first})


def _text(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value.isoformat() if isinstance(value, date | datetime) else str(value)
