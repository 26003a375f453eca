"""How a person likes the program on this machine: a small file that may be edited by hand."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import Any, Literal

from sonolog.errors import SonologError
from sonolog.paths import MOST_OF_ITS_OWN, Home, PlaceUnusable, make_private, read_ordinary, write_whole

THEMES = ("dark", "light", "contrast")
PAPERS = ("a4", "letter")
CHOICES: Mapping[str, tuple[str, ...]] = {"theme": THEMES, "paper": PAPERS}
"""Every setting that is one of a few words; the first is the usual one."""
FREE: Mapping[str, str] = {"font": "a TrueType file with letters that reports lack, or none"}
"""Every setting that is a text of one's own, and what of."""
TITLES: Mapping[str, str] = {
    "theme": "Colours of the app",
    "paper": "Paper of reports",
    "font": "Font of reports",
}
NO_FONT = "none"
_TRUE_TYPE = (b"\0\1\0\0", b"true", b"ttcf")
"""How a file begins whose outlines can be embedded."""


class BadSetting(SonologError):
    """There is no such setting, or it cannot be set so."""

    code = "bad-setting"


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that can be set."""

    theme: str = THEMES[0]
    paper: Literal["a4", "letter"] = "a4"
    font: str = NO_FONT
    """Path of a TrueType file with letters that the reports' own typeface lacks."""

    @property
    def font_file(self) -> Path | None:
        """The file of further letters; None where there is none."""
        return None if self.font == NO_FONT else Path(self.font)


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
    good = {name: value for name, value in said.items() if _is_one(name, value)}
    wrong = [name for name in said if name not in good]
    told = f"{home.settings}: {', '.join(wrong)} not understood; the usual holds there." if wrong else ""
    return Settings(**good), told


def _is_one(name: str, value: object) -> bool:
    return isinstance(value, str) and (name in FREE or value in CHOICES.get(name, ()))


def what_it_may_be(name: str) -> str:
    """Return in words what a setting may be."""
    return FREE.get(name) or ", ".join(CHOICES[name])


def _font(value: str) -> str:
    """Return the path of a font's file as it is kept.

    Raises:
        BadSetting: it cannot be embedded in a report.
    """
    if value == NO_FONT:
        return value
    path = Path(value).expanduser().absolute()
    try:
        with path.open("rb") as file:
            head = file.read(4)
    except OSError as fault:
        raise BadSetting(f"{path} cannot be read: {(fault.strerror or 'the system refused').lower()}.") from None
    if head not in _TRUE_TYPE:
        raise BadSetting(
            f"{path} is no TrueType font.", hint="Its name mostly ends with .ttf; fonts that end with .otf do not fit."
        )
    return str(path)


def keep_setting(home: Home, name: str, value: str) -> Settings:
    """Set one thing and keep the file.

    Raises:
        BadSetting: there is no such setting, or it cannot be that.
        PlaceUnusable: the file cannot be written.
    """
    if name not in TITLES:
        raise BadSetting(f"There is no setting “{name[:40]}”.", hint=f"There is {', '.join(TITLES)}.")
    if name in FREE:
        value = _font(value)
    elif value not in CHOICES[name]:
        raise BadSetting(f"{name} cannot be “{value[:40]}”.", hint=f"It can be {', '.join(CHOICES[name])}.")
    changes: dict[str, Any] = {name: value}
    settings = replace(read_settings(home)[0], **changes)
    lines = [f"{one.name} = {json.dumps(getattr(settings, one.name), ensure_ascii=False)}" for one in fields(settings)]
    try:
        make_private(home.settings.parent)
        write_whole(home.settings, ("\n".join(lines) + "\n").encode(), replace=True)
    except OSError as fault:
        raise PlaceUnusable(home.settings, fault) from None
    return settings
