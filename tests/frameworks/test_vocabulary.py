"""The shipped table of terms: complete, without clashes, and every name in it finds its term."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from collections.abc import Callable
from itertools import product
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.domain.scan import Agreement, Finding, Scan, Setting, Sex, Side
from sonolog.domain.supervision import Role, Supervision
from sonolog.domain.term_names import fold, folded_words
from sonolog.domain.vocabulary import KINDS, Term, UnknownTerm
from sonolog.frameworks.vocabulary import load_vocabulary, read_shipped_table, shipped_table
from sonolog.frameworks.vocabulary_check import faults_of

WORDS = load_vocabulary()
TERMS = [term for kind in KINDS for term in WORDS.terms(kind)]
NAMED = [(term, name) for term in TERMS for name in term.names]
SHORT = [(term, name, region) for term in TERMS for name in term.shorthand for region in term.regions]
STYLES: tuple[Callable[[str], str], ...] = (
    str.strip,
    str.upper,
    str.lower,
    str.title,
    lambda s: s.replace("-", " "),
)
ANY_STYLE = st.sampled_from(STYLES)
MSK_REGIONS = {region.id for region in WORDS.terms("region") if region.examination == "msk"}


def test_the_quick_reader_reads_the_shipped_table_as_toml_does() -> None:
    """The reader that every logged scan waits for gives exactly what the standard library's gives."""
    assert read_shipped_table(shipped_table()) == tomllib.loads(shipped_table())


def test_the_shipped_table_has_no_fault() -> None:
    """Unknown keys, clashes, dangling regions and needless synonyms are all absent."""
    assert faults_of(shipped_table()) == ()


def test_every_name_finds_its_term() -> None:
    """Each id, label and synonym finds its term in its kind; no name is lost to another term."""
    assert [(term.id, name) for term, name in NAMED if WORDS.find(term.kind, name) is not term] == []


def test_every_shorthand_finds_its_term_in_its_regions() -> None:
    """Shorthand works wherever its term lies."""
    assert [
        (term.id, name) for term, name, region in SHORT if WORDS.find(term.kind, name, region=region) is not term
    ] == []


@given(st.sampled_from(NAMED), ANY_STYLE, st.sampled_from([None, *sorted(MSK_REGIONS)]))
def test_a_name_finds_its_term_in_any_style_and_region(
    named: tuple[Term, str], style: Callable[[str], str], region: str | None
) -> None:
    """Case and hyphens do not matter, and a region never hides a full name."""
    term, name = named
    assert WORDS.find(term.kind, style(name), region=region) is term


@given(st.sampled_from(SHORT), ANY_STYLE)
def test_shorthand_finds_its_term_in_any_style(short: tuple[Term, str, str], style: Callable[[str], str]) -> None:
    """The same for shorthand within its own region."""
    term, name, region = short
    assert WORDS.find(term.kind, style(name), region=region) is term


@given(st.sampled_from(NAMED), st.data())
def test_type_ahead_finds_a_term_by_any_part_of_a_name(named: tuple[Term, str], data: st.DataObject) -> None:
    """Whatever piece of a name is typed, its term is in the list."""
    term, name = named
    start = data.draw(st.integers(0, len(name) - 1))
    part = name[start : data.draw(st.integers(start + 1, len(name)))]
    if fold(part):
        assert term in WORDS.search(term.kind, part)


@given(st.sampled_from(NAMED))
def test_a_whole_name_comes_first_in_type_ahead(named: tuple[Term, str]) -> None:
    """Typing a whole name puts a term of exactly that name at the top."""
    term, name = named
    top = WORDS.search(term.kind, name)[0]
    assert fold(name) in {fold(other) for other in (*top.names, *top.shorthand)}


@given(st.sampled_from([pair for pair in NAMED if pair[0].kind not in ("agreement", "sex", "correlation")]))
def test_unquoted_words_of_a_name_are_read_whole(named: tuple[Term, str]) -> None:
    """In a quick line every name is read to its end, whatever follows it."""
    term, name = named
    region = None if term.kind in ("region", "examination") else "shoulder"
    words = name.split()
    reading = WORDS.longest_match([*words, "zzz"], 0, region=region)
    assert term in reading.terms
    assert reading.length == len(words)


