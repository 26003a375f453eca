"""A warning before its line is known."""

from __future__ import annotations

from dataclasses import dataclass

from sonolog.frameworks.toml_text import Path


@dataclass(frozen=True, slots=True)
class Warned:
    """Something that reads well and still cannot be meant."""

    path: Path
    message: str
    code: str
    hint: str = ""
    blocks: str = ""
    """Id of the requirement that can never be met for that reason; empty where it still can."""
