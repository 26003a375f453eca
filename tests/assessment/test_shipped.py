"""The assessment forms that come with the program."""

from __future__ import annotations

import pytest

from sonolog.assessment.reader import read_form
from sonolog.assessment.shipped import load_shipped_form, shipped_form_names, shipped_form_text


@pytest.mark.parametrize("name", shipped_form_names())
def test_a_shipped_form_is_right(name: str) -> None:
    """It has no fault and no warning, its id is its file's name, and it says under which licence it stands."""
    form, problems = read_form(shipped_form_text(name), file=name)
    assert [str(problem) for problem in problems] == []
    assert form is not None
    assert form.form == name
    assert form.source.licence


def test_there_is_a_form_of_each_kind() -> None:
    """OSAUS, an observation nobody fails, critical items, entrustment, an OSCE, and feedback of many."""
    rules = {name: load_shipped_form(name).pass_rule.rule for name in shipped_form_names()}
    assert rules == {
        "clinical-competency": "critical",
        "entrustment": "level",
        "multi-source": "none",
        "osaus": "mean",
        "osce": "sum",
        "procedure-observation": "none",
    }


def test_osaus_is_attributed_and_has_anchors_of_its_own() -> None:
    """Seven items on five points with the published thresholds; author and licence named; anchors at 1, 3 and 5."""
    form = load_shipped_form("osaus")
    assert "Tolsgaard" in form.source.citation
    assert "CC BY" in form.source.licence
    assert [item.id for item in form.items] == [
        "indication",
        "equipment",
        "optimisation",
        "systematic",
        "interpretation",
        "documentation",
        "decision",
    ]
    assert (form.threshold(None), form.threshold("transvaginal")) == (3, 2.5)
    for item in form.items:
        assert [anchor.value for anchor in item.anchors] == [1, 3, 5]
        assert form.anchor(item, 3)
        assert not form.anchor(item, 2)


def test_entrustment_has_five_ordered_levels() -> None:
    """The fifth may supervise others; what is reached is a level of entrustment."""
    form = load_shipped_form("entrustment")
    assert [one.value for one in form.scales[0].levels] == [1, 2, 3, 4, 5]
    assert form.scales[0].kind == "ordinal"
    assert form.entrustment