def test_a_side_never_swallows_the_word_after_it() -> None:
    """A side before any name is read as the side, except where a name itself begins with that word."""
    for side, (term, name) in product(WORDS.terms("side"), NAMED):
        if term.kind not in ("structure", "pathology", "procedure"):
            continue
        for short in side.synonyms[:2]:
            reading = WORDS.longest_match([short, *name.split()], 0, region="knee")
            assert side in reading.terms or reading.length > 1
            if reading.length > 1:
                assert any(other.lower().startswith(f"{short} ") for other in reading.terms[0].names)


def test_no_pathology_or_procedure_swallows_an_msk_structure() -> None:
    """The word "plantar fascia tear" is a structure and a pathology: no compound name hides the structure."""
    swallowed = [
        (name, region)
        for (term, name), region in product(NAMED, sorted(MSK_REGIONS))
        if term.kind in ("pathology", "procedure") and _hides_a_structure(folded_words(name), region)
    ]
    assert swallowed == []


def _hides_a_structure(words: list[str], region: str) -> bool:
    for cut in range(1, len(words)):
        head = WORDS.longest_match(words[:cut], 0, region=region)
        tail = WORDS.longest_match(words[cut:], 0, region=region)
        structure = any(found.kind == "structure" and region in found.regions for found in head.terms)
        condition = any(found.kind in ("pathology", "procedure") for found in tail.terms)
        if head.length == cut and tail.length == len(words) - cut and structure and condition:
            return True
    return False


def test_the_words_one_kind_shares_with_another_are_few_and_known() -> None:
    """After the region only these words mean terms of several kinds; context and order settle them."""
    kinds: dict[str, set[str]] = {}
    for term, name in NAMED:
        if term.kind not in ("region", "examination", "agreement", "sex", "correlation"):
            kinds.setdefault(fold(name), set()).add(term.kind)
    assert {key for key, found in kinds.items() if len(found) > 1} == {"la", "other", "ptt", "ra", "vm"}


@pytest.mark.parametrize(
    ("line", "meaning"),
    [
        ("shoulder l supraspinatus tear direct", "shoulder left supraspinatus tear direct"),
        (
            "hip groin r GMed full thickness tear remote",
            "hip-groin right gluteus-medius full-thickness-tear remote",
        ),
        (
            "ankle lt ATFL sprain grade 2",
            "ankle-foot left anterior-talofibular-ligament ligament-sprain-grade-2",
        ),
        ("wrist rt EC1 de Quervain's", "wrist-hand right extensor-compartment-1 de-quervain"),
        ("knee both effusion Baker's cyst", "knee bilateral effusion bakers-cyst"),
        ("thumb r UCL Stener", "wrist-hand right thumb-ulnar-collateral stener-lesion"),
        ("elbow l UCL tear", "elbow left elbow-ulnar-collateral tear"),
        ("shoulder biceps normal", "shoulder long-head-biceps normal"),
        ("elbow biceps rupture", "elbow distal-biceps rupture"),
        ("foot r plantar fascia tear", "ankle-foot right plantar-fascia tear"),
        ("ankle tib post tenosynovitis", "ankle-foot tibialis-posterior tenosynovitis"),
        (
            "shoulder r SASD bursitis steroid injection",
            "shoulder right subacromial-bursa bursitis steroid-injection",
        ),
        ("lung b B-lines observed", "thorax bilateral interstitial-syndrome observed"),
        ("aorta normal unsupervised sim", "aorta normal none simulator"),
    ],
)
def test_lines_as_clinicians_type_them(line: str, meaning: str) -> None:
    """Each line is read as meant, word for word, without quotes."""
    words, read, region, at = line.split(), [], None, 0
    while at < len(words):
        reading = WORDS.longest_match(words, at, region=region)
        assert reading.length, words[at]
        region = region or reading.terms[0].id
        read.append(reading.terms[0].id)
        at += reading.length
    assert " ".join(read) == meaning


