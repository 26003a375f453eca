"""``python -m sonolog.cli.reference``: docs/cli.md, made from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterable, Iterator

import click

from sonolog.cli.answers_schema import ANSWERS, reference_of
from sonolog.cli.command import Command, Group
from sonolog.cli.commands import COMMANDS, CommandEntry
from sonolog.cli.exit_codes import FURTHER, MEANINGS, OF_EVERY_COMMAND
from sonolog.cli.global_options import GLOBAL_OPTIONS
from sonolog.cli.output import standard_output
from sonolog.cli.root import program
from sonolog.errors import Exit

_HEAD = """\
# The command line

Made from the program by `python -m sonolog.cli.reference`; do not edit by hand.

Answers go to standard output, everything else to standard error. With `--json` every answer is JSON on one
line, and a refusal is one object on standard error with `error`, `code` and, where they help, `where`, `kept`
and `hint`. [schema/answers.schema.json](../schema/answers.schema.json) describes every answer and the refusal; the
part for a command stands under it here. ID is a case number such as `C-7K3M`, or an end of an id that fits one record
only. Without a command, in a terminal, `sonolog` opens the app.

The environment: `SONOLOG_LOGBOOK` names the logbook as `--logbook` does, `SONOLOG_HOME` moves all folders of
the program, `NO_COLOR` and `FORCE_COLOR` are obeyed. Passphrases are typed on the terminal or read, a line
each, from `--passphrase-fd`; never from a word of the command line or the environment.
"""


def reference_lines() -> Iterator[str]:
    """Yield the page, a line each."""
    yield from _HEAD.splitlines()
    yield from ["", "## Options of every command", "", "They may stand before or after the command.", ""]
    yield from _table(("Option", "Meaning"), ((_global(one.flag, one.metavar), one.help) for one in GLOBAL_OPTIONS))
    yield from ["", "## Exit codes", "", "Codes are only ever added; an unknown one means failure.", ""]
    yield from _table(("Code", "Meaning"), ((str(int(code)), MEANINGS[code]) for code in Exit))
    every = ", ".join(str(int(code)) for code in OF_EVERY_COMMAND)
    yield from ["", f"Any command may end with {every}; under each command stands what else it may end with."]
    heading = ""
    for entry in COMMANDS:
        if entry.heading != heading:
            heading = entry.heading
            yield from ["", f"## {heading}"]
        yield from _entry_lines(entry)


def _entry_lines(entry: CommandEntry) -> Iterator[str]:
    root = click.Context(program(), info_name="sonolog")
    found = program().get_command(root, entry.name)
    context = click.Context(found or program(), parent=root, info_name=entry.name)
    yield from ["", f"### {entry.name}", "", entry.summary]
    yield from _command_lines(context)
    for name, part in found.commands.items() if isinstance(found, Group) else ():
        yield from ["", f"#### {entry.name} {name}"]
        yield from _command_lines(click.Context(part, parent=context, info_name=name))
    codes = ", ".join(str(int(code)) for code in FURTHER[entry.name])
    if codes:
        yield from ["", f"Exit codes beside those of every command: {codes}."]


def _command_lines(context: click.Context) -> Iterator[str]:
    found = context.command
    usage = " ".join([context.command_path, *found.collect_usage_pieces(context)])
    yield from ["", "```", usage, "```", ""]
    yield from inspect.cleandoc(found.help or "").splitlines()
    options = [one for one in found.params if isinstance(one, click.Option)]
    if options:
        yield ""
        yield from _table(("Option", "Meaning"), ((_spelling(one), one.help or "") for one in options))
    examples = found.examples if isinstance(found, Command | Group) else ()
    yield from ["", "```sh", *examples, "```"]
    words = context.command_path.removeprefix("sonolog ")
    if words in ANSWERS:
        yield from ["", f"Under `--json`: `{reference_of(words)}`."]


def _spelling(option: click.Option) -> str:
    flag = option.opts[-1]
    if option.is_flag:
        return f"`{flag}`"
    if isinstance(option.type, click.Choice):
        return f"`{flag}` {', '.join(f'`{choice}`' for choice in option.type.choices)}"
    return f"`{flag} {option.metavar or option.type.name.upper()}`"


def _global(flag: str, metavar: str) -> str:
    return f"`{flag} {metavar}`" if metavar else f"`{flag}`"


def _table(heads: tuple[str, str], rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "| --- | --- |"
    for row in rows:
        yield f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |"


def main() -> None:
    """Write the page to standard output."""
    out = standard_output()
    out.lines(reference_lines())
    out.flush()


if __name__ == "__main__":
    main()
