"""``sonolog completion SHELL``, and the answer to a shell that completes a word."""

from __future__ import annotations

from collections.abc import Mapping

import click
from click.shell_completion import BashComplete, FishComplete, ShellComplete, ZshComplete

from sonolog.cli import COMPLETE_VARIABLE
from sonolog.cli.command import Command, pass_request
from sonolog.cli.options import Request
from sonolog.cli.output import standard_output
from sonolog.errors import Exit

_COMPLETERS: Mapping[str, type[ShellComplete]] = {
    "bash": BashComplete,
    "zsh": ZshComplete,
    "fish": FishComplete,
}


@click.command(
    "completion",
    cls=Command,
    examples=[
        'eval "$(sonolog completion bash)"        # in ~/.bashrc',
        'eval "$(sonolog completion zsh)"         # in ~/.zshrc, after compinit',
        "sonolog completion fish > ~/.config/fish/completions/sonolog.fish",
    ],
)
@click.argument("shell", type=click.Choice(list(_COMPLETERS)))
@pass_request
def command(request: Request, shell: str) -> None:
    """Print the script that teaches SHELL to complete commands, options, regions and frameworks."""
    if request.json:
        request.out.json({"shell": shell, "script": script(shell)})
    else:
        request.out.lines(script(shell).splitlines())


def script(shell: str) -> str:
    """Return the completion script of ``shell``."""
    writer = _COMPLETERS[shell](click.Group("sonolog"), {}, "sonolog", COMPLETE_VARIABLE)
    return writer.source_template % writer.source_vars()


def answer_shell(program: click.Group, instruction: str) -> int:
    """Write what may follow the words in the environment and return the exit code."""
    shell, _, wanted = instruction.partition("_")
    if shell not in _COMPLETERS or wanted != "complete":
        return int(Exit.USAGE)
    out = standard_output()
    out.lines(_COMPLETERS[shell](program, {}, "sonolog", COMPLETE_VARIABLE).complete().splitlines())
    out.flush()
    return 0
