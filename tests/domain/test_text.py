"""What may be kept as text, and how it is shown."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.text import TextRefused, clean_text, visible
from sonolog.errors import Exit

ANY_TEXT = st.text(st.characters(), max_size=200)
HIDDEN = "\x00\x1b\x7f\x85\u00ad\u061c\u180e\u200b\u200e\u200f\u2028\u202a\u202e\u2060\u2066\ufeff\U000e0041\u3164"


def _cleaned(raw: str) -> str | None:
    try:
        return clean_text(raw, limit=1_000, multiline=True)
    except TextRefused:
        return None


@given(ANY_TEXT)
def test_cleaning_twice_changes_nothing(raw: str) -> None:
    """What was cleaned once is kept as it is ever after, in composed form, with no blank around it."""
    kept = _cleaned(raw)
    if kept is not None:
        assert _cleaned(kept) == kept
        assert unicodedata.is_normalized("NFC", kept)
        assert kept == kept.strip()
        assert "\r" not in kept


@given(ANY_TEXT)
def test_only_control_and_half_characters_are_refused(raw: str) -> None:
    """A text is refused exactly when something no file or terminal can hold is inside it."""
    inner = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    never = {"Cc", "Cs"}
    bad = any(
        (unicodedata.category(character) in never and character not in "\n\t") or character in "\ufffe\uffff"
        for character in inner
    )
    assert (_cleaned(raw) is None) == bad


@given(ANY_TEXT)
def test_kept_text_can_be_written_to_any_file(raw: str) -> None:
    """What is kept survives UTF-8 unchanged."""
    kept = _cleaned(raw)
    if kept is not None:
        assert kept.encode().decode() == kept


@given(st.text(st.characters() | st.sampled_from(HIDDEN), max_size=100))
def test_visible_text_hides_nothing(text: str) -> None:
    """Shown text has no control, direction or zero-width character; showing it again changes nothing."""
    shown = visible(text)
    assert not any(unicodedata.category(character) in {"Cc", "Cs", "Zl", "Zp"} for character in shown)
    assert not set(HIDDEN) & set(shown)
    assert visible(shown) == shown


@given(st.text(st.characters(exclude_categories=["Cc", "Cf", "Cs", "Zl", "Zp"]), max_size=100))
def test_visible_text_keeps_what_can_be_seen(text: str) -> None:
    """Letters, marks and signs of every script are shown as they are, but for fillers drawn as nothing."""
    seen = "".join(character for character in text if character not in "\u115f\u1160\u3164\uffa0\ufffe\uffff")
    assert visible(seen) == seen


@pytest.mark.parametrize("character", list(HIDDEN))
def test_hidden_characters_are_shown_as_code_points(character: str) -> None:
    """Each hidden character appears as its number, unless the caller can show it."""
    assert visible(f"a{character}b") == f"a<U+{ord(character):04X}>b"
    assert visible(f"a{character}b", keep=character) == f"a{character}b"


def test_line_ends_are_made_alike() -> None:
    """Line ends of other systems are kept as one kind."""
    assert clean_text(" a\r\nb\rc\n", limit=10, multiline=True) == "a\nb\nc"


def test_composed_and_spread_letters_are_one() -> None:
    """The same word typed in two ways is kept in one form."""
    spread = unicodedata.normalize("NFD", "Ångström é")
    assert clean_text(spread, limit=20, multiline=False) == "Ångström é"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("a\nb", "line break"),
        ("a\tb", "tab"),
        ("a\x1b[31mb", r"control character \(U\+001B\) at place 2"),
        ("a\ud800b", r"U\+D800"),
        ("x" * 11, "has 11 characters; 10 can be kept"),
    ],
)
def test_refusals_say_what_is_wrong(raw: str, why: str) -> None:
    """A refused line names its fault and what to do, and says that nothing was stored."""
    with pytest.raises(TextRefused, match=why) as refused:
        clean_text(raw, limit=10, multiline=False)
    assert refused.value.exit is Exit.INPUT
    assert refused.value.hint
    assert refused.value.kept == "Nothing was stored."


def test_refusal_never_repeats_the_text() -> None:
    """A refused text is not echoed, because it may hold anything."""
    with pytest.raises(TextRefused) as refused:
        clean_text("secret\x07", limit=10, multiline=True)
    assert "secret" not in " ".join(refused.value.as_dict().values())


def test_limit_counts_what_is_kept() -> None:
    """Blanks around the text and spread letters do not count against the limit."""
    assert clean_text("  " + unicodedata.normalize("NFD", "é" * 10) + "\n", limit=10, multiline=False) == "é" * 10
    assert len(clean_text("x" * 100_000, limit=100_000, multiline=True)) == 100_000
