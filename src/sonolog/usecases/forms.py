"""Assessment forms a person can use: shipped with the program, or added to this home."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sonolog.assessment.reader import read_form
from sonolog.assessment.shipped import load_shipped_form, shipped_form_names, shipped_form_text
from sonolog.domain.form import AssessmentForm
from sonolog.domain.problems import Problem
from sonolog.errors import SonologError
from sonolog.frameworks.shipped import framework_files
from sonolog.paths import Home, make_private
from sonolog.usecases.form_errors import FormHasProblems, FormKnown, FormUnreadable, UnknownForm
from sonolog.usecases.form_words import pass_words
from sonolog.usecases.framework_files import read_text, write_new
from sonolog.usecases.frameworks import age_of_edition, file_part
from sonolog.usecases.guarding import refuse_identity_in_lines

SHIPPED = "shipped"


@dataclass(frozen=True, slots=True)
class FormText:
    """A form with its text and where that lies."""

    form: AssessmentForm
    text: str
    where: str
    """“shipped”, or the file."""


@dataclass(frozen=True, slots=True)
class FormLine:
    """One form in a list."""

    name: str
    edition: str
    title: str
    items: int
    purpose: str
    rule: str
    passed: str
    """How it is passed, in a sentence."""
    licence: str
    where: str


def list_forms(home: Home) -> tuple[FormLine, ...]:
    """Return every form that can be used, shipped ones first; a faulty file of the home is left out."""
    return tuple(form_line(one) for one in _all(home))


def find_form(name: str, home: Home) -> FormText:
    """Return the form called ``name``, or that edition of it with ``name@edition``; else the newest, added ones first.

    Raises:
        UnknownForm: there is none; names the nearest.
    """
    wanted, _, edition = name.partition("@")
    everything = list(_all(home))
    found = [one for one in everything if one.form.form == wanted and edition in ("", one.form.edition)]
    if found:
        return max(found, key=lambda one: (one.where != SHIPPED, age_of_edition(one.form.edition)))
    from difflib import get_close_matches

    known = sorted({f"{one.form.form}@{one.form.edition}" if edition else one.form.form for one in everything})
    raise UnknownForm(name, get_close_matches(name.lower(), known), known)


def check_form_file(path: Path) -> tuple[AssessmentForm | None, tuple[Problem, ...]]:
    """Return the form in the file, if it can be used, and everything that is wrong with it.

    Raises:
        FormUnreadable: there is no such file, or it cannot be a form.
    """
    return read_form(read_text(path, FormUnreadable), file=str(path))


def add_form(path: Path, home: Home) -> FormLine:
    """Copy a sound form into this home.

    Raises:
        FormUnreadable: the file cannot be read.
        FormHasProblems: it is faulty.
        FormKnown: that edition is already known; an edition is never altered.
        IdentityRefused: a line of it may identify a patient.
    """
    text = read_text(path, FormUnreadable)
    form, problems = read_form(text, file=str(path))
    if form is None:
        raise FormHasProblems(path, problems)
    refuse_identity_in_lines(text)
    for one in _all(home):
        if (one.form.form, one.form.edition) == (form.form, form.edition):
            raise FormKnown(form.form, form.edition, identical=one.text == text)
    target = make_private(home.forms) / f"{form.form}-{file_part(form.edition)}.toml"
    write_new(target, text, FormUnreadable)
    return form_line(FormText(form, text, str(target)))


def form_line(one: FormText) -> FormLine:
    """Return the form's line in a list."""
    form = one.form
    return FormLine(
        form.form,
        form.edition,
        form.title,
        len(form.items),
        form.purpose,
        form.pass_rule.rule,
        pass_words(form),
        form.source.licence,
        one.where,
    )


def _all(home: Home) -> Iterator[FormText]:
    for name in shipped_form_names():
        yield FormText(load_shipped_form(name), shipped_form_text(name), SHIPPED)
    for path in framework_files(home.forms):
        try:
            text = read_text(path, FormUnreadable)
        except SonologError:  # named by “form check”; a list must not fail for one file
            continue
        form, _ = read_form(text, file=str(path))
        if form is not None:
            yield FormText(form, text, str(path))
