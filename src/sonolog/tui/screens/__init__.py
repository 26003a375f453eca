"""The screens: places one goes to, and tasks one does there."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from textual.screen import Screen

PLACES = {
    "home": ("home", "HomePlace"),
    "scans": ("scans", "ScansPlace"),
    "records": ("records", "RecordsPlace"),
    "progress": ("progress", "ProgressPlace"),
    "sign-off": ("sign_off", "SignOffPlace"),
}
"""The main screens: file and class."""
FURTHER = {
    "frameworks": ("frameworks", "FrameworksScreen"),
    "forms": ("forms", "FormsScreen"),
    "people": ("people", "PeopleScreen"),
    "insights": ("insights", "InsightsScreen"),
    "reports": ("reports", "ReportsScreen"),
    "safekeeping": ("safekeeping", "SafekeepingScreen"),
    "imports": ("imports", "ImportsScreen"),
    "backups": ("backups", "BackupsScreen"),
    "cohort": ("cohort", "CohortScreen"),
    "weeks": ("weeks", "WeeksScreen"),
    "settings": ("settings", "SettingsScreen"),
    "tour": ("tour", "TourScreen"),
}
"""Screens opened over a main one: file and class."""


def made(place: str) -> Screen[Any]:
    """Return a new screen; its file is read only when somebody goes there."""
    module, name = {**PLACES, **FURTHER}[place]
    kind: type[Screen[Any]] = getattr(import_module(f"sonolog.tui.screens.{module}"), name)
    return kind()
