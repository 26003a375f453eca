"""How a command is declared: examples in its help, and the options of every command beside its own."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import update_wrapper
from typing import Any, Concatenate, ParamSpec, TypeVar

import click

from sonolog.cli.global_options import GLOBAL_OPTIONS, GlobalOption
from sonolog.cli.options import Request, make_request
from sonolog.cli.output import standard_output

P = ParamSpec("P")
R = TypeVar("R")

_GIVEN = "sonolog.given"
BY_DAY = frozenset(
    {"scans", "progress", "scope", "forecast", "what-next", "charts", "stats", "placements", "report", "cohort"}
)
"""Commands that answer as things stood on the day of ``--as-of``."""
CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 110}


class _EveryCommandsOption(click.Option):
    """A global option as click knows it; one line at the end of a command's help names them all."""

    def get_help_record(self, ctx: click.Context) -> None:
        """Return nothing: the page of the program explains it."""
        return


def _remember(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value is not None and value is not False:
        context.meta.setdefault(_GIVEN, {})[parameter.name] = value


def _as_click(option: GlobalOption) -> click.Option:
    kind: click.ParamType[Any] | None = None
    if option.choices:
        kind = click.Choice(option.choices)
    elif option.metavar in ("PATH", "N"):
        kind = click.Path() if option.metavar == "PATH" else click.IntRange(min=0)
    return _EveryCommandsOption(
        [option.flag, option.field],
        is_flag=None if option.metavar else True,
        type=kind,
        metavar=option.metavar or None,
        help=option.help,
        expose_value=False,
        callback=_remember,
    )


_CLICK_OPTIONS = [_as_click(option) for option in GLOBAL_OPTIONS]
_ALSO = f"Every command also takes: {' '.join(option.flag for option in GLOBAL_OPTIONS)}  (see sonolog --help)"


class _Page(click.Command):
    """What every command shares: its help page, and the options of all commands."""

    def __init__(self, *args: Any, examples: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        """Return the command's own parameters, then those of every command."""
        return [*super().get_params(ctx), *_CLICK_OPTIONS]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        """Return ``--help``, written by our own output."""
        option = super().get_help_option(ctx)
        if option is not None:
            option.callback = _show_help
            option.help = "Print this."
        return option

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what the command does, then its examples."""
        super().format_help_text(ctx, formatter)
        _write_examples(self.examples, formatter)

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the last words: what every command takes."""
        super().format_epilog(ctx, formatter)
        formatter.write_paragraph()
        formatter.write_text(_ALSO)


class Command(_Page):
    """A command with examples, which takes the global options as well."""


class Group(_Page, click.Group):
    """A command of several words, such as ``framework check``; its parts are :class:`Command` too."""

    command_class = Command


def _show_help(context: click.Context, parameter: click.Parameter, value: object) -> None:
    if value and not context.resilient_parsing:
        out = standard_output()
        out.lines(context.get_help().splitlines())
        out.flush()
        context.exit()


def _write_examples(examples: Sequence[str], formatter: click.HelpFormatter) -> None:
    """Write example lines as they are typed, never rewrapped."""
    if examples:
        with formatter.section("Examples"):
            formatter.write("".join(f"{' ' * formatter.current_indent}{line}\n" for line in examples))


def request_of(context: click.Context) -> Request:
    """Return the request of the running command, from the global options wherever they stood."""
    given = context.meta.get(_GIVEN, {})
    if given.get("as_of") is not None and not _answers_by_day(context):
        from sonolog.cli.errors import WrongUsage

        words = f"“{context.info_name}” does not answer for another day: leave --as-of out."
        raise WrongUsage(words, context.command_path)
    return make_request(given, os.environ, open_app=context.find_root().obj)


def _answers_by_day(context: click.Context) -> bool:
    """Return whether the command looks at the day asked for; one that did not would tell today's story as another's."""
    names = context.command_path.split()[1:]
    return not names or names[0] in BY_DAY or tuple(names[:2]) == ("framework", "try")


def pass_request(function: Callable[Concatenate[Request, P], R]) -> Callable[P, R]:
    """Hand the :class:`Request` to ``function`` as its first argument."""

    def with_request(*args: P.args, **kwargs: P.kwargs) -> R:
        return function(request_of(click.get_current_context()), *args, **kwargs)

    return update_wrapper(with_request, function)
