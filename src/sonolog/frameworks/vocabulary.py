"""Reads the shared vocabulary from the table shipped with the program, and checks such a table strictly."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from sonolog.domain.vocabulary import Term, Vocabulary


@cache
def load_vocabulary() -> Vocabulary:
    """Return the shipped vocabulary; it is read once a process and trusted, since a test checks it."""
    return Vocabulary(terms_of(tomllib.loads(shipped_table())))


def shipped_table() -> str:
    """Return the text of the shipped table of terms (TOML)."""
    return files("sonolog.frameworks").joinpath("library", "terms.toml").read_text("utf-8")


def terms_of(table: Mapping[str, Mapping[str, Any]]) -> Iterator[Term]:
    """Yield the terms of a parsed table that is known to be right (see :func:`faults_of`)."""
    for kind, rows in table.items():
        for term_id, row in rows.items():
            yield Term(
                kind,
                term_id,
                row["label"],
                _listed(row, "also"),
                _listed(row, "here"),
                _listed(row, "regions"),
                row.get("examination"),
            )


def _listed(row: Mapping[str, str], key: str) -> tuple[str, ...]:
    text = row.get(key)
    return tuple(text.split(", ")) if text else ()
