"""How typed words find terms, shown on a small vocabulary of a few invented and a few real terms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.term_names import fold, folded_words
from sonolog.domain.vocabulary import AmbiguousTerm, Reading, Term, UnknownTerm, Vocabulary
from sonolog.errors import Exit

SHOULDER = Term("region", "shoulder", "Shoulder", ("sh",), examination="msk")
ELBOW = Term("region", "elbow", "Elbow", examination="msk")
HIP = Term("region", "hip-groin", "Hip and groin", ("hip", "groin"), examination="msk")
LUNG = Term("region", "thorax", "Thorax", ("lung",), examination="thoracic")
SUPRA = Term("structure", "supraspinatus", "Supraspinatus tendon", ("SSP", "supra"), regions=("shoulder",))
LHB = Term("structure", "long-head-biceps", "Biceps, long head", ("LHB",), ("biceps",), ("shoulder",))
DISTAL = Term("structure", "distal-biceps", "Biceps, distal tendon", (), ("biceps",), ("elbow",))
UCL = Term("structure", "elbow-ulnar-collateral", "Ulnar collateral ligament", ("UCL",), (), ("elbow",))
LUCL = Term("structure", "lateral-ulnar-collateral", "Lateral ulnar collateral", ("LUCL",), (), ("elbow",))
PTT = Term("structure", "tibialis-posterior", "Tibialis posterior", ("PTT", "tib post"), (), ("ankle-foot",))
MUSCLE = Term("structure", "muscle-tissue", "Muscle")
LEFT = Term("side", "left", "Left", ("l", "lt"))
TEAR = Term("pathology", "tear", "Tear")
FULL = Term("pathology", "full-thickness-tear", "Full-thickness tear", ("FTT",))
PARTIAL = Term("pathology", "partial-thickness-tear", "Partial-thickness tear", ("PTT",))
BAKER = Term("pathology", "bakers-cyst", "Baker's cyst", ("Baker's",))
CHEST = Term("examination", "thoracic", "Thoracic", ("lung",))
MSK = Term("examination", "msk", "Musculoskeletal")
DIRECT = Term("supervision", "direct", "Direct")
ALL = (
    *(
        SHOULDER,
        ELBOW,
        HIP,
        LUNG,
        SUPRA,
        LHB,
        DISTAL,
        UCL,
        LUCL,
        PTT,
        MUSCLE,
        LEFT,
        TEAR,
        FULL,
        PARTIAL,
        BAKER,
    ),
    *(CHEST, MSK, DIRECT),
)


@pytest.fixture
def words() -> Vocabulary:
    """Return the small vocabulary."""
    return Vocabulary(ALL)


@pytest.mark.parametrize(
    "typed",
    ["bakers-cyst", "Bakers cyst", "BAKER'S CYST", "baker\u2019s-cyst", "Bakerscyst", "  bàkers ", "Baker's"],
)
def test_case_space_hyphen_apostrophe_and_accent_do_not_matter(words: Vocabulary, typed: str) -> None:
    """However a name is written, it finds its term."""
    assert words.find("pathology", typed) is BAKER


def test_id_label_and_synonym_find_the_term(words: Vocabulary) -> None:
    """All three kinds of name work, with or without a region."""
    for typed in ("supraspinatus", "Supraspinatus tendon", "ssp", "Supra"):
        assert words.find("structure", typed) is SUPRA
        assert words.find("structure", typed, region="shoulder") is SUPRA


def test_shorthand_means_what_lies_in_the_region(words: Vocabulary) -> None:
    """The word "biceps" is the long head at the shoulder and the distal tendon at the elbow."""
    assert words.find("structure", "biceps", region="shoulder") is LHB
    assert words.find("structure", "biceps", region="elbow") is DISTAL


def test_shorthand_without_a_region_is_refused_with_what_it_may_mean(words: Vocabulary) -> None:
    """Several meanings are never guessed between; the hint names each."""
    with pytest.raises(AmbiguousTerm) as refused:
        words.find("structure", "biceps")
    assert refused.value.nearest == ("Biceps, long head", "Biceps, distal tendon")
    assert "Biceps, distal tendon" in refused.value.hint
    assert refused.value.code == "ambiguous-term"


def test_shorthand_of_another_region_is_unknown_here(words: Vocabulary) -> None:
    """At the hip nothing here is called biceps."""
    with pytest.raises(UnknownTerm) as refused:
        words.find("structure", "biceps", region="hip-groin")
    assert refused.value.code == "unknown-term"


def test_an_unknown_word_is_refused_with_the_nearest_names(words: Vocabulary) -> None:
    """Code, exit, hint and what was kept are as promised."""
    with pytest.raises(UnknownTerm) as refused:
        words.find("structure", "suprspinatis")
    fault = refused.value
    assert (fault.code, fault.exit, fault.kept) == ("unknown-term", Exit.INPUT, "Nothing was stored.")
    assert fault.nearest[0] == "supraspinatus"
    assert fault.hint.startswith("Did you mean “supraspinatus”")


def test_a_very_long_or_empty_word_is_refused_shortly(words: Vocabulary) -> None:
    """100 kB of text neither takes long nor fills the screen, and marks alone name nothing."""
    for typed in ("x" * 100_000, "", "[/]", "{kind}"):
        with pytest.raises(UnknownTerm) as refused:
            words.find("region", typed)
        assert len(refused.value.message) < 120
    assert words.nearest("region", "") == ()


def test_get_wants_the_id(words: Vocabulary) -> None:
    """A synonym is no id."""
    assert words.get("structure", "supraspinatus") is SUPRA
    with pytest.raises(UnknownTerm):
        words.get("structure", "SSP")


def test_label_of_an_unknown_id_is_the_id(words: Vocabulary) -> None:
    """A framework's own term still shows as something."""
    assert words.label("region", "hip-groin") == "Hip and groin"
    assert words.label("structure", "rcr:odd-one") == "rcr:odd-one"


