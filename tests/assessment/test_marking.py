"""What levels come to: laws that hold for any levels of any form."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from statistics import mean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.assessment.marking import Levels, level_faults, mark, outcomes_of, result_words
from sonolog.assessment.shipped import load_shipped_form, shipped_form_names
from sonolog.domain.form import AssessmentForm

from .trial import levels_of, made


@st.composite
def filled(draw: st.DrawFn) -> tuple[AssessmentForm, Levels]:
    """Draw a shipped form with any levels it allows, some items perhaps left out."""
    form = load_shipped_form(draw(st.sampled_from(shipped_form_names())))
    levels: dict[str, int | None] = {}
    for item in form.items:
        choices: list[int | None] = [one.value for one in form.scale_of(item).levels]
        given_level = draw(st.sampled_from([*choices, *([None] if item.allow_not_assessed else []), "missing"]))
        if given_level != "missing":
            levels[item.id] = given_level  # type: ignore[assignment]
    return form, levels


@given(filled())
def test_a_result_keeps_the_laws(found: tuple[AssessmentForm, Levels]) -> None:
    """The outcome is one the form has; a failed critical item fails; an incomplete form passes nothing."""
    form, levels = found
    result = mark(form, levels)
    assert not list(level_faults(form, levels))
    assert result.outcome in {"not-judged", *outcomes_of(form)}
    assert mark(form, dict(reversed(levels.items()))) == result
    if result.failed:
        assert result.outcome in ("failed", "unsatisfactory")
    if result.missing:
        assert result.outcome not in ("passed", "satisfactory")
    if form.pass_rule.rule == "none":
        assert result.outcome == "not-judged"
    assert result_words(form, result)


@given(filled())
def test_nothing_ordinal_has_an_aggregate(found: tuple[AssessmentForm, Levels]) -> None:
    """Where a scale is ordinal there is no mean, sum or percent, whatever was filled in."""
    form, levels = found
    if any(form.scale_of(item).kind == "ordinal" for item in form.items):
        assert mark(form, levels).aggregate is None
        assert mark(form, levels).score is None


@given(filled())
def test_more_is_never_worse(found: tuple[AssessmentForm, Levels]) -> None:
    """Raising one item to its highest level never turns a pass into a fail."""
    form, levels = found
    before = mark(form, levels).outcome
    for item in form.items:
        if levels.get(item.id) is not None and before in ("passed", "satisfactory"):
            raised = {**levels, item.id: form.scale_of(item).highest}
            assert mark(form, raised).outcome == before


@given(filled())
def test_a_mean_is_the_mean(found: tuple[AssessmentForm, Levels]) -> None:
    """It agrees with the standard library's, over the items assessed."""
    form, levels = found
    known = [Fraction(level) for level in levels.values() if level is not None]
    if form.aggregate == "mean" and known:
        assert mark(form, levels).aggregate == mean(known)


def test_what_is_just_below_is_not_shown_as_reached() -> None:
    """66.66… % is shown and stored below 66.67, and is compared as it is."""
    form = made('aggregate = "percent"\n[pass]\nrule = "percent"\nat_least = 66.67\n')
    result = mark(form, levels_of("a=2 b=2"))
    assert result.outcome == "failed"
    assert result.score == Decimal("66.6666")
    assert result_words(form, result) == "Percent 66.66 % (needs 66.67); failed."


@pytest.mark.parametrize(
    ("levels", "why"),
    [("tecnique=2", "no such item"), ("technique=9", "no level 9"), ("technique=-", "always assessed")],
)
def test_a_level_the_form_does_not_have_is_named(levels: str, why: str) -> None:
    """An unknown item, an unknown level, and leaving out what may not be left out."""
    (fault,) = level_faults(load_shipped_form("procedure-observation"), levels_of(levels))
    assert why in fault.why
    assert fault.hint or "always" in fault.why
