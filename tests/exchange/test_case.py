"""Frameworks and forms as packages of 1EdTech CASE: by the specification, to the letter back, and whatever comes in."""

from __future__ import annotations

import copy
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.assessment.reader import read_form
from sonolog.assessment.shipped import load_shipped_form, shipped_form_names, shipped_form_text
from sonolog.domain.framework import Framework
from sonolog.exchange.case_form import form_package
from sonolog.exchange.case_framework import framework_package
from sonolog.exchange.case_package import own_text, same_content
from sonolog.exchange.case_reading import read_package
from sonolog.exchange.case_to_form import form_texts
from sonolog.exchange.case_to_framework import framework_text
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.shipped import load_shipped, shipped_names, shipped_text
from sonolog.frameworks.vocabulary import load_vocabulary

from .case_shape import CASE_SCHEMAS, PACKAGE, faults, official

STAMP = "2026-11-23T21:36:21Z"


def packages() -> dict[str, dict[str, Any]]:
    """Return the package of every framework and form that comes with the program."""
    frameworks = {name: framework_package(load_shipped(name), shipped_text(name), STAMP) for name in shipped_names()}
    forms = {
        name: form_package(load_shipped_form(name), shipped_form_text(name), STAMP) for name in shipped_form_names()
    }
    return {name: one.package for name, one in {**frameworks, **forms}.items()}


PACKAGES = packages()


def read_back(package: Any) -> tuple[Framework | None, list[str]]:
    """Return the framework that a package of another program becomes, and what was not understood."""
    found, problems = read_package(json.dumps(package).encode(), file="x.json")
    assert found is not None, problems
    text, cut = framework_text(found)
    framework, found_faults = read_framework(text, file="x.toml", vocabulary=load_vocabulary())
    assert not [str(one) for one in found_faults if one.severity == "error"]
    return framework, [str(one) for one in (*problems, *cut)]


@pytest.mark.parametrize("schema", CASE_SCHEMAS)
@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_a_package_is_what_the_specification_says(name: str, schema: Any) -> None:
    """Every class and field by the published tables and, where it is at hand, by the official schema."""
    assert faults(schema, PACKAGES[name]) == []


def test_the_tables_of_the_specification_notice_what_is_wrong() -> None:
    """A field that is none, a link without a title, a missing statement: the check above can fail."""
    for spoilt in ({"more": 1}, {"fullStatement": 7}, {"identifier": "1"}):
        package = copy.deepcopy(PACKAGES["eular-msk"])
        package["CFItems"][0] |= spoilt
        assert faults(PACKAGE, package)


@pytest.mark.parametrize("name", sorted(PACKAGES))
def test_every_link_leads_to_something_in_the_package(name: str) -> None:
    """And no two things have one identifier."""
    package = PACKAGES[name]
    known = [package["CFDocument"]["identifier"], *(one["identifier"] for one in package.get("CFItems", ()))]
    assert len(known) == len(set(known))
    for one in package.get("CFAssociations", ()):
        assert {one["originNodeURI"]["identifier"], one["destinationNodeURI"]["identifier"]} <= set(known)


@pytest.mark.parametrize("name", shipped_names())
def test_a_framework_comes_back_to_the_letter_and_goes_out_with_the_same_identifiers(name: str) -> None:
    """The text in the extension is the edition's own; written again, later, everything but the date is the same."""
    text = own_text(PACKAGES[name], "framework")
    assert text == shipped_text(name)
    again = framework_package(load_shipped(name), text, "2030-01-01T00:00:00Z").package
    assert again != PACKAGES[name]
    assert same_content(again, PACKAGES[name])


def test_a_stage_a_requirement_its_part_and_a_line_are_a_tree() -> None:
    """Each item under the right one, in the order of the file; what comes before a stage precedes it."""
    items = {one["identifier"]: one for one in PACKAGES["case-pgc-msk"]["CFItems"]}
    codes = {name: one["humanCodingScheme"] for name, one in items.items()}
    links = [
        (
            codes.get(one["originNodeURI"]["identifier"]),
            one["associationType"],
            codes.get(one["destinationNodeURI"]["identifier"]),
        )
        for one in PACKAGES["case-pgc-msk"]["CFAssociations"]
    ]
    assert links[:3] == [
        ("taught", "isChildOf", None),
        ("modules", "isChildOf", "taught"),
        ("credits", "isChildOf", "taught"),
    ]
    assert ("clinical", "precedes", "award") in links
    asked = next(one for one in items.values() if one["humanCodingScheme"] == "credits")
    assert (asked["CFItemType"], asked["extensions"]["sonolog"]["at_least"]) == ("Requirement", {"value": 60})
    lost = framework_package(load_shipped("case-pgc-msk"), "", STAMP).lost
    assert any(one.startswith("requirement credits: ") and "at_least" in one for one in lost)
    assert "the whole framework: terms (2)" in lost


