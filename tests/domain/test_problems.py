"""Faults as values."""

from __future__ import annotations

from sonolog.domain.problems import Problem, did_you_mean, nearest


def test_problem_reads_as_one_line() -> None:
    """File, line, place, message and hint stand in that order; what is missing leaves no gap."""
    full = Problem("Wrong.", file="a.toml", line=3, where="first", hint="Did you mean “b”?")
    assert str(full) == "a.toml:3: [first] Wrong. Did you mean “b”?"
    assert str(Problem("Wrong.")) == "Wrong."
    assert str(Problem("Wrong.", where="first")) == "[first] Wrong."


def test_nearest_offers_only_what_resembles() -> None:
    """A slip of the finger is found, a strange word is not answered with a guess."""
    assert nearest("sholder", ["shoulder", "elbow"]) == ("shoulder",)
    assert did_you_mean("rol", ["role", "region"]) == "Did you mean “role”?"
    assert did_you_mean("xyzzy", ["role", "region"]) == ""
