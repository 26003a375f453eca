"""T7: the identity guard on numbers, labels, innocent phrases and a second set of texts made from other templates."""

from __future__ import annotations

from random import Random
from time import process_time

import pytest
from stdnum.gb import nhs
from tests.domain.innocent import PHRASES
from tests.domain.written_numbers import NOTATIONS, SETTINGS

from sonolog.domain import identity_numbers
from sonolog.domain.identity_guard import doubts_in, scan_text

from .identity_corpus import HELD_OUT, LABELLED, health_number, in_a_note
from .programme import Programme

LEAST_NOTATIONS = 12
LEAST_LABELLED = 0.99
MOST_ASKED = 0.05


def _missed_numbers(chance: Random, count: int) -> list[str]:
    """Return the notations in which a number that passes the check was not blocked."""
    names = sorted(NOTATIONS)
    missed = []
    for at in range(count):
        number = health_number(chance)
        assert nhs.is_valid(number)
        name = names[at % len(names)]
        text = SETTINGS[at % len(SETTINGS)].format(NOTATIONS[name](number))
        if not any(hit.level == "block" for hit in scan_text(text)):
            missed.append(name)
    return missed


def test_every_number_that_passes_the_check_is_blocked(programme: Programme) -> None:
    """In every notation and setting; a second implementation of the check agrees that each number is right."""
    count = programme.amount(600, 5_500)
    missed = _missed_numbers(Random(programme.seed), count)  # noqa: S311
    assert len(NOTATIONS) >= LEAST_NOTATIONS
    note = f"in {len(NOTATIONS)} notations; {sorted(set(missed))}" if missed else f"in {len(NOTATIONS)} notations"
    programme.figure(
        "T7", "numbers that pass their check, blocked", count=count, least=5_000, wrong=len(missed), note=note
    )


def test_a_guard_that_knows_fewer_notations_is_noticed(programme: Programme, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of the groupings only the first is left: the same numbers are missed, so the figure would not stand."""
    first = identity_numbers._groupings()[:1]
    monkeypatch.setattr(identity_numbers, "_groupings", lambda: first)
    missed = _missed_numbers(Random(programme.seed), 200)  # noqa: S311
    programme.figure("T7", "negative control: fewer notations, missed", count=len(missed))


def test_labelled_cases_are_blocked(programme: Programme) -> None:
    """Numbers, birth dates and names behind a label, in ordinary notes: at least 99 in a hundred."""
    count = programme.amount(600, 3_000)
    chance = Random(programme.seed)  # noqa: S311
    kinds = sorted(LABELLED)
    missed = []
    for at in range(count):
        text = in_a_note(chance, LABELLED[kinds[at % len(kinds)]](chance))
        if not scan_text(text):
            missed.append(text)
    share = 1 - len(missed) / count
    note = f"{share:.1%} blocked" + (f", not: {missed[:3]}" if missed else "")
    wrong = len(missed) if share < LEAST_LABELLED else 0
    programme.figure("T7", "labelled numbers, birth dates and names", count=count, least=1_000, wrong=wrong, note=note)


def test_innocent_phrases_pass(programme: Programme) -> None:
    """Phrases written before the rules: none is blocked, at most one in twenty is asked about."""
    blocked = [phrase for phrase in PHRASES if scan_text(phrase)]
    start = process_time()
    asked = [phrase for phrase in PHRASES if doubts_in(phrase)]
    mean = (process_time() - start) / len(PHRASES) * 1_000
    note = f"{len(asked) / len(PHRASES):.1%} asked about, {mean:.2f} ms a text"
    assert len(asked) <= MOST_ASKED * len(PHRASES), asked
    programme.figure(
        "T7", "innocent phrases, none blocked", count=len(PHRASES), least=300, wrong=len(blocked), note=note
    )


@pytest.mark.parametrize("name", HELD_OUT)
def test_texts_from_other_templates(programme: Programme, name: str) -> None:
    """What is refused or asked about of texts no rule was made for; the share is written down, however small."""
    make, promised = HELD_OUT[name]
    count = programme.amount(40, 400)
    chance = Random(programme.seed)  # noqa: S311
    blocked = asked = 0
    for _ in range(count):
        text = in_a_note(chance, make(chance))
        sure = bool(scan_text(text))
        blocked, asked = blocked + sure, asked + (not sure and bool(doubts_in(text)))
    found = (blocked + asked) / count
    note = f"{blocked / count:.0%} refused, {asked / count:.0%} asked about, {1 - found:.0%} not found"
    wrong = 0 if found >= promised else round((promised - found) * count)
    programme.figure("T7", f"other templates: {name}", count=count, least=400, wrong=wrong, note=note)