def test_a_form_is_a_rubric_and_only_points_have_scores() -> None:
    """What is seen at a level, and its label; levels that only have an order tell no score that could be added."""
    rubric = PACKAGES["osaus"]["CFRubrics"][0]
    levels = rubric["CFRubricCriteria"][1]["CFRubricCriterionLevels"]
    assert [one["score"] for one in levels] == [1, 2, 3, 4, 5]
    assert levels[0]["description"] == "Needs help to start, wrong transducer"
    ordinal = PACKAGES["entrustment"]["CFRubrics"][0]["CFRubricCriteria"][0]["CFRubricCriterionLevels"]
    assert not any("score" in one for one in ordinal)


def foreign(package: Any) -> Any:
    """Return a package as another program would have written it."""
    plain = copy.deepcopy(package)
    for one in (plain["CFDocument"], *plain.get("CFItems", ()), *plain.get("CFRubrics", ())):
        one.pop("extensions", None)
        one.pop("CFItemType", None)
    return plain


@pytest.mark.parametrize("name", shipped_form_names())
def test_a_rubric_of_another_program_becomes_a_form(name: str) -> None:
    """The same items, levels and anchors; nobody passes by it, since CASE says no rule."""
    found, problems = read_package(json.dumps(foreign(PACKAGES[name])).encode(), file="x.json")
    assert found is not None and problems == []
    ((text, told),) = form_texts(found, file="x.json")
    form, told_faults = read_form(text, file="x.toml")
    assert form is not None, [str(one) for one in told_faults]
    assert told == []
    ours = load_shipped_form(name)
    assert [one.text for one in form.items] == [one.text for one in ours.items]
    assert [ours.anchor(mine, ours.scale_of(mine).lowest) for mine in ours.items] == [
        form.anchor(one, form.scale_of(one).lowest) for one in form.items
    ]
    assert [form.scale_of(one).kind for one in form.items] == [ours.scale_of(one).kind for one in ours.items]
    assert form.pass_rule.rule == "none"


def item(number: int, words: str, **more: Any) -> dict[str, Any]:
    """Return a CFItem of that number."""
    return {"identifier": f"0000000{number}-0000-4000-8000-000000000000", "fullStatement": words, **more}


def child(number: int, parent: int, sequence: int | None = None, kind: str = "isChildOf") -> dict[str, Any]:
    """Return an association of two items, or of one and the document (0); an address may be all that names one."""
    address = f"https://example.org/CFItems/0000000{parent}-0000-4000-8000-000000000000"
    return {
        "identifier": f"a{number}{parent}",
        "associationType": kind,
        "originNodeURI": {"identifier": f"0000000{number}-0000-4000-8000-000000000000", "title": "?", "uri": "?"},
        "destinationNodeURI": {"uri": address} if parent else {"identifier": "doc"},
        **({"sequenceNumber": sequence} if sequence else {}),
    }


def flat() -> dict[str, Any]:
    """Return a package of two items under a third, as the first version of the specification has them."""
    return {
        "CFDocument": {"identifier": "doc", "uri": "?", "title": "Knots", "creator": "A college"},
        "CFItems": [item(1, "Knots"), item(2, "Reef knot"), item(3, "Bowline")],
        "CFAssociations": [child(1, 0), child(2, 1), child(3, 1)],
        "CFDefinitions": {"CFConcepts": []},
    }


def nested() -> dict[str, Any]:
    """Return a package as programs write them: three levels, out of order, with addresses for identifiers."""
    words = "Shows the tendon of supraspinatus in two planes"
    return {
        "CFDocument": {"identifier": "doc", "title": "Ultrasound; “skills”", "creator": "A college", "version": "3"},
        "CFItems": [
            item(1, "Shoulder", humanCodingScheme="S"),
            item(2, "Rotator cuff", notes="Both sides"),
            item(3, words, abbreviatedStatement="Supraspinatus", educationLevel=["7"]),
            item(4, words),
            *(item(number, text) for number, text in ((5, "Communication"), (6, "Circle one"), (7, "Circle two"))),
        ],
        "CFAssociations": [
            *(child(5, 0, 2), child(1, 0, 1), child(4, 2, 2), child(3, 2, 1), child(2, 1), child(6, 7), child(7, 6)),
            *(child(3, 1), child(3, 5, kind="exactMatchOf"), child(9, 1)),
        ],
    }


