"""The filled forms of the example logbook."""

from __future__ import annotations

from sonolog.assessment.shipped import load_shipped_form, shipped_form_names
from sonolog.usecases.form_results import form_results

from .conftest import Demo


def test_the_example_holds_a_signed_assessment_on_every_shipped_form(demo: Demo) -> None:
    """But for the one whose answers go into no file for others; there is evidence where a form asks for it."""
    forms = [name for name in shipped_form_names() if not load_shipped_form(name).evidence.release]
    found = {name: form_results(demo.book, name) for name in forms}
    assert {name: one.signed for name, one in found.items()} == {
        "clinical-competency": 2,
        "entrustment": 6,
        "osaus": 20,
        "osce": 2,
        "procedure-observation": 3,
    }
    assert all(need.met for name in ("osaus", "procedure-observation") for need in found[name].needs)
