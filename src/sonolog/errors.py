"""Every way the program can refuse, as a class built from facts.

A message says what happened, ``kept`` what was not lost, ``hint`` what to do next.  ``code`` is stable and
kebab-case: scripts may rely on it.  Faults *in data* are :class:`sonolog.domain.problems.Problem` values, not
exceptions, so that all of them can be shown at once.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """Exit codes of the command line; codes are only ever added, and an unknown one means failure."""

    DONE = 0
    """Done; for ``verify``: everything is Valid."""
    INVALID = 1
    """``verify`` or ``check`` found something Invalid or damaged."""
    USAGE = 2
    """Wrong usage."""
    UNCONFIRMED = 3
    """``verify``: nothing Invalid, but Incomplete, identity not confirmed, revoked or not checked."""
    INPUT = 65
    """Input file or text not acceptable, the identity guard included."""
    NO_INPUT = 66
    """Input missing or not readable."""
    NO_SERVER = 69
    """Database server not reachable."""
    BUG = 70
    """A fault in the program; a crash report was written and its path printed."""
    NO_OUTPUT = 73
    """Output cannot be made: it exists, permission is missing, or the path is refused."""
    IO = 74
    """Disk full or I/O error."""
    BUSY = 75
    """Another program holds the logbook; try again."""
    DENIED = 77
    """Not allowed: wrong passphrase, role, or key."""
    FORMAT = 78
    """Newer than this program, the wrong kind of file, or bad configuration."""
    INTERRUPTED = 130
    """Interrupted; nothing changed."""


class SonologError(Exception):
    """A refusal a person can act on: what happened, what was kept, what to do next."""

    code = "refused"
    exit = Exit.INPUT

    def __init__(self, message: str, *, hint: str = "", kept: str = "", where: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.kept = kept
        self.where = where

    def as_dict(self) -> dict[str, str]:
        """Return the envelope ``--json`` prints on stderr."""
        facts = {"error": self.message, "code": self.code}
        optional = {"where": self.where, "kept": self.kept, "hint": self.hint}
        return facts | {name: value for name, value in optional.items() if value}
