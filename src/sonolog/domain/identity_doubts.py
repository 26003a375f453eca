"""What may be a patient's detail and may be something else: a person is asked, and says what it is.

Ten digits that fail the check of a health number, telephone numbers, full dates, postcodes, titles with a surname,
"patient" with a first name and a surname, and long numbers.  Words that say what a number is, a unit behind it or
"SNOMED" before it, leave it alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from functools import cache

from sonolog.domain.identity_numbers import Found, is_health_number, without_references
from sonolog.domain.identity_postcodes import find_postcodes
from sonolog.domain.identity_text import FoldedText, words_of

_LEAST_DIGITS = 6
"""Digits of a long number."""
_HEALTH_LENGTH = 10
_PHONE_LENGTHS = range(9, 12)
"""Digits of a telephone number with its leading 0, in the United Kingdom and in Ireland."""
_NATIONAL = 8
"""Digits an Irish number has at least after its country code."""
_UNITS = (
    r"[nmµukc]?[glm]|mg|mcg|[kmg]?hz|dba?|[mk]?pa|m?mhg|units?|[miu]?iu?|cells?|copies|frames?|fps|steps|scans?"
    r"|cases?|patients?|people|pixels?|px|bits?|bytes?|[kmg]b|times|x|%|mmol|[µumn]mol|bpm|rpm|seconds|ms|hours|days"
    r"|examinations|images|votes|euros?|eur|gbp|pounds"
)
_TELLS = (
    r"snomed(?: ?ct)?|sctid|loinc|cpt|pmid|pmcid|arxiv|gmc|hcpc|nmc|imc|coru|rqia|nice|opcs|icd|isbn|issn|doi|rid"
    r"|serial|s/n|sn|lot|batch|asset|inventory|build|firmware|version|model|part|grant|iso|bs en|fig(?:ure)?|ukas"
)
_TITLES_IN_CAPITALS = frozenset({"MR", "MRS", "MS", "MISS"})
_NO_SURNAME = words_of(
    """angiogram angiography arthrogram arthrography cholangiogram cholangiopancreatography class classes
    compatible confirms confirmed course contrast degree elastography enterography examination excel findings
    guided guidance images imaging lesion lesions lymphangiogram neurography office patient patients project
    programme protocol rate report reports safe said scan scanner scans sequence series severity signal
    spectroscopy study teams thesis the urography venography was word with and for of in on at is
    shoulder knee hip ankle wrist hand foot elbow spine brain abdomen pelvis liver heart cardiac breast prostate
    mild moderate severe trivial trace jet"""
)
"""Words after a title that make it something else: magnetic resonance, multiple sclerosis, a master class."""
_NO_FIRST_NAME = words_of(
    """access advice advocacy affairs assessment attended booking care case cases centred choice clinic comfort
    communication complaint complaints confidentiality consent contact critical declined demographics details dignity
    dose education empowerment engagement environment evaluation exit experience feedback first flow focused follow
    group group handling health history identification identity images information initiated interaction interview
    involvement journey leaflet left management moving needs notes older options outcome outcomes participation
    pathway perspective population position positioning preparation presented presentation protection public
    questionnaire rapport record records referral reported reports requests right rights safety satisfaction scanned
    screening selection seen service services stories story support survey symptoms transfer transport triage
    views voice ward wellbeing had has he her his in on at no not with the this was were then and but for from
    bilateral both upper lower anterior posterior lateral medial day new old non male female"""
)
"""Words after "patient", written large in a heading, that are no name: patient safety, patient positioning."""
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def find_doubts(text: FoldedText) -> Iterator[Found]:
    """Yield what a person has to be asked about, whatever it overlaps."""
    digits = text.digits
    if may_have_title(text.words):
        yield from _titles(text)
    yield from _called(text)
    if digits and may_have_postcode(text.words):
        yield from find_postcodes(text)
    if digits >= len("1126"):
        yield from _dates(text)
    if digits >= _LEAST_DIGITS:
        plain = without_references(text)
        yield from _phones(plain)
        yield from _ten_digits(plain)
        yield from _long_numbers(plain)


def _titles(text: FoldedText) -> Iterator[Found]:
    for match in _title().finditer(text.words):
        title, name = match["title"], match["name"]
        if name.lower().split("'")[0] not in _NO_SURNAME and _is_written_as_name(title, name):
            yield Found("title-name", match.start("title"), match.end())


def _called(text: FoldedText) -> Iterator[Found]:
    """Yield "patient" before a first name and a surname, or before one name it is said to be called."""
    if not ("pat" in text.lower or "pt" in text.lower or "client" in text.lower):
        return
    for match in _patient_called().finditer(text.words):
        first, *others = re.split("[ \\-]", match["name"].lower())
        said = match["called"] is not None
        if (others or said) and not {first, *others} & (_NO_SURNAME | (frozenset() if said else _NO_FIRST_NAME)):
            yield Found("title-name", *match.span())


@cache
def _patient_called() -> re.Pattern[str]:
    name = r"[A-Z][a-z']{1,30}"
    return re.compile(
        r"(?<![\w'])(?:[Pp]atient|[Pp]ts?|[Cc]lient)\.?:? {1,2}"
        r"(?P<called>(?:is |was )?(?:called|named)[: ]{1,2})?"
        rf"(?P<name>{name}(?:[ \-](?:[A-Z]\.? )?{name}){{0,3}})(?![\w'])"
    )


def _is_written_as_name(title: str, name: str) -> bool:
    """Tell whether title and word are spelt as people spell a name; "ms" is also a unit, "miss" a verb."""
    if title.isupper():
        return title in _TITLES_IN_CAPITALS and (name.isupper() or title != "MS") and name[0].isupper()
    if title[0].isupper():
        return name[0].isupper()
    return title in ("mr", "mrs")


def may_have_title(words: str) -> bool:
    """Tell whether a part of every title is there."""
    return ("M" in words or "mr" in words) and _title_begun().search(words) is not None


def may_have_postcode(words: str) -> bool:
    """Tell whether a part of every postcode is there."""
    return _figure_after_letter().search(words) is not None


def may_call_patient(words: str) -> bool:
    """Tell whether "patient" stands before what is written like a name."""
    return _patient_called().search(words) is not None


@cache
def _figure_after_letter() -> re.Pattern[str]:
    return re.compile("[A-Za-z][0-9]")


@cache
def _title_begun() -> re.Pattern[str]:
    return re.compile(r"(?:[Mm]rs?|M[SsXx]|M(?:iss|ISS)|MRS?|Master)[. ]")


@cache
def _title() -> re.Pattern[str]:
    word = r"[^\W\d_](?:[^\W\d_]|['\-](?=[^\W\d_])){1,40}"
    return re.compile(
        rf"(?<![\w'])(?P<title>[Mm]rs?|M[Ss]|M[Xx]|M(?:iss|ISS)|MRS?|Master)(?:\. ?| {{1,3}})"
        rf"(?:[A-Z](?:\. ?| )){{0,3}}(?:(?:de|da|du|di|la|le|van|von|der|den|el|al|bin|ap|mac|st)[ .]{{1,2}}){{0,2}}"
        rf"(?P<name>{word})"
    )


def _dates(text: FoldedText) -> Iterator[Found]:
    for pattern in (_numeric_date(), _named_date()):
        for match in pattern.finditer(text.lower):
            yield Found("full-date", *match.span())


@cache
def _numeric_date() -> re.Pattern[str]:
    """Return day, month and year in figures, or the year first; of two figures only with a day and a month."""
    day, month = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
    year = "(?:19|20)[0-9]{2}"
    gaps = (r" ?/ ?", r" ?- ?", r"\. ?", r" ")
    full = [f"{day}{gap}{month}{gap}{year}|{month}{gap}{day}{gap}{year}|{year}{gap}{month}{gap}{day}" for gap in gaps]
    two = [
        f"{day}/{month}/[0-9]{{2}}|(?:1[3-9]|2[0-9]|3[01])-{month}-[0-9]{{2}}",
        r"(?:0[1-9]|[12][0-9]|3[01])\.(?:0[1-9]|1[0-2])\.[0-9]{2}",
    ]
    return re.compile(rf"(?<![0-9./\-])(?:{'|'.join(full + two)})(?![0-9]|[./\-][0-9])")


@cache
def _named_date() -> re.Pattern[str]:
    day, gap = "[0-3]?[0-9](?:st|nd|rd|th)?", r"[ .,/\-]{0,2}"
    year = "(?:(?:19|20)[0-9]{2}|'[0-9]{2}|(?<=[/-])[0-9]{2})"
    return re.compile(
        rf"(?<![0-9./a-z])(?:{day}{gap}(?:of )?{_MONTH}{gap}{year}|{_MONTH}{gap}{day}{gap}{year})(?![0-9])"
        rf"|(?<![0-9a-z]){year}[ \-]{_MONTH}[ \-]{day}(?![0-9a-z])"
    )


def says_one_of(text: FoldedText, found: Found, days: tuple[date, ...]) -> bool:
    """Tell whether the date that was found is one of ``days``, day or month first, the year in two or four figures."""
    figures = re.findall("[0-9]+", text.words[found.start : found.end])
    named = re.search(_MONTH, text.lower[found.start : found.end])
    if named:
        figures.append(str(_MONTHS.index(named.group()[:3]) + 1))
    said = sorted(int(figure) % 100 if len(figure) == len("2026") else int(figure) for figure in figures)
    return any(said == sorted((day.day, day.month, day.year % 100)) for day in days)


def _phones(text: FoldedText) -> Iterator[Found]:
    for match in _phone().finditer(text.words):
        digits = "".join(filter(str.isdigit, match.group()))
        abroad = match["abroad"]
        size = len(digits)
        if abroad:
            size = len(digits.removeprefix("00")) - (1 if "(0)" in match.group() else 0)
            fits = _NATIONAL + 1 < size <= _PHONE_LENGTHS.stop + 1
        else:
            fits = size in _PHONE_LENGTHS
        if fits and not _unit().match(text.lower, match.end()):
            yield Found("phone", *match.span())


@cache
def _phone() -> re.Pattern[str]:
    gap = r"[ .\-]{0,2}"
    return re.compile(
        rf"(?<![\w./,\-+])(?:(?P<abroad>(?:\+|00) ?(?:44|353){gap}(?:\(0\) ?)?[1-9])|\(?0[1-9])[0-9]{{0,4}}\)?"
        rf"(?:{gap}[0-9]){{5,9}}(?![0-9]|[.,][0-9])"
    )


def _ten_digits(text: FoldedText) -> Iterator[Found]:
    for match in _ten().finditer(text.words):
        digits = "".join(filter(str.isdigit, match.group()))
        if is_health_number(digits) or _is_told(text, match):
            continue
        yield Found("ten-digits", *match.span())


@cache
def _ten() -> re.Pattern[str]:
    gap = r"(?: {0,2}[.\-_/]? {0,2})"
    wide = r"(?: {1,2}| ?[.\-_/] ?)"
    return re.compile(
        rf"(?<![0-9])(?<![0-9][.,])(?:[0-9]{{10}}|[0-9]{{3}}{gap}[0-9]{{3}}{gap}[0-9]{{4}}"
        rf"|[0-9]{{6}}{wide}[0-9]{{4}}|[0-9]{{5}}{wide}[0-9]{{5}}|[0-9]{{3}}{wide}[0-9]{{7}})(?![0-9]|[.,/][0-9])"
    )


def _long_numbers(text: FoldedText) -> Iterator[Found]:
    for match in _long().finditer(text.words):
        if sum(map(str.isdigit, match.group())) != _HEALTH_LENGTH and not _is_told(text, match):
            yield Found("long-number", *match.span())


@cache
def _long() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\w.,+])(?<![0-9]/)[A-Za-z]{0,4}[/\-]?[0-9]{6,30}[A-Za-z]{0,3}(?![\w])(?![.,][0-9])", re.ASCII
    )


def _is_told(text: FoldedText, match: re.Match[str]) -> bool:
    """Tell whether the words beside a number say what it is."""
    before = text.lower[max(match.start() - 30, 0) : match.start()]
    return _unit().match(text.lower, match.end()) is not None or _tells().search(before) is not None


@cache
def _unit() -> re.Pattern[str]:
    return re.compile(rf" ?(?:{_UNITS})(?![a-z0-9])")


@cache
def _tells() -> re.Pattern[str]:
    number = r"(?:numbers?|num|nr|no|code|id|#|ct)"
    return re.compile(rf"(?<![a-z])(?:{_TELLS})(?: ?{number})?[ .:#=(\-]{{0,3}}$")
