"""The reader of frameworks: what it makes of a file, and that it never crashes."""

from __future__ import annotations

import string
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sonolog.domain.bound import Count, Duration, Percent
from sonolog.domain.predicate import AllOf, AnyOf, Compare, Linked, Not, OneOf, Present, TermRef
from sonolog.domain.requirement import Around, BestWindow, Between, EntryDay, LookBack, NamedDay, Needs
from sonolog.frameworks.reader import REQUIREMENT_LIMIT
from sonolog.frameworks.shipped import shipped_text

from .trial import HEAD, START, made, read

PREDICATES = """of = "scan"
[requirement.where]
role = "performed"
region = ["shoulder", "knee"]
minutes = { at_least = 2.5 }
reflection = { present = false }
[requirement.having]
any = [{ audited = true }, { not = { finding = "normal" } }]
structures = { all = ["supraspinatus"] }
[requirement.about]
placement = { where = { approved = true } }
supervision = { not = ["none", "remote"] }
term = "alone"
[[term]]
id = "alone"
where = { reported = true }
"""


def test_tests_of_fields_become_values() -> None:
    """One value, several, bounds and absence are each read as the value the evaluator knows."""
    assert made(PREDICATES).requirement("first").where == AllOf(
        of=(
            OneOf(field="role", values=("performed",)),
            OneOf(field="region", values=("shoulder", "knee")),
            Compare(field="minutes", at_least=Decimal("2.5")),
            Present(field="reflection", present=False),
        )
    )


def test_groups_become_trees() -> None:
    """``any``, ``not`` and ``all`` nest."""
    assert made(PREDICATES).requirement("first").having == AllOf(
        of=(
            AnyOf(
                of=(
                    OneOf(field="audited", values=(True,)),
                    Not(of=OneOf(field="finding", values=("normal",))),
                )
            ),
            OneOf(field="structures", values=("supraspinatus",)),
        )
    )


def test_links_and_terms_become_references() -> None:
    """A linked record, a refused value and a named term stand side by side."""
    assert made(PREDICATES).requirement("first").about == AllOf(
        of=(
            Linked(field="placement", kind="placement", where=OneOf(field="approved", values=(True,))),
            Not(of=OneOf(field="supervision", values=("none", "remote"))),
            TermRef(term="alone"),
        )
    )


@pytest.mark.parametrize(
    ("written", "window"),
    [
        ("{ months = 12 }", BestWindow(length=Duration(value=12, unit="months"))),
        (
            '{ before = "today", years = 1 }',
            LookBack(before=NamedDay(name="today"), length=Duration(value=1, unit="years")),
        ),
        ('{ from = "enrolment" }', Between(start=NamedDay(name="enrolment"))),
        (
            '{ around = { of = "assessment" }, months_before = 3 }',
            Around(
                anchor=EntryDay(of="assessment"),
                before=Duration(value=3, unit="months"),
                after=Duration(value=0, unit="days"),
            ),
        ),
    ],
)
def test_windows_become_values(written: str, window: object) -> None:
    """Every form of ``within`` is read as its own value."""
    assert made(f'of = "scan"\nwithin = {written}').requirement("first").within == window


def test_bounds_become_values() -> None:
    """Numbers, lengths and shares are three values; a number with a point stays exact."""
    rule = made(
        'of = "scan"\nhaving = { audited = true }\nideal = 0.1\n'
        'at_least = { percent = 12.5, of = "total", round = "up" }'
    ).requirement("first")
    assert rule.at_least == Percent(percent=Decimal("12.5"), of="total", round="up")
    assert rule.ideal == Count(value=Decimal("0.1"))


def test_needs_become_counts_of_members() -> None:
    """An id, a list and an alternative are all "so many of these"."""
    more = "".join(
        f'\n[[requirement]]\nid = "{name}"\nstage = "one"\ntitle = "T"\nof = "scan"' for name in ("second", "third")
    )
    rule = made('needs = ["second", { any = ["second", "third"] }]' + more).requirement("first")
    assert rule.needs == Needs(at_least=2, of=("second", Needs(at_least=1, of=("second", "third"))))


def test_crossing_limits_warn_and_do_not_refuse() -> None:
    """Limits that the program cannot settle exactly are told, and the framework still reads."""
    limits = '[{ per = "patient", at_most = 2 }, { per = "site", at_most = 9 }]'
    framework, problems = read(HEAD + START + f'of = "scan"\nlimits = {limits}')
    assert framework is not None
    assert [(problem.code, problem.severity) for problem in problems] == [("crossing-limits", "warning")]


def test_long_chains_do_not_exhaust_the_stack() -> None:
    """Two thousand requirements, each needing the next, are read without recursion."""
    chain = "".join(
        f'[[requirement]]\nid = "r{number}"\nstage = "one"\ntitle = "T"\nneeds = ["r{number + 1}"]\n'
        for number in range(REQUIREMENT_LIMIT - 1)
    )
    last = f'[[requirement]]\nid = "r{REQUIREMENT_LIMIT - 1}"\nstage = "one"\ntitle = "T"\nof = "scan"\n'
    framework, problems = read(HEAD + chain + last)
    assert problems == ()
    assert framework is not None
    assert len(framework.requirements) == REQUIREMENT_LIMIT


@settings(max_examples=150, deadline=None)
@given(
    name=st.sampled_from(["rcr-msk", "case-pgc-msk"]),
    start=st.integers(0, 6_000),
    length=st.integers(0, 40),
    put=st.text(string.printable, max_size=12),
)
def test_a_damaged_file_is_told_never_a_crash(name: str, start: int, length: int, put: str) -> None:
    """Any stretch of a good file replaced by anything gives a framework or problems, and nothing else."""
    text = shipped_text(name)
    framework, problems = read(text[:start] + put + text[start + length :])
    assert (framework is None) == any(problem.severity == "error" for problem in problems)


_SCALARS = st.none() | st.booleans() | st.integers(-5, 300) | st.sampled_from(["scan", "first", "one", "total", ""])
_WORDS = """id stage title of where any not all at_least at_most percent months each field values part needs
within from around limits by rate per draw when region role term"""
_KEYS = st.sampled_from(_WORDS.split())
_TREES = st.recursive(
    _SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(_KEYS, inner, max_size=4),
    max_leaves=12,
)


def _toml(value: object) -> str:
    if isinstance(value, dict):
        return "{" + ", ".join(f"{key} = {_toml(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list):
        return "[" + ", ".join(map(_toml, value)) + "]"
    if isinstance(value, bool):
        return str(value).lower()
    return "nan" if value is None else f'"{value}"' if isinstance(value, str) else str(value)


@settings(max_examples=200, deadline=None)
@given(st.dictionaries(_KEYS.filter(lambda key: key not in ("id", "stage", "title")), _TREES, max_size=5))
def test_any_shape_under_any_key_is_read(values: dict[str, object]) -> None:
    """Whatever TOML stands under the keys of a requirement, the reader answers with values or problems."""
    body = "".join(f"{key} = {_toml(value)}\n" for key, value in values.items())
    framework, problems = read(HEAD + START + body)
    assert (framework is None) == any(problem.severity == "error" for problem in problems)
