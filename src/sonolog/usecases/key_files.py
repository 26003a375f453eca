"""Where keys lie on this machine; looking needs no cryptography."""

from __future__ import annotations

from pathlib import Path

from sonolog.usecases.logbook import Logbook


def key_path(logbook: Logbook, person: str) -> Path | None:
    """Return the key file of ``person``: in this home, or beside the logbook, or None."""
    return next((path for path in key_places(logbook, person) if path.exists()), None)


def key_places(logbook: Logbook, person: str) -> tuple[Path, Path]:
    """Return the two places where a person's key may lie, the home first."""
    return logbook.home.keys / f"{person}.key", beside(logbook.path) / f"{person}.key"


def beside(logbook: Path) -> Path:
    """Return the folder of keys that travels with an example logbook."""
    return logbook.with_name(f"{logbook.stem}.keys")
