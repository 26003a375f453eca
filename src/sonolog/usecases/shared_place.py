"""A logbook in a shared folder: refused, or allowed once, journaled, and warned of once a day."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from sonolog.errors import SonologError
from sonolog.paths import Home, make_private, read_own_json, write_whole
from sonolog.store.shared_folders import SharedFolder, refuse_shared
from sonolog.usecases.logbook import Logbook


def hindrance(path: Path, home: Home, *, allowed: bool) -> SharedFolder | None:
    """Return why nothing should be written at ``path``; None where it may, or where it was allowed before."""
    try:
        refuse_shared(path)
    except SharedFolder as refusal:
        return None if allowed or str(path.resolve()) in _allowed(home) else refusal
    return None


def remember_shared(logbook: Logbook) -> Logbook:
    """Note in the journal that this place is allowed, and return the logbook with a warning, once a day."""
    try:
        refuse_shared(logbook.path)
    except SharedFolder as refusal:
        where, known = str(logbook.path.resolve()), _allowed(logbook.home)
        today = logbook.today.isoformat()
        if where not in known and logbook.actor is not None:
            _enter(logbook, refusal.what)
        if known.get(where) == today:
            return logbook
        _remember(logbook.home, {**known, where: today})
        return logbook.with_notice(f"{refusal.message} Make backups elsewhere, and often.")
    return logbook


def _enter(logbook: Logbook, what: str) -> None:
    from sonolog.usecases.writing import writing

    with writing(logbook, "allow-shared-folder", why=f"in {what}") as act:
        act.is_told = True


def _place(home: Home) -> Path:
    return home.state / "shared-folders.json"


def _allowed(home: Home) -> dict[str, str]:
    """Return the places allowed on this machine, and when each was warned of last."""
    try:
        kept = read_own_json(_place(home))
        return {str(path): str(day) for path, day in kept.items()}
    except (OSError, ValueError, AttributeError):
        return {}


def _remember(home: Home, places: dict[str, str]) -> None:
    with suppress(OSError, SonologError):
        make_private(home.state)
        write_whole(_place(home), json.dumps(places).encode(), replace=True)
