"""The program as one group of commands, each imported only when it is run."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib import import_module

import click
from click.shell_completion import CompletionItem

from sonolog.cli import COMPLETE_VARIABLE
from sonolog.cli import open_app as bare
from sonolog.cli.command import CONTEXT_SETTINGS, Command, Group, request_of
from sonolog.cli.commands import BY_NAME, nearest_commands
from sonolog.cli.help_page import help_lines
from sonolog.cli.options import Request
from sonolog.cli.output import standard_output


class Program(Group):
    """The root: knows names, help and completion from the table alone."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return all names in the order of the help."""
        return list(BY_NAME)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command, or None if there is no such name.

        Raises:
            TypeError: the command's file does not hold one that takes the global options.
        """
        entry = BY_NAME.get(cmd_name)
        if entry is None:
            return None
        command = import_module(f"sonolog.cli.{entry.module}").command
        if not isinstance(command, Command | Group):
            raise TypeError(f"sonolog.cli.{entry.module}.command")
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command meant by the first word; an unknown word is answered with the nearest names."""
        name = args[0]
        if name not in BY_NAME and not ctx.resilient_parsing and not name.startswith("-"):
            fault = click.NoSuchCommand(name, ctx=ctx)
            fault.possibilities = nearest_commands(name)  # type: ignore[misc]
            raise fault
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the same page that ``sonolog --help`` prints without this class."""
        formatter.write("\n".join(help_lines()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """Complete the first word from the table, so that no command is imported."""
        names = [CompletionItem(e.name, help=e.summary) for e in BY_NAME.values() if e.name.startswith(incomplete)]
        return [*names, *click.Command.shell_complete(self, ctx, incomplete)]


@click.pass_context
def _without_a_command(context: click.Context) -> int:
    return bare.open_or_help(request_of(context)) if context.invoked_subcommand is None else 0


def program() -> Program:
    """Return the program as click sees it."""
    return Program(
        "sonolog", callback=_without_a_command, invoke_without_command=True, context_settings=CONTEXT_SETTINGS
    )


def answer(args: list[str], *, open_app: Callable[[Request], int] | None = None) -> int:
    """Run the command in ``args`` and return its exit code; a command returns None or 0 when it is done."""
    if COMPLETE_VARIABLE in os.environ:
        from sonolog.cli.completion import answer_shell

        return answer_shell(program(), os.environ[COMPLETE_VARIABLE])
    try:
        with program().make_context("sonolog", list(args), obj=open_app) as context:
            code = context.command.invoke(context)
    except click.exceptions.Exit as done:
        code = done.exit_code
    standard_output().flush()
    return int(code or 0)
