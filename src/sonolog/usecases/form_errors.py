"""What can go wrong with assessment forms."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.errors import Exit, SonologError
from sonolog.usecases.file_errors import EditionKnown, FileHasProblems, FileUnreadable


class UnknownForm(SonologError):
    """No form has this name, or not in this edition."""

    code = "unknown-form"

    def __init__(self, name: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        near = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        super().__init__(f"There is no form “{name}”.", hint=f"{near}Known: {', '.join(known)}.")


class FormUnreadable(FileUnreadable):
    """A form's file cannot be read or written."""

    code = "form-unreadable"


class FormHasProblems(FileHasProblems):
    """A form's file is faulty."""

    code = "form-has-problems"
    command = "form"


class FormKnown(EditionKnown):
    """This edition of the form is already there."""

    code = "form-known"


class FormLost(SonologError):
    """The form an assessment was made on cannot be read."""

    code = "form-lost"
    exit = Exit.INVALID

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"The form text {digest[:12]}… this assessment was made on cannot be read.",
            hint="Run “sonolog check”; a newer program may be needed.",
        )
