"""The scope card: what the trainee may do today, and what the next step asks for."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from sonolog.tui.screens.paper import PaperScreen
from sonolog.tui.widgets.sheet import Entry

if TYPE_CHECKING:
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.show_scope import ScopeOfPractice


def scope_page(trainee: str) -> PaperScreen:
    """Return the card: practices allowed today, since when and until when; then the others, with what is missing."""
    return PaperScreen("Scope of practice", partial(_asked, trainee))


def _asked(trainee: str, logbook: Logbook) -> Iterator[Entry]:
    from sonolog.usecases.show_scope import show_scope

    yield from scope_entries(show_scope(logbook, trainee))


def scope_entries(scope: ScopeOfPractice) -> Iterator[Entry]:
    """Yield the card line by line."""
    from sonolog.usecases.show_scope import by_framework, span_words

    yield Entry(f"{scope.name}, as of {scope.as_of.day} {scope.as_of:%b %Y}")
    yield Entry("")
    if not scope.may:
        yield Entry("Nothing yet without a supervisor.")
    for framework, lines in by_framework(scope.may).items():
        yield Entry(f"May do today, by {framework}")
        for one in lines:
            yield Entry(one.title, ", ".join(part for part in (one.by, span_words(one)) if part))
    for framework, lines in by_framework(scope.not_yet).items():
        yield Entry("")
        yield Entry(f"Not yet, by {framework}")
        for one in lines:
            yield Entry(one.title, f"{one.by}: {one.missing}")
