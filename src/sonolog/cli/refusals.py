"""Whatever ended a command, as the one kind of refusal that can be shown."""

from __future__ import annotations

import click

from sonolog.cli.commands import BY_NAME
from sonolog.cli.errors import InternalFault, Interrupted, WrongUsage
from sonolog.errors import SonologError


def refusal_of(fault: BaseException, args: list[str]) -> SonologError:
    """Return ``fault`` as a refusal; one that nobody foresaw leaves a report of the crash behind."""
    if isinstance(fault, SonologError):
        return fault
    if isinstance(fault, KeyboardInterrupt | click.Abort):
        return Interrupted()
    if isinstance(fault, click.ClickException):
        return _wrong_usage(fault)
    from sonolog.cli.crash import report_crash

    path, why_none = report_crash(fault, command=next((word for word in args if word in BY_NAME), ""))
    return InternalFault(path, why_none)


def _wrong_usage(fault: click.ClickException) -> WrongUsage:
    context = getattr(fault, "ctx", None)
    if isinstance(fault, click.exceptions.NoArgsIsHelpError):
        return WrongUsage(f"{_path(context)} needs one more word: {_parts(context)}.", _path(context))
    nearest = [str(name) for name in getattr(fault, "possibilities", None) or ()]
    message = fault.message if nearest else fault.format_message()
    return WrongUsage(message, _path(context), nearest)


def _path(context: click.Context | None) -> str:
    return context.command_path if context else "sonolog"


def _parts(context: click.Context | None) -> str:
    group = context.command if context else None
    return ", ".join(group.list_commands(context)) if context and isinstance(group, click.Group) else "see its help"
