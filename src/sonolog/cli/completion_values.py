"""What a shell may offer for a value, read straight from the shipped and added files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from click.shell_completion import CompletionItem

import sonolog
from sonolog.paths import home_from_environment

TERMS = "terms.toml"
LARGEST = 1_000_000
"""Bytes; a larger file is no framework or form, and a shell should not wait for it."""


def complete_region(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a region of the body from the shared vocabulary."""
    from sonolog.frameworks.vocabulary import read_shipped_table, shipped_table

    regions = read_shipped_table(shipped_table()).get("region", {})
    return _items(((name, row["label"]) for name, row in regions.items()), incomplete)


def complete_framework(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a framework: the shipped ones, then those the person added."""
    return _items(_titled("framework", _library("frameworks"), home_from_environment().frameworks), incomplete)


def complete_form(_context: click.Context, _parameter: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete an assessment form: the shipped ones, then those the person added."""
    return _items(_titled("form", _library("assessment"), home_from_environment().forms), incomplete)


def _titled(key: str, *folders: Path) -> Iterator[tuple[str, str]]:
    """Yield the id, which each file keeps under ``key``, and the title of every file of the folders."""
    for folder in folders:
        for file in sorted(_toml_files(folder)):
            text = _table(file)
            yield str(text.get(key, "")), str(text.get("title", ""))


def _library(room: str) -> Path:
    return Path(sonolog.__file__).with_name(room) / "library"


def _toml_files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return [file for file in folder.iterdir() if file.name.endswith(".toml") and file.name != TERMS]


def _table(file: Path) -> dict[str, Any]:
    """Return what ``file`` says; an unreadable one offers nothing, for a shell has no place for errors."""
    import tomllib

    try:
        with file.open("rb") as stream:
            return tomllib.loads(stream.read(LARGEST).decode())
    except (OSError, ValueError, RecursionError):
        return {}


def _items(named: Iterable[tuple[str, str]], incomplete: str) -> list[CompletionItem]:
    found = {name: label for name, label in named if name and name.startswith(incomplete)}
    return [CompletionItem(name, help=label or None) for name, label in found.items()]
