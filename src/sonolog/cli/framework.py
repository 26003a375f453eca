"""``sonolog framework``: list, show, begin, check, try, compare and add frameworks."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import case_files, diff_frameworks, new_framework, try_framework
from sonolog.cli.command import Group, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.layout import Column
from sonolog.cli.options import Request
from sonolog.cli.rules_files import add_files, check_files
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.domain.framework import Framework
    from sonolog.domain.problems import Problem
    from sonolog.usecases.frameworks import FrameworkLine


@click.group(
    "framework",
    cls=Group,
    examples=[
        "sonolog framework list",
        "sonolog framework new ours.toml                 # a commented template",
        "sonolog framework check ours.toml",
        "sonolog framework try ours.toml                 # what it says of your logbook",
        "sonolog framework diff rcr-msk ours.toml",
        "sonolog framework add ours.toml",
        "sonolog framework export rcr-msk rcr-msk.json   # 1EdTech CASE",
    ],
)
def command() -> None:
    """Look at frameworks, begin one of your own, check it, try it, and add it.

    A framework is a text file that anyone can edit: docs/frameworks.md explains the format.
    """


@command.command("list", examples=["sonolog framework list", "sonolog framework list --json"])
@pass_request
def list_all(request: Request) -> None:
    """List the frameworks one can enrol on."""
    from sonolog.usecases.frameworks import list_frameworks

    write_frameworks(request, list_frameworks(request.home))


@command.command("show", examples=["sonolog framework show rcr-msk", "sonolog framework show rcr-msk > ours.toml"])
@click.argument("name", metavar="FRAMEWORK", shell_complete=complete_framework)
@pass_request
def show(request: Request, name: str) -> None:
    """Print the text of a framework, ready to be edited and checked."""
    from sonolog.usecases.frameworks import find_framework, framework_line

    found = find_framework(name, request.home)
    if request.json:
        request.out.json({**_object(framework_line(found)), "text": found.text})
        return
    request.out.lines(found.text.splitlines())


@command.command("check", examples=["sonolog framework check ours.toml", "sonolog framework check *.toml --json"])
@click.argument("files", metavar="FILE...", nargs=-1, required=True)
@pass_request
def check(request: Request, files: tuple[str, ...]) -> int:
    """Check framework files and print every fault.

    Each stands with its file, line and requirement, and what may have been meant. Exit code 65 if there is
    a fault; warnings alone are none. Instead of a file, a framework that can be listed may be named.
    """
    return check_files(request, files, partial(_check, request), _size)


@command.command("add", examples=["sonolog framework add ours.toml", "sonolog framework add package.json"])
@click.argument("files", metavar="FILE...", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_request
def add(request: Request, files: tuple[Path, ...]) -> None:
    """Add framework files, so that one can enrol on them; a faulty one is refused.

    A file that ends in .json is a package of 1EdTech CASE; what is not understood in it is listed.
    """
    write_frameworks(request, add_files(request, files, partial(_add, request)))


def _add(request: Request, path: Path) -> FrameworkLine:
    from sonolog.usecases.frameworks import add_framework, framework_as_text

    added = add_framework(path, request.home)
    case_files.tell_left_out(request, framework_as_text(path)[1] if path.suffix == ".json" else ())
    return added


for _one in (new_framework, try_framework, diff_frameworks):
    command.add_command(_one.subcommand)
command.add_command(case_files.export_framework)
command.add_command(case_files.import_framework)


def write_frameworks(request: Request, frameworks: Sequence[FrameworkLine]) -> None:
    """Write frameworks as a table, or as JSON."""
    if request.json:
        request.out.json({"frameworks": [_object(one) for one in frameworks]})
        return
    columns = ("Framework", "Edition", "Title", Column("After", cut=True), "Numbers", "Where")
    rows = [(one.name, one.edition, one.title, one.source, one.confidence, one.where) for one in frameworks]
    request.out.table(columns, rows)


def _check(request: Request, name: str) -> tuple[Framework | None, tuple[Problem, ...]]:
    from sonolog.usecases.frameworks import check_framework, find_framework

    if not name.endswith((".toml", ".json")) and not Path(name).exists():
        return find_framework(name, request.home).framework, ()
    return check_framework(Path(name))


def _size(framework: Framework) -> str:
    return counted(len(framework.requirements), "requirement")


def _object(one: FrameworkLine) -> dict[str, object]:
    return {
        "id": one.name,
        "edition": one.edition,
        "title": one.title,
        "source": one.source,
        "confidence": one.confidence,
        "where": one.where,
    }
