"""Refusals of the use cases, built from facts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sonolog.errors import Exit, SonologError
from sonolog.usecases.file_errors import EditionKnown, FileHasProblems, FileUnreadable


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
        hint = "“sonolog scans” lists case numbers. A record whose text was redacted has none: name it by its id."
        super().__init__(f"There is no record “{words}”.", hint=hint)


class AmbiguousRecord(SonologError):
    """More than one record fits."""

    code = "ambiguous-record"

    def __init__(self, words: str, found: Sequence[str]) -> None:
        super().__init__(f"“{words}” may be {', '.join(found)}.", hint="Give more characters of the id.")


class NotATrainee(SonologError):
    """The person meant is in the logbook, but not as a trainee."""

    code = "not-a-trainee"

    def __init__(self, name: str) -> None:
        super().__init__(
            f"{name} is no trainee of this logbook.",
            hint="“sonolog people” shows who is what.",
            kept="Nothing was changed.",
        )


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


class KeyNeeded(SonologError):
    """The act is a signed statement, and no key is open."""

    code = "key-needed"
    exit = Exit.DENIED

    def __init__(self, what: str) -> None:
        super().__init__(f"{what} is a signed statement.", hint="Open your key with its passphrase.")


class MeaningRefused(SonologError):
    """A sign-off of this kind of record cannot mean that."""

    code = "meaning-refused"
    exit = Exit.USAGE

    def __init__(self, label: str, code: str, known: Sequence[str]) -> None:
        super().__init__(
            f"A sign-off of {label} cannot mean “{code}”.",
            hint=f"It can mean: {', '.join(known) or 'nothing, it is not signed'}.",
            kept="Nothing was signed.",
        )


class OthersKey(SonologError):
    """The opened key is another person's."""

    code = "others-key"
    exit = Exit.DENIED

    def __init__(self) -> None:
        super().__init__("This key belongs to another person.", kept="Nothing was signed.")


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


class FrameworkUnreadable(FileUnreadable):
    """A framework file cannot be read or written."""

    code = "framework-unreadable"


class FrameworkHasProblems(FileHasProblems):
    """A framework file is faulty."""

    code = "framework-has-problems"
    command = "framework"


class FrameworkKnown(EditionKnown):
    """This edition of the framework is already there."""

    code = "framework-known"


class FrameworkLost(SonologError):
    """The text a trainee is enrolled on cannot be read."""

    code = "framework-lost"
    exit = Exit.INVALID

    def __init__(self, digest: str) -> None:
        super().__init__(
            f"The framework text {digest[:12]}… this enrolment rests on cannot be read.",
            hint="Run “sonolog check”; a newer program may be needed.",
        )


class AlreadyEnrolled(SonologError):
    """The trainee is on this framework."""

    code = "already-enrolled"

    def __init__(self, name: str, framework: str, on: str, wanted: str) -> None:
        super().__init__(
            f"{name} is enrolled on {framework} already, edition {on}.",
            kept="Nothing was changed.",
            hint=f"Move to edition {wanted} with: sonolog enrol {framework}@{wanted} --move" if on != wanted else "",
        )


class NotEnrolled(SonologError):
    """The trainee is on no framework, or not on this one."""

    code = "not-enrolled"

    def __init__(self, name: str, framework: str = "") -> None:
        which = f"on {framework}" if framework else "on any framework"
        super().__init__(f"{name} is not enrolled {which}.", hint="Enrol: sonolog enrol FRAMEWORK.")


class Faulty(Exception):
    """A text could not be read."""

    def __init__(self, why: str, nearest: tuple[str, ...] = ()) -> None:
        super().__init__(why)
        self.why = why
        self.nearest = nearest


@dataclass(frozen=True, slots=True)
class FieldFault:
    """One field that could not be understood."""

    title: str
    field: str
    text: str
    """What was typed."""
    why: str
    nearest: tuple[str, ...] = ()
    hint: str = ""

    @property
    def sentence(self) -> str:
        """The fault in one sentence, without the text typed."""
        near = f" Did you mean {' or '.join(f'“{one}”' for one in self.nearest)}?" if self.nearest else ""
        why = self.why[:1].lower() + self.why[1:].rstrip(".")
        end = "" if why.endswith(("?", "!")) else "."
        return f"{self.title}: {why}{end}{near}{' ' + self.hint if self.hint else ''}"


class FieldsRefused(SonologError):
    """Typed text could not be understood; carries every fault."""

    code = "fields-refused"

    def __init__(self, faults: tuple[FieldFault, ...]) -> None:
        first, *rest = [fault.sentence for fault in faults]
        super().__init__("\n".join([first, *rest]), kept="Nothing was stored.")
        self.faults = faults
