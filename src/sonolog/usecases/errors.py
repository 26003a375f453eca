"""Refusals of the use cases, built from facts."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.errors import Exit, SonologError


class UnknownPerson(SonologError):
    """Nobody of this name is in the logbook."""

    code = "unknown-person"

    def __init__(self, name: str, nearest: Sequence[str] = (), *, hint: str = "") -> None:
        near = f"Did you mean {' or '.join(f'“{other}”' for other in nearest)}? " if nearest else ""
        super().__init__(f"Nobody called “{name}” is in this logbook.", hint=near + hint, kept="Nothing was stored.")
        self.name = name
        self.nearest = tuple(nearest)


class AmbiguousPerson(SonologError):
    """More than one person fits."""

    code = "ambiguous-person"

    def __init__(self, name: str, found: Sequence[str]) -> None:
        super().__init__(f"“{name}” may be {', '.join(found)}.", hint="Give the whole name, or the end of the id.")


class NobodyActs(SonologError):
    """It is not known who is at the keyboard."""

    code = "nobody-acts"
    exit = Exit.USAGE

    def __init__(self) -> None:
        super().__init__("It is not clear who you are in this logbook.", hint="Say who with --as NAME.")


class NoTrainee(SonologError):
    """It is not known about whom the question is."""

    code = "no-trainee"
    exit = Exit.USAGE

    def __init__(self, names: Sequence[str]) -> None:
        if names:
            super().__init__(
                f"This logbook holds several trainees: {', '.join(names)}.", hint="Say which with --trainee NAME."
            )
        else:
            super().__init__("This logbook has no trainee yet.", hint="Log a first scan, or enrol.")


class UnknownRecord(SonologError):
    """No record has this id."""

    code = "unknown-record"
    exit = Exit.NO_INPUT

    def __init__(self, words: str) -> None:
        super().__init__(f"There is no record “{words}”.", hint="“sonolog scans” lists case numbers.")


class AmbiguousRecord(SonologError):
    """More than one record fits."""

    code = "ambiguous-record"

    def __init__(self, words: str, found: Sequence[str]) -> None:
        super().__init__(f"“{words}” may be {', '.join(found)}.", hint="Give more characters of the id.")


class ActRefused(SonologError):
    """The record is in a state that does not allow this."""

    code = "act-refused"
    exit = Exit.DENIED

    def __init__(self, label: str, act: str, why: str, *, hint: str = "") -> None:
        super().__init__(f"{label} cannot be {act}: {why}.", hint=hint, kept="Nothing was changed.")


class NothingToDo(SonologError):
    """There is nothing to act on."""

    code = "nothing-to-do"

    def __init__(self, what: str, *, hint: str = "") -> None:
        super().__init__(what, hint=hint)


class ReasonMissing(SonologError):
    """The act needs a reason."""

    code = "reason-missing"
    exit = Exit.USAGE

    def __init__(self, act: str) -> None:
        super().__init__(f"Say why: {act} needs a reason.", hint="Give it with --why TEXT.")


class NoKey(SonologError):
    """The person has no signing key on this machine."""

    code = "no-key"
    exit = Exit.DENIED

    def __init__(self, name: str) -> None:
        super().__init__(f"{name} has no signing key on this machine.", hint="Make one: sonolog identity create.")


class WordRefused(SonologError):
    """A word of a scan could not be understood."""

    code = "word-refused"

    def __init__(self, word: str, why: str, *, hint: str = "") -> None:
        super().__init__(f"“{word}”: {why}.", hint=hint, kept="Nothing was stored.")


class UnknownFramework(SonologError):
    """No framework has this name."""

    code = "unknown-framework"

    def __init__(self, name: str, nearest: Sequence[str], known: Sequence[str]) -> None:
        near = f"Did you mean {' or '.join(nearest)}? " if nearest else ""
        super().__init__(f"There is no framework “{name}”.", hint=f"{near}Known: {', '.join(known)}.")


class NotEnrolled(SonologError):
    """The trainee is on no framework, or not on this one."""

    code = "not-enrolled"

    def __init__(self, name: str, framework: str = "") -> None:
        which = f"on {framework}" if framework else "on any framework"
        super().__init__(f"{name} is not enrolled {which}.", hint="Enrol: sonolog enrol FRAMEWORK.")
