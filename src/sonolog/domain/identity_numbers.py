"""Numbers that name one person by their own form: health numbers, National Insurance and PPS numbers.

A number may be written in groups.  The digits of a text are therefore read as groups with what stands between
them, and a grouping in use is looked for; so a row of measurements is not taken for a number cut in pieces.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from sonolog.domain.identity_text import FoldedText

HEALTH_LENGTH = 10
_LEAST_DIGITS = 6
"""Those of a National Insurance number, the shortest."""
_PPS_LETTERS = "WABCDEFGHIJKLMNOPQRSTUV"
"""Check letter of a PPS number by its sum modulo 23."""
_NI_NEVER = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})
"""Prefixes HMRC does not issue."""
_NI_WORDS = frozenset({"am", "as", "at", "be", "by", "he", "me", "mm", "my", "we"})
"""Words that are also prefixes, when small letters stand apart from the digits."""
_GAP = {"": " ", ".": ".", "-": "-", "/": "/", "_": "_", ",": ",", ":": ":"}
_LONGEST_GAP = 6


class Found(NamedTuple):
    """A rule that fits ``words[start:end]`` of a folded text."""

    rule: str
    start: int
    end: int


def is_health_number(digits: str) -> bool:
    """Tell whether ten digits pass the modulus 11 check of NHS, CHI, H&C and IHI core numbers.

    Weights 10 to 1 over all ten digits must give a multiple of 11 (NHS Data Dictionary, NHS NUMBER).
    """
    return (
        len(digits) == HEALTH_LENGTH
        and sum(weight * int(digit) for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    )


def is_pps_number(digits: str, letters: str) -> bool:
    """Tell whether seven digits and one or two capital letters pass the modulus 23 check of a PPS number.

    A second letter A, B or H counts nine times its place in the alphabet; W, T and X of older numbers do not
    count (Department of Social Protection, Ireland).
    """
    total = sum(weight * int(digit) for weight, digit in zip(range(8, 1, -1), digits, strict=True))
    if letters[1:] in ("A", "B", "H"):
        total += 9 * _PPS_LETTERS.index(letters[1])
    return _PPS_LETTERS[total % 23] == letters[0]


def find_numbers(text: FoldedText) -> Iterator[Found]:
    """Yield every number in ``text`` that names one person by its own form."""
    if text.digits < _LEAST_DIGITS:
        return
    yield from _health_numbers(text)
    for rule, found in (
        ("irish-ihi", _ihi),
        ("national-insurance", _national_insurance),
        ("irish-pps", _pps),
    ):
        yield from (Found(rule, *match.span()) for match in found(text.words))


@cache
def _groupings() -> tuple[re.Pattern[str], ...]:
    """Return the groupings in use, over an outline of group lengths and gaps such as ``3-3-4``.

    Digit by digit needs exactly ten with one kind of gap, or with another one after the third and the sixth; in
    twos it needs exactly five with one kind of gap.
    """
    gap, narrow = "[ n./_,:-]", "[ n._-]"
    one, wide = "(?P=one)1", "(?P=wide)1"
    one_by_one = f"1(?P<one>{narrow})1{one}(?P<wide>{narrow})1{one}{one}{wide}{one}{one}{one}"
    twos = "2(?P<one>[./_-])2" + "(?P=one)2" * 3
    shapes = (
        "A",
        f"3{gap}3{gap}4",
        f"4{gap}3{gap}3",
        f"4{gap}4{gap}2",
        f"3{gap}7",
        f"6{gap}4",
        f"5{gap}5",
        "2[ n./-]2[ n./-]2[ n./-]4",
    )
    return (
        *(re.compile(f"(?=(?P<shape>{shape}))") for shape in shapes),
        re.compile(f"(?=(?P<shape>{one_by_one})(?!{one}))"),
        re.compile(f"(?=(?P<shape>{twos})(?!(?P=one)2))"),
    )


def _health_numbers(text: FoldedText) -> Iterator[Found]:
    if text.digits < HEALTH_LENGTH:
        return
    text = without_references(text)
    groups = list(re.finditer(r"[0-9]+", text.words))
    outline = _outline(text, groups)
    for grouping in _groupings():
        for match in grouping.finditer(outline):
            if _goes_on_before(outline, match):
                continue
            first, last = match.start("shape") // 2, match.end("shape") // 2
            digits = "".join(one.group() for one in groups[first : last + 1])
            if is_health_number(digits):
                yield Found("health-number", groups[first].start(), groups[last].end())


def _goes_on_before(outline: str, match: re.Match[str]) -> bool:
    """Tell whether what stands before belongs to the same row of single digits, or of twos."""
    gap = match.groupdict().get("one")
    size = match["shape"][0]
    return gap is not None and match.start() > 1 and outline[match.start() - 2 : match.start()] == f"{size}{gap}"


def _outline(text: FoldedText, groups: list[re.Match[str]]) -> str:
    """Return length, gap, length, gap … with one character each: A for ten, Z for other long groups."""
    marks = []
    before = 0
    for one in groups:
        start, end = one.span()
        marks.append(_gap(text, before, start))
        size = end - start
        marks.append(str(size) if size < HEALTH_LENGTH else "A" if size == HEALTH_LENGTH else "Z")
        before = end
    return "".join(marks[1:])


def _gap(text: FoldedText, before: int, start: int) -> str:
    """Return the kind of gap between two groups: ``n`` breaks the line, ``x`` parts them for good."""
    if not 0 < start - before <= _LONGEST_GAP:
        return "x"
    between = text.words[before:start]
    kind = _GAP.get(between.strip(" ()"), "x")
    first, last = text.place(before, start)
    return "n" if kind == " " and "\n" in text.original[first:last] else kind


def without_references(text: FoldedText) -> FoldedText:
    """Return the text with DOIs, ISBNs, ids and digests struck out; an ISBN has the same check."""
    return replace(text, words=_reference_pattern().sub(lambda found: "x" * len(found.group()), text.words))


@cache
def _reference_pattern() -> re.Pattern[str]:
    return re.compile(
        r"(?<=doi)(?:\.org/|: ?| )10\.[0-9]{4,9}/[^ ]+|\bisbn(?:-10)?[: ]{0,3}[0-9][0-9 -]{8,12}[0-9x]\b"
        r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b|\b[0-9a-f]{32,}\b",
        re.IGNORECASE | re.ASCII,
    )


def _ihi(words: str) -> Iterator[re.Match[str]]:
    """Yield Irish individual health identifiers of 18 digits, live (5393014) and test (5393054)."""
    return _ihi_pattern().finditer(words)


@cache
def _ihi_pattern() -> re.Pattern[str]:
    gap = "[ ./_-]{0,3}"
    return re.compile(rf"(?<![0-9]){gap.join('53930')}{gap}[15]{gap}4(?:{gap}[0-9]){{11}}(?![0-9])")


def _national_insurance(words: str) -> Iterator[re.Match[str]]:
    for match in _ni_pattern().finditer(words):
        prefix = match[1]
        whole = match.group().isalnum()
        if prefix.upper() not in _NI_NEVER and (whole or prefix not in _NI_WORDS):
            yield match


@cache
def _ni_pattern() -> re.Pattern[str]:
    """Return the form of a National Insurance number (HMRC manual NIM39110)."""
    gap = "[ ./_-]{0,2}"
    return re.compile(
        rf"(?<![a-z0-9])([abceghj-prstw-z][abceghj-nprstw-z]){gap}[0-9]{{2}}{gap}[0-9]{{2}}{gap}[0-9]{{2}}"
        rf"{gap}[a-d](?![a-z0-9])",
        re.IGNORECASE | re.ASCII,
    )


def _pps(words: str) -> Iterator[re.Match[str]]:
    for match in _pps_pattern().finditer(words):
        letters = match[3] if match[2] else match[3].upper()
        if letters.isupper() and is_pps_number(match[1], letters):
            yield match


@cache
def _pps_pattern() -> re.Pattern[str]:
    return re.compile(r"(?<![a-z0-9])([0-9]{7})([ -]?)([a-w][abhtwx]?)(?![a-z0-9])", re.IGNORECASE | re.ASCII)
