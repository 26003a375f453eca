"""``sonolog form``: list, show, check and add assessment forms."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import case_files, form_results
from sonolog.cli.command import Group, pass_request
from sonolog.cli.completion_values import complete_form
from sonolog.cli.layout import Column
from sonolog.cli.options import Request
from sonolog.cli.rules_files import add_files, check_files
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.domain.form import AssessmentForm
    from sonolog.domain.problems import Problem
    from sonolog.usecases.forms import FormLine


@click.group(
    "form",
    cls=Group,
    examples=[
        "sonolog form list",
        "sonolog form show osaus > ours.toml",
        "sonolog form check ours.toml",
        "sonolog form add ours.toml",
        "sonolog form results multi-source",
    ],
)
def command() -> None:
    """Look at assessment forms, check one of your own, and add it.

    A form is a text file that anyone can edit: docs/forms.md explains the format.
    """


@command.command("list", examples=["sonolog form list", "sonolog form list --json"])
@pass_request
def list_all(request: Request) -> None:
    """List the forms one can assess with."""
    from sonolog.usecases.forms import list_forms

    _write_forms(request, list_forms(request.home))


@command.command("show", examples=["sonolog form show osaus", "sonolog form show osaus > ours.toml"])
@click.argument("name", metavar="FORM", shell_complete=complete_form)
@pass_request
def show(request: Request, name: str) -> None:
    """Print the text of a form, ready to be edited and checked; an older edition with FORM@EDITION."""
    from sonolog.usecases.forms import find_form, form_line

    found = find_form(name, request.home)
    if request.json:
        request.out.json({**_object(form_line(found)), "text": found.text})
        return
    request.out.lines(found.text.splitlines())


@command.command("check", examples=["sonolog form check ours.toml", "sonolog form check *.toml --json"])
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@pass_request
def check(request: Request, files: tuple[str, ...]) -> int:
    """Check the files of forms and print every fault.

    Each stands with its file, line and item, and what may have been meant. Exit code 65 if there is a fault;
    warnings alone are none. Instead of a file, a form that can be listed may be named.
    """
    return check_files(request, files, partial(_check, request), _size)


@command.command("add", examples=["sonolog form add ours.toml", "sonolog form add rubrics.json"])
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_request
def add(request: Request, files: tuple[Path, ...]) -> None:
    """Add the files of forms, so that one can assess with them; a faulty one is refused.

    A file that ends in .json is a package of 1EdTech CASE, of which each rubric is a form.
    """
    added = add_files(request, files, partial(_add, request))
    _write_forms(request, [form for forms in added for form in forms])


def _add(request: Request, path: Path) -> tuple[FormLine, ...]:
    from sonolog.usecases.forms import add_forms, check_form_file

    added = add_forms(path, request.home)
    case_files.tell_left_out(request, check_form_file(path)[1] if path.suffix == ".json" else ())
    return added


for _one in (form_results.subcommand, case_files.export_form, case_files.import_form):
    command.add_command(_one)


def _check(request: Request, name: str) -> tuple[AssessmentForm | None, tuple[Problem, ...]]:
    from sonolog.usecases.forms import check_form_file, find_form

    if not name.endswith((".toml", ".json")) and not Path(name).exists():
        return find_form(name, request.home).form, ()
    return check_form_file(Path(name))


def _size(form: AssessmentForm) -> str:
    return counted(len(form.items), "item") if form.items else counted(len(form.pass_rule.parts), "part")


def _write_forms(request: Request, forms: Sequence[FormLine]) -> None:
    if request.json:
        request.out.json({"forms": [_object(one) for one in forms]})
        return
    columns = ("Form", "Edition", Column("Title", cut=True), "Items", "Purpose", "Pass rule", "Where")
    rows = [(one.name, one.edition, one.title, str(one.items), one.purpose, one.rule, one.where) for one in forms]
    request.out.table(columns, rows)


def _object(one: FormLine) -> dict[str, object]:
    return {
        "id": one.name,
        "edition": one.edition,
        "title": one.title,
        "items": one.items,
        "purpose": one.purpose,
        "rule": one.rule,
        "licence": one.licence,
        "where": one.where,
    }
