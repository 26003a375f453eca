"""Completes the word being typed, and knows which others it may become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice

from textual.suggester import Suggester

MOST_OPTIONS = 12
"""Words offered at once."""
Offers = Callable[[str], Iterable[str]]


class WordSuggester(Suggester):
    """Completes the word being typed; in a list, the word after the last comma.

    In a ``closed`` field only the words offered can be meant, so that any part of one stands for it.
    """

    def __init__(self, offers: Offers, *, many: bool, closed: bool = False) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._offers = offers
        self._many = many
        self._closed = closed
        self.picked = 0
        """Which of the words offered is taken; 0 until somebody goes through them."""

    async def get_suggestion(self, value: str) -> str | None:
        """Return ``value`` with its last word completed, or None where that begins otherwise."""
        completed = self.completed(value)
        return completed if completed is not None and completed.casefold().startswith(value.casefold()) else None

    def part(self, value: str) -> str:
        """Return the word being typed."""
        return value.rpartition(",")[2].lstrip() if self._many else value

    def options(self, value: str) -> list[str]:
        """Return the words the one being typed may become, the likeliest first."""
        part = self.part(value)
        found = islice(self._offers(part), MOST_OPTIONS) if part.strip() else ()
        return [one for one in found if one != part]

    def completed(self, value: str) -> str | None:
        """Return ``value`` with the word picked, or with the likeliest where that may be meant."""
        part, options = self.part(value), self.options(value)
        if not options:
            return None
        word = options[min(self.picked, len(options) - 1)]
        if not (self._closed or self.picked or word.casefold().startswith(part.casefold())):
            return None
        return value[: len(value) - len(part)] + word

    def settled(self, value: str) -> str | None:
        """Return ``value`` completed by the only word that begins so, or None."""
        part = self.part(value)
        found = {one for one in self.options(value) if one.casefold().startswith(part.casefold())}
        return value[: len(value) - len(part)] + found.pop() if len(found) == 1 else None
