"""What an import would make of a file, in words for whoever decides about it."""

from __future__ import annotations

from dataclasses import dataclass

from sonolog.domain.identity_guard import mask_identity
from sonolog.exchange.import_map import CUSTOM, LEFT_OUT, NUMBER, WORDS
from sonolog.progress.plain_words import UNITS
from sonolog.usecases.field_showing import FieldShower
from sonolog.usecases.field_words import title_of
from sonolog.usecases.import_look import Look
from sonolog.usecases.import_survey import Survey
from sonolog.usecases.logbook import Logbook

_FIRST = ("side", "region", "structures")
_UNSAID = frozenset({"case", "source", "date", "examination", "adequate", "start", *_FIRST})
_USUAL = {"setting": "patient", "role": "performed"}


@dataclass(frozen=True, slots=True)
class PreviewLine:
    """One row as the record it would become."""

    number: int
    day: str
    words: str


def counted_records(number: int, kind: str) -> str:
    """Return “1 scan”, “2,000 scans”: a row can be several of them."""
    one, several = UNITS.get(kind, ("record", "records"))
    return f"{number:,} {one if number == 1 else several}"


def divided_words(found: Survey) -> str:
    """Return what becomes of lengths of time that rows say once of several scans; empty where none does."""
    if not found.divided:
        return ""
    rows = "1 row names" if found.divided == 1 else f"{found.divided:,} rows name"
    return f"{rows} several scans and one length of time: it is divided among them."


def preview_lines(logbook: Logbook, look: Look, found: Survey, *, most: int = 200) -> tuple[PreviewLine, ...]:
    """Return the first rows in words."""
    kind, shown = look.map.kind, found.shown[:most]
    with logbook.reading() as connection:
        shower = FieldShower.of(connection, kind, [body for _, body in shown])
    shower.names |= found.names
    return tuple(_line(shower, kind, number, body) for number, body in shown)


def _line(shower: FieldShower, kind: str, number: int, body: dict[str, object]) -> PreviewLine:
    texts = {name: shower.text(kind, name, value) for name, value in body.items() if value not in (None, [], "")}
    said = [text for name, text in texts.items() if name not in _UNSAID and body[name] != _USUAL.get(name)]
    place = f"{texts.get('side', '')} {texts.get('region', '')}".strip()
    place = f"{place}: {texts['structures']}" if "structures" in texts else place
    words = " · ".join(part for part in (place[:1].upper() + place[1:].lower() if place else "", *said) if part)
    return PreviewLine(
        number, str(body.get("date") or body.get("start") or ""), mask_identity(words.replace("\n", " "))
    )


def meaning_words(meaning: str, *, identity: bool = False) -> str:
    """Return the meaning of a column in words."""
    if meaning == LEFT_OUT:
        return "left out"
    if identity:
        return "of patients: leave it out"
    if meaning == WORDS:
        return "the scan, in words"
    if meaning == NUMBER:
        return "number of the case"
    if meaning.startswith(CUSTOM):
        return f"own field “{meaning.removeprefix(CUSTOM)}”"
    return title_of(meaning)
