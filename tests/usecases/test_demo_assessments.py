"""The filled forms of the example logbook."""

from __future__ import annotations

from sonolog.assessment.shipped import shipped_form_names
from sonolog.usecases.form_results import form_results

from .conftest import Demo

NEEDS_MORE = "Helps others to learn"


def test_the_example_holds_a_signed_assessment_on_every_shipped_form(demo: Demo) -> None:
    """Of each there are as many as make sense; the scores of OSAUS are enough for its evidence rule."""
    found = {name: form_results(demo.book, name) for name in shipped_form_names()}
    assert {name: one.signed for name, one in found.items()} == {
        "clinical-competency": 2,
        "entrustment": 6,
        "multi-source": 5,
        "osaus": 20,
        "osce": 2,
        "procedure-observation": 3,
    }
    assert all(need.met for name in ("osaus", "procedure-observation") for need in found[name].needs)


def test_colleagues_are_enough_to_be_shown_gathered(demo: Demo) -> None:
    """Of the one group that answered; one item, which somebody left out, is held back all the same."""
    groups = form_results(demo.book, "multi-source").groups
    (shown,) = [one for one in groups if one.is_released]
    assert shown.title == "Sonographers and radiographers"
    held = [item.text for item in shown.form.items if item.id not in shown.answers]
    assert held == [NEEDS_MORE]
