"""The identity guard: what it must find, what it must leave alone, and what it must never say."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.gb import nhs
from stdnum.ie import pps

from sonolog.domain.identity_guard import (
    RULES,
    Hit,
    IdentityRefused,
    mask_identity,
    refuse_identity,
    scan_text,
)
from sonolog.domain.identity_numbers import is_health_number, is_pps_number
from sonolog.domain.identity_text import fold_text
from sonolog.domain.vocabulary import KINDS
from sonolog.errors import Exit
from sonolog.frameworks.vocabulary import load_vocabulary

from .innocent import PHRASES


def _checked(first: str) -> str | None:
    """Return nine digits with their check digit, or None where no digit can make it right."""
    check = (
        11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), first, strict=True))
    ) % 11
    return None if check == 10 else f"{first}{check}"


TEST_NUMBERS = (
    st.integers(0, 999_999)
    .map(lambda rest: _checked(f"999{rest:06}"))
    .filter(lambda number: number is not None)
)
"""NHS numbers of the range that is never issued."""


def _grouped(*sizes: int, gap: str) -> Callable[[str], str]:
    def write(number: str) -> str:
        parts, done = [], 0
        for size in sizes:
            parts.append(number[done : done + size])
            done += size
        return gap.join(parts)

    return write


def _in_digits_from(zero: str) -> Callable[[str], str]:
    return lambda number: "".join(chr(ord(zero) + int(digit)) for digit in number)


NOTATIONS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "3-3-4 blanks": _grouped(3, 3, 4, gap=" "),
    "3-3-4 hyphens": _grouped(3, 3, 4, gap="-"),
    "3-3-4 dots": _grouped(3, 3, 4, gap="."),
    "3-3-4 commas": _grouped(3, 3, 4, gap=","),
    "3-3-4 strokes": _grouped(3, 3, 4, gap="/"),
    "3-3-4 underlines": _grouped(3, 3, 4, gap="_"),
    "3-3-4 wide blanks": _grouped(3, 3, 4, gap="   "),
    "3-3-4 spaced hyphens": _grouped(3, 3, 4, gap=" - "),
    "3-3-4 no-break blanks": _grouped(3, 3, 4, gap="\u00a0"),
    "3-3-4 thin blanks": _grouped(3, 3, 4, gap="\u2009"),
    "3-3-4 en dashes": _grouped(3, 3, 4, gap="–"),
    "3-3-4 minus signs": _grouped(3, 3, 4, gap="−"),
    "3-3-4 middle dots": _grouped(3, 3, 4, gap="·"),
    "3-3-4 line breaks": _grouped(3, 3, 4, gap="\n"),
    "3-3-4 tabs": _grouped(3, 3, 4, gap="\t"),
    "6-4": _grouped(6, 4, gap=" "),
    "5-5": _grouped(5, 5, gap=" "),
    "2-2-2-4": _grouped(2, 2, 2, 4, gap=" "),
    "2-2-2-4 hyphens": _grouped(2, 2, 2, 4, gap="-"),
    "digit by digit": " ".join,
    "digit by digit, hyphens": "-".join,
    "digit by digit, dots": ".".join,
    "digit by digit, in groups": lambda number: "  -  ".join(
        map(" ".join, (number[:3], number[3:6], number[6:]))
    ),
    "in brackets": lambda number: f"({number[:3]}) {number[3:6]} {number[6:]}",
    "full-width": _in_digits_from("０"),
    "Arabic-Indic": _in_digits_from("٠"),
    "Devanagari": _in_digits_from("०"),
    "bold mathematical": _in_digits_from("𝟎"),
    "circled": lambda number: number.translate(str.maketrans("0123456789", "⓪①②③④⑤⑥⑦⑧⑨")),
    "zero-width blanks": "\u200b".join,
    "soft hyphens": "\u00ad".join,
    "struck through": "\u0336".join,
    "keycaps": lambda number: "".join(f"{digit}\ufe0f\u20e3" for digit in number),
    "after a label": lambda number: f"NHS No.{number}",
    "in a file name": lambda number: f"scan_{number}_left.dcm",
    "against letters": lambda number: f"pt{number}knee",
}
SETTINGS = ("{}", "seen today, {}.", "12 {} 34", "tear 3 x 4 mm; {}\n7.5 MHz", "({})", "{}, 12 mm")


def _rules(text: str) -> list[str]:
    return [hit.rule for hit in scan_text(text)]


@pytest.mark.parametrize("notation", NOTATIONS)
@given(number=TEST_NUMBERS, around=st.sampled_from(SETTINGS))
def test_health_number_is_found_in_every_notation(notation: str, number: str, around: str) -> None:
    """However an NHS number is written, and whatever stands around it, it is found, once, where it stands."""
    written = NOTATIONS[notation](number)
    text = around.format(written)
    hits = [hit for hit in scan_text(text) if hit.rule == "health-number"]
    assert len(hits) == 1
    span = text[hits[0].start : hits[0].end]
    assert "".join(filter(str.isdecimal, fold_text(span).words)) == number
    assert fold_text(span).words.strip(" ") in fold_text(written).words


@given(st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_check_of_health_numbers_agrees_with_the_oracle(digits: str) -> None:
    """Our modulus 11 says of any ten digits what an independent library says."""
    assert is_health_number(digits) == nhs.is_valid(digits)
    assert ("health-number" in _rules(digits)) == nhs.is_valid(digits)


@given(st.text("0123456789", max_size=14).filter(lambda digits: len(digits) != 10))
def test_only_ten_digits_make_a_health_number(digits: str) -> None:
    """More or fewer digits in a row are no health number."""
    assert not is_health_number(digits)
    assert "health-number" not in _rules(digits)


@given(st.from_regex(r"[0-9]{7}[A-W][ABHWTX]?", fullmatch=True))
def test_check_of_pps_numbers_agrees_with_the_oracle(number: str) -> None:
    """Our modulus 23 says of any number of the form what an independent library says, in both cases."""
    assert is_pps_number(number[:7], number[7:]) == pps.is_valid(number)
    for written in (number, number.lower(), f"{number[:7]} {number[7:]}"):
        assert ("irish-pps" in _rules(written)) == pps.is_valid(number)


@pytest.mark.parametrize("lead", ["5393014", "5393054"])
@given(rest=st.from_regex(r"[0-9]{11}", fullmatch=True), gap=st.sampled_from(["", " ", "-", "."]))
def test_irish_identifiers_of_18_digits_are_found(lead: str, rest: str, gap: str) -> None:
    """The live and the test prefix followed by eleven digits are found in one piece and in groups."""
    digits = lead + rest
    text = gap.join(digits[place : place + 3] for place in range(0, 18, 3))
    hits = scan_text(f"IHI {text} given")
    assert any(hit.start <= 5 and hit.end >= 3 + len(text) for hit in hits)
    assert "irish-ihi" in _rules(gap.join((digits[:6], digits[6:12], digits[12:]))) or _rules(digits)


@pytest.mark.parametrize(
    "text",
    [
        "AB123456C",
        "ab123456c",
        "AB 12 34 56 C",
        "ab 12 34 56 c",
        "AB-12-34-56-C",
        "AB 123456 C",
        "JG.12.34.56.D",
    ],
)
def test_national_insurance_numbers_are_found(text: str) -> None:
    """The form of a National Insurance number is found in capitals, small letters and groups."""
    assert _rules(f"see {text}, left knee") == ["national-insurance"]


@pytest.mark.parametrize(
    "text", ["BG123456C", "DA123456C", "AO123456C", "AB123456E", "AB12345C", "XAB123456C"]
)
def test_what_only_resembles_a_national_insurance_number_passes(text: str) -> None:
    """Prefixes never issued, other last letters and longer words are left alone."""
    assert _rules(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "MRN 123456",
        "MRN: 1234",
        "mrn#K123456",
        "MRN is 12-34-56",
        "Hospital number K123456",
        "hospital no. 1234567",
        "Hosp No:RXH 123456",
        "hospital_number=1234567",
        "hospital number 12 34 56",
        "hospital-no 123 4567",
        "unit no 123456",
        "Unit Number: A12345",
        "patient ID 4421",
        "patient's number is 20011",
        "patient_id: 00412",
        "patient reference ab/1234",
        "Pt ID 90210",
        "PAS number 123456",
        "PAS 1234567",
        "RIS no 55512",
        "CRIS 1234567",
        "CRIS ID: 1234",
        "Accession 12345678",
        "accession number RXH1234567",
        "Accession No: RXH-12-345678",
        "case note no 12345",
        "casenotes 123456",
        "exam no 20345",
        "examination ID 123456",
        "CHI 0101501235",
        "CHI number 010150 1235",
        "NHS no 12345",
        "N.H.S. number: 1234 567",
        "NHS #1234567",
        "nhs number (9876543211)",
        "medical record number 123456",
        "H&C number 12345",
        "health and care number 32001",
        "national insurance number AB123456",
        "NI number: 123456",
        "PPSN 1234567",
        "episode number 778899",
        "x-ray number 12345",
        "ＭＲＮ：１２３４５６",
        "M\u200bRN 123\u200b456",
        "MRN\n123456",
    ],
)
def test_labelled_numbers_are_found(text: str) -> None:
    """Four or more digits after a word for a patient's number are found, whatever joins them."""
    assert _rules(text) == ["labelled-number"]