def test_a_nested_package_becomes_stages_lines_and_what_asks_for_them() -> None:
    """Order, depth and identifiers are kept; what there is no place for is told with its identifier."""
    framework, told = read_back(nested())
    assert framework is not None
    assert (framework.framework, framework.edition, framework.title) == (
        "ultrasound-skills",
        "3",
        "Ultrasound; “skills”",
    )
    assert [(one.id, one.title) for one in framework.stages] == [("s", "Shoulder"), ("all", "Ultrasound; “skills”")]
    lines = [(one.id, one.title, one.stage) for one in framework.lines]
    assert lines == [
        ("supraspinatus", "Supraspinatus", "s"),
        ("shows-the-tendon-of-supraspinatus-in-two-planes", "Shows the tendon of supraspinatus in two planes", "s"),
        ("communication", "Communication", "all"),
    ]
    assert framework.lines[0].note.endswith("CASE item 00000003-0000-4000-8000-000000000000.")
    asked = [(one.title, one.each.values) for one in framework.requirements if one.each is not None]
    assert asked == [("Rotator cuff", (lines[0][0], lines[1][0])), ("Ultrasound; “skills”", ("communication",))]
    words = "\n".join(told)
    assert "[00000003-0000-4000-8000-000000000000] There is no place for educationLevel." in words
    assert "[00000003-0000-4000-8000-000000000000] This item has a second parent" in words
    assert "[a35] There is no place for an association “exactMatchOf”." in words
    assert "[a91] This association leads to nothing" in words
    assert words.count("go in a circle") == 2


def test_identifiers_of_another_program_come_out_again() -> None:
    """What was taken in keeps its identifiers when it is written, so that the other program knows it again."""
    framework, _ = read_back(nested())
    assert framework is not None
    items = framework_package(framework, "", STAMP).package["CFItems"]
    found = {one["identifier"] for one in items}
    assert {f"0000000{number}-0000-4000-8000-000000000000" for number in (1, 2, 3, 4, 5)} <= found


@pytest.mark.parametrize("package", [flat(), *official("case-example-smart-level.json")])
def test_a_package_of_another_program_is_read_whole(package: Any) -> None:
    """One of version 1.0 without order or codes; and a published sample with nested items, where that is at hand."""
    framework, told = read_back(package)
    assert framework is not None
    assert len(framework.lines) + len(framework.stages) == len(package["CFItems"])
    assert told == []


_LEAVES = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8), st.sampled_from(["", "doc", "a35"])
)
_ANYTHING = st.recursive(
    _LEAVES, lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(max_size=3), inner, max_size=2)
)


@settings(max_examples=25)
@given(st.data(), st.sampled_from(["nested", "osaus"]))
def test_whatever_stands_in_a_package_it_is_read_or_told(data: st.DataObject, which: str) -> None:
    """Any value in any place: a text of ours that can be read or whose faults are told, and never an exception."""
    package = nested() if which == "nested" else foreign(PACKAGES["osaus"])
    place: Any = package
    for _ in range(6):
        keys = list(place) if isinstance(place, dict) else list(range(len(place)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(place[key], dict | list) or not place[key] or data.draw(st.booleans()):
            break
        place = place[key]
    place[key] = data.draw(_ANYTHING)
    found, problems = read_package(json.dumps(package).encode("utf-8", "surrogatepass"), file="x.json")
    assert found is not None or problems
    if found is not None:
        text, _ = framework_text(found)
        read_framework(text, file="x.toml", vocabulary=load_vocabulary())
        text.encode()
        for made, _ in form_texts(found, file="x.json"):
            read_form(made, file="x.toml")
            made.encode()


@pytest.mark.parametrize(
    "content",
    [b"", b"\xff\xfe", b"[1]", b"{}", b'{"CFDocument": 1}', b"[" * 100_000, b'{"CFDocument": {"title": "\\ud800"}}'],
)
def test_what_is_no_package_is_told_so(content: bytes) -> None:
    """Empty, no UTF-8, no object, no document, nested without end, half a character."""
    found, problems = read_package(content, file="x.json")
    assert found is None
    assert len(problems) == 1


@pytest.mark.parametrize("number", [10**400, -(10**400), 2**53 + 1], ids=["huge", "below", "just beyond"])
def test_a_number_no_program_holds_exactly_is_told(number: int) -> None:
    """Of an association and of a criterion and its levels: a fault with the identifier, and no crash."""
    package = nested()
    package["CFAssociations"][0]["sequenceNumber"] = number
    _, problems = read_package(json.dumps(package).encode(), file="x.json")
    assert [str(one) for one in problems if "sequenceNumber is beyond" in str(one)]
    plain = foreign(PACKAGES["osaus"])
    criterion = plain["CFRubrics"][0]["CFRubricCriteria"][0]
    criterion["position"] = criterion["CFRubricCriterionLevels"][0]["position"] = number
    found, _ = read_package(json.dumps(plain).encode(), file="x.json")
    assert found is not None
    ((_, told),) = form_texts(found, file="x.json")
    assert {one.where for one in told if "position is beyond" in str(one)} == {
        criterion["identifier"],
        criterion["CFRubricCriterionLevels"][0]["identifier"],
    }
