"""The quick look that clears most texts clears none that the guard would stop or ask about."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.identity_guard import doubts_in, hits_and_doubts, is_quiet, scan_text

PARTS = st.sampled_from(
    """NHS 999 000 0018|MRN 12345|DOB 1/2/60|d.o.b 1960|born on 3 May|Mrs Smith|MR BROWN|Miss Ann Lee|patient Ann Lee
    |pt called Joe|name: Ann Lee|surname Lee|a@b.org|SW1A 1AA|D02 X285|AB123456C|1234567T|020 7946 0000|3/4/1960
    |3 May 1960|12345678|1234567890|2.3 mm|C-7K3M|x12|5|P-1|Ms|mx.|next of kin Joe|client Joe Bloggs|hosp no: 1234|é ü
    |m|birth 2|no 17
    """.replace("\n", "").split("|")
)
TEXTS = st.lists(st.one_of(PARTS, st.text(max_size=8)), max_size=5).map(" ".join)


@given(TEXTS)
def test_a_quiet_text_has_nothing_to_be_found(text: str) -> None:
    """By no rule that blocks, and by none that asks."""
    assert not is_quiet(text) or (scan_text(text), doubts_in(text)) == ((), ())


@given(TEXTS)
def test_looking_once_finds_what_looking_twice_finds(text: str) -> None:
    """Both levels of the guard, from one reading."""
    assert hits_and_doubts(text) == (scan_text(text), doubts_in(text))


def test_most_texts_are_quiet() -> None:
    """Otherwise the look would be for nothing."""
    for text in ("Thickened tendon, 2.3 mm, no tear", "discussed with patient", "Doppler signal grade 2 of 3"):
        assert is_quiet(text)
