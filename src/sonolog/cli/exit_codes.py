"""What each exit code means, and which a command may end with beside those of every command."""

from __future__ import annotations

from collections.abc import Mapping

from sonolog.errors import Exit

MEANINGS: Mapping[Exit, str] = {
    Exit.DONE: "Done.",
    Exit.INVALID: "Something is invalid or damaged.",
    Exit.USAGE: "Wrong usage, or a question that only a terminal could answer.",
    Exit.UNCONFIRMED: "Nothing invalid, but not everything could be confirmed.",
    Exit.INPUT: "Text or a file is not acceptable; nothing of it was stored.",
    Exit.NO_INPUT: "A record, a file or the logbook is not there, or cannot be read.",
    Exit.NO_SERVER: "The database server cannot be reached.",
    Exit.BUG: "A fault of the program; a report was written, and its place is printed.",
    Exit.NO_OUTPUT: "The output cannot be made: it exists, or may not be written.",
    Exit.IO: "The disk is full or faulty, or the output cannot be written.",
    Exit.BUSY: "Another program holds the logbook; try again.",
    Exit.DENIED: "Not allowed: wrong passphrase, no key, or the record does not permit it.",
    Exit.FORMAT: "No logbook, made by a newer program, or a setting that cannot be used.",
    Exit.INTERRUPTED: "Interrupted; what was acknowledged before is kept.",
}
"""A sentence for every code."""

OF_EVERY_COMMAND = (
    Exit.DONE,
    Exit.USAGE,
    Exit.NO_INPUT,
    Exit.NO_SERVER,
    Exit.BUG,
    Exit.IO,
    Exit.BUSY,
    Exit.DENIED,
    Exit.FORMAT,
    Exit.INTERRUPTED,
)
"""Codes any command may end with."""

_WRITES = (Exit.INPUT, Exit.NO_OUTPUT)
_READS = (Exit.INPUT,)
FURTHER: Mapping[str, tuple[Exit, ...]] = {
    "log": _WRITES,
    "template": _WRITES,
    "scans": (Exit.INPUT, Exit.NO_OUTPUT),
    "records": _READS,
    "placements": _READS,
    "clock": _WRITES,
    "settings": _WRITES,
    "show": (Exit.INPUT, Exit.NO_OUTPUT),
    "progress": _READS,
    "forecast": _READS,
    "cohort": (Exit.INPUT, Exit.NO_OUTPUT),
    "what-next": _READS,
    "charts": _READS,
    "stats": _READS,
    "scope": _READS,
    "draw": _WRITES,
    "report": (Exit.INPUT, Exit.NO_OUTPUT),
    "amend": _WRITES,
    "tag": _WRITES,
    "withdraw": _WRITES,
    "undo": _WRITES,
    "add": _WRITES,
    "submit": _WRITES,
    "recall": _WRITES,
    "inbox": _READS,
    "sign": _WRITES,
    "return": _WRITES,
    "revoke": _WRITES,
    "vouch": _WRITES,
    "badge": _WRITES,
    "checkpoint": _WRITES,
    "programme": (Exit.INPUT, Exit.NO_OUTPUT),
    "redact": _WRITES,
    "export": (Exit.INPUT, Exit.NO_OUTPUT),
    "request": (Exit.INPUT, Exit.NO_OUTPUT),
    "open": _WRITES,
    "respond": (Exit.INPUT, Exit.NO_OUTPUT),
    "absorb": (*_WRITES, Exit.INVALID),
    "demo": (Exit.NO_OUTPUT,),
    "enrol": _WRITES,
    "import": _WRITES,
    "people": _WRITES,
    "identity": _WRITES,
    "framework": (Exit.INPUT, Exit.NO_OUTPUT),
    "form": (Exit.INPUT, Exit.NO_OUTPUT),
    "department": _READS,
    "serve": (Exit.INPUT, Exit.NO_OUTPUT),
    "completion": (),
    "verify": (Exit.INVALID, Exit.UNCONFIRMED, Exit.INPUT),
    "check": (Exit.INVALID,),
    "backup": (Exit.INVALID, Exit.NO_OUTPUT),
    "restore": (Exit.INVALID, Exit.INPUT, Exit.NO_OUTPUT),
    "destroy": _READS,
    "recover": (Exit.INVALID, Exit.NO_OUTPUT),
}
"""Codes a command may end with beside those."""
