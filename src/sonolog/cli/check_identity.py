"""``sonolog check --identity``: what in the logbook may identify a patient, masked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics
from sonolog.cli.opening import opened
from sonolog.domain.text import counted
from sonolog.errors import Exit

if TYPE_CHECKING:
    from sonolog.cli.options import Request
    from sonolog.usecases.check_identity import IdentityCheck, IdentityFound

_ADVICE = {"block": "redact it", "confirm": "look at it"}


def check_and_tell(request: Request) -> int:
    """Look through everything, tell what was found, and return the exit code: 1 if something has to go."""
    from sonolog.usecases.check_identity import check_identity

    with opened(request) as logbook:
        result = check_identity(logbook)
    if request.json:
        request.out.json(_object(result))
    elif result.found:
        rows = [(one.label, one.what, one.field, _looks(one), one.rule, _ADVICE[one.level]) for one in result.found]
        request.out.table(("Record", "Kind", "Field", "Looks like", "Rule", "Do"), rows)
    _tell(result)
    return int(Exit.INVALID if result.blocked else Exit.DONE)


def _looks(one: IdentityFound) -> str:
    version = "" if one.is_current else ", in an earlier version"
    return f"{one.reason} ({one.masked}){version}"


def _tell(result: IdentityCheck) -> None:
    doubtful = len(result.found) - result.blocked
    if result.blocked:
        diagnostics.note(f"{counted(result.blocked, 'place')} may identify a patient. For good: sonolog redact RECORD.")
    if doubtful:
        diagnostics.note(
            f"{counted(doubtful, 'place')} to look at: redact it, or amend the record and say what it is"
            " with --not-patient."
        )
    if result.unread:
        diagnostics.warning(f"{counted(result.unread, 'object')} could not be read: sonolog check says which.")
    if not result.found:
        diagnostics.note(f"Nothing in {counted(result.objects, 'object')} looks like a patient's detail.")


def _object(result: IdentityCheck) -> dict[str, object]:
    return {
        "objects": result.objects,
        "unread": result.unread,
        "blocked": result.blocked,
        "found": [
            {
                "level": one.level,
                "record": one.label,
                "kind": one.what,
                "field": one.field,
                "rule": one.rule,
                "looks_like": one.reason,
                "masked": one.masked,
                "digest": one.digest,
                "current": one.is_current,
            }
            for one in result.found
        ],
    }
