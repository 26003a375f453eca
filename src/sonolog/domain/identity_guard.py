"""The guard that keeps patients out of a logbook: no text is stored that shows who somebody is.

It is made against slips, not against disguise.  What it finds is never repeated in a message, only masked.
The rules: health numbers that pass their check, Irish health identifiers, National Insurance and PPS numbers;
numbers, dates of birth and names behind a label; e-mail addresses.  These are never stored.

What may be a patient's detail and may be something else (a date, a long number, a postcode, "Mrs" and a surname) is
a doubt: it is stored once a person says what it is.  A name without label or title is not found.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain
from typing import Literal

from sonolog.domain.identity_doubts import (
    find_doubts,
    may_call_patient,
    may_have_postcode,
    may_have_title,
    says_one_of,
)
from sonolog.domain.identity_numbers import Found, find_numbers
from sonolog.domain.identity_rules import find_email, find_labelled, may_have_birth_label
from sonolog.domain.identity_text import FoldedText, count_digits, fold_text
from sonolog.errors import Exit, SonologError

Level = Literal["block", "confirm"]
"""``block``: is never stored.  ``confirm``: may be stored once a person says it is no patient detail."""

RULES: dict[str, str] = {
    "health-number": "an NHS, CHI or other health number",
    "irish-ihi": "an Irish health identifier",
    "national-insurance": "a National Insurance number",
    "irish-pps": "an Irish PPS number",
    "labelled-number": "a patient or hospital number",
    "birth-date": "a date of birth",
    "patient-name": "a patient’s name",
    "email": "an e-mail address",
}
"""Every rule that blocks, and what it finds in words."""
DOUBTS: dict[str, str] = {
    "phone": "a telephone number",
    "full-date": "a date with its year",
    "postcode": "a postcode",
    "title-name": "a person’s name",
    "ten-digits": "a ten-digit number",
    "long-number": "a long number",
}
"""Every rule that asks, and what it finds in words."""

_NUMBERS = frozenset(
    {
        "health-number",
        "irish-ihi",
        "national-insurance",
        "irish-pps",
        "labelled-number",
        "phone",
        "ten-digits",
        "long-number",
    }
)
NAME_COLUMNS = frozenset({"name", "full name", "patient", "client", "pt"})
"""Headings under which a table of patients keeps who they are."""
_DOT = "•"
_FIXED_MASK = _DOT * 5
_LEAST_SHOWN = 8
"""A shorter number shows none of its characters."""
_TAKE_OUT = "Take it out or write it another way, then save again. No entry needs to say who it was."
_TELLING = 4
"""Digits of the shortest number or date that is looked for by itself."""
_MOST_NAMED = 10
"""Hits a message names one by one."""


@dataclass(frozen=True, slots=True)
class Hit:
    """One place of a text that shows who somebody is."""

    rule: str
    """One of :data:`RULES` or :data:`DOUBTS`."""
    level: Level
    start: int
    """First character, in the text as it was typed."""
    end: int
    """One past the last."""
    reason: str
    """What it looks like, for example "an e-mail address"."""
    masked: str
    """What may be shown of it."""


class IdentityRefused(SonologError):
    """A text could identify a patient; says where and what kind, never what it was."""

    code = "patient-identity"
    exit = Exit.INPUT

    def __init__(self, hits: Iterable[tuple[str, Hit]], *, hint: str = _TAKE_OUT) -> None:
        self.hits = tuple(hits)
        named = [f"{field} has what looks like {hit.reason} ({hit.masked})" for field, hit in self.hits]
        more = len(named) - _MOST_NAMED
        tail = f"; and {more} more" if more > 0 else ""
        super().__init__(
            f"This may identify a patient: {'; '.join(named[:_MOST_NAMED])}{tail}.",
            hint=hint,
            kept="Nothing was stored.",
            where=", ".join(dict.fromkeys(field for field, _ in self.hits)),
        )


def scan_text(text: str, *, email_allowed: bool = False) -> tuple[Hit, ...]:
    """Return every place of ``text`` that may identify a patient, in order and without overlap.

    ``email_allowed`` is for a person's own address.
    """
    folded = fold_text(text)
    return tuple(_hit(folded, found) for found in _apart(_found(folded, email_allowed=email_allowed)))


def scan_column(name: str, value: str) -> Iterator[tuple[Literal["name", "value"], Hit]]:
    """Yield what may identify a patient in a column of somebody's own, read as "name: value".

    What an imported column called "Hospital number", "DOB" or just "Name" holds is told only by that name.
    """
    yield from (("name", hit) for hit in scan_text(name))
    lead = f"{'patient name' if name.strip().casefold() in NAME_COLUMNS else name}: "
    for hit in scan_text(lead + value):
        if hit.end > len(lead):
            start = max(hit.start - len(lead), 0)
            yield "value", replace(hit, start=start, end=hit.end - len(lead))


def refuse_identity(fields: Iterable[tuple[str, str]], *, email_allowed: bool = False) -> None:
    """Let (field, text) pairs pass, or refuse them.

    Raises:
        IdentityRefused: naming every hit in every field.
    """
    hits = [(name, hit) for name, text in fields for hit in scan_text(text, email_allowed=email_allowed)]
    if hits:
        raise IdentityRefused(hits)


def mask_identity(text: str) -> str:
    """Return ``text`` as a message may repeat it: what may identify a patient is masked."""
    parts, done = [], 0
    for hit in scan_text(text):
        parts += [text[done : hit.start], hit.masked]
        done = hit.end
    return "".join([*parts, text[done:]])


def doubts_in(text: str, *, days: Iterable[date] = ()) -> tuple[Hit, ...]:
    """Return every place of ``text`` a person has to be asked about, in order and without overlap.

    What :func:`scan_text` finds is left out, and so are the record's own ``days``.
    """
    folded = fold_text(text)
    return _doubts(folded, list(_found(folded, email_allowed=False)), tuple(days))


def hits_and_doubts(text: str) -> tuple[tuple[Hit, ...], tuple[Hit, ...]]:
    """Return what :func:`scan_text` and what :func:`doubts_in` return, for a text that is read once."""
    folded = fold_text(text)
    found = list(_found(folded, email_allowed=False))
    return tuple(_hit(folded, one) for one in _apart(found)) if found else (), _doubts(folded, found, ())


def is_quiet(text: str) -> bool:
    """Tell whether nothing at all can be found in a text, by signs every finding has; most texts are cleared so.

    False says nothing: the text has to be read.
    """
    if not (text.isascii() and text.isprintable()):
        return False
    lower = text.lower()
    if "@" in text or "name" in lower or "next of kin" in lower or may_have_title(text):
        return False
    if ("patient" in lower or "pt" in lower or "client" in lower) and may_call_patient(text):
        return False
    digits = count_digits(text)
    if not digits:
        return True
    telling = digits >= _TELLING or "born" in lower or "birth" in lower or may_have_postcode(text)
    return not telling and not may_have_birth_label(lower)


def _doubts(folded: FoldedText, surely: list[Found], own: tuple[date, ...]) -> tuple[Hit, ...]:
    doubtful = list(find_doubts(folded))
    if not doubtful:
        return ()
    sure = [(one.start, one.end) for one in surely]
    found = [one for one in doubtful if all(one.end <= start or end <= one.start for start, end in sure)]
    return tuple(
        _hit(folded, one) for one in _apart(found) if one.rule != "full-date" or not says_one_of(folded, one, own)
    )


def _found(text: FoldedText, *, email_allowed: bool) -> Iterator[Found]:
    rules = (find_numbers(text), find_labelled(text), () if email_allowed else find_email(text))
    return chain.from_iterable(rules)


def _apart(found: Iterable[Found]) -> Iterator[Found]:
    """Yield what was found in order of place; of two that overlap the earlier, then the surer rule."""
    order = (*RULES, *DOUBTS)
    free = 0
    for one in sorted(found, key=lambda one: (one.start, order.index(one.rule), -one.end)):
        if one.start >= free:
            yield one
            free = one.end


def _hit(text: FoldedText, found: Found) -> Hit:
    start, end = text.place(found.start, found.end)
    masked = _masked(text.words[found.start : found.end]) if found.rule in _NUMBERS else _FIXED_MASK
    level: Level = "block" if found.rule in RULES else "confirm"
    return Hit(found.rule, level, start, end, (RULES | DOUBTS)[found.rule], masked)


def _masked(words: str) -> str:
    """Return first and last character with dots between them, the same in every notation."""
    signs = "".join(filter(str.isalnum, words))
    return f"{signs[0]}{_DOT * (len(signs) - 2)}{signs[-1]}" if len(signs) >= _LEAST_SHOWN else _DOT * len(signs)
