"""What every test shares: the same examples each time, and nothing of the developer's."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("search", settings.get_profile("ci"), derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))

_PREFERENCES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "EDITOR", "VISUAL")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--rounds``, which ``make faults`` raises."""
    words = "how often a fault test repeats its blow"
    parser.addoption("--rounds", type=int, default=20, metavar="N", help=words)


@pytest.fixture
def rounds(request: pytest.FixtureRequest) -> int:
    """Return how often a fault test is to repeat its blow."""
    return int(request.config.getoption("--rounds"))


@pytest.fixture(autouse=True)
def nothing_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep this machine's home, logbook and preferences away from every test."""
    for name in list(os.environ):
        if name.startswith(("SONOLOG_", "_SONOLOG")) or name in _PREFERENCES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path / "sonolog-home"))
