"""Reads the text, outline and fonts of a PDF back, for the tests."""

from __future__ import annotations

from dataclasses import replace
from io import BytesIO
from typing import Any

from pypdf import PdfReader

from sonolog.reports.progress_report import ProgressReport

from .samples import RICH


def pages_of(pdf: bytes) -> list[str]:
    """Return the text of each page."""
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


def text_of(pdf: bytes) -> str:
    """Return the text of all pages, with every run of blanks and line ends as one space."""
    return " ".join(" ".join(pages_of(pdf)).split())


def squeezed(text: str) -> str:
    """Return ``text`` without blanks, for text that a narrow column broke anywhere."""
    return "".join(text.split())


def outline_of(pdf: bytes) -> list[tuple[int, str]]:
    """Return the outline as pairs of level and title."""
    found: list[tuple[int, str]] = []

    def walk(entries: Any, level: int) -> None:
        for entry in entries:
            if isinstance(entry, list):
                walk(entry, level + 1)
            else:
                found.append((level, str(entry.title)))

    walk(PdfReader(BytesIO(pdf)).outline, 0)
    return found


def named(name: str) -> ProgressReport:
    """Return the rich sample with another trainee's name."""
    return replace(RICH, trainee=name)
