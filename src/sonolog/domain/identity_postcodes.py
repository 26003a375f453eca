"""Postcodes of the United Kingdom and Eircodes, by the areas that exist."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from sonolog.domain.identity_numbers import Found
from sonolog.domain.identity_text import FoldedText, words_of

AREAS = words_of(
    """AB AL B BA BB BD BF BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX
    FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG NN
    NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB
    W WA WC WD WF WN WR WS WV YO ZE"""
)
"""Letters a postcode begins with: the areas of Royal Mail, the Crown dependencies and the forces."""
ROUTING_KEYS = words_of(
    """A41 A42 A45 A63 A67 A75 A81 A82 A83 A84 A85 A86 A91 A92 A94 A96 A98 C15 D01 D02 D03 D04 D05 D06 D07 D08 D09
    D10 D11 D12 D13 D14 D15 D16 D17 D18 D20 D22 D24 D6W E21 E25 E32 E34 E41 E45 E53 E91 F12 F23 F26 F28 F31 F35 F42
    F45 F52 F56 F91 F92 F93 F94 H12 H14 H16 H18 H23 H53 H54 H62 H65 H71 H91 K32 K34 K36 K45 K56 K67 K78 N37 N39 N41
    N91 P12 P14 P17 P24 P25 P31 P32 P36 P43 P47 P51 P56 P61 P67 P72 P75 P81 P85 R14 R21 R32 R35 R42 R45 R51 R56 R93
    R95 T12 T23 T34 T45 T56 V14 V15 V23 V31 V35 V42 V92 V93 V94 V95 W12 W23 W34 W91 X35 X42 X91 Y14 Y21 Y25 Y34
    Y35"""
)
"""First three characters of an Eircode."""
_AFTER_A_FIGURE = words_of(
    """as at be db et fr ft gs gy he hr hz lb ld le ln nd ng ns pd ph ps pt qa rd re rt sd se sl so st th ug ul us wk
    wt yr"""
)
"""Small letters behind a figure that mean something: a unit, an ordinal, a word."""


def find_postcodes(text: FoldedText) -> Iterator[Found]:
    """Yield every postcode and Eircode."""
    for match in _uk().finditer(text.words):
        area, inward = match["area"], match["inward"]
        alike = match.group().upper() == match.group() or (match.group().islower() and inward not in _AFTER_A_FIGURE)
        if alike and area.upper() in AREAS:
            yield Found("postcode", *match.span())
    for match in _eircode().finditer(text.words):
        said, unique = match.group(), match["unique"]
        alike = said.upper() == said or said.islower()
        mixed = any(map(str.isdigit, unique)) and any(map(str.isalpha, unique))
        if alike and mixed and match["key"].upper() in ROUTING_KEYS:
            yield Found("postcode", *match.span())


@cache
def _uk() -> re.Pattern[str]:
    """Return area, district and unit; the last two letters are never C, I, K, M, O or V."""
    return re.compile(
        r"(?<![\w\-/.])(?P<area>[a-z]{1,2})[0-9][0-9a-hjkmnpr-y]? {0,2}[0-9](?P<inward>[abd-hjlnp-uw-z]{2})(?![\w])",
        re.IGNORECASE | re.ASCII,
    )


@cache
def _eircode() -> re.Pattern[str]:
    letter = "ac-fhknprtv-y"
    return re.compile(
        rf"(?<![\w\-/.])(?P<key>[{letter}][0-9][0-9w])[ \-]?(?P<unique>[0-9{letter}]{{4}})(?![\w])",
        re.IGNORECASE | re.ASCII,
    )
