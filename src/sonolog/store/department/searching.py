"""Search on a server: words as PostgreSQL's text search looks for them, cut as the server cuts what it keeps."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, text

from sonolog.store.tables import head

_FOUND = "SELECT record FROM search WHERE subject = :trainee AND words @@ CAST(:looked_for AS tsquery)"
_LONGEST = 500
"""Letters of a word that are looked at."""


def matching(query: Select[Any], trainee: str, words: Sequence[Sequence[str]]) -> Select[Any]:
    """Narrow a query to the trainee's records in which of each group one text occurs, its last word in part."""
    looked_for = " & ".join(filter(None, (_any_of(group) for group in words)))
    if not looked_for:
        return query
    found = text(_FOUND).bindparams(trainee=trainee, looked_for=looked_for)
    return query.where(head.c.record.in_(found.columns(head.c.record)))


def _any_of(group: Sequence[str]) -> str:
    phrases = [phrase for phrase in map(_phrase, group) if phrase]
    return f"({' | '.join(phrases)})" if phrases else ""


def _phrase(words: str) -> str:
    """Return the words one after the other; the last may be the beginning of a longer one."""
    cut = _cut(words)
    return " <-> ".join(f"'{word}'" for word in cut) + ":*" if cut else ""


def _cut(words: str) -> list[str]:
    """Return letters and digits, small, without accents; nothing in them needs to be quoted."""
    plain = unicodedata.normalize("NFKD", words).lower()
    kept = ("" if "\u0300" <= one <= "\u036f" else one if one.isalnum() else " " for one in plain)
    return [word[:_LONGEST] for word in "".join(kept).split()]
