"""Why entries do not count for a requirement: the reasons with their counts, the entries under each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sonolog.tui.text import wrapped

if TYPE_CHECKING:
    from sonolog.progress.answer import Answer
    from sonolog.usecases.status_words import RecordLine

_ALL = "{}; nothing is held back."
MOST = 500
"""Entries listed under one reason; the rest are counted."""


@dataclass(frozen=True, slots=True)
class WhyLine:
    """One line: words, and the record it is about, if it is about one."""

    words: str
    record: str = ""
    strong: bool = False


def why_lines(answer: Answer, entries: Mapping[str, RecordLine], width: int) -> tuple[WhyLine, ...]:
    """Return the requirement's sentence, then each reason with the entries it holds back."""
    told = tuple(WhyLine(line) for line in wrapped(answer.sentence, width))
    return (*told, WhyLine(""), *_counts(answer, width), *_reasons(answer, entries, width))


def counted_lines(answer: Answer, entries: Mapping[str, RecordLine], width: int) -> tuple[WhyLine, ...]:
    """Return the requirement's sentence, then the entries that count for it."""
    told = (
        *wrapped(answer.sentence, width),
        "",
        *wrapped(f"{_count(len(answer.counted))}. w on the requirement shows what does not.", width),
    )
    found = (WhyLine(_entry_words(entries.get(record)), record) for record in answer.counted[:MOST])
    return (*map(WhyLine, told), *found)


def listed(answer: Answer) -> tuple[str, ...]:
    """Return the record ids of the entries that will be listed, each once."""
    return tuple(dict.fromkeys(record for ids in answer.not_counted.values() for record in ids[:MOST]))


def day_text(day: date | None) -> str:
    """Return a day as people write it."""
    return f"{day.day} {day:%b %Y}" if day is not None else ""


def _counts(answer: Answer, width: int) -> Iterator[WhyLine]:
    held = sum(len(ids) for ids in answer.not_counted.values())
    words = f"{_count(len(answer.counted))}, {held} do not." if held else _ALL.format(_count(len(answer.counted)))
    yield from (WhyLine(line) for line in wrapped(words, width))


def _reasons(answer: Answer, entries: Mapping[str, RecordLine], width: int) -> Iterator[WhyLine]:
    for code, ids in sorted(answer.not_counted.items(), key=lambda one: -len(one[1])):
        yield WhyLine("")
        reason = f"{len(ids)}: {answer.reasons.get(code) or code.replace('-', ' ')}"
        yield from (WhyLine(line, strong=True) for line in wrapped(reason, width))
        for record in ids[:MOST]:
            yield WhyLine(_entry_words(entries.get(record)), record)
        if len(ids) > MOST:
            yield WhyLine(f"  and {len(ids) - MOST} more: sonolog progress --json --ids names them")


def _count(number: int) -> str:
    return "1 entry counts" if number == 1 else f"{number} entries count"


def _entry_words(one: RecordLine | None) -> str:
    if one is None:
        return "  an entry that cannot be read"
    what = one.label if one.kind == "scan" else f"{one.kind_title}: {one.label}"
    return f"  {what:<10} {day_text(one.day):>11}  {one.status_words}"
