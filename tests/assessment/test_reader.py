"""What the reader of forms refuses: each fault with its place, all of them at once."""

from __future__ import annotations

import pytest

from sonolog.assessment.reader import ITEM_LIMIT

from .trial import HEAD, SCALE, faults, made, read

NONE = '[pass]\nrule = "none"\n'
MEAN = 'aggregate = "mean"\n[pass]\nrule = "mean"\nat_least = 2\n'
ITEM = '[[item]]\nid = "c"\ntext = "C"\nscale = "three"\n'


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Faults of every sort come together, with file, line, item and the nearest right name."""
    items = '[[item]]\nid = "views"\ntext = "Views"\nscale = "tree"\ncritcal = true\n'
    form, problems = read(HEAD + 'aggregate = "meen"\n[pass]\nrule = "pass"\n' + SCALE % "points" + items)
    assert form is None
    told = {(one.line, one.where, one.code, one.hint) for one in problems}
    assert (5, "aggregate", "unknown-value", "Did you mean “mean”?") in told
    assert any(one.line == 7 and one.code == "unknown-value" for one in problems)
    assert (20, "views", "unknown-id", "Did you mean “three”?") not in told, "lines are counted from the file's first"
    assert ("views", "unknown-id", "Did you mean “three”?") in {(where, code, hint) for _, where, code, hint in told}
    assert ("views", "unknown-key", "Did you mean “critical”?") in {
        (where, code, hint) for _, where, code, hint in told
    }
    assert {one.file for one in problems} == {"trial.toml"}


@pytest.mark.parametrize("aggregate", ["mean", "sum", "percent"])
def test_ordinal_levels_are_never_averaged_or_added(aggregate: str) -> None:
    """A form that would do it is refused, item by item."""
    body = f'aggregate = "{aggregate}"\n[pass]\nrule = "{aggregate}"\nat_least = 2\n'
    assert made(body)
    assert faults(body, kind="ordinal") == ["contradiction", "contradiction"]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "missing-key"),
        ('[pass]\nrule = "mean"\nat_least = 2\n', "contradiction"),
        ('aggregate = "mean"\n[pass]\nrule = "mean"\n', "missing-key"),
        (MEAN.replace("2", "3.1"), "out-of-range"),
        (MEAN.replace("2", "0"), "out-of-range"),
        (MEAN + 'cuts = [{ variant = "v", at_least = 1 }]\n', "unknown-id"),
        ('aggregate = "global"\n' + NONE, "contradiction"),
        ('overall = "a"\n' + NONE, "contradiction"),
        ('aggregate = "global"\noverall = "z"\n' + NONE, "unknown-id"),
        ("entrustment = true\n" + NONE, "contradiction"),
        ('[pass]\nrule = "level"\nat_least = 2\n', "contradiction"),
        ('[pass]\nrule = "critical"\n', "contradiction"),
        ('[pass]\nrule = "every"\n', "contradiction"),
        ('[pass]\nrule = "every"\nat_least = 9\n', "out-of-range"),
        ('[pass]\nrule = "none"\nat_least = 2\n', "contradiction"),
        (NONE + 'parts = [{ form = "x" }]\n', "contradiction"),
        ('[pass]\nrule = "portfolio"\n', "missing-key"),
        ('[pass]\nrule = "portfolio"\nparts = [{ form = "x", outcome = "pased" }]\n', "unknown-value"),
        (NONE + ITEM + "critical = true\nat_least = 1\n", "contradiction"),
        (MEAN + ITEM + "critical = true\n", "missing-key"),
        (MEAN + ITEM + "critical = true\nat_least = 1\nallow_not_assessed = true\n", "contradiction"),
        (NONE + ITEM + "at_least = 7\n", "contradiction"),
        (NONE + ITEM + 'anchors = { 7 = "seven" }\n', "contradiction"),
        (NONE + ITEM + 'anchors = { high = "seven" }\n', "wrong-type"),
        (NONE + ITEM + 'domain = "d"\n', "unknown-id"),
        (NONE + ITEM + ITEM, "duplicate-id"),
        (MEAN.replace("mean", "sum") + ITEM + "allow_not_assessed = true\n", "contradiction"),
        (NONE + '[evidence]\nper = "group"\nassessors = 2\n', "contradiction"),
        (NONE + '[evidence]\nper = "region"\n', "contradiction"),
        (NONE + "[evidence]\noccasions = 2\n", "contradiction"),
        (NONE + '[evidence]\ncounts = "passed"\n', "contradiction"),
        (NONE + "[evidence]\nrelease = 1\n", "contradiction"),
    ],
)
def test_what_contradicts_itself_is_refused(body: str, code: str) -> None:
    """Each of these could not be meant."""
    assert code in faults(body)


@pytest.mark.parametrize(
    "levels",
    [
        "[]",
        '[{ value = 1, label = "one" }]',
        '[{ value = 2, label = "two" }, { value = 1, label = "one" }]',
        '[{ value = 1, label = "one" }, { value = 1, label = "one" }]',
        '[{ value = 1 }, { label = "two" }]',
    ],
)
def test_a_scale_has_levels_that_rise(levels: str) -> None:
    """Two at least, each with a value of its own and a label."""
    scale = f'[[scale]]\nid = "s"\nkind = "points"\nlevels = {levels}\n[[item]]\nid = "i"\ntext = "I"\nscale = "s"\n'
    assert faults(NONE + scale)


def test_what_no_item_names_is_warned_of() -> None:
    """A domain without an item keeps nothing back."""
    form, problems = read(HEAD + NONE + '[[domain]]\nid = "d"\ntitle = "D"\n' + SCALE % "points" + ITEM)
    assert form is not None
    assert [(one.code, one.severity, one.where) for one in problems] == [("unused", "warning", "d")]


def test_text_that_is_no_toml_or_too_much_is_refused() -> None:
    """A broken text is refused with its line, and so is a form nobody could fill in."""
    assert [(one.code, one.line) for one in read(HEAD + "oops\n")[1]] == [("toml", 5)]
    assert [one.code for one in read(HEAD + "[[item]]\n" * (ITEM_LIMIT + 1))[1]] == ["too-large"]
