"""Find a person by what somebody typed."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.store.database import Connection
from sonolog.store.people import PersonRow, people_rows
from sonolog.usecases.errors import AmbiguousPerson, UnknownPerson
from sonolog.usecases.quoting import quoted

_TITLES = frozenset({"dr", "prof", "professor", "mr", "mrs", "ms", "miss", "mx"})
_LEAST_OF_ID = 6
_ALIKE = 0.72
"""How alike two names must be (difflib's ratio) for one to be offered in place of the other."""


def find_person(connection: Connection, words: str) -> PersonRow:
    """Return the one person ``words`` mean: a whole id or its end, a name, or parts of a name.

    Raises:
        UnknownPerson: nobody; names the nearest.
        AmbiguousPerson: several.
    """
    return pick_person(people_rows(connection), words)


def pick_person(everyone: Sequence[PersonRow], words: str) -> PersonRow:
    """Return the one of ``everyone`` whom ``words`` mean (see :func:`find_person`)."""
    found = _by_id(everyone, words) or _by_name(everyone, words) or _by_parts(everyone, words)
    if not found:
        raise UnknownPerson(quoted(words), nearest_names(everyone, words), hint="Add them with: sonolog people add")
    if len(found) > 1:
        raise AmbiguousPerson(quoted(words), [f"{one.name} (…{one.id[-6:]})" for one in found])
    return found[0]


def nearest_names(everyone: Sequence[PersonRow], words: str) -> tuple[str, ...]:
    """Return at most three names that resemble ``words``."""
    from difflib import get_close_matches

    by_key = {" ".join(_parts(one.name)): one.name for one in everyone}
    close = get_close_matches(" ".join(_parts(words)), list(by_key), n=3, cutoff=_ALIKE)
    return tuple(by_key[key] for key in close)


def _by_id(everyone: Sequence[PersonRow], words: str) -> list[PersonRow]:
    typed = words.lower().lstrip("…")
    if len(typed) < _LEAST_OF_ID:
        return []
    return [one for one in everyone if one.id.endswith(typed)]


def _by_name(everyone: Sequence[PersonRow], words: str) -> list[PersonRow]:
    typed = _parts(words)
    return [one for one in everyone if typed and _parts(one.name) == typed]


def _by_parts(everyone: Sequence[PersonRow], words: str) -> list[PersonRow]:
    typed = _parts(words)
    return [one for one in everyone if typed and set(typed) <= set(_parts(one.name))]


def _parts(name: str) -> list[str]:
    words = name.casefold().replace(".", " ").replace(",", " ").split()
    return [word for word in words if word not in _TITLES] or words
