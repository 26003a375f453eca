"""The assessment forms that come with the program."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from sonolog.assessment.reader import read_form
from sonolog.domain.form import AssessmentForm


def shipped_form_names() -> tuple[str, ...]:
    """Return the ids of the shipped forms, sorted."""
    found = files("sonolog.assessment").joinpath("library").iterdir()
    return tuple(sorted(one.name.removesuffix(".toml") for one in found if one.name.endswith(".toml")))


def shipped_form_text(name: str) -> str:
    """Return the text of the shipped form ``name``, one of :func:`shipped_form_names`."""
    return files("sonolog.assessment").joinpath("library", f"{name}.toml").read_text("utf-8")


@cache
def load_shipped_form(name: str) -> AssessmentForm:
    """Return the shipped form ``name``; it is read once a process.

    Raises:
        ValueError: its file has faults, which a test rules out.
    """
    form, problems = read_form(shipped_form_text(name), file=f"{name}.toml")
    if form is None:
        raise ValueError(str(problems[0]))
    return form
