"""What can go wrong with assessment forms."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sonolog.domain.problems import Problem
from sonolog.errors import Exit, SonologError


class UnknownForm(SonologError):
    """No form has this name, or not in this edition."""

    code = "unknown-form"

    def __init__(self, name: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        near = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        super().__init__(f"There is no form “{name}”.", hint=f"{near}Known: {', '.join(known)}.")


class FormUnreadable(SonologError):
    """A form's file cannot be read or written."""

    code = "form-unreadable"

    def __init__(self, refusal: SonologError) -> None:
        super().__init__(refusal.message, hint=refusal.hint)
        self.exit = refusal.exit


class FormHasProblems(SonologError):
    """A form's file is faulty; carries every problem."""

    code = "form-has-problems"
    exit = Exit.INPUT

    def __init__(self, path: Path, problems: tuple[Problem, ...]) -> None:
        super().__init__(
            f"{path} has {len(problems)} problem{'s' if len(problems) != 1 else ''}, so it cannot be used.",
            kept="Nothing was changed.",
            hint=f"See them all: sonolog form check {path}.",
        )
        self.problems = problems


class FormKnown(SonologError):
    """This edition of the form is already there."""

    code = "form-known"

    def __init__(self, name: str, edition: str, *, identical: bool) -> None:
        how = "with exactly this text" if identical else "with another text"
        super().__init__(
            f"{name}, edition {edition}, is already known {how}.",
            kept="Nothing was changed.",
            hint="" if identical else "An edition is never altered: give the new one another edition.",
        )


class FormLost(SonologError):
    """The form an assessment was made on cannot be read."""

    code = "form-lost"
    exit = Exit.INVALID

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"The form text {digest[:12]}… this assessment was made on cannot be read.",
            hint="Run “sonolog check”; a newer program may be needed.",
        )
