"""``sonolog template``: scans that are logged by a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Group, pass_request
from sonolog.cli.opening import opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from sonolog.usecases.templates import Template

DIGIT = click.IntRange(1, 9)


@click.group(
    "template",
    cls=Group,
    invoke_without_command=True,
    subcommand_metavar="[keep DIGIT ID | drop DIGIT]",
    examples=[
        "sonolog template",
        'sonolog template keep 1 C-7K3M --name "Shoulder, whole"',
        "sonolog log --template 1 left normal",
    ],
)
@click.pass_context
def command(context: click.Context) -> None:
    """List your templates, make one of a scan, or drop one.

    A template holds what is scanned: examination, region, side, structures, procedure, setting, role and
    minutes. Place and people come from the last scan; what was found is always said anew. In the app the
    digits 1 to 9 open the form with one.
    """
    if context.invoked_subcommand is None:
        _list()


@pass_request
def _list(request: Request) -> None:
    from sonolog.usecases.templates import list_templates

    with opened(request) as logbook:
        kept = list_templates(logbook)
    if request.json:
        request.out.json({"templates": [_object(one) for one in kept]})
        return
    request.out.table(("Digit", "Name"), [(str(one.slot), one.name) for one in kept])
    if not kept:
        diagnostics.note("No templates yet: sonolog template keep 1 ID makes one of a scan.")


@command.command("keep", examples=["sonolog template keep 1 C-7K3M"])
@click.argument("digit", type=DIGIT)
@click.argument("scan", metavar="ID")
@click.option("--name", metavar="NAME", default="", help="What it is called; else after the scan.")
@pass_request
def keep(request: Request, digit: int, scan: str, name: str) -> None:
    """Make a template of a scan, in place of what stood under the digit."""
    from sonolog.usecases.templates import keep_template

    with opened(request) as logbook:
        made = keep_template(logbook, digit, scan, name=name)
    if request.json:
        request.out.json(_object(made))
    diagnostics.note(f"Template {made.slot}: {made.name}.")


@command.command("drop", examples=["sonolog template drop 1"])
@click.argument("digit", type=DIGIT)
@pass_request
def drop(request: Request, digit: int) -> None:
    """Forget a template; scans logged from it stay."""
    from sonolog.usecases.templates import drop_template

    with opened(request) as logbook:
        name = drop_template(logbook, digit)
    if request.json:
        request.out.json({"digit": digit, "name": name})
    diagnostics.note(f"Template {digit} dropped: {name}.")


def _object(one: Template) -> dict[str, object]:
    return {"digit": one.slot, "name": one.name, "fields": dict(one.values)}
