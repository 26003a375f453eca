"""The identity guard: what it must leave alone, what it must never say, and how fast it is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.identity_guard import (
    RULES,
    Hit,
    IdentityRefused,
    mask_identity,
    refuse_identity,
    scan_column,
    scan_text,
)
from sonolog.domain.vocabulary import KINDS
from sonolog.errors import Exit
from sonolog.frameworks.vocabulary import load_vocabulary

from .innocent import PHRASES
from .written_numbers import TEST_NUMBERS


@pytest.mark.parametrize("phrase", PHRASES)
def test_ordinary_phrases_pass(phrase: str) -> None:
    """What people write in an ultrasound logbook is not blocked."""
    assert scan_text(phrase) == ()


def test_there_are_phrases_enough_to_mean_something() -> None:
    """The list of ordinary phrases holds at least two hundred different ones."""
    assert len(set(PHRASES)) == len(PHRASES) >= 200


def test_no_word_of_the_vocabulary_is_blocked() -> None:
    """Every name of every term of the shared vocabulary passes."""
    vocabulary = load_vocabulary()
    names = [name for kind in KINDS for term in vocabulary.terms(kind) for name in (*term.names, *term.shorthand)]
    assert [name for name in names if scan_text(name)] == []


def test_phrases_in_one_long_note_pass() -> None:
    """All ordinary phrases as one note, line by line, give no block either."""
    assert scan_text("\n".join(PHRASES)) == ()


@given(
    st.text(max_size=200),
    st.sampled_from(["9990000018", "MRN 123456", "a@example.org", "DOB 3/4/1961"]),
    st.text(),
)
def test_places_refer_to_the_text_as_typed(before: str, secret: str, after: str) -> None:
    """Each hit lies within the text, in order, without overlap, whatever characters stand around it."""
    text = f"{before} ~ {secret} ~ {after}"
    hits = scan_text(text)
    places = [place for hit in hits for place in (hit.start, hit.end)]
    assert places == sorted(places)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
    assert any(hit.start < len(before) + 3 + len(secret) and hit.end > len(before) + 3 for hit in hits)


@given(st.text(max_size=300))
def test_any_text_is_read_without_a_fault(text: str) -> None:
    """No text makes the guard fail, and masking leaves nothing a second look would find in the numbers."""
    hits = scan_text(text)
    assert all(hit.rule in RULES and hit.level == "block" for hit in hits)
    assert (mask_identity(text) == text) == (not hits)


@given(number=TEST_NUMBERS)
def test_refusal_never_repeats_the_value(number: str) -> None:
    """Message, hint and envelope name field, kind and masked form, but not the value."""
    texts = [("note", f"NHS {number[:3]} {number[3:6]} {number[6:]}"), ("tags", number), ("site", "Ward 12")]
    with pytest.raises(IdentityRefused) as refused:
        refuse_identity(texts)
    said = " ".join(refused.value.as_dict().values())
    assert number not in said
    assert number[3:] not in said.replace(" ", "")
    assert f"{number[0]}••••••••{number[-1]}" in said
    assert "note has what looks like an NHS" in said
    assert refused.value.where == "note, tags"
    assert [field for field, _ in refused.value.hits] == ["note", "tags"]


def test_refusal_keeps_the_contract() -> None:
    """Exit code, code word, and what was kept are those scripts rely on."""
    with pytest.raises(IdentityRefused) as refused:
        refuse_identity([("note", "MRN 123456")])
    assert refused.value.exit is Exit.INPUT
    assert refused.value.code == "patient-identity"
    assert refused.value.kept == "Nothing was stored."
    assert refused.value.hint
    assert "123456" not in str(refused.value)


def test_long_refusal_stays_readable() -> None:
    """Of a thousand hits ten are named, the rest counted; all can be had."""
    with pytest.raises(IdentityRefused) as refused:
        refuse_identity([("note", "9990000018 " * 1_000)])
    assert "and 990 more" in refused.value.message
    assert len(refused.value.message) < 1_000
    assert len(refused.value.hits) == 1_000


def test_innocent_fields_pass() -> None:
    """Nothing is raised where nothing was found, for a person's own address too."""
    refuse_identity([("note", "7.5 MHz"), ("site", "")])
    refuse_identity([("email", "t.trainee@example.org")], email_allowed=True)


@pytest.mark.parametrize(
    ("name", "value", "part"),
    [
        ("Name", "Anna Example", "value"),
        ("patient", "anna example", "value"),
        ("Hospital number", "X123456", "value"),
        ("DOB", "3/4/1960", "value"),
        ("patient name: Anna", "yes", "name"),
    ],
)
def test_a_column_is_judged_by_its_heading(name: str, value: str, part: str) -> None:
    """What is no identity by itself is one under the heading of a table of patients."""
    assert part in [found for found, _ in scan_column(name, value)]


@pytest.mark.parametrize(
    ("name", "value"), [("Patient", "P-7"), ("Name", "n/a"), ("Name of probe", "Linear 12"), ("Probe", "L12")]
)
def test_an_innocent_column_passes(name: str, value: str) -> None:
    """The program's own keys, nothing at all, and headings that only hold the word."""
    assert list(scan_column(name, value)) == []


def test_masked_text_can_be_shown() -> None:
    """A message that repeats what was typed shows the masked form in its place."""
    assert mask_identity("knee 999 000 0018 left") == "knee 9••••••••8 left"
    assert mask_identity("plain") == "plain"


def test_hit_says_where_and_what() -> None:
    """A hit is a plain value with rule, level, span, reason and mask."""
    assert scan_text("x 9990000018") == (
        Hit("health-number", "block", 2, 12, "an NHS, CHI or other health number", "9••••••••8"),
    )


HOSTILE = {
    "one long number": "9" * 100_000,
    "digits apart": "9 " * 50_000,
    "nearly ten by one": "1 " * 50_000,
    "labels alone": "nhs number " * 9_000,
    "labels run together": "hospitalcaserecordno" * 5_000,
    "at signs": "@" * 100_000,
    "addresses cut short": "a@" * 50_000,
    "one long word": "a" * 100_000,
    "an address without end": "a@" + "a." * 50_000,
    "dots": "." * 100_000,
    "start of an identifier": "5 3 9 3 0 " * 10_000,
    "births": "d.o.b. " * 14_000,
    "names": "patient name " * 8_000,
    "names without end": "surname: " + "A" * 100_000,
    "blanks": " " * 100_000,
    "marks": "\u0301" * 100_000,
    "hidden": "9\u200b" * 50_000,
    "wide forms": "\ufdfa" * 100_000,
    "references": "10.1234/" * 12_000,
    "book numbers": "isbn 1 " * 14_000,
    "letters and digits": "ab12" * 25_000,
    "real numbers": "999 000 0018 " * 7_700,
    "brackets": "(" * 100_000,
    "book numbers that pass": "isbn 0702031313 " * 6_000,
    "rows of single digits": "1 2 3 4 5-6 7 8 9 0\n" * 5_000,
    "prefixes": "AB 12 34 56 " * 8_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_takes_time_in_proportion(name: str) -> None:
    """A hundred thousand characters made to be slow are read in well under the half second allowed."""
    scan_text(HOSTILE[name][:200])
    start = time.process_time()
    scan_text(HOSTILE[name])
    assert time.process_time() - start < 0.5
