"""A settled ward for each test, made once and copied; and the example logbook, made once for all that only read it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from tests.department_server import the_server
from tests.example import the_example

from sonolog.usecases.demo import DemoMade
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook

from .department_ward import DepartmentWard
from .ward import SAM, Ward, held_clock, home_in

if TYPE_CHECKING:
    from .hostile_sql import Sessions


@pytest.fixture(scope="session")
def settled(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """Return a closed ward to copy: begun, with its staff, and today's backup made."""
    made = Ward(tmp_path_factory.mktemp("settled") / "home")
    made.settle_in()
    made.book.close()
    made.open().close()
    return made


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what is marked so in a file and in a department's database."""
    both = metafunc.definition.get_closest_marker("both_engines")
    if both and "ward" in metafunc.fixturenames:
        alone = metafunc.definition.get_closest_marker("in_a_file")
        metafunc.parametrize("ward", ["file"] if alone else ["file", "department"], indirect=True)


@pytest.fixture
def ward(request: pytest.FixtureRequest, settled: Ward, tmp_path: Path) -> Iterator[Ward]:
    """Return a ward of one's own: in a file, or where a test is marked so in a department's database."""
    if getattr(request, "param", "file") == "department":
        own: Ward = DepartmentWard(tmp_path, server=the_server(), seed=str(tmp_path.name))
    else:
        folder = tmp_path / "home"
        shutil.copytree(settled.folder, folder)
        own = Ward(folder, people=dict(settled.people), seed=str(tmp_path.name))
    yield own
    own.close()


@dataclass(frozen=True)
class Demo:
    """The example logbook and an open view of it."""

    made: DemoMade
    book: Logbook


@pytest.fixture(scope="session")
def demo_made() -> DemoMade:
    """Return the example logbook."""
    return the_example()


@pytest.fixture
def demo(demo_made: DemoMade, tmp_path: Path) -> Iterator[Demo]:
    """Return a copy of the example logbook, opened by its trainee."""
    path = tmp_path / "demo.db"
    shutil.copy(demo_made.path, path)
    book = open_logbook(str(path), home=home_in(tmp_path / "home"), clock=held_clock())
    yield Demo(demo_made, book)
    book.close()


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[DepartmentWard]:
    """Return a department in which Tess and Tom have each logged, and Sam has signed and assessed for Tess."""
    ward = DepartmentWard(tmp_path_factory.mktemp("rules"), server=the_server())
    ward.signed(region="knee")
    ward.scan(supervisor=SAM)
    ward.as_trainee("tom").scan(region="elbow")
    yield ward
    ward.close()


@pytest.fixture(scope="module")
def as_sql(place: DepartmentWard) -> Iterator[Sessions]:
    """Return a connection for each login."""
    from .hostile_sql import sessions

    with sessions(place.server, place.database) as made:
        yield made
