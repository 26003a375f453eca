"""``sonolog framework export``, ``framework import`` and the same of forms: packages of 1EdTech CASE."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_form, complete_framework
from sonolog.cli.options import Request
from sonolog.cli.problem_list import problem_object, write_problems
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.domain.problems import Problem
    from sonolog.usecases.export_case import CaseWritten

_NEW_FILE = click.Path(dir_okay=False, path_type=Path)
_VERBOSE = click.option("--verbose", is_flag=True, help="List everything that stands in extensions alone by its name.")


@click.command("export", cls=Command, examples=["sonolog framework export rcr-msk rcr-msk.json"])
@click.argument("name", metavar="FRAMEWORK", shell_complete=complete_framework)
@click.argument("file", type=_NEW_FILE)
@_VERBOSE
@pass_request
def export_framework(request: Request, name: str, file: Path, *, verbose: bool) -> None:
    """Write FRAMEWORK to FILE as a package of 1EdTech CASE 1.1, for programs that share curricula.

    Its stages, requirements and competency lines are items in a tree. What CASE has no field for, every number among
    it, stands in extensions and is listed; sonolog reads it back to the letter.
    """
    from sonolog.usecases.export_case import export_framework as export

    _tell(request, export(name, file, request.home, request.clock, replace=request.yes), verbose=verbose)


@click.command("export", cls=Command, examples=["sonolog form export osaus osaus.json"])
@click.argument("name", metavar="FORM", shell_complete=complete_form)
@click.argument("file", type=_NEW_FILE)
@_VERBOSE
@pass_request
def export_form(request: Request, name: str, file: Path, *, verbose: bool) -> None:
    """Write FORM to FILE as a rubric in a package of 1EdTech CASE 1.1.

    Items are criteria, and their levels say what is seen. What CASE has no field for, the rule of passing among it,
    stands in extensions and is listed; sonolog reads it back to the letter.
    """
    from sonolog.usecases.export_case import export_form as export

    _tell(request, export(name, file, request.home, request.clock, replace=request.yes), verbose=verbose)


@click.command("import", cls=Command, examples=["sonolog framework import package.json ours.toml"])
@click.argument("package", type=click.Path(path_type=Path))
@click.argument("file", type=_NEW_FILE)
@pass_request
def import_framework(request: Request, package: Path, file: Path) -> None:
    """Write the framework in a CASE PACKAGE to FILE as a text to be edited; nothing is added yet.

    What each item says becomes a line to be signed once, because CASE has no numbers. What is not understood is listed
    with its identifier.
    """
    from sonolog.usecases.errors import FrameworkHasProblems
    from sonolog.usecases.frameworks import framework_as_text
    from sonolog.usecases.written_file import refuse_existing, write_file

    refuse_existing(file, replace=request.yes)
    try:
        text, problems = framework_as_text(package)
    except FrameworkHasProblems as refusal:
        _refused(request, refusal.problems)
        raise
    write_file(file, text.encode())
    _made(request, [file], problems, "framework")


@click.command("import", cls=Command, examples=["sonolog form import rubrics.json ours.toml"])
@click.argument("package", type=click.Path(path_type=Path))
@click.argument("file", type=_NEW_FILE)
@pass_request
def import_form(request: Request, package: Path, file: Path) -> None:
    """Write the form in a CASE PACKAGE to FILE as a text to be edited; nothing is added yet.

    Of several rubrics each gets a file, numbered. What is not understood is listed with its identifier.
    """
    from sonolog.usecases.form_errors import FormHasProblems
    from sonolog.usecases.forms import check_form_file, forms_as_text
    from sonolog.usecases.written_file import refuse_existing, write_file

    try:
        found = forms_as_text(package)
    except FormHasProblems as refusal:
        _refused(request, refusal.problems)
        raise
    files = [file if at == 1 else file.with_name(f"{file.stem}-{at}{file.suffix}") for at in range(1, len(found) + 1)]
    for one in files:
        refuse_existing(one, replace=request.yes)
    for one, form in zip(files, found, strict=True):
        write_file(one, form.text.encode())
    _made(request, files, check_form_file(package)[1], "form")


def _tell(request: Request, done: CaseWritten, *, verbose: bool) -> None:
    if request.json:
        request.out.json({"file": str(done.path), "title": done.title, "lost": list(done.lost)})
        return
    request.out.lines([str(done.path)])
    if done.lost:
        diagnostics.note("In extensions alone, which sonolog reads and other programs need not:")
        for one in done.lost if verbose else done.lost_by_kind:
            diagnostics.note(f"  {one}")
        if not verbose:
            diagnostics.note("By name: --verbose.")


def _refused(request: Request, problems: Sequence[Problem]) -> None:
    if not request.json:
        write_problems(request, problems)


def _made(request: Request, files: Sequence[Path], problems: Sequence[Problem], command: str) -> None:
    if request.json:
        told = [problem_object(one) for one in problems]
        request.out.json({"files": [str(one) for one in files], "problems": told})
        return
    request.out.lines([str(one) for one in files])
    tell_left_out(request, problems)
    diagnostics.note(f"Edit it, then: sonolog {command} check {files[0]}, sonolog {command} add {files[0]}")


def tell_left_out(request: Request, problems: Sequence[Problem]) -> None:
    """Say on standard error what of a package was not understood, the same of many parts once."""
    same: dict[tuple[str, str], list[Problem]] = {}
    for one in problems:
        same.setdefault((one.code, one.message), []).append(one)
    for found in same.values():
        more = f" The same of {counted(len(found) - 1, 'other part')}." if len(found) > 1 else ""
        diagnostics.warning(f"{found[0]}{more}")
    if problems:
        diagnostics.note(f"Not understood or left out: {counted(len(problems), 'thing')}.")
