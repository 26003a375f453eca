"""``sonolog framework diff``: what two frameworks say differently."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.frameworks.difference import Difference
    from sonolog.usecases.compare_frameworks import Comparison
    from sonolog.usecases.frameworks import FrameworkLine

_INDENT = 4


@click.command(
    "diff",
    cls=Command,
    examples=[
        "sonolog framework diff ours@2026 ours@2027",
        "sonolog framework diff rcr-msk ours.toml",
        "sonolog framework diff ours ours.toml --json",
    ],
)
@click.argument("old", metavar="OLD", shell_complete=complete_framework)
@click.argument("new", metavar="NEW", shell_complete=complete_framework)
@pass_request
def subcommand(request: Request, old: str, new: str) -> None:
    """Show what NEW says other than OLD: each a framework, one of its editions (NAME@EDITION), or a file.

    What is only worded otherwise and means the same is left out, and so are comments.
    """
    from sonolog.usecases.compare_frameworks import compare_frameworks

    found = compare_frameworks(old, new, request.home)
    if request.json:
        request.out.json(_object(found))
        return
    if request.out.plain:
        rows = [(one.kind, one.section, one.id, one.key, one.before, one.after) for one in found.differences]
        request.out.table(("Change", "What", "Id", "Key", "Before", "After"), rows)
    else:
        request.out.lines(_page(found, request.out.room))
    diagnostics.note(f"{counted(len(found.differences), 'difference')}.")


def _page(found: Comparison, room: int) -> Iterator[str]:
    """Yield the differences item by item, each with what it said and what it says."""
    from itertools import groupby

    from sonolog.cli.layout import wrap

    yield from wrap(f"From {_called(found.old)} to {_called(found.new)}", room)
    for (section, name), items in groupby(found.differences, key=lambda one: (one.section, one.id)):
        of_item = list(items)
        yield ""
        whole = of_item[0] if not of_item[0].key else None
        if whole is not None:
            yield from wrap(f"{whole.kind} {section} {name}: {whole.after or whole.before}", room)
        else:
            yield f"changed {section} {name}".rstrip()
            for one in of_item:
                yield from _key_lines(one, room)


def _key_lines(one: Difference, room: int) -> Iterator[str]:
    from sonolog.cli.layout import wrap

    yield f"  {one.key}"
    for sign, value in (("-", one.before), ("+", one.after)):
        if value:
            for at, line in enumerate(wrap(value, max(20, room - _INDENT - 2))):
                yield f"{'':{_INDENT}}{' ' if at else sign} {line}"


def _called(one: FrameworkLine) -> str:
    return f"{one.name}@{one.edition} ({one.where})"


def _object(found: Comparison) -> dict[str, object]:
    return {
        "old": {"id": found.old.name, "edition": found.old.edition, "where": found.old.where},
        "new": {"id": found.new.name, "edition": found.new.edition, "where": found.new.where},
        "differences": [
            {
                "change": one.kind,
                "section": one.section,
                "id": one.id,
                "key": one.key,
                "before": one.before,
                "after": one.after,
            }
            for one in found.differences
        ],
    }
