"""Fingerprints of keys as people read them to each other: in groups of four, the last one kept back where it counts."""

from __future__ import annotations

_GROUP = 4
_HIDDEN = "····"
_IN_A_LINE = 6


def groups_of(fingerprint: str) -> list[str]:
    """Return the signs after ``SHA256:`` in groups of four, counted from the end."""
    signs = fingerprint.partition(":")[2]
    first = len(signs) % _GROUP
    rest = [signs[at : at + _GROUP] for at in range(first, len(signs), _GROUP)]
    return [signs[:first], *rest] if first else rest


def in_groups(fingerprint: str, *, whole: bool = True) -> str:
    """Return a fingerprint on two lines; without ``whole`` its last group is not shown."""
    groups = groups_of(fingerprint)
    shown = groups if whole else [*groups[:-1], _HIDDEN]
    return f"SHA256:  {' '.join(shown[:_IN_A_LINE])}\n         {' '.join(shown[_IN_A_LINE:])}"


def tail(fingerprint: str) -> str:
    """Return the end of a fingerprint, by which keys in a list are told apart."""
    return f"…{fingerprint[-8:]}" if fingerprint else ""


def is_told(typed: str, fingerprint: str) -> bool:
    """Tell whether ``typed`` is the last group of a fingerprint, or all of it, blanks apart."""
    signs = "".join(typed.split())
    return signs in (fingerprint, fingerprint.partition(":")[2], groups_of(fingerprint)[-1])
