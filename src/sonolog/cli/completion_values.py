"""What a shell may offer for a value, read straight from the shipped and added files."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

from sonolog.paths import home_from_environment

TERMS = "terms.toml"
LARGEST = 1_000_000
"""Bytes; a larger file is no framework, and a shell should not wait for it."""


def complete_region(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete a region of the body from the shared vocabulary."""
    regions = _table(_library() / TERMS).get("region", [])
    return _items(
        ((str(region.get("id", "")), str(region.get("label", ""))) for region in regions), incomplete
    )


def complete_framework(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete a framework: the shipped ones, then those the person added."""
    return _items(_frameworks(), incomplete)


def _frameworks() -> Iterator[tuple[str, str]]:
    for folder in (_library(), home_from_environment().frameworks):
        for file in sorted(_toml_files(folder), key=lambda found: found.name):
            text = _table(file)
            yield str(text.get("framework", "")), str(text.get("title", ""))


def _library() -> Traversable:
    return files("sonolog.frameworks") / "library"


def _toml_files(folder: Traversable | Path) -> list[Traversable]:
    if not folder.is_dir():
        return []
    return [file for file in folder.iterdir() if file.name.endswith(".toml") and file.name != TERMS]


def _table(file: Traversable) -> dict[str, Any]:
    """Return what ``file`` says; an unreadable one offers nothing, for a shell has no place for errors."""
    try:
        with file.open("rb") as stream:
            return tomllib.loads(stream.read(LARGEST).decode())
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError):
        return {}


def _items(named: Iterator[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    found = {name: label for name, label in named if name and name.startswith(incomplete)}
    return [CompletionItem(name, help=label or None) for name, label in found.items()]
