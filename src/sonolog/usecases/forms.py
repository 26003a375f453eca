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
from sonolog.usecases.case_files import FromCase, forms_from_case, is_package
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
    """Return the form in the file, if it can be used, and what is wrong with it; of a package, the first form.

    Raises:
        FormUnreadable: there is no such file, or it cannot be a form.
    """
    read = list(_read(path))
    problems = tuple(problem for _, _, told in read for problem in told)
    return (None if any(form is None for _, form, _ in read) else read[0][1]), problems


def add_forms(path: Path, home: Home) -> tuple[FormLine, ...]:
    """Copy the sound form in a file, or every one in a CASE package, into this home; all of them or none.

    Raises:
        FormUnreadable: the file cannot be read.
        FormHasProblems: it is faulty.
        FormKnown: that edition is already known; an edition is never altered.
        IdentityRefused: a line of it may identify a patient.
    """
    found = forms_as_text(path)
    for one in found:
        refuse_identity_in_lines(one.text)
        _require_new(one, home)
    return tuple(_added(one, home) for one in found)


def forms_as_text(path: Path) -> tuple[FormText, ...]:
    """Return the forms in a file or a CASE package, with their texts, to be edited.

    Raises:
        FormUnreadable: the file cannot be read.
        FormHasProblems: it is faulty.
    """
    read = list(_read(path))
    if any(form is None for _, form, _ in read):
        raise FormHasProblems(path, tuple(problem for _, _, told in read for problem in told))
    return tuple(FormText(form, text, str(path)) for text, form, _ in read if form is not None)


def _read(path: Path) -> Iterator[tuple[str, AssessmentForm | None, tuple[Problem, ...]]]:
    """Yield the text of each form in a file, the form, and what is wrong with it."""
    made = forms_from_case(path) if is_package(path) else (FromCase(read_text(path, FormUnreadable), ()),)
    for one in made:
        if any(problem.severity == "error" for problem in one.problems):
            yield "", None, one.problems
        else:
            form, problems = read_form(one.text, file=str(path))
            yield one.text, form, (*one.problems, *problems)


def _require_new(wanted: FormText, home: Home) -> None:
    form = wanted.form
    for one in _all(home):
        if (one.form.form, one.form.edition) == (form.form, form.edition):
            raise FormKnown(form.form, form.edition, identical=one.text == wanted.text)


def _added(one: FormText, home: Home) -> FormLine:
    target = make_private(home.forms) / f"{one.form.form}-{file_part(one.form.edition)}.toml"
    write_new(target, one.text, FormUnreadable)
    return form_line(FormText(one.form, one.text, str(target)))


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