BIRTH_LABELS = (
    "DOB",
    "dob:",
    "D.O.B.",
    "D.O.B",
    "d o b",
    "Date of birth",
    "date-of-birth =",
    "born on",
    "born on the",
)
BIRTH_DATES = (
    "{d}/{m}/{y}",
    "{d}.{m}.{y}",
    "{d}-{m}-{y}",
    "{d} {m} {y}",
    "{y}-{m:02}-{d:02}",
    "{d:02}/{m:02}/{y}",
)
BIRTH_WORDS = (
    "{d} {name} {y}",
    "{d}th {name} {y}",
    "{d} of {name}, {y}",
    "{name} {d}, {y}",
    "{d}-{name}-{y}",
)
MONTHS = (
    "Jan",
    "February",
    "mar",
    "April",
    "MAY",
    "june",
    "Jul",
    "Aug",
    "Sept",
    "October",
    "Nov.",
    "December",
)


@given(
    day=st.dates(date(1920, 1, 1), date(2026, 12, 31)),
    label=st.sampled_from(BIRTH_LABELS),
    form=st.sampled_from(BIRTH_DATES + BIRTH_WORDS),
)
def test_labelled_birth_dates_are_found(day: date, label: str, form: str) -> None:
    """A date after a word for birth is found in every usual order and spelling, and is not repeated."""
    written = form.format(d=day.day, m=day.month, y=day.year, name=MONTHS[day.month - 1])
    hits = scan_text(f"right hip, {label} {written}")
    assert [hit.rule for hit in hits] == ["birth-date"]
    assert set(hits[0].masked) == {"•"}


