"""What a cell of a foreign table says, and the quick way to read those that hold free text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

from sonolog.domain.identity_guard import NAME_COLUMNS, hits_and_doubts, is_quiet
from sonolog.domain.text import TextRefused, clean_text
from sonolog.domain.value import LINE_LIMIT, PROSE_LIMIT
from sonolog.exchange.import_map import CUSTOM, NUMBER
from sonolog.exchange.workbook import UNCOMPUTED
from sonolog.ledger.canonical import canonical, canonical_text
from sonolog.store.first_versions import Spelled, places
from sonolog.usecases.field_words import PROSE
from sonolog.usecases.import_columns import is_identity_heading
from sonolog.usecases.import_faults import Fault

_TEXTS = frozenset({"note", "reflection", "indication", "site"})
"""Fields of a scan that hold one typed text."""
_SHORT_NUMBER = 5
"""Digits; no number of a patient and no date is shorter, unless the name of its column says so."""


@dataclass(slots=True, eq=False)
class Cell:
    """What a cell says: of one scan usually, of several where several stand in it."""

    scans: tuple[Mapping[str, Any], ...] = ({},)
    """Values by field, as a record is made of them; those of a text alone stand in :attr:`parts` only."""
    parts: tuple[Spelled, ...] = ()
    """The same, spelled, where it is about one scan."""
    placed: tuple[tuple[int, Spelled], ...] = ()
    """The same with the place of each among the fields of a scan."""
    custom: Spelled | None = None
    """A field of the person's own, spelled as the only one of its record."""
    region: str = ""
    doubtful: bool = False
    """Something in it has to be asked about, unless the row explains it."""
    fault: Fault | None = None
    odd: bool = False
    """More than its parts is to be looked at: a fault, a doubt, several scans."""
    said: str = ""
    """By what two cells are compared: the same says the same."""


_NOT_SAID: tuple[Mapping[str, Any], ...] = ({},)
BLANK = Cell()


class _Lead(NamedTuple):
    """The name of a field of one's own, as it is read before what stands in it."""

    name: str
    text: str
    spelled: str
    holds_numbers: bool
    """A short number in it is no patient's."""


@cache
def _lead(heading: str, name: str) -> _Lead | None:
    """Return a name nobody has to be asked about, or None."""
    if not is_quiet(name) or is_identity_heading(heading) or is_identity_heading(name):
        return None
    kept = clean_text(name, limit=LINE_LIMIT, multiline=False)
    text = f"{'patient name' if kept.casefold() in NAME_COLUMNS else kept}: "
    numbers = not any(any(hits_and_doubts(text + tried)) for tried in ("1234", "12345"))
    return _Lead(kept, text, canonical(kept), numbers)


def text_reader(heading: str, meaning: str) -> Callable[[str], Cell | None] | None:
    """Return what reads the free text of a scan's column; None where the column holds no free text.

    It answers None of a text somebody may have to be asked about, at which the gate has to look.  Free texts are seldom
    the same twice, so what the gate asks of them is asked of the text alone.
    """
    if meaning in _TEXTS:
        return _prose_reader(meaning, is_prose=meaning in PROSE)
    name = heading[:80] if meaning == NUMBER else meaning.removeprefix(CUSTOM) if meaning.startswith(CUSTOM) else ""
    lead = _lead(heading, name) if name else None
    return _own_reader(lead) if lead is not None else None


def _prose_reader(name: str, *, is_prose: bool) -> Callable[[str], Cell | None]:
    at, before, limit = places("scan")[name], f'"{name}":', PROSE_LIMIT if is_prose else LINE_LIMIT

    def read(text: str) -> Cell | None:
        if not (len(text) <= LINE_LIMIT and text.isascii() and text.isprintable()):
            try:
                text = clean_text(text, limit=limit, multiline=is_prose)
            except TextRefused:
                return None
        if (not is_quiet(text) and any(hits_and_doubts(text))) or text == UNCOMPUTED:
            return None
        part = Spelled(name, before + canonical_text(text), text, text)
        return Cell(_NOT_SAID, (part,), ((at, part),), None, "", False, None, False, text)  # noqa: FBT003

    return read


def _own_reader(lead: _Lead) -> Callable[[str], Cell | None]:
    before, after = f'[{{"name":{lead.spelled},"value":', "}]"

    def read(text: str) -> Cell | None:
        if not (len(text) <= LINE_LIMIT and text.isascii() and text.isprintable()):
            try:
                text = clean_text(text, limit=PROSE_LIMIT, multiline=True)
            except TextRefused:
                return None
        if not (lead.holds_numbers and len(text) <= _SHORT_NUMBER and text.isascii() and text.isdigit()):
            whole = lead.text + text
            if (not is_quiet(whole) and any(hits_and_doubts(whole))) or text == UNCOMPUTED:
                return None
        inside = f"{before}{canonical_text(text)}{after}"
        part = Spelled("custom", f'"custom":{inside}', inside, f"{lead.name} {text}")
        return Cell(_NOT_SAID, (), (), part, "", False, None, False, text)  # noqa: FBT003

    return read
