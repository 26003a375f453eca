"""The command line: one door to the use cases, and the only guard around them.

Nothing heavy is imported here: ``--version`` and ``--help`` answer from text, completion from a table.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, NoReturn

from sonolog.signals import Stopped, hung_up, stop_on_signals

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from sonolog.cli.options import Request

COMPLETE_VARIABLE = "_SONOLOG_COMPLETE"
"""Set by a shell that wants a word completed instead of a command run."""
PIPE_CLOSED = 141
"""Exit code when whoever read our output went away (128 + SIGPIPE), as a shell would report it."""


def main(argv: Sequence[str] | None = None, *, open_app: Callable[[Request], int] | None = None) -> NoReturn:
    """Answer the command line ``argv`` (default: the process's own) and leave with its exit code.

    ``open_app`` opens the app; without it a bare ``sonolog`` prints the help.
    """
    sys.exit(run(sys.argv[1:] if argv is None else argv, open_app=open_app))


def run(argv: Sequence[str], *, open_app: Callable[[Request], int] | None = None) -> int:
    """Answer the command line ``argv`` and return the exit code; every fault ends here."""
    args = list(argv)
    try:
        return _dispatch(args, open_app)
    except BrokenPipeError:
        _abandon_stdout()
        return PIPE_CLOSED
    except Stopped as stopped:
        return _stop(stopped)
    except (KeyboardInterrupt, Exception) as fault:
        gone = hung_up(fault)
        return _stop(gone) if gone else _refuse(fault, args)


def _dispatch(args: list[str], open_app: Callable[[Request], int] | None) -> int:
    from sonolog.cli.output import standard_output

    if args == ["--version"] or args in (["--help"], ["-h"]):
        out = standard_output()
        out.lines(_quick_answer(args[0]))
        out.flush()
        return 0
    stop_on_signals()
    _refuse_unreadable(args)
    if not args and COMPLETE_VARIABLE not in os.environ:  # the app needs nothing of what reads words
        from sonolog.cli.open_app import open_or_help
        from sonolog.cli.options import make_request

        return open_or_help(make_request({}, os.environ, open_app=open_app))
    from sonolog.cli.root import answer

    return answer(args, open_app=open_app)


def _refuse_unreadable(args: list[str]) -> None:
    """Refuse words that came as bytes of another encoding: they could neither be stored nor shown again."""
    for word in args:
        try:
            word.encode()
        except UnicodeEncodeError:
            from sonolog.cli.errors import WordUnreadable

            raise WordUnreadable(args.index(word) + 1) from None


def _quick_answer(option: str) -> list[str]:
    if option == "--version":
        from sonolog import __version__

        return [f"sonolog {__version__}"]
    from sonolog.cli.help_page import help_lines

    return help_lines()


def _refuse(fault: BaseException, args: list[str]) -> int:
    from sonolog.cli import diagnostics
    from sonolog.cli.refusals import refusal_of

    if isinstance(fault, KeyboardInterrupt):
        _let_a_second_interrupt_through()
    refusal = refusal_of(fault, args)
    diagnostics.error(refusal, as_json=_wants_json(args))
    _abandon_stdout_if_unwritable()
    return int(refusal.exit)


def _stop(stopped: Stopped) -> int:
    from sonolog.cli import diagnostics

    if not stopped.terminal_gone:
        diagnostics.note("Stopped from outside; whatever was not finished was undone.")
    _abandon_stdout_if_unwritable()
    return stopped.exit_code


def _wants_json(args: list[str]) -> bool:
    words = args[: args.index("--")] if "--" in args else args
    return "--json" in words


def _let_a_second_interrupt_through() -> None:
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)


def _abandon_stdout_if_unwritable() -> None:
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except (OSError, ValueError):
        _abandon_stdout()


def _abandon_stdout() -> None:
    """Point standard output nowhere, or Python complains once more when it flushes at exit."""
    import os

    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        sys.stdout = None
