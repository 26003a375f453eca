"""Reads the shared vocabulary from the table shipped with the program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from sonolog.domain.vocabulary import Term, Vocabulary

_TABLE = Path(__file__).with_name("library") / "terms.toml"
_LINE = re.compile(r"\[(?P<kind>[a-z]+)\]|(?P<id>[a-z0-9-]+) = \{ (?P<row>.+) \}")
_PAIR = re.compile(r'([a-z]+) = "([^"]*)"')


@cache
def load_vocabulary() -> Vocabulary:
    """Return the shipped vocabulary; it is read once a process and trusted, since a test checks it."""
    return Vocabulary(terms_of(read_shipped_table(shipped_table())))


def shipped_table() -> str:
    """Return the text of the shipped table of terms (TOML)."""
    return _TABLE.read_text("utf-8")


def read_shipped_table(text: str) -> dict[str, dict[str, dict[str, str]]]:
    """Return the table in ``text``, which keeps to one line a term and has no escapes.

    Every logged scan waits for the vocabulary, and the standard library's TOML reader takes longer for this table
    than everything else together; a test proves both read the shipped table alike.
    """
    table: dict[str, dict[str, dict[str, str]]] = {}
    rows: dict[str, dict[str, str]] = {}
    for line in text.splitlines():
        found = _LINE.fullmatch(line)
        if found is None:
            continue
        if found["kind"]:
            rows = table.setdefault(found["kind"], {})
        else:
            rows[found["id"]] = dict(_PAIR.findall(found["row"]))
    return table


def terms_of(table: Mapping[str, Mapping[str, Any]]) -> Iterator[Term]:
    """Yield the terms of a parsed table that is known to be right (see :mod:`vocabulary_check`)."""
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
