"""What the reader refuses: each fault with its place and its code, all of them at once."""

from __future__ import annotations

import pytest

from sonolog.frameworks.placing import PROBLEM_LIMIT
from sonolog.frameworks.reader import REQUIREMENT_LIMIT
from sonolog.frameworks.toml_text import TEXT_LIMIT

from .trial import HEAD, START, faults, read


def test_all_faults_of_a_file_are_told_at_once() -> None:
    """Faults of every sort come together, with file, line, requirement and the nearest right name."""
    text = HEAD + START + 'of = "scan"\nwhere = { rol = "performed", supervision = "indirekt" }\nneedz = ["x"]\n'
    framework, problems = read(text + '[[requirement]]\nid = "second"\nstage = "oen"\ntitle = "T"\nof = "scam"\n')
    assert framework is None
    told = [(problem.line, problem.where, problem.code, problem.hint) for problem in problems]
    assert (14, "first", "unknown-field", "Did you mean “role”?") in told
    assert (14, "first", "unknown-value", "Did you mean “indirect” or “direct”?") in told
    assert (15, "first", "unknown-key", "Did you mean “needs”?") in told
    assert (18, "second", "unknown-id", "Did you mean “one”?") in told
    assert (20, "second", "unknown-value", "Did you mean “scan”?") in told
    assert {problem.file for problem in problems} == {"trial.toml"}


