"""Invented identities for line T7: numbers of the test range with labels, and a second set from other templates.

The second set (``HELD_OUT``) was written once the rules stood, from other habits of writing, and no rule was changed
for it: it says what the guard misses.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random

from tests.domain.written_numbers import with_check_digit

FIRST = ("Anna", "Bela", "Carla", "Dirk", "Enid", "Fergus", "Gita", "Hugh", "Ines", "Jonas")
LAST = ("Example", "Sample", "Specimen", "Placeholder", "Nobody", "Invented", "O'Example", "Smith-Sample")
MONTHS = ("Jan", "February", "Mar", "April", "May", "June", "July", "Aug", "September", "Oct", "Nov", "December")
FINDINGS = (
    "partial tear of supraspinatus, 4 mm",
    "normal study",
    "effusion 7.5 mm, 12 MHz",
    "Baker's cyst 31 x 12 mm",
    "grade 2 synovitis, MCP 2",
)


def health_number(chance: Random) -> str:
    """Return a number of the range 999, never issued, that passes the check."""
    while True:
        number = with_check_digit(f"999{chance.randrange(1_000_000):06}")
        if number is not None:
            return number


def date_words(chance: Random) -> str:
    """Return a day of the last century in one of many notations."""
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1931, 1999)
    named = MONTHS[month - 1]
    return chance.choice(
        (
            f"{day}/{month}/{year}",
            f"{day:02}.{month:02}.{year}",
            f"{year}-{month:02}-{day:02}",
            f"{day} {named} {year}",
            f"{named} {day}, {year}",
            f"{day:02}/{month:02}/{year % 100:02}",
            f"{day:02}{month:02}{year}",
            f"{day}-{named[:3]}-{year}",
        )
    )


_NUMBER_LABELS = (
    *("NHS number", "NHS no.", "CHI no", "MRN", "hospital number", "Hosp. No", "hospital no", "unit number"),
    *("patient ID", "case note no", "accession number", "PAS number", "RIS no", "CRIS ID", "exam number"),
    *("patient ref", "H&C number"),
)


def _local(chance: Random) -> str:
    digits = "".join(chance.choices("0123456789", k=chance.randint(5, 9)))
    return chance.choice((digits, f"X{digits}", f"RX{digits}", f"{digits[:3]}-{digits[3:]}", f"{digits}K"))


def _number_label(chance: Random) -> str:
    label = chance.choice(_NUMBER_LABELS)
    sign = chance.choice((": ", " ", " = ", " - ", ": #", " is "))
    return chance.choice((label, label.upper(), label.title())) + sign + _local(chance)


def _birth(chance: Random) -> str:
    label = chance.choice(("DOB", "D.O.B.", "dob", "date of birth", "Date of Birth", "born on", "born"))
    return f"{label}{chance.choice((' ', ': ') if label != 'born on' else (' ',))}{date_words(chance)}"


def _name(chance: Random) -> str:
    label = chance.choice(
        ("patient name", "Patient Name", "surname", "Surname", "forename", "first name", "next of kin")
    )
    return f"{label}: {chance.choice(FIRST)} {chance.choice(LAST)}"


LABELLED: dict[str, Callable[[Random], str]] = {"number": _number_label, "birth date": _birth, "name": _name}


def in_a_note(chance: Random, secret: str) -> str:
    """Return ``secret`` somewhere in an ordinary note."""
    before, after = chance.sample(FINDINGS, 2)
    return chance.choice(
        (
            f"{secret}",
            f"{before}. {secret}",
            f"{secret}; {after}",
            f"{before} ({secret}) {after}",
            f"{before}\n{secret}",
        )
    )


def _spaced(chance: Random) -> str:
    n = health_number(chance)
    return chance.choice(
        (
            f"{n[:3]}  {n[3:6]}  {n[6:]}",
            f"({n[:3]})-{n[3:6]}-{n[6:]}",
            f"{n[:4]} {n[4:7]} {n[7:]}",
            f"No{n}",
            f"{n}/1",
            f"{n[:3]}_{n[3:6]}_{n[6:]}.png",
            f"{n[:6]}-{n[6:]}",
            f"US{n}L",
            f"{n[:3]} {n[3:6]}\n{n[6:]}",
        )
    )


def _odd_groups(chance: Random) -> str:
    n = health_number(chance)
    return chance.choice(
        (
            f"{n[:3]} {n[3:7]} {n[7:]}",
            f"{n[:2]} {n[2:4]} {n[4:6]} {n[6:8]} {n[8:]}",
            f"{n[0]} {n[1:4]} {n[4:7]} {n[7:]}",
            f"{n[:5]}'{n[5:]}",
            f"{n[:3]} and {n[3:6]} and {n[6:]}",
        )
    )


_WORDS = "zero one two three four five six seven eight nine".split()  # noqa: SIM905


def _in_words(chance: Random) -> str:
    return " ".join(_WORDS[int(digit)] for digit in health_number(chance))


def _other_label(chance: Random) -> str:
    label = chance.choice(
        ("hosp #", "Pt. no:", "K number", "CRN", "PID", "local ref", "Reg. no", "chart no", "folder", "EPR no")
    )
    return f"{label} {''.join(chance.choices('0123456789', k=chance.randint(6, 8)))}"


def _short_number(chance: Random) -> str:
    return f"{chance.choice(('chart', 'folder', 'bed card', 'list'))} {chance.randint(10_000, 99_999)}"


def _birthday(chance: Random) -> str:
    lead = chance.choice(("bday", "birthday", "b.", "*", "Geb.", "aged since", "yob/mob/dob:"))
    return f"{lead} {date_words(chance)}"


def _titled(chance: Random) -> str:
    title = chance.choice(("Mr", "Mrs", "Ms", "Miss", "Mx", "Mrs.", "MR", "mrs", "mr"))
    last = chance.choice(LAST)
    named = last.upper() if title == "MR" else last
    return chance.choice((f"{title} {named}", f"{title} {chance.choice('ABC')}. {named}", f"{title} {named}'s hip"))


def _untitled(chance: Random) -> str:
    first, last = chance.choice(FIRST), chance.choice(LAST)
    return chance.choice(
        (f"{first} {last}", f"this is {first} {last}", f"{last}, {first}", f"{last.upper()} {first}", first)
    )


def _address(chance: Random) -> str:
    code = chance.choice(("ZE1 0XX", "BT1 9ZZ", "ex4 9zz", "D02 X285", "SW1A 9ZZ", "CF10 9XX"))
    street = f"{chance.randint(1, 99)} {chance.choice(LAST)} Street"
    return chance.choice((f"{street}, {code}", code, f"lives at {code}"))


def _street(chance: Random) -> str:
    return f"lives at {chance.randint(1, 99)} {chance.choice(LAST)} {chance.choice(('Street', 'Road', 'Close'))}"


def _phone(chance: Random) -> str:
    tail = f"{chance.randrange(1000):03}"
    return chance.choice((f"07700 900{tail}", f"call 01632 960 {tail}", f"+44 7700 900{tail}", f"tel:020 7946 0{tail}"))


def _initials(chance: Random) -> str:
    return f"{chance.choice('ABCDE')}.{chance.choice('FGHIJ')}. with {chance.choice(('gout', 'a ganglion'))}"


HELD_OUT: dict[str, tuple[Callable[[Random], str], float]] = {
    "number in another notation": (_spaced, 1.0),
    "number in groups nobody uses": (_odd_groups, 0.0),
    "number in words": (_in_words, 0.0),
    "number behind another label": (_other_label, 0.9),
    "number of five digits": (_short_number, 0.0),
    "birth date behind another label": (_birthday, 0.9),
    "title and surname": (_titled, 0.95),
    "first name and surname": (_untitled, 0.0),
    "postcode": (_address, 0.95),
    "street without postcode": (_street, 0.0),
    "telephone number": (_phone, 0.95),
    "initials": (_initials, 0.0),
}
"""What is written, and the least share of it that is refused or asked about; 0 where nothing is promised."""
