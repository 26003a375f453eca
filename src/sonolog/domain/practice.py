"""Scope of practice: what a person may use ultrasound for, from muscle feedback to a test in its own right."""

from __future__ import annotations

from collections.abc import Callable

LADDER = ("biofeedback", "adjunct", "guided-injection", "diagnostic")
"""Codes of the usual scopes, each asking for more than the one before."""

_TITLES = {
    "biofeedback": "Muscle assessment and biofeedback",
    "adjunct": "Adjunct to the clinical assessment",
    "guided-injection": "Guiding injections",
    "diagnostic": "Diagnostic test in its own right",
}


def practice_title(code: str, region_title: Callable[[str], str] = lambda region: region.replace("-", " ")) -> str:
    """Return what to call a scope: “Diagnostic test in its own right: shoulder” for ``diagnostic-shoulder``."""
    for known, title in _TITLES.items():
        if code == known:
            return title
        if code.startswith(f"{known}-"):
            return f"{title}: {region_title(code.removeprefix(f'{known}-'))}"
    words = code.rpartition(":")[2].replace("-", " ")
    return words[:1].upper() + words[1:]


def practice_order(code: str) -> tuple[int, str]:
    """Return a sort key: up the ladder, others after it by name."""
    rung = next((at for at, known in enumerate(LADDER) if code == known or code.startswith(f"{known}-")), len(LADDER))
    return rung, code
