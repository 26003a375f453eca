"""Why records are returned: sentences to choose from, one's own before the usual ones."""

from __future__ import annotations

from sonolog.usecases.logbook import Logbook
from sonolog.usecases.own_settings import keep_own_setting, own_setting

IDENTIFIABLE = "This may identify a patient."
"""The reason that offers the trainee to take the text away for good; “identifiable” is short for it."""
USUAL = (
    "The structures scanned are not all named.",
    "The finding does not say what was seen.",
    "Images are missing or cannot be opened.",
    "The supervision is not as I remember it.",
    "Please add the indication.",
    "This was not one of my lists.",
    IDENTIFIABLE,
)
_SETTING = "return reasons"
_MOST = 9


def written_out(reason: str) -> str:
    """Return a reason that was typed short as it is kept."""
    return IDENTIFIABLE if reason.strip(" .").casefold() == "identifiable" else reason


def redaction_offered(reason: str, label: str) -> str:
    """Return how to take a text away that was returned as identifying; empty for any other reason."""
    if IDENTIFIABLE not in reason:
        return ""
    return (
        f"Amend it, then take the earlier text away for good: sonolog redact {label} --keep-current --why …"
        " (without --keep-current the whole record goes)"
    )


def return_reasons(logbook: Logbook) -> tuple[str, ...]:
    """Return the reasons whoever acts gave last, then the usual ones."""
    own = tuple(own_setting(logbook, _SETTING) or ())
    return tuple(dict.fromkeys((*own, *USUAL)))[: _MOST + len(own)]


def remember_reason(logbook: Logbook, reason: str) -> None:
    """Offer a reason first from now on; of one's own the last few are kept."""
    own = [one for one in own_setting(logbook, _SETTING) or () if one != reason]
    if reason not in USUAL:
        keep_own_setting(logbook, _SETTING, [reason, *own][:_MOST])
