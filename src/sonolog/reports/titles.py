"""Titles that begin alike told together: what a sheet holds of a region is one line and not ten."""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def told_together(titles: Iterable[str]) -> Iterator[str]:
    """Yield the titles, those with the same beginning ("Elbow: triceps") as one."""
    groups: dict[str, list[str]] = {}
    for title in titles:
        about, colon, what = title.partition(": ")
        groups.setdefault(f"{about}: " if colon else "", []).append(what if colon else title)
    for about, whats in groups.items():
        yield from [about + "; ".join(whats)] if about else whats
