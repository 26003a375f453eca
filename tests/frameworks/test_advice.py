"""Warnings of meaning: what reads well and still cannot be met, or says nothing."""

from __future__ import annotations

import pytest
from tests.frameworks.executed import REFERENCE, Example, examples
from tests.frameworks.trial import HEAD, START, read

from sonolog.domain.problems import Problem
from sonolog.frameworks.advice import ADVICE_LIMIT, advice, in_order
from sonolog.frameworks.shipped import load_shipped, shipped_names, shipped_text

SCANS = START + 'of = "scan"\n'


def advised(text: str) -> list[Problem]:
    """Return the warnings about a whole file, which must be without a fault."""
    framework, problems = read(text)
    assert framework is not None, [str(problem) for problem in problems]
    return list(advice(framework, text, file="trial.toml"))


def codes(body: str) -> list[str]:
    """Return the codes of the warnings about the file that ``body`` completes."""
    return [one.code for one in advised(HEAD + body)]


@pytest.mark.parametrize("name", shipped_names())
def test_a_shipped_framework_needs_no_advice(name: str) -> None:
    """Nothing that comes with the program asks for what nobody can do."""
    found = advice(load_shipped(name), shipped_text(name), file=name)
    assert [str(one) for one in found] == []


@pytest.mark.parametrize("example", examples(REFERENCE.read_text("utf-8")), ids=lambda one: one.heading)
def test_no_example_of_the_reference_is_warned_of(example: Example) -> None:
    """Every rule of the reference can be met: a warning that cries over a good rule would teach people to ignore it."""
    assert advised(example.text) == []


KNEE = 'where = { region = "knee" }\n'
SEEN = 'where = { finding = ["normal", "abnormal"] }\n'
NORMAL = 'where = { finding = "normal" }\n'
PART = '[[requirement.part]]\nid = "p"\ntitle = "P"\n'

IMPOSSIBLE = {
    "two values of one code": 'where = { role = "performed", all = [{ role = "observed" }] }\nat_least = 5\n',
    "a value and its opposite": 'where = { region = "knee", not = { region = "knee" } }\nat_least = 5\n',
    "ranges without room": "where = { minutes = { at_least = 9 }, all = [{ minutes = 3 }] }\nat_least = 5\n",
    "first leaves too few": "first = 10\nat_least = 20\n",
    "last leaves too few": "last = 10\nat_least = 20\n",
    "the draw is too small": 'draw = { entries = 5, at = "today" }\nat_least = 6\n',
    "more different values than there are": 'distinct = "finding"\nat_least = 4\n',
    "different values of what is left": f'{SEEN}distinct = "finding"\nat_least = 3\n',
    "a share of nothing": f'{NORMAL}having = {{ finding = "abnormal" }}\nat_least = 1\n',
    "a part outside the whole": f'{KNEE}at_least = 9\n{PART}where = {{ region = "shoulder" }}\nat_least = 2\n',
    "a part above the ceiling": f"at_most = 5\n{PART}at_least = 6\n",
    "a value outside the whole": f'{KNEE}each = {{ field = "region", values = ["shoulder"], at_least = 2 }}\n',
    "a signatory nobody is": "by = { level = { at_least = 3 }, any = [{ level = 1 }] }\nat_least = 5\n",
    "a span longer than the window": "within = { months = 2 }\nspan = true\nat_least = { months = 3 }\n",
}


@pytest.mark.parametrize("body", IMPOSSIBLE.values(), ids=IMPOSSIBLE)
def test_what_nothing_can_meet_is_warned_of(body: str) -> None:
    """A mandatory target out of reach is told at the requirement, and so is the stage nobody can then reach."""
    found = advised(HEAD + SCANS + body)
    assert [one.code for one in found] == ["impossible", "unreachable-stage"]
    assert [one.where for one in found] == ["first", "one"]
    assert all(one.severity == "warning" and one.hint and one.line for one in found)


BOTH_TENDONS = 'where = { structures = "supraspinatus", all = [{ structures = "subscapularis" }] }\n'
ONE_WAY = 'where = { any = [{ role = "performed", not = { role = "performed" } }, { region = "knee" }] }\n'

POSSIBLE = {
    "two values of a field that holds many": f"{BOTH_TENDONS}at_least = 5\n",
    "just enough are left": "first = 20\nat_least = 20\n",
    "as many values as there are": 'distinct = "finding"\nat_least = 3\n',
    "a span as long as the window": "within = { months = 3 }\nspan = true\nat_least = { months = 3 }\n",
    "alternatives of which one can be": f"{ONE_WAY}at_least = 5\n",
    "a limit just at the target": "limits = [{ at_most = 20 }]\nat_least = 20\n",
    "a limit on some": 'limits = [{ where = { finding = "normal" }, at_most = 1 }]\nat_least = 20\n',
}


@pytest.mark.parametrize("body", POSSIBLE.values(), ids=POSSIBLE)
def test_what_can_be_met_is_not(body: str) -> None:
    """The same rules one step inside what can be done are let alone."""
    assert codes(SCANS + body) == []


def _limit(at_most: str, target: int) -> str:
    return f'limits = [{{ where = {{ finding = "normal" }}, at_most = {at_most} }}]\nat_least = {target}\n'