@pytest.mark.parametrize(
    ("kind", "codes"),
    [
        ("side", Side),
        ("role", Role),
        ("supervision", Supervision),
        ("setting", Setting),
        ("finding", Finding),
        ("agreement", Agreement),
        ("sex", Sex),
    ],
)
def test_ids_of_the_closed_kinds_are_the_codes_a_scan_stores(kind: str, codes: object) -> None:
    """The vocabulary and the scan name the same codes, no more and no fewer."""
    assert {term.id for term in WORDS.terms(kind)} == set(get_args(codes))


def test_correlation_ids_are_those_of_a_scan() -> None:
    """The same for the correlation, whose codes the scan spells out."""
    assert {term.id for term in WORDS.terms("correlation")} == set(
        get_args(get_args(Scan.model_fields["correlation"].annotation)[0])
    )


def test_normal_is_no_pathology() -> None:
    """Normal is a finding; as a pathology it would count towards coverage of conditions."""
    with pytest.raises(UnknownTerm):
        WORDS.find("pathology", "normal")
    assert WORDS.find("finding", "normal").id == "normal"


def test_every_region_has_structures_and_an_examination() -> None:
    """Any region has structures to pick and says its examination; the six MSK ones have many."""
    for region in WORDS.terms("region"):
        assert WORDS.structures_of(region.id)
        assert WORDS.default_examination(region.id)
    for region_id in ("shoulder", "elbow", "wrist-hand", "hip-groin", "knee", "ankle-foot"):
        assert len([term for term in WORDS.structures_of(region_id) if term.regions]) >= 25


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ('x = { label = "X", colour = "red" }', "unknown key"),
        ('X_y = { label = "X" }', "kebab-case"),
        ('x = { also = "y" }', "no label"),
        ('x = { label = "X", also = ["y"] }', "not text"),
        ('x = { label = "X", also = "y,z" }', None),
        ('x = { label = "X", also = "y, " }', "comma and one space"),
        ('x = { label = "X", also = "SSP" }', "names supraspinatus, x"),
        ('x = { label = "X", also = "x" }', "says nothing new"),
        ('x = { label = "X", also = "#" }', "no letter"),
        ('x = { label = "X", also = "a b c d e f g h i j k" }', "words"),
        ('x = { label = "X", regions = "mars" }', "no region"),
        ('x = { label = "X", here = "xx" }', "without regions"),
        ('x = { label = "X", here = "biceps", regions = "shoulder" }', "in shoulder"),
        ('x = { label = "X", here = "SSP", regions = "knee" }', "and a name of supraspinatus"),
        ('supraspinatus = { label = "X" }', "Not TOML"),
        ("x = 1", "not a table in one line"),
    ],
)
def test_the_strict_check_names_a_fault(line: str, fault: str | None) -> None:
    """Each way a line can be wrong is said in words; a line that is right is not accused."""
    found = faults_of(shipped_table().replace("\n[structure]\n", f"\n[structure]\n{line}\n"))
    assert len(found) == (0 if fault is None else 1)
    assert fault is None or fault in found[0]


def test_all_faults_are_shown_at_once() -> None:
    """A missing, an unknown and a malformed kind are named together."""
    text = 'colour = 1\n[mood]\n[region]\nx = { label = "X" }\n'
    found = faults_of(text)
    assert "[mood] is not a kind of term." in found
    assert "[structure] is missing." in found
    assert "colour is not a table." in found


def test_regions_must_name_an_examination() -> None:
    """A region without, or with an unknown, examination is a fault."""
    lines = 'x = { label = "X" }\nyy = { label = "Y", examination = "z" }\n'
    found = faults_of(shipped_table().replace("\n[region]\n", f"\n[region]\n{lines}"))
    assert found == ("region x: a region needs an examination.", "region yy: no examination “z”.")


def test_loading_needs_nothing_heavy() -> None:
    """Reading the vocabulary loads none of the large libraries: completion and logging stay quick."""
    code = (
        "import sys; from sonolog.frameworks.vocabulary import load_vocabulary; load_vocabulary();"
        "print(sorted({'pydantic', 'sqlalchemy', 'textual', 'difflib'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
