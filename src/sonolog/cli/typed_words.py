"""Words of a command line that say ``key=value``."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sonolog.cli.errors import WrongUsage


def assignments(words: Iterable[str], command: str) -> dict[str, str]:
    """Return the fields that ``words`` set; an empty value is kept as one.

    Raises:
        WrongUsage: a word has no ``=``, or a field is said twice.
    """
    typed: dict[str, str] = {}
    for word in words:
        key, sign, text = word.partition("=")
        if not sign or not key.strip():
            raise WrongUsage(f"“{word}” is not of the form key=value.", command)
        if key.strip() in typed:
            raise WrongUsage(f"“{key.strip()}” is said twice.", command)
        typed[key.strip()] = text
    return typed


def require_one_of(ids: Sequence[str], *, everything: bool, command: str) -> None:
    """Refuse ids together with ``--all``, and neither of them.

    Raises:
        WrongUsage: it is not clear which records are meant.
    """
    if everything and ids:
        raise WrongUsage("Give either ids or --all.", command)
    if not everything and not ids:
        raise WrongUsage("Say which: one or more ids, or --all.", command)


def listed_words(options: Iterable[str]) -> list[str]:
    """Return the words of an option that may be said several times, or once with commas between them."""
    return [word.strip() for one in options for word in one.split(",") if word.strip()]
