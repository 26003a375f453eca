"""The refusals of the ledger, each built from the facts of the case."""

from __future__ import annotations

from collections.abc import Sequence

from sonolog.errors import Exit, SonologError


class NotCanonical(SonologError):
    """The value or text is outside the canonical form that digests are taken of."""

    code = "not-canonical"

    def __init__(self, fault: str) -> None:
        super().__init__(f"Not in canonical form: {fault}.")
        self.fault = fault


class MalformedObject(SonologError):
    """The text is canonical, but it is not one of the ledger's objects."""

    code = "malformed-object"

    def __init__(self, where: str, expected: str) -> None:
        super().__init__(f"Not an object of a logbook: {where} must be {expected}.", where=where)
        self.expected = expected


class NewerObject(SonologError):
    """The object is of a type or version that this program does not know."""

    code = "newer-object"
    exit = Exit.FORMAT

    def __init__(self, found: str) -> None:
        hint = "Use a newer version of the program to read it."
        super().__init__(f"This program does not know objects of the form “{found[:80]}”.", hint=hint)


class WeakPassphrase(SonologError):
    """The passphrase is shorter than the rule allows, or cannot be used in a key file."""

    code = "weak-passphrase"

    def __init__(self, fault: str) -> None:
        super().__init__(f"This passphrase is {fault}.", hint="Use 12 characters or more, or four words or more.")


class WrongPassphrase(SonologError):
    """The passphrase does not open the key."""

    code = "wrong-passphrase"
    exit = Exit.DENIED

    def __init__(self, path: str) -> None:
        hint = "Try again. If you are sure of it, the key file may be damaged: use your copy of it."
        super().__init__("The passphrase does not open this key.", hint=hint, kept="Nothing was signed.", where=path)


class KeyFileExposed(SonologError):
    """Other accounts of this computer may read or write the key file."""

    code = "key-file-exposed"
    exit = Exit.DENIED

    def __init__(self, path: str, mode: int) -> None:
        super().__init__(
            f"Other people on this computer may open this key file (its mode is {mode:04o}).",
            hint=f"Run: chmod 600 {path}   (from a stick: copy the key to your own folder first)",
            where=path,
        )


class KeyFileExists(SonologError):
    """A key is never written over another file."""

    code = "key-file-exists"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: str) -> None:
        super().__init__("A file of this name is already there; a key never replaces it.", where=path)


class KeyFileMissing(SonologError):
    """The key file is not there, or is not a file that can be read."""

    code = "key-file-missing"
    exit = Exit.NO_INPUT

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"The key file cannot be read: {reason}.", where=path)


class UnusableKey(SonologError):
    """The file is not a key that may sign: not OpenSSH, not Ed25519, not protected, or damaged."""

    code = "unusable-key"

    def __init__(self, path: str, fault: str, *, hint: str = "") -> None:
        super().__init__(f"This file cannot be used as a signing key: {fault}.", hint=hint, where=path)


class UnreadableSignature(SonologError):
    """The text is not an armoured SSH signature in its one exact spelling."""

    code = "unreadable-signature"

    def __init__(self, fault: str) -> None:
        super().__init__(f"Not a signature this program reads: {fault}.")


class ProofUnreadable(SonologError):
    """A document carries no proof that this program can check."""

    code = "proof-unreadable"

    def __init__(self, fault: str) -> None:
        super().__init__(f"This cannot be checked: {fault}.", hint="Ask its issuer how it can be verified.")


class OwnSignature(SonologError):
    """Nobody signs, returns or revokes in their own logbook."""

    code = "own-signature"
    exit = Exit.DENIED

    def __init__(self, act: str) -> None:
        super().__init__(
            f"Nobody may {act} records of their own training.",
            hint="Ask the person who supervised or assessed it.",
            kept="Nothing was signed.",
        )


class ReasonMissing(SonologError):
    """The act needs a reason in words."""

    code = "reason-missing"

    def __init__(self, act: str) -> None:
        super().__init__(f"To {act} needs a reason.", hint="Say in a few words why.", kept="Nothing was signed.")


class UnsuitableMeaning(SonologError):
    """A sign-off says what was witnessed, in one of the sentences meant for that act and kind of record."""

    code = "unsuitable-meaning"

    def __init__(self, found: str, choices: Sequence[str]) -> None:
        said = f"“{found}” is not one of the meanings for this" if found else "A sign-off must say what it means"
        super().__init__(f"{said}.", hint=f"Choose one of: {', '.join(choices)}.", kept="Nothing was signed.")


class NothingNamed(SonologError):
    """A statement about nothing says nothing."""

    code = "nothing-named"

    def __init__(self, act: str) -> None:
        super().__init__(f"There is nothing to {act}.")


class TooManyItems(SonologError):
    """One statement is about 50 items at most, so that a signature stays something a person looked at."""

    code = "too-many-items"

    def __init__(self, count: int, limit: int) -> None:
        hint = "Do it in several parts."
        super().__init__(f"One statement covers at most {limit} items, not {count}.", hint=hint)


class NotTheEvidence(SonologError):
    """A statement handed over as evidence does not name the revision it should be evidence for."""

    code = "not-the-evidence"

    def __init__(self, statement: str, revision: str) -> None:
        super().__init__(f"Statement {statement[:12]} does not name revision {revision[:12]}.", where=statement)