def test_structures_of_a_region_then_those_of_anywhere(words: Vocabulary) -> None:
    """The pick list of a region ends with what may lie anywhere."""
    assert words.structures_of("shoulder") == (SUPRA, LHB, MUSCLE)


def test_a_region_says_its_usual_examination(words: Vocabulary) -> None:
    """A shoulder scan is musculoskeletal; an unknown region says nothing."""
    assert words.default_examination("shoulder") == "msk"
    assert words.default_examination("nowhere") is None


def test_search_ranks_whole_start_word_inside() -> None:
    """The whole name is first, then its start, a word's start, the inside."""
    inside, word, start, whole = (
        Term("pathology", f"p{number}", label)
        for number, label in enumerate(("Hypertension", "Muscle tension", "Tension sign", "Tension"))
    )
    found = Vocabulary((inside, word, start, whole)).search("pathology", "tension")
    assert found == [whole, start, word, inside]


def test_search_finds_by_the_starts_of_several_words(words: Vocabulary) -> None:
    """The word "lat coll" finds the lateral ulnar collateral."""
    assert words.search("structure", "lat coll") == [LUCL]


def test_search_puts_what_a_person_uses_first_among_equals(words: Vocabulary) -> None:
    """Frequency reorders equals and never lifts a worse fit over a better one."""
    assert words.search("structure", "biceps")[:2] == [LHB, DISTAL]
    assert words.search("structure", "biceps", frequency={"distal-biceps": 5})[:2] == [DISTAL, LHB]
    often = {"full-thickness-tear": 100}
    assert words.search("pathology", "tear", frequency=often)[0] is TEAR


def test_search_stays_in_the_region_unless_nothing_fits(words: Vocabulary) -> None:
    """A region narrows the list, but never to nothing."""
    assert words.search("structure", "biceps", region="elbow") == [DISTAL]
    assert words.search("structure", "", region="shoulder") == [SUPRA, LHB, MUSCLE]
    assert words.search("structure", "ssp", region="elbow") == [SUPRA]
    assert words.search("structure", "[/]") == []


def test_a_bare_word_means_a_region_first_and_a_structure_once_the_region_is_known(words: Vocabulary) -> None:
    """Context decides between kinds: "lung" before the region, "PTT" after it."""
    assert words.read_word("lung") == (LUNG, CHEST)
    assert words.read_word("PTT", region="ankle-foot") == (PTT, PARTIAL)
    assert words.read_word("PTT", region="shoulder") == (PARTIAL, PTT)
    assert words.read_word("zzz") == ()


def test_the_longest_name_is_read(words: Vocabulary) -> None:
    """Names of several words need no quotes, and what is left is read on its own."""
    line = ["hip", "groin", "l", "full", "thickness", "tear", "direct", "zzz"]
    assert words.longest_match(line, 0) == Reading((HIP,), 2)
    assert words.longest_match(line, 2, region="hip-groin") == Reading((LEFT,), 1)
    assert words.longest_match(line, 3, region="hip-groin") == Reading((FULL,), 3)
    assert words.longest_match(line, 6, region="hip-groin") == Reading((DIRECT,), 1)
    assert words.longest_match(line, 7, region="hip-groin") == Reading()
    assert words.longest_match(line, 8) == Reading()


def test_a_side_and_an_abbreviation_never_grow_together(words: Vocabulary) -> None:
    """The word "l ucl" is the left UCL, not the LUCL."""
    assert words.longest_match(["l", "ucl"], 0, region="elbow") == Reading((LEFT,), 1)
    assert words.longest_match(["lucl"], 0, region="elbow") == Reading((LUCL,), 1)


@given(st.text())
def test_folding_twice_changes_nothing(text: str) -> None:
    """What is compared is already in its final form, and words fold as their whole does."""
    assert fold(fold(text)) == fold(text)
    assert fold(text.upper().lower()) == fold(fold(text.upper().lower()))
    assert all(fold(word) == word for word in folded_words(text))


@given(st.text(), st.sampled_from(("region", "structure", "pathology")), st.none() | st.just("shoulder"))
def test_any_text_is_found_or_refused(text: str, kind: str, region: str | None) -> None:
    """No text makes a lookup fail in another way, and search and find agree on what exists."""
    words = Vocabulary(ALL)
    try:
        found = words.find(kind, text, region=region)
    except UnknownTerm as fault:
        assert len(fault.nearest) <= 3
    else:
        assert found in words.search(kind, text)
    assert words.longest_match([text], 0, region=region).length <= 1
