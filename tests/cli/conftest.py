"""What the tests of the command line share: a home of their own, real processes, and invented commands."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import click
import pytest

import sonolog

from .desk import TRAINEE, Desk, lived_in
from .exchange import Exchange, exchanged

SOURCE = Path(sonolog.__file__).parents[1]
Install = Callable[[click.Command], None]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """Return the environment of a process that sees this source, an empty home and no preferences."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("SONOLOG_", "_SONOLOG", "COMP_"))}
    path = os.pathsep.join(filter(None, [str(SOURCE), os.environ.get("PYTHONPATH")]))
    for name in ("NO_COLOR", "FORCE_COLOR"):
        kept.pop(name, None)
    return kept | {"PYTHONPATH": path, "SONOLOG_HOME": str(tmp_path / "home"), "PYTHONIOENCODING": "utf-8"}


@pytest.fixture
def python(environment: dict[str, str]) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs Python with these arguments, without a terminal, and waits for its end."""

    def run(*args: str, **extra: str) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, *args]
        env = environment | extra
        return subprocess.run(
            command,
            env=env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )

    return run


@pytest.fixture
def program(
    python: Callable[..., subprocess.CompletedProcess[str]],
) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs ``python -m sonolog`` with these words."""
    return lambda *words, **extra: python("-m", "sonolog", *words, **extra)


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Keep this process's home in a folder of the test, and its preferences out."""
    for name in ("NO_COLOR", "FORCE_COLOR", "SONOLOG_LOGBOOK", "_SONOLOG_COMPLETE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SONOLOG_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("SONOLOG_NOW", "2026-11-23T21:36:21+00:00")
    return tmp_path / "home"


@pytest.fixture
def scans_are(home: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Return a function that puts an invented command in the place of ``scans``; signals are reset later."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)}

    def install(command: click.Command) -> None:
        module = ModuleType("sonolog.cli.list_scans")
        module.__dict__["command"] = command
        monkeypatch.setitem(sys.modules, module.__name__, module)

    yield install
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def empty_desk(tmp_path: Path) -> Desk:
    """Return the desk of a trainee who has done nothing yet."""
    desk = Desk(tmp_path / "home")
    desk.known_as(TRAINEE)
    return desk


@pytest.fixture(scope="session")
def _lived_in(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    return lived_in(tmp_path_factory.mktemp("lived-in") / "home")


@pytest.fixture
def desk(tmp_path: Path, _lived_in: Desk) -> Desk:
    """Return a desk of one's own with scans in every state (see :func:`tests.cli.desk.lived_in`)."""
    shutil.copytree(_lived_in.home, tmp_path / "home")
    return Desk(tmp_path / "home")


@pytest.fixture(scope="session")
def made_exchange(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Make an exchange once."""
    folder = tmp_path_factory.mktemp("exchange")
    exchanged(folder)
    return folder


@pytest.fixture
def exchange(made_exchange: Path, tmp_path: Path) -> Exchange:
    """Return an exchange of one's own, the response not absorbed yet."""
    shutil.copytree(made_exchange, tmp_path / "x")
    folder = tmp_path / "x"
    return Exchange(
        Desk(folder / "trainee"), Desk(folder / "supervisor"), folder / "request.slb", folder / "response.slb"
    )
