"""How a person likes the program on this machine: a small file that may be edited by hand."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from typing import Any, Literal

from sonolog.errors import SonologError
from sonolog.paths import MOST_OF_ITS_OWN, Home, PlaceUnusable, make_private, read_ordinary, write_whole

THEMES = ("dark", "light", "contrast")
PAPERS = ("a4", "letter")
CHOICES: Mapping[str, tuple[str, ...]] = {"theme": THEMES, "paper": PAPERS}
"""Every setting, and what it may be; the first is the usual one."""
TITLES: Mapping[str, str] = {"theme": "Colours of the app", "paper": "Paper of reports"}


class BadSetting(SonologError):
    """There is no such setting, or it cannot be set so."""

    code = "bad-setting"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    theme: str = THEMES[0]
    paper: Literal["a4", "letter"] = "a4"


def read_settings(home: Home) -> tuple[Settings, str]:
    """Return the settings of this home, and in a sentence what of the file could not be used; empty if all of it."""
    try:
        text = read_ordinary(home.settings, MOST_OF_ITS_OWN).decode()
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, UnicodeDecodeError):
        return Settings(), f"{home.settings} cannot be read; the usual settings hold."
    try:
        said = tomllib.loads(text)
    except (ValueError, RecursionError) as fault:  # a number of 5,000 digits, lists in lists in lists
        return Settings(), f"{home.settings} is not understood ({fault}); the usual settings hold."
    good = {name: value for name, value in said.items() if value in CHOICES.get(name, ())}
    wrong = [name for name in said if name not in good]
    told = f"{home.settings}: {', '.join(wrong)} not understood; the usual holds there." if wrong else ""
    return Settings(**good), told


def keep_setting(home: Home, name: str, value: str) -> Settings:
    """Set one thing and keep the file.

    Raises:
        BadSetting: there is no such setting, or it cannot be that.
        PlaceUnusable: the file cannot be written.
    """
    if name not in CHOICES:
        raise BadSetting(f"There is no setting “{name[:40]}”.", hint=f"There is {', '.join(CHOICES)}.")
    if value not in CHOICES[name]:
        raise BadSetting(f"{name} cannot be “{value[:40]}”.", hint=f"It can be {', '.join(CHOICES[name])}.")
    changes: dict[str, Any] = {name: value}
    settings = replace(read_settings(home)[0], **changes)
    lines = [f'{one.name} = "{getattr(settings, one.name)}"' for one in fields(settings)]
    try:
        make_private(home.settings.parent)
        write_whole(home.settings, ("\n".join(lines) + "\n").encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(home.settings, fault) from None
    return settings
