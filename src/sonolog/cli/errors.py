"""The refusals of the command line itself, built from facts."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sonolog.errors import Exit, SonologError


def _nearest(names: Sequence[str]) -> str:
    return f"Did you mean {' or '.join(names)}? " if names else ""


class WrongUsage(SonologError):
    """The words typed make no command."""

    code = "wrong-usage"
    exit = Exit.USAGE

    def __init__(self, message: str, command: str, nearest: Sequence[str] = ()) -> None:
        super().__init__(message, hint=f"{_nearest(nearest)}See: {command} --help")
        self.nearest = tuple(nearest)


class NeedsAnswer(SonologError):
    """There is a question to ask, but nobody at a terminal to ask."""

    code = "needs-answer"
    exit = Exit.USAGE

    def __init__(self, question: str, flag: str) -> None:
        super().__init__(
            f"This needs an answer, and there is no terminal to ask on: {question}",
            hint=f"Answer it with {flag}.",
            kept="Nothing was changed.",
        )


class Interrupted(SonologError):
    """The person stopped it."""

    code = "interrupted"
    exit = Exit.INTERRUPTED

    def __init__(self, *, kept: str = "Nothing was changed.") -> None:
        super().__init__("Interrupted.", kept=kept)


class OutputFailed(SonologError):
    """Standard output took no more."""

    code = "output-failed"
    exit = Exit.IO

    def __init__(self, why: str) -> None:
        super().__init__(f"The output could not be written: {why}.", kept="The logbook is not touched by this.")


class PassphraseUnreadable(SonologError):
    """The file descriptor meant to hold a passphrase holds none."""

    code = "passphrase-unreadable"
    exit = Exit.NO_INPUT

    def __init__(self, fd: int, why: str) -> None:
        super().__init__(
            f"No passphrase could be read from file descriptor {fd}: {why}.",
            hint="Example: sonolog sign --passphrase-fd 3 3<passphrase.txt",
        )


class PassphrasesDiffer(SonologError):
    """The passphrase was not typed alike twice."""

    code = "passphrases-differ"

    def __init__(self) -> None:
        super().__init__("The two passphrases are not alike.", hint="Try again.", kept="No key was made.")


class BadEnvironment(SonologError):
    """An environment variable holds something that cannot be used."""

    code = "bad-environment"
    exit = Exit.FORMAT

    def __init__(self, variable: str, expected: str) -> None:
        super().__init__(f"The environment variable {variable} must be {expected}.", where=variable)


class InternalFault(SonologError):
    """The program itself failed."""

    code = "internal-fault"
    exit = Exit.BUG

    def __init__(self, report: Path | None, why_none: str = "") -> None:
        hint = f"A report without any of your words is at {report}" if report else why_none
        super().__init__(
            "Something went wrong inside the program. The fault is not yours.",
            hint=hint,
            kept="What was saved before is safe.",
            where=str(report) if report else "",
        )
        self.report = report


class WordUnreadable(SonologError):
    """A word of the command line is no UTF-8 text."""

    code = "word-unreadable"

    def __init__(self, number: int) -> None:
        super().__init__(
            f"Word {number} of the command is no UTF-8 text.",
            kept="Nothing was stored.",
            hint="Type it again in a terminal set to UTF-8; a file of such a name has to be renamed first.",
        )


class LineUnreadable(SonologError):
    """A line of the input is no words, or rests on one that could not be read."""

    code = "line-unreadable"

    def __init__(self, why: str) -> None:
        super().__init__(f"This line cannot be read: {why}.", kept="Nothing of it was stored.")


class LineRefused(SonologError):
    """One line of the input was refused; the others are not touched by it."""

    def __init__(self, number: int, refusal: SonologError) -> None:
        super().__init__(
            f"Line {number}: {refusal.message}", hint=refusal.hint, kept=refusal.kept, where=f"line {number}"
        )
        self.code = refusal.code


class InputUnreadable(SonologError):
    """There is nothing to read."""

    code = "input-unreadable"
    exit = Exit.NO_INPUT

    def __init__(self) -> None:
        super().__init__("Standard input is closed.", hint="Example: sonolog log - < scans.txt")
