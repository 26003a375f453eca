"""A form is refused whose threshold nobody could reach, or everybody would."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.assessment.marking import mark
from sonolog.domain.form import AssessmentForm

from .trial import HEAD, read

WIDE = range(1, 6)
SHORT = range(3)
Items = list[tuple[range, bool]]
"""The levels of each item, and whether it may be left out."""


def _form(rule: str, threshold: int, items: Items, extra: str = "") -> str:
    aggregate = "none" if rule == "every" else rule
    head = f'{HEAD}aggregate = "{aggregate}"\n[pass]\nrule = "{rule}"\nat_least = {threshold}\n'
    return head + "".join(_item(at, levels, extra, left_out) for at, (levels, left_out) in enumerate(items))


def _item(at: int, levels: range, extra: str, left_out: bool) -> str:
    told = ", ".join(f'{{ value = {one}, label = "l{one}" }}' for one in levels)
    return (
        f'[[scale]]\nid = "s{at}"\nkind = "points"\nlevels = [{told}]\n'
        f'[[item]]\nid = "i{at}"\ntext = "Thing {at}"\nscale = "s{at}"\n{extra}'
        f"allow_not_assessed = {str(left_out).lower()}\n"
    )


def _codes(text: str) -> list[str]:
    return [one.code for one in read(text)[1]]


def test_a_level_that_one_item_does_not_have_is_none_for_every_item() -> None:
    """Every form would fail at the shorter scale; the fault names the item, which can have a level of its own."""
    text = _form("every", 5, [(WIDE, False), (SHORT, False)])
    (problem,) = read(text)[1]
    assert problem.code == "out-of-range"
    assert "at most 2" in problem.message
    assert "i1" in problem.hint
    assert _codes(text.replace('scale = "s1"', 'scale = "s1"\nat_least = 2')) == []


@pytest.mark.parametrize(("threshold", "codes"), [(20, ["out-of-range"]), (21, []), (100, []), (101, ["out-of-range"])])
def test_a_share_that_the_lowest_levels_reach_asks_for_nothing(threshold: int, codes: list[str]) -> None:
    """The lowest levels of a scale from 1 to 5 are a fifth of all points already."""
    assert _codes(_form("percent", threshold, [(WIDE, False)])) == codes


def test_what_may_be_left_out_can_lower_a_share() -> None:
    """With the item from 0 judged, less than a fifth can be had; where only it is left out, the rest still counts."""
    assert _codes(_form("percent", 20, [(WIDE, False), (SHORT, True)])) == []


@pytest.mark.parametrize("critical", [True, False])
def test_an_item_that_every_level_reaches_asks_for_nothing(critical: bool) -> None:
    """Neither as a critical one nor as all that the rule “every” looks at."""
    text = _form("every", 1, [(SHORT, False)], "at_least = 0\n" + ("critical = true\n" if critical else ""))
    assert "contradiction" in _codes(text.replace("at_least = 1\n", "", 1))


def _outcomes(form: AssessmentForm) -> Iterator[str]:
    """Yield what every way of filling the form in comes to."""
    given_levels = [
        [one.value for one in form.scale_of(item).levels] + [None] * item.allow_not_assessed for item in form.items
    ]
    for levels in product(*given_levels):
        yield mark(form, dict(zip([item.id for item in form.items], levels, strict=True))).outcome


@settings(max_examples=60)
@given(
    rule=st.sampled_from(["mean", "sum", "percent", "every"]),
    items=st.lists(
        st.tuples(
            st.builds(lambda low, more: range(low, low + more + 2), st.integers(0, 3), st.integers(0, 2)), st.booleans()
        ),
        min_size=1,
        max_size=3,
    ),
    threshold=st.integers(0, 12),
    tens=st.booleans(),
)
def test_a_threshold_is_accepted_where_some_pass_and_some_fail(
    rule: str, items: Items, threshold: int, tens: bool
) -> None:
    """Tried with every way of filling the form in."""
    judged = [(levels, left_out and rule in ("mean", "percent")) for levels, left_out in items]
    text = _form(rule, threshold * 10 if tens and rule == "percent" else threshold, judged)
    form, problems = read(text)
    loose, _ = read(text.replace(f'rule = "{rule}"', 'rule = "none"').replace("\nat_least =", "\n# at_least ="))
    assert loose is not None
    wanted = loose.pass_rule.model_copy(update={"rule": rule, "at_least": int(text.split("at_least = ")[1].split()[0])})
    found = set(_outcomes(loose.model_copy(update={"pass_rule": wanted})))
    assert (form is not None) == ({"passed", "failed"} <= found), (problems, found)
