"""The strict check of a table of terms: every fault at once, for whoever edits the table and for a test."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any

from sonolog.domain.term_names import fold, folded_words
from sonolog.domain.vocabulary import KINDS, LONGEST_NAME, Term
from sonolog.frameworks.vocabulary import terms_of

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_KEYS: Mapping[str, frozenset[str]] = {
    "structure": frozenset({"label", "also", "here", "regions"}),
    "region": frozenset({"label", "also", "examination"}),
}
_PLAIN_KEYS = frozenset({"label", "also"})


def faults_of(text: str) -> tuple[str, ...]:
    """Return one sentence for each fault in a table of terms (TOML); none: it may be shipped.

    Faults of form hide those of meaning: clashes are looked for once every line can be read.
    """
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        return (f"Not TOML: {fault}",)
    faults = tuple(_faults_of_form(table))
    return faults or tuple(_faults_of_meaning(tuple(terms_of(table))))


def _faults_of_form(table: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"[{kind}] is not a kind of term." for kind in table if kind not in KINDS)
    yield from (f"[{kind}] is missing." for kind in KINDS if kind not in table)
    for kind, rows in table.items():
        if not isinstance(rows, dict):
            yield f"{kind} is not a table."
            continue
        for term_id, row in rows.items():
            yield from (f"{kind} {term_id}: {fault}" for fault in _faults_of_row(kind, term_id, row))


def _faults_of_row(kind: str, term_id: str, row: Any) -> Iterator[str]:
    if not _ID.fullmatch(term_id):
        yield "the id is not kebab-case."
    if not isinstance(row, dict):
        yield "not a table in one line."
        return
    if "label" not in row:
        yield "no label."
    for key, value in row.items():
        if key not in _KEYS.get(kind, _PLAIN_KEYS):
            yield f"unknown key “{key}”."
        elif not isinstance(value, str) or not value:
            yield f"{key} is not text."
        elif key != "label" and any(part != part.strip() or not part for part in value.split(", ")):
            yield f"{key} is not a list parted by a comma and one space."


def _faults_of_meaning(terms: tuple[Term, ...]) -> Iterator[str]:
    ids = frozenset((term.kind, term.id) for term in terms)
    for term in terms:
        yield from (f"{term.kind} {term.id}: {fault}" for fault in _faults_of_term(term, ids))
    for kind in KINDS:
        yield from _clashes([term for term in terms if term.kind == kind])


def _faults_of_term(term: Term, ids: frozenset[tuple[str, str]]) -> Iterator[str]:
    yield from (f"no region “{region}”." for region in term.regions if ("region", region) not in ids)
    if term.examination is not None and ("examination", term.examination) not in ids:
        yield f"no examination “{term.examination}”."
    if term.kind == "region" and term.examination is None:
        yield "a region needs an examination."
    if term.shorthand and not term.regions:
        yield "shorthand without regions."
    yield from _faults_of_names(term)


def _faults_of_names(term: Term) -> Iterator[str]:
    seen = {fold(term.id), fold(term.label)}
    for name in (*term.synonyms, *term.shorthand):
        key = fold(name)
        if key in seen:
            yield f"“{name}” says nothing new."
        seen.add(key)
    for name in (*term.names, *term.shorthand):
        if not fold(name):
            yield f"“{name}” has no letter or digit."
        if len(folded_words(name)) > LONGEST_NAME:
            yield f"“{name}” has more than {LONGEST_NAME} words."


def _clashes(terms: list[Term]) -> Iterator[str]:
    owners: dict[str, set[str]] = defaultdict(set)
    local: dict[str, list[Term]] = defaultdict(list)
    for term in terms:
        for key in {fold(name) for name in term.names}:
            owners[key].add(term.id)
        for key in {fold(name) for name in term.shorthand}:
            local[key].append(term)
    for key, ids in owners.items():
        if len(ids) > 1:
            yield f"“{key}” names {', '.join(sorted(ids))}."
    for key, sharing in local.items():
        yield from _shorthand_clashes(key, sharing, owners)


def _shorthand_clashes(key: str, sharing: list[Term], owners: Mapping[str, set[str]]) -> Iterator[str]:
    if key in owners:
        yield f"“{key}” is shorthand of {sharing[0].id} and a name of {', '.join(sorted(owners[key]))}."
    taken: dict[str, str] = {}
    for term in sharing:
        for region in term.regions:
            if region in taken:
                yield f"“{key}” is shorthand of {taken[region]} and {term.id} in {region}."
            taken[region] = term.id
