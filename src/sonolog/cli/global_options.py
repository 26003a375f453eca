"""The options every command takes, as plain facts: parser, help and docs are made from this one table."""

from __future__ import annotations

from typing import NamedTuple

NOT_PATIENT = ("measurement", "code", "equipment", "staff", "other")
"""What a number that looks like a patient's may be instead."""


class GlobalOption(NamedTuple):
    """One option that may stand before or after the command."""

    flag: str
    field: str
    """The field of :class:`sonolog.cli.options.Request` that it fills."""
    metavar: str
    """What follows the flag; empty for a switch."""
    help: str
    choices: tuple[str, ...] = ()


GLOBAL_OPTIONS = (
    GlobalOption("--logbook", "logbook", "PATH", "Use this logbook, a file or a database address."),
    GlobalOption("--as", "as_person", "PERSON", "Act as this person."),
    GlobalOption("--trainee", "trainee", "PERSON", "Whose training is meant."),
    GlobalOption("--json", "json", "", "Answer in JSON; errors too, on standard error."),
    GlobalOption("--plain", "plain", "", "No colour, no columns: lines to search or read aloud."),
    GlobalOption("--as-of", "as_of", "DATE", "Answer as things stood on this day."),
    GlobalOption("--yes", "yes", "", "Answer yes to questions."),
    GlobalOption("--passphrase-fd", "passphrase_fd", "N", "Read passphrases from this file descriptor."),
    GlobalOption("--allow-shared-folder", "allow_shared", "", "Allow a logbook in a network or cloud folder."),
    GlobalOption("--not-patient", "not_patient", "WHAT", "What a number is, if no patient's.", NOT_PATIENT),
)
