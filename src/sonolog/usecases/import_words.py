"""A cell in which whole scans stand in words: “Lt shoulder, SSP”, “US knee R; ankle L”."""

from __future__ import annotations

import re

from sonolog.usecases.errors import WordRefused
from sonolog.usecases.scan_words import read_as_far

_NOISE = frozenset(
    {
        "us",
        "uss",
        "usg",
        "ultrasound",
        "sonography",
        "scan",
        "scans",
        "exam",
        "examination",
        "of",
        "the",
        "and",
        "with",
        "&",
        "-",
        "–",
    }
)
"""Words that say that it was a scan, and nothing of which."""
_PARTS = re.compile(r"\s*(?:[;\n|]|\s\+\s|(?:^|\s)\d{1,2}[.)]\s)\s*")
_SMALL_PARTS = re.compile(r"\s*(?:,|&|/|\band\b)\s*")
_WORDS = re.compile(r"[^\s,()\[\]:]+")


def scans_in(text: str) -> tuple[tuple[dict[str, str], ...], WordRefused | None]:
    """Return typed fields for every scan a cell names, and what was not understood, if anything.

    What says nothing of a region goes with the scan before it.
    """
    found: list[dict[str, str]] = []
    refused: WordRefused | None = None
    for part in _PARTS.split(text):
        if not part.strip():
            continue
        scans, fault = _scans_of(part)
        refused = refused or fault
        found += scans
    return tuple(found), refused


def _scans_of(part: str) -> tuple[list[dict[str, str]], WordRefused | None]:
    """Return the scans of one part: one, or several where more than one region is named."""
    whole, fault = _read(part)
    if fault is None:
        return [whole], None
    small = [_read(one) for one in _SMALL_PARTS.split(part) if one.strip()]
    if len(small) > 1 and all(refused is None and "region" in typed for typed, refused in small):
        return [typed for typed, _ in small], None
    if len(small) > 1 and all(refused is None for _, refused in small):
        return [_joined([typed for typed, _ in small])], None
    return [whole], fault


def _read(part: str) -> tuple[dict[str, str], WordRefused | None]:
    words = [word for word in _WORDS.findall(part) if word.lower().strip(".") not in _NOISE and "=" not in word]
    return read_as_far(words)


def _joined(parts: list[dict[str, str]]) -> dict[str, str]:
    typed: dict[str, str] = {}
    for part in parts:
        for name, text in part.items():
            typed[name] = f"{typed[name]}, {text}" if name in typed and name in ("structures", "pathologies") else text
    return typed
