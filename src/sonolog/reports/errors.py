"""How making a report can fail."""

from __future__ import annotations

from pathlib import Path

from sonolog.errors import Exit, SonologError


class FontMissingError(SonologError):
    """The typeface the reports are set in is not installed."""

    code = "font-missing"
    exit = Exit.FORMAT

    def __init__(self, file: str) -> None:
        super().__init__(
            f"The typeface for reports is not installed: {file} is missing.",
            hint="Install sonolog again with its dependencies; the package fontpkg-fira-sans holds it.",
            kept="Nothing was written.",
        )
        self.file = file


class FontUnusableError(SonologError):
    """The file named for further letters is no font that can be embedded."""

    code = "font-unusable"
    exit = Exit.FORMAT

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The further typeface cannot be used: {path} is no TrueType file, or cannot be read.",
            hint="Name another one with “sonolog settings font FILE.ttf”, or none with “sonolog settings font none”.",
            kept="Nothing was written.",
        )
