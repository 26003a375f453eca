"""What identifies a patient by the word before it: a number, a date of birth or a name; and e-mail addresses.

Every repetition has a small bound, so that reading takes time in proportion to the text and no more.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sonolog.domain.identity_numbers import Found
from sonolog.domain.identity_text import FoldedText

_LEAST_LABELLED = 4
"""Digits that make a labelled number."""
_LEAST_GROUPED = 6
"""Digits of a labelled number written in groups with blanks between them."""
_LEAST_LEADING = 3
"""Digits of the first group, where the groups differ in size."""

_JOIN = r"[ _.\-]{0,3}"
_NUMBER_WORD = r"(?:numbers?|num|nr|no|identifier|id|i\.d|reference|ref|#)"
_OF_PATIENT = (
    r"n\.? ?h\.? ?s|chi|ihi|mrn|cris|ris|pas|pacs|emis|hcn|h ?[&+] ?c|ppsn?|n\.?i|national insurance"
    r"|health(?: ?(?:and|&)(?: social)? ?care|care)?|med(?:ical)?|hosp(?:ital)?|unit|district|patient(?:'?s)?"
    r"|pt|pat|case ?notes?|accession|acc|exam(?:ination)?|x-?ray|episode|encounter|attendance|request"
    r"|referral|specimen|study|passport|insurance"
)
_IN_BETWEEN = r"(?:record|file|case|notes?|index|registration|identification)"
_SAYS_NUMBER = r"mrn|hcn|nino|ppsn|nhsno"
"""Labels that need no word for number after them."""
_BARE = r"n\.?h\.?s|chi|ihi|cris|ris|pas|accession|case ?notes"
_LINK = r"\.?(?: {0,2}[:=#(\[<{\-]{1,2}| is| was)?[ .:#\"'(\[]{0,3}"
_UNIT = r" ?(?:mm|cm|ml|mhz|khz|hz)(?![a-z])| (?:g|kg|iu|min|minutes|weeks|years)(?![a-z])| ?%"

_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}"
_YEAR_LENGTH = 4
_LAST_OF_MONTH = 31
_LAST_OF_YEAR = 12

_NO_NAME = re.compile(
    r"anon(?:ym\w+)?|hidden|masked|n|n/a|na|nil|no|none|not|omitted|redacted|removed|unknown|withheld"
)
"""What people write after "Patient name:" when there is none."""


def find_labelled(text: FoldedText) -> Iterator[Found]:
    """Yield labelled numbers, dates of birth and names."""
    if text.digits >= _LEAST_LABELLED:
        yield from _labelled_numbers(text)
    if text.digits and ("birth" in text.lower or "born" in text.lower or may_have_birth_label(text.lower)):
        yield from _birth_dates(text)
    if "name" in text.lower or "next of kin" in text.lower:
        yield from _names(text)


def find_email(text: FoldedText) -> Iterator[Found]:
    """Yield e-mail addresses."""
    if "@" in text.words:
        for match in _email().finditer(text.words):
            yield Found("email", *match.span())


@cache
def _email() -> re.Pattern[str]:
    part = r"\w.!#$%&'*+/=?^`{|}~\-"
    return re.compile(rf"(?<![{part}])[{part}]{{1,64}}@(?:[\w\-]{{1,63}}\.){{1,8}}[^\W\d_]{{2,24}}")


def _labelled_numbers(text: FoldedText) -> Iterator[Found]:
    for match in _number_label().finditer(text.lower):
        end = _number_end(text, match.end(), bare=match["bare"] is not None)
        if end is not None:
            yield Found("labelled-number", match.end(), end)


@cache
def _number_label() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![a-z])(?:(?:(?:{_OF_PATIENT}){_JOIN}(?:{_IN_BETWEEN}{_JOIN}){{0,2}}{_NUMBER_WORD}|{_SAYS_NUMBER})"
        rf"(?![a-z]){_LINK}|(?P<bare>{_BARE})(?![a-z])[ :=#.(\[<\-]{{1,4}}(?:is[ :]{{1,2}}|was[ :]{{1,2}})?)"
    )


def _number_end(text: FoldedText, start: int, *, bare: bool) -> int | None:
    """Return where the number that begins at ``start`` ends, or None if none does."""
    if _own_key().match(text.words, start):
        return None
    match = (_bare_number() if bare else _whole_number()).match(text.words, start)
    end = match.end() if match else None if bare else _end_of_groups(text.words, start)
    return None if end is None or _unit().match(text.lower, end) else end


@cache
def _own_key() -> re.Pattern[str]:
    """Return the form of the program's case numbers and patient keys, which mean nothing elsewhere."""
    return re.compile("[CP]-[0-9A-Z]{1,5}(?![0-9A-Za-z])")


@cache
def _whole_number() -> re.Pattern[str]:
    digits = r"[0-9](?:[A-Za-z/._\-]{0,2}[0-9]){3,30}"
    return re.compile(rf"[A-Za-z]{{0,4}}[/._\-]?{digits}|[A-Z]{{1,4}} [0-9]{{5,30}}")


@cache
def _bare_number() -> re.Pattern[str]:
    return re.compile(r"[A-Za-z]{0,4}[/._\-]?[0-9](?:[/._\-]?[0-9]){4,30}")


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(_UNIT)


