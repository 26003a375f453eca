"""What a person is asked about: each rule finds what it is for and leaves alone what looks like it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.identity_guard import DOUBTS, doubts_in, scan_text

from .innocent import PHRASES

MOST_ASKED = 0.05

FOUND = {
    "phone": """01632 960123|07700 900123|07700900123|+44 7700 900123|(020) 7946 0018|+44 (0)20 7946 0018|020 7946 0018
        0044 7700 900 123|0115-496-0123|+353 1 234 5678|01 234 5678|020.7946.0018""",
    "postcode": "SW1A 1AA|sw1a 1aa|M1 1AE|EC1A1BB|BT7 1NN|D02 X285|T12 K8AF|d6w xy00|T12-K8AF|bt7  1nn",
    "title-name": """Mr Example|mrs example|Mrs. A. O'Example|MR SAMPLE|Miss Example|Mx Specimen|Master Example
        Ms van Example|Mr de Sample|Mr J Smith-Sample|Ms. Specimen|MRS EXAMPLE
        patient Jo Example|Patient Jo Example|pt Jo Q. Example|pt: Jo Example-Sample|client Jo Example
        patient called Jo|patient was named Jo Example""",
    "full-date": """12/03/1961|12.3.1961|1961-03-12|12 Mar 1961|12th of March 1961|March 12, 1961|12/3/61|12.03.61
        12-Mar-61|12 March '61|1961 Mar 12|12MAR1961|12 03 1961|12 / 03 / 1961|03/28/1961""",
    "ten-digits": "9990000017|999 000 0017|999-000-0017|99900 00017|999000 0017|999.000.0017|999 0000017",
    "long-number": """A123456|123456|1234567|12345678|123456789|X123456Z|RXH/123456|20261128|12345678901|ABC-1234567
        １２３４５６""",
}
LEFT = {
    "a unit": "123456 units|125000 iu/l|1240000 cells|100000 Hz|900000 px|123456 %",
    "decimals": "0.123456|1,234,567|123456.5|1.1234567",
    "what it is said to be": "SNOMED 202852003|PMID 28765432|GMC 7654321|lot 1234567|asset no. RX123456|serial 1234567",
    "parts of vertebrae and probes": "L4 5mm|B1 2nd|L3 4th|T12 10th|C5 6th",
    "the other sense of a title": "MR IMAGING|MR knee|MS Teams|MS patient|Miss rate|62 ms rise|Master class|mrs of",
    "a heading": """Patient Safety Course|Patient Positioning For Scans|patient P-7|Patient Reported Outcomes|Patient
        patient Left Shoulder|Patient Had Pain|patient Shoulder Pain|patient Declined|PT Clinic""",
    "a date without its year": "12 March|3/10|March 2026|12/3|week 48 of 2026|2025/26",
    "references": "doi:10.1148/radiol.2018181234|ISBN 0702031313|01999000-0018-7000-8000-999000001800",
}


def _rows(table: dict[str, str]) -> list[tuple[str, str]]:
    return [(name, one.strip()) for name, row in table.items() for one in row.replace("\n", "|").split("|")]


@pytest.mark.parametrize(("rule", "text"), _rows(FOUND))
@pytest.mark.parametrize("setting", ["{}", "seen again, {}.", "note: {}; 7.5 MHz", "({})", "tear of 3 mm, {} said so"])
def test_a_doubt_is_found_by_its_rule(rule: str, text: str, setting: str) -> None:
    """In every setting the place is found whole, by the one rule, and asks rather than blocks."""
    whole = setting.format(text)
    (hit,) = doubts_in(whole)
    assert (hit.rule, hit.level, hit.reason) == (rule, "confirm", DOUBTS[rule])
    assert whole[hit.start : hit.end].strip("(") == text.strip("(")
    assert text not in hit.masked
    assert scan_text(whole) == ()


@pytest.mark.parametrize(("why", "text"), _rows(LEFT))
def test_what_only_looks_like_it_is_left_alone(why: str, text: str) -> None:
    """Units, codes that say so, probes and vertebrae ask nothing."""
    assert doubts_in(text) == (), why


def test_few_ordinary_phrases_are_asked_about() -> None:
    """Of at least three hundred phrases written before the rules, at most one in twenty asks; none of them blocks."""
    asked = [phrase for phrase in PHRASES if doubts_in(phrase)]
    assert len(PHRASES) >= 300
    assert 0 < len(asked) <= MOST_ASKED * len(PHRASES)
    assert not [phrase for phrase in PHRASES if scan_text(phrase)]


@pytest.mark.parametrize(
    "text", ["28/03/2026", "28 March 2026", "2026-03-28", "28.03.26", "March 28, 2026", "03/28/2026"]
)
def test_the_records_own_day_asks_nothing(text: str) -> None:
    """The day of the scan may be said in any notation; the day after it asks."""
    assert doubts_in(f"scan of {text}", days=[date(2026, 3, 28)]) == ()
    assert len(doubts_in(f"scan of {text}", days=[date(2026, 3, 29)])) == 1


def test_what_blocks_is_not_asked_about_as_well() -> None:
    """A health number that starts inside a doubtful row of digits is blocked, whatever else the row may be."""
    assert doubts_in("999 000 0018") == ()
    assert doubts_in("DOB 12/03/1961") == ()
    assert [hit.rule for hit in scan_text("DOB 12/03/1961")] == ["birth-date"]


@given(st.text(max_size=300))
def test_any_text_is_asked_about_in_order(text: str) -> None:
    """No text makes it fail; places lie within the text, in order, apart from each other and from what blocks."""
    hits = sorted((*doubts_in(text), *scan_text(text)), key=lambda hit: hit.start)
    places = [place for hit in hits for place in (hit.start, hit.end)]
    assert places == sorted(places)
    assert all(0 <= hit.start < hit.end <= len(text) for hit in hits)
