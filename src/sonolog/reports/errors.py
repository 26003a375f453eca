"""How making a report can fail."""

from __future__ import annotations

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