def _end_of_groups(words: str, start: int) -> int | None:
    match = re.compile("[0-9]{1,6}(?: [0-9]{1,6}){1,9}").match(words, start)
    if match is None:
        return None
    sizes = [len(group) for group in match.group().split()]
    alike = len(set(sizes)) == 1 or sizes[0] >= _LEAST_LEADING
    return match.end() if alike and sum(sizes) >= _LEAST_GROUPED else None


def _birth_dates(text: FoldedText) -> Iterator[Found]:
    for match in _birth_label().finditer(text.lower):
        end = _date_end(text.lower, match.end(), sure=match["born"] is None, told=match["on"] is not None)
        if end is not None:
            yield Found("birth-date", match.end(), end)


def may_have_birth_label(lower: str) -> bool:
    """Tell whether a part of every label of a birth date without a whole word is there; that costs next to nothing."""
    return _dob().search(lower) is not None


@cache
def _dob() -> re.Pattern[str]:
    return re.compile(r"d[. ]{0,2}o[. ]{0,2}b")


@cache
def _birth_label() -> re.Pattern[str]:
    label = r"d[. ]{0,2}o[. ]{0,2}b\.?|date[ _\-]?of[ _\-]?birth|birth[ _\-]?da(?:te|y)"
    return re.compile(
        rf"(?<![a-z])(?:(?:{label})(?![a-z])[ :=(\[.,#\-]{{0,4}}(?:(?:is|was)[ :=]{{1,3}})?"
        r"|(?P<born>(?<!-)born)(?![a-z])[ :,]{0,3})(?P<on>on )?(?:the )?"
    )


def _date_end(lower: str, start: int, *, sure: bool, told: bool) -> int | None:
    """Return where the date that begins at ``start`` ends, or None.

    ``sure``: the word before can only mean a birth date; ``told``: it says "on".  Without either, a day and a
    month alone are not enough, because "born 38/40" gives weeks of pregnancy.
    """
    named = _named_date().match(lower, start)
    if named:
        return named.end()
    match = _numeric_date().match(lower, start)
    if match and _is_day(match[1], match[2]) and (match[3] or sure or told):
        return match.end()
    loose = _loose_date().match(lower, start) if sure else _run_of_digits().match(lower, start)
    return loose.end() if loose else None


@cache
def _named_date() -> re.Pattern[str]:
    day = "[0-9]{1,2}(?:st|nd|rd|th)?"
    gap = r"[ .,/\-]{0,2}"
    return re.compile(
        rf"(?:{day}{gap}(?:of )?{_MONTH}|{_MONTH}{gap}{day}(?![0-9]))"
        rf"(?:{gap}'?(?:[0-9]{{4}}|[0-9]{{2}})(?![0-9]))?"
    )


@cache
def _numeric_date() -> re.Pattern[str]:
    gap = r" ?[./\- ] ?"
    return re.compile(
        rf"([0-9]{{4}}|[0-9]{{1,2}}){gap}([0-9]{{1,2}})(?![0-9])(?:{gap}([0-9]{{4}}|[0-9]{{1,2}})(?![0-9]))?"
    )


@cache
def _loose_date() -> re.Pattern[str]:
    """Return what else stands after "date of birth": a run of digits, a year, a month and a year."""
    return re.compile(rf"(?:{_MONTH}[ .,/\-]{{0,2}})?[0-9]{{4,8}}(?![0-9])")


@cache
def _run_of_digits() -> re.Pattern[str]:
    return re.compile(r"(?:[0-3][0-9][01][0-9](?:19|20)?[0-9]{2}|(?:19|20)[0-9]{2}[01][0-9][0-3][0-9])(?![0-9])")


def _is_day(first: str, second: str) -> bool:
    """Tell whether two numbers can be day and month in either order, or year and month."""
    low, high = sorted((int(first), int(second)))
    if len(first) == _YEAR_LENGTH:
        return 1 <= int(second) <= _LAST_OF_YEAR
    return 1 <= low <= _LAST_OF_YEAR and high <= _LAST_OF_MONTH


def _names(text: FoldedText) -> Iterator[Found]:
    for match in _name_label().finditer(text.lower):
        value = _name_words().match(text.words, match.end())
        if (
            value is None
            or _own_key().match(text.words, match.end())
            or _NO_NAME.fullmatch(value[1].lower().rstrip("."))
        ):
            continue
        if match["sign"] or (value[1][:1].isupper() and value[1][1:2].islower()):
            yield Found("patient-name", *value.span())


@cache
def _name_label() -> re.Pattern[str]:
    whose = "patient|pt|client|mother|father|baby|child|first|last|middle|family|given|maiden|christian"
    return re.compile(
        rf"(?<![a-z])(?:(?:{whose})(?:'?s)?[ _\-]{{0,2}}names?"
        r"|names? of (?:the )?(?:patient|client|baby|child)|surnames?|fore-?names?|next of kin)(?![a-z])"
        r"(?:\(s\))?(?P<sign> {0,2}[:=] {0,3}| -{1,2} )?(?: {0,2}(?:is|was) | {1,2})?"
    )


@cache
def _name_words() -> re.Pattern[str]:
    word = r"[^\W\d_][\w'/.\-]{0,40}"
    return re.compile(rf"({word})(?:,? {word}){{0,2}}")
