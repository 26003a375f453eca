"""Choosing from a numbered list: “1-3,5”, “all”."""

from __future__ import annotations


def select(answer: str, most: int) -> tuple[int, ...]:
    """Return the numbers from 1 to ``most`` that ``answer`` names, in order; none if it is not understood."""
    if answer.strip().lower() == "all":
        return tuple(range(1, most + 1))
    chosen: set[int] = set()
    for part in answer.replace(",", " ").split():
        first, dash, last = part.partition("-")
        if not first.isdecimal() or (dash and not last.isdecimal()):
            return ()
        chosen |= set(range(int(first), min(int(last or first), most) + 1))
    return tuple(sorted(chosen)) if chosen and min(chosen) >= 1 and max(chosen) <= most else ()