LIMITS = {
    "on everything": "limits = [{ at_most = 10 }]\nat_least = 20\n",
    "on all it selects": NORMAL + _limit("10", 11),
    "a share of the target": NORMAL + _limit("{ percent = 50 }", 20),
    "on each of few values": f'{SEEN}limits = [{{ per = "finding", at_most = 10 }}]\nat_least = 21\n',
    "on what a part wants": f"{_limit('3', 20)}{PART}{NORMAL}at_least = 4\n",
}


@pytest.mark.parametrize("body", LIMITS.values(), ids=LIMITS)
def test_a_limit_that_makes_a_target_impossible_is_warned_of(body: str) -> None:
    """Where everything that counts falls under a limit, a target above it is out of reach; the line is the limit's."""
    found = advised(HEAD + SCANS + body)
    first = next(one for one in found if one.code == "limit-below-target")
    assert (HEAD + SCANS + body).splitlines()[(first.line or 0) - 1].startswith("limits")
    assert "unreachable-stage" in [one.code for one in found]


def test_a_limit_on_nothing_is_warned_of() -> None:
    """A limit about what the requirement never counts has no effect, and blocks nothing."""
    body = 'where = { region = "knee" }\nlimits = [{ where = { region = "shoulder" }, at_most = 5 }]\nat_least = 9\n'
    assert codes(SCANS + body) == ["no-effect"]


def test_the_framework_s_own_eligibility_is_part_of_the_judgement() -> None:
    """What [eligible.scan] shuts out, no requirement can ask for; one that says eligible = false can."""
    head = HEAD.replace("[[stage]]", '[eligible.scan]\nwhere = { setting = "patient" }\n[[stage]]')
    body = SCANS + 'where = { setting = "phantom" }\nat_least = 5\n'
    assert [one.code for one in advised(head + body)] == ["impossible", "unreachable-stage"]
    assert advised(head + body + "eligible = false\n") == []


def test_only_what_is_mandatory_blocks_a_stage() -> None:
    """An impossible recommendation is warned of, yet the stage can be reached without it."""
    assert codes(SCANS + 'strength = "recommended"\nfirst = 10\nat_least = 20\n') == ["impossible"]


def test_the_impossible_spreads_along_what_needs_it() -> None:
    """All of needs every member; at least one of two is still possible; the next stage falls with the first."""
    two = '[[stage]]\nid = "two"\ntitle = "Two"\nrequires = "one"\ngrants = ["diagnostic"]\n'
    lost = '[[requirement]]\nid = "lost"\ntitle = "Lost"\nstage = "two"\nof = "scan"\nfirst = 1\nat_least = 2\n'
    lost += 'strength = "recommended"\n'
    good = '[[requirement]]\nid = "good"\ntitle = "Good"\nstage = "two"\nof = "scan"\nat_least = 2\n'
    every = '[[requirement]]\nid = "every"\ntitle = "Every"\nstage = "one"\nneeds = { all = ["lost", "good"] }\n'
    found = in_order(advised(HEAD + two + lost + good + every))
    assert [(one.where, one.code) for one in found] == [
        ("one", "unreachable-stage"),
        ("two", "unreachable-stage"),
        ("lost", "impossible"),
        ("every", "impossible"),
    ]
    assert "nobody is granted “diagnostic”" in found[1].message
    assert [one.where for one in advised(HEAD + two + lost + good + every.replace("all =", "any ="))] == ["lost"]


def test_upkeep_without_a_time_of_validity_says_nothing() -> None:
    """A stage that never runs out has no use for upkeep."""
    upkeep = 'upkeep = "kept"\n'
    kept = '[[requirement]]\nid = "kept"\ntitle = "Kept"\nstage = "one"\nof = "scan"\nat_least = 2\n'
    assert codes(upkeep + kept) == ["no-effect"]
    assert codes("valid = { years = 1 }\n" + upkeep + kept) == []


def test_what_nothing_uses_is_warned_of() -> None:
    """A term, a question, a day and a line of the sheet that no rule uses are named, each at its line."""
    unused = (
        '[[term]]\nid = "own"\nwhere = { role = "performed" }\n'
        '[[fact]]\nid = "full-time"\ntitle = "Full time?"\n'
        '[[event]]\nid = "start"\nof = "session"\n'
        '[[line]]\nid = "knee-line"\nstage = "one"\ntitle = "Knee"\n'
    )
    found = advised(HEAD + unused)
    assert [one.code for one in found] == ["unused-term", "unused-fact", "unused-event", "unused-line"]
    lines = (HEAD + unused).splitlines()
    assert all(lines[(one.line or 0) - 1].startswith(("[[", "id")) for one in found)


def test_very_many_warnings_are_counted() -> None:
    """A file made of nothing but slips tells the first of them and how many more there are."""
    many = "".join(
        f'[[term]]\nid = "t{number}"\nwhere = {{ role = "performed" }}\n' for number in range(ADVICE_LIMIT + 5)
    )
    found = advised(HEAD + many)
    assert len(found) == ADVICE_LIMIT + 1
    assert found[-1].message == "And 5 more warnings."
