"""Rows of a page as they have to stand in its text, one after the other."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sonolog.reports.days import day_words, time_words

GAP = 900
"""Characters at most between two rows: what stands at the foot of one page and at the head of the next."""
DASH = "–"


class NotThere(AssertionError):
    """A row is not where it should be."""


@dataclass(frozen=True)
class Placed:
    """A row and where it stands in the text."""

    start: int
    end: int


def squeezed(text: str) -> str:
    """Return a text without the breaks that a page puts into it."""
    return re.sub(r"\s+", "", text)


def placed(rows: Sequence[str], text: str) -> list[Placed]:
    """Return where each row stands: one after the other, with no more than a page's foot and head between them.

    Raises:
        NotThere: a row is missing, or says something else.
    """
    first, *others = rows
    last = ""
    for start in (found.start() for found in re.finditer(re.escape(first), text)):  # the contents may name it before
        spots = [Placed(start, start + len(first))]
        for row in others:
            after = spots[-1].end
            at = text.find(row, after, after + GAP + len(row))
            if at < 0:
                last = f"{row} after {text[after - 60 : after + 200]}"
                break
            spots.append(Placed(at, at + len(row)))
        else:
            return spots
    raise NotThere(last or first)


def row(*cells: object) -> str:
    """Return cells as they stand one after the other on a page."""
    return squeezed("".join(_cell(one) for one in cells))


def _cell(one: object) -> str:
    if one is None:
        return DASH
    return day_words(one) if isinstance(one, date) else str(one)


def day(text: str) -> str:
    """Return a day as it is printed."""
    return day_words(date.fromisoformat(text))


def status(code: str) -> str:
    """Return a status as it is printed."""
    return code.replace("-", " ").replace("sign off", "sign-off").capitalize()


def signatures(data: Any) -> list[str]:
    """Return the blocks of who signed."""
    return [
        row(
            *(one[name] for name in ("name", "register", "role")),
            f"“{one['meaning']}”for {one['entries']} {'entry' if one['entries'] == 1 else 'entries'}",
            time_words(datetime.fromisoformat(one["at"])),
            "UTC+00:00",
            f"key …{one['key']}",
            one["verification"],
            one["doubt"],
        )
        for one in data.get("sign_offs", ())
    ]
