"""``sonolog settings``: how the program looks on this machine."""

from __future__ import annotations

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request
from sonolog.settings import TITLES, keep_setting, read_settings, what_it_may_be


@click.command(
    "settings",
    cls=Command,
    examples=[
        "sonolog settings",
        "sonolog settings theme contrast",
        "sonolog settings font ~/fonts/NotoSansArabic-Regular.ttf",
    ],
)
@click.argument("name", default="")
@click.argument("value", default="")
@pass_request
def command(request: Request, name: str, value: str) -> None:
    """List the settings of this machine with what they may be, or set one.

    A font is a TrueType file for names in letters that reports cannot print otherwise; those show as code points.
    """
    if name and value:
        keep_setting(request.home, name, value)
        diagnostics.note(f"{name} is {value} now.")
    settings, told = read_settings(request.home)
    if told:
        diagnostics.warning(told)
    now = {one: str(getattr(settings, one)) for one in TITLES if not name or one == name}
    if request.json:
        request.out.json({"settings": now, "file": str(request.home.settings)})
        return
    rows = [(one, text, what_it_may_be(one), TITLES[one]) for one, text in now.items()]
    request.out.table(("Setting", "Now", "May be", "What it is"), rows)
