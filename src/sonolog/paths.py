"""Where things are kept.  Reading a path never creates it."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Home:
    """The folders of one person on one machine; tests hand in their own."""

    data: Path
    config: Path
    state: Path

    @property
    def logbook(self) -> Path:
        """The default logbook."""
        return self.data / "logbook.db"

    @property
    def keys(self) -> Path:
        """This person's signing keys, as encrypted OpenSSH files."""
        return self.data / "keys"

    @property
    def backups(self) -> Path:
        """Automatic backups."""
        return self.data / "backups"

    @property
    def identity(self) -> Path:
        """Who uses this home."""
        return self.config / "identity.json"

    @property
    def frameworks(self) -> Path:
        """Framework files the person added, beside the shipped ones."""
        return self.data / "frameworks"

    @property
    def settings(self) -> Path:
        """Preferences."""
        return self.config / "settings.toml"

    @property
    def crashes(self) -> Path:
        """Crash reports: no values, no local variables."""
        return self.state / "crashes"


def home_from_environment() -> Home:
    """Return the platform's folders, or those under ``SONOLOG_HOME``."""
    moved = os.environ.get("SONOLOG_HOME")
    if moved:
        root = Path(moved)
        return Home(data=root / "data", config=root / "config", state=root / "state")
    return _platform_home()


def _platform_home() -> Home:
    from platformdirs import PlatformDirs  # read only where a path is needed: --version must not load it

    dirs = PlatformDirs("sonolog", appauthor=False)
    return Home(data=dirs.user_data_path, config=dirs.user_config_path, state=dirs.user_state_path)


def make_private(folder: Path) -> Path:
    """Make ``folder`` readable by its owner alone (0700) and return it."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    return folder
