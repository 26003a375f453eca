"""Why a figure is not given: an argument that means nothing, or data that do not determine it."""

from __future__ import annotations

from sonolog.errors import SonologError


class ArgumentRefused(SonologError, ValueError):
    """A figure was asked for with a number that cannot be one: a negative count, a probability of 1.2, no number."""

    code = "argument-refused"

    def __init__(self, name: str, asked: str, given: object) -> None:
        super().__init__(f"{name} is {asked}, not {_shown(given)}.")


class TooLittleData(SonologError, ValueError):
    """There are too few cases to say anything."""

    code = "too-little-data"

    def __init__(self, have: str, need: str) -> None:
        super().__init__(f"Too little data: {have}, and {need} are needed.")


class NoFit(SonologError, ValueError):
    """The data do not determine what was to be fitted to them."""

    code = "no-fit"

    def __init__(self, why: str) -> None:
        super().__init__(f"There is nothing to fit: {why}.")


def _shown(given: object) -> str:
    text = repr(given)
    return text if len(text) <= 40 else f"{text[:39]}…"
