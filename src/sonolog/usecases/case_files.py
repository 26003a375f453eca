"""Frameworks and forms that come as a CASE package: read as the text of ours, with what was not understood."""

from __future__ import annotations

import errno
from dataclasses import dataclass
from pathlib import Path

from sonolog.assessment.reader import read_form
from sonolog.domain.problems import Problem
from sonolog.errors import Exit
from sonolog.exchange import case_form, case_framework
from sonolog.exchange.case_package import own_text, same_content
from sonolog.exchange.case_reading import MOST_BYTES, Package, read_package
from sonolog.exchange.case_to_form import form_texts
from sonolog.exchange.case_to_framework import framework_text
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.paths import read_ordinary
from sonolog.usecases.errors import FrameworkUnreadable
from sonolog.usecases.file_errors import FileUnreadable
from sonolog.usecases.form_errors import FormUnreadable

SUFFIX = ".json"
"""How the names of packages end; everything else is a text of ours."""
_ALTERED = "The package was changed since sonolog wrote it, so it was read as that of another program."
_NO_ITEMS = "It has no items that make a framework."
_NO_RUBRICS = "It has no rubric that makes a form."


@dataclass(frozen=True, slots=True)
class FromCase:
    """A text made of a package, and what is wrong with it or was not understood."""

    text: str
    problems: tuple[Problem, ...]


def is_package(path: Path) -> bool:
    """Return whether a file is meant to be a CASE package."""
    return path.suffix.lower() == SUFFIX


def framework_from_case(path: Path) -> FromCase:
    """Return the text of a framework made of a package; an edition that sonolog wrote comes back to the letter.

    Raises:
        FrameworkUnreadable: the file cannot be read.
    """
    package, problems = read_package(_content(path, FrameworkUnreadable), file=str(path))
    if package is None:
        return FromCase("", tuple(problems))
    own = _own_framework(package)
    if own:
        return FromCase(own, ())
    if not package.roots:
        return FromCase("", (*problems, Problem(_NO_ITEMS, "case", file=str(path), hint=_other("form"))))
    text, cut = framework_text(package)
    return FromCase(text, (*_altered(package, path), *problems, *_rubrics_left(package, path), *cut))


def forms_from_case(path: Path) -> tuple[FromCase, ...]:
    """Return the text of a form for each rubric of a package; at least one, perhaps with nothing but its problems.

    Raises:
        FormUnreadable: the file cannot be read.
    """
    package, problems = read_package(_content(path, FormUnreadable), file=str(path))
    if package is None:
        return (FromCase("", tuple(problems)),)
    own = _own_form(package)
    if own:
        return (FromCase(own, ()),)
    if not package.rubrics:
        return (FromCase("", (*problems, Problem(_NO_RUBRICS, "case", file=str(path), hint=_other("framework")))),)
    made = [(text, told) for text, told in form_texts(package, file=str(path))]
    first, *others = [FromCase(text, tuple(told)) for text, told in made]
    return (FromCase(first.text, (*_altered(package, path), *problems, *first.problems)), *others)


def _own_framework(package: Package) -> str:
    """Return the text that sonolog put into the package, if the package still says what that text says."""
    text = own_text(package.raw, case_framework.KIND)
    framework = read_framework(text, file="", vocabulary=load_vocabulary())[0] if text else None
    if framework is None:
        return ""
    return text if same_content(case_framework.framework_package(framework, text, "").package, package.raw) else ""


def _own_form(package: Package) -> str:
    text = own_text(package.raw, case_form.KIND)
    form = read_form(text, file="")[0] if text else None
    if form is None:
        return ""
    return text if same_content(case_form.form_package(form, text, "").package, package.raw) else ""


def _altered(package: Package, path: Path) -> tuple[Problem, ...]:
    extensions = package.document.get("extensions")
    if not isinstance(extensions, dict) or "sonolog" not in extensions:
        return ()
    return (Problem(_ALTERED, "case", file=str(path), severity="warning"),)


def _rubrics_left(package: Package, path: Path) -> tuple[Problem, ...]:
    told = ((str(one.get("identifier", ""))[:80], "This rubric is a form.") for one in package.rubrics)
    return tuple(
        Problem(words, "case", file=str(path), where=where, hint=_other("form"), severity="warning")
        for where, words in told
    )


def _other(command: str) -> str:
    return f"Take it with: sonolog {command} add FILE."


def _content(path: Path, refusal: type[FileUnreadable]) -> bytes:
    try:
        return read_ordinary(path, MOST_BYTES)
    except OSError as fault:
        if fault.errno == errno.EFBIG:
            why = f"larger than {MOST_BYTES:,} bytes"
            raise refusal(path, why, code=Exit.INPUT, hint="Is it the right file?") from None
        raise refusal(path, (fault.strerror or "not readable").lower()) from None
