"""What every test shares: the same examples each time, and nothing of the developer's."""

from __future__ import annotations

import gc
import os
import shutil
from pathlib import Path
from tempfile import mkdtemp

import pytest
from hypothesis import HealthCheck, settings
from tests.department_server import stop_server
from tests.example import SHARED_FOLDER
from tests.faults.programme import Programme
from tests.one_dialect import one_dialect
from tests.quick_keys import quick_keys

from sonolog.__main__ import OBJECTS_BEFORE_COLLECTING

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

_LONGEST = (
    "test_write_points.py",
    "test_power_loss.py",
    "test_merge_stores.py",
    "test_altered_bundles.py",
    "test_checks.py",
)
"""Files whose tests take longest: begun first, so that no processor waits for one of them at the end."""
_FRAMES = "1000"
"""A second, at most, that the app draws in a test: a key is answered by its next frame, and nobody has to see it."""
_SEED = int(os.environ.get("SONOLOG_SEED", "999"))
_PREFERENCES = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "EDITOR", "VISUAL")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what ``make faults`` asks for: the full programme, and where its figures go."""
    parser.addoption("--full", action="store_true", help="the whole of the fault programme instead of a small part")
    parser.addoption("--figures", type=Path, metavar="FOLDER", help="where fault tests write the figures they reach")


def pytest_configure(config: pytest.Config) -> None:
    """Give the processes of a run a folder for what they share, and spare them what a short program has no need of."""
    os.environ["TEXTUAL_FPS"] = _FRAMES
    gc.set_threshold(OBJECTS_BEFORE_COLLECTING)  # as the program does
    one_dialect()
    quick_keys()
    if not hasattr(config, "workerinput"):
        os.environ[SHARED_FOLDER] = mkdtemp(prefix="sonolog-tests-")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with what takes longest."""
    items.sort(key=lambda item: item.path.name not in _LONGEST)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Take it away at the very end."""
    if not hasattr(config, "workerinput"):
        stop_server(Path(os.environ[SHARED_FOLDER]))
        shutil.rmtree(os.environ[SHARED_FOLDER], ignore_errors=True)


@pytest.fixture
def programme(request: pytest.FixtureRequest) -> Programme:
    """Return how much of the fault programme a test is to do, and where it reports what it reached."""
    full, folder = request.config.getoption("--full"), request.config.getoption("--figures")
    return Programme(full=full, folder=folder, seed=_SEED)


@pytest.fixture(autouse=True)
def nothing_of_the_developer(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keep this machine's home, logbook and preferences away from every test."""
    for name in list(os.environ):
        if name.startswith(("SONOLOG_", "_SONOLOG")) or name in _PREFERENCES:
            monkeypatch.delenv(name)
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path / "sonolog-home"))
