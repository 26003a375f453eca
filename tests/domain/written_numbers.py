"""Health numbers of the test range, and the ways people write them."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from sonolog.domain.identity_guard import scan_text


def with_check_digit(first: str) -> str | None:
    """Return nine digits with their check digit, or None where no digit can make it right."""
    check = (11 - sum(weight * int(digit) for weight, digit in zip(range(10, 1, -1), first, strict=True))) % 11
    return None if check == 10 else f"{first}{check}"


TEST_NUMBERS = (
    st.integers(0, 999_999)
    .map(lambda rest: with_check_digit(f"999{rest:06}"))
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
    "2-2-2-4 strokes": _grouped(2, 2, 2, 4, gap="/"),
    "3-7": _grouped(3, 7, gap=" "),
    "3-7 hyphen": _grouped(3, 7, gap="-"),
    "4-3-3": _grouped(4, 3, 3, gap=" "),
    "4-3-3 dots": _grouped(4, 3, 3, gap="."),
    "4-4-2": _grouped(4, 4, 2, gap=" "),
    "in twos, hyphens": _grouped(2, 2, 2, 2, 2, gap="-"),
    "in twos, dots": _grouped(2, 2, 2, 2, 2, gap="."),
    "3-3-4 commas and blanks": _grouped(3, 3, 4, gap=", "),
    "3-3-4 colons": _grouped(3, 3, 4, gap=":"),
    "3-3-4 spaced strokes": _grouped(3, 3, 4, gap=" / "),
    "like a DOI": lambda number: f"10.1234/{number}",
    "digit by digit": " ".join,
    "digit by digit, hyphens": "-".join,
    "digit by digit, dots": ".".join,
    "digit by digit, in groups": lambda number: "  -  ".join(map(" ".join, (number[:3], number[3:6], number[6:]))),
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


def rules_in(text: str) -> list[str]:
    """Return the rules that fit a text."""
    return [hit.rule for hit in scan_text(text)]