@pytest.mark.parametrize(
    "text", ["DOB 1961", "DOB 28/3/61", "dob 280361", "DOB: March 1961", "born 28/3/61", "born 3 May"]
)
def test_short_birth_dates_are_found(text: str) -> None:
    """Two-digit years, a year alone after DOB, and a named month after "born" are found."""
    assert _rules(text) == ["birth-date"]


@pytest.mark.parametrize(
    "text",
    [
        "Patient name: Jane Example",
        "patient name: jane",
        "PATIENT NAME = EXAMPLE",
        "Patient's name is Jane",
        "Patient name Jane Example",
        "pt name: Example, J",
        "patient_name: Jane",
        "Surname: Example",
        "surname - O’Example",
        "Forename: Jane",
        "forenames: Jane Ann",
        "First name: Jane",
        "Name of patient: Jane",
        "Surname：Пример",
        "next of kin: John",
    ],
)
def test_labelled_names_are_found(text: str) -> None:
    """A name after its label is found, and not one letter of it is shown."""
    hits = scan_text(f"left ankle. {text}")
    assert [hit.rule for hit in hits] == ["patient-name"]
    assert hits[0].masked == "•••••"


@pytest.mark.parametrize(
    "address",
    [
        "jane@example.org",
        "J.Example+x@mail.example.co.uk",
        "a_b@nhs.example",
        "ｊ＠ｅｘａｍｐｌｅ．org",
        "é@bücher.example",
    ],
)
def test_email_addresses_are_found_unless_allowed(address: str) -> None:
    """An e-mail address is found in a note, and let pass where it is a person's own."""
    text = f"write to {address}, please"
    (hit,) = scan_text(text)
    assert (hit.rule, text[hit.start : hit.end]) == ("email", address)
    assert scan_text(text, email_allowed=True) == ()


def test_allowing_an_address_allows_nothing_else() -> None:
    """An e-mail field still refuses a health number."""
    assert [hit.rule for hit in scan_text("9990000018@x", email_allowed=True)] == ["health-number"]


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
    names = [
        name for kind in KINDS for term in vocabulary.terms(kind) for name in (*term.names, *term.shorthand)
    ]
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
    """Message, hint and envelope name field, kind and masked form; neither value nor its grouped form is in them."""
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