def test_syntax_fault_keeps_its_line() -> None:
    """A text that is not TOML is refused with the line where reading stopped."""
    framework, problems = read(HEAD + "oops\n")
    assert framework is None
    assert [(problem.code, problem.line) for problem in problems] == [("toml", 9)]


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "contradiction"),
        ('of = "scan"\nneeds = ["one"]', "contradiction"),
        ('needs = ["nothing"]', "unknown-id"),
        ('needs = ["first"]', "cycle"),
        ('needs = ["one"]', "cycle"),
        ('of = "scan"\nwithin = { from = "first" }', "cycle"),
        ('of = "scan"\nat_least = 5\nat_most = 4', "contradiction"),
        ('of = "session"\nspan = true\nat_least = { years = 1 }\nat_most = { months = 11 }', "contradiction"),
        ('of = "scan"\nat_least = { months = 3 }', "contradiction"),
        ('of = "scan"\nspan = true\nat_least = 3', "contradiction"),
        ('of = "scan"\nat_least = { percent = 50, of = "total" }', "contradiction"),
        ('of = "scan"\nat_least = { percent = 50, of = "target" }', "contradiction"),
        ('of = "scan"\nat_least = { percent = 50, of = "somewhat" }', "unknown-id"),
        (
            'of = "scan"\nat_least = { percent = 101, of = "total" }\nhaving = { audited = true }',
            "out-of-range",
        ),
        ('of = "scan"\nwithin = { months = 12 }\nlast = 5', "contradiction"),
        ('of = "scan"\nfirst = 3\nlast = 5', "contradiction"),
        ('of = "scan"\nwithin = { months = 1, weeks = 1 }', "bad-length"),
        ('of = "scan"\nwithin = { monts = 1 }', "unknown-key"),
        ('of = "scan"\nwithin = { before = "yesterday", months = 1 }', "unknown-id"),
        ('of = "scan"\ndistinct = "patient"\nsum = "minutes"', "contradiction"),
        ('of = "scan"\nsum = "region"', "unknown-field"),
        ('of = "scan"\ndistinct = "patent"', "unknown-field"),
        ('of = "scan"\nwhere = { region = "sholder" }', "unknown-word"),
        ('of = "scan"\nwhere = { audited = "yes" }', "wrong-type"),
        ('of = "scan"\nwhere = { minutes = { at_least = 9, at_most = 3 } }', "contradiction"),
        ('of = "scan"\nwhere = { role = { at_least = 3 } }', "wrong-type"),
        ('of = "scan"\nwhere = { supervisor = "0190" }', "wrong-type"),
        ('of = "scan"\nwhere = { role = [] }', "empty"),
        ('of = "scan"\nwhere = { any = [] }', "empty"),
        ('of = "scan"\nwhere = { term = "nowhere" }', "unknown-id"),
        ('of = "scan"\nwhere = { date = { at_least = 2026-01-01T10:00:00 } }', "wrong-type"),
        ('of = "scan"\nby = { level = "two" }', "wrong-type"),
        ('of = "scan"\nby = { not = ["friend"] }', "unknown-value"),
        ('of = "scan"\nlimits = [{ where = { finding = "normal" } }]', "missing-key"),
        ('of = "scan"\neach = { field = "region" }', "contradiction"),
        ('of = "scan"\neach = { field = "role", values = "scope", at_least = 1 }', "contradiction"),
        ('of = "line"\neach = { field = "line", values = ["nowhere"], at_least = 1 }', "unknown-id"),
        ('of = "scan"\nat_least = nan', "out-of-range"),
        ('of = "scan"\nat_least = 1e999999999', "out-of-range"),
        ('of = "scan"\nat_least = -1', "out-of-range"),
        ('of = "scan"\nat_least = true', "wrong-type"),
        ('of = "scan"\nskip = 1.5', "wrong-type"),
        ('of = "scan"\nstrength = "strong"', "unknown-value"),
        ('of = "scan"\nwhen = { second-module = true }', "unknown-field"),
        ('of = "scan"\nnote = "a\\u001b[31mb"', "unshowable"),
        ('of = "scan"\nnote = "x"\nwhen = { holds = "a\\u202eb" }', "unshowable"),
        ('of = "scan"\n[[stage]]\nid = "two"\ntitle = "a\\nb"', "unshowable"),
        ('of = "scan"\n[[line]]\nid = "l"\ntitle = "L"\nstage = "one"\nregion = "elbow"', "unknown-id"),
        ('of = "scan"\neach = { field = "region", values = [], at_least = 1 }', "empty"),
        ('of = "scan"\npart = [{ id = "a" }, { id = "a" }]', "duplicate-id"),
        (
            'of = "scan"\n[[requirement]]\nid = "first"\nstage = "one"\ntitle = "T"\nof = "scan"',
            "duplicate-id",
        ),
        ('of = "scan"\n[[stage]]\nid = "first"\ntitle = "T"', "duplicate-id"),
        ('of = "scan"\n[[stage]]\nid = "today"\ntitle = "T"', "bad-id"),
        ('of = "scan"\n[[stage]]\nid = "Level One"\ntitle = "T"', "bad-id"),
        ('needs = { at_least = 3, of = ["second", "third"] }', "contradiction"),
        ('of = "scan"\n[[event]]\nid = "e"', "contradiction"),
        ('of = "scan"\n[[term]]\nid = "t"\nwhere = { term = "t" }', "cycle"),
        (
            'of = "course"\nwhere = { term = "t" }\n[[term]]\nid = "t"\nwhere = { role = "performed" }',
            "wrong-kind",
        ),
        ('of = "scan"\n[[line]]\nid = "l"\ntitle = "L"\nstage = "two"\nregion = "kne"', "unknown-word"),
        ('of = "scan"\n[eligible.scans]\nwhere = { role = "performed" }', "unknown-value"),
        ('of = "scan"\n[[vocabulary]]\nkind = "region"\nid = "other:tail"\nlabel = "Tail"', "bad-id"),
        (
            'of = "scan"\n[[recognition]]\nid = "r"\nwhen = { scope = "knee" }\nsets = { nothing = 3 }',
            "unknown-id",
        ),
    ],
)
def test_fault_is_found(body: str, code: str) -> None:
    """Each way a requirement can be wrong has its own code."""
    assert code in faults(body)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("#" * (TEXT_LIMIT + 1), "too-large"),
        ("[[requirement]]\n" * 100_000, "too-large"),
        ("[[requirement]]\n" * (REQUIREMENT_LIMIT + 1), "too-large"),
        ("a = " + "[" * 100_000, "too-deep"),
        ("a = " + "{b=" * 50_000, "too-deep"),
        ("a." * 50_000 + "b = 1", "too-deep"),
        ("a = " + "9" * 20_000, "too-large"),
        ('"""' + ' \\"""' * 25_000, "toml"),
        ("a" * 200_000, "toml"),
        ("\x00", "toml"),
    ],
)
def test_monstrous_texts_are_refused(text: str, code: str) -> None:
    """Size, depth and number are bounded before the costly steps; one clear fault says which bound."""
    framework, problems = read(text)
    assert framework is None
    assert [problem.code for problem in problems] == [code]


def test_many_faults_are_cut_and_counted() -> None:
    """A file with thousands of faults names the first ones and counts the rest."""
    framework, problems = read("".join(f"k{number} = 1\n" for number in range(1_000)) + HEAD)
    assert framework is None
    assert len(problems) == PROBLEM_LIMIT + 1
    assert problems[-1].message == "And 900 more faults."
