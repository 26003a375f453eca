"""Everything out of one engine and into another: the same set, the same progress, every report the same bytes."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.desk import TRAINEE, Desk
from tests.department_server import Server, the_server
from tests.example import the_example

REPORTS = ("progress", "logbook", "matrix", "assessments", "placement", "scope", "sheet", "portfolio")
_AS_OF = ("--trainee", TRAINEE, "--as-of", "2026-11-23")
_OBJECTS = "SELECT digest, type, text, signature FROM {}object"
Objects = set[tuple[object, ...]]


@pytest.fixture(scope="module")
def server() -> Server:
    """Return the server of the tests."""
    return the_server()


@pytest.fixture
def department(server: Server, tmp_path: Path) -> Iterator[Desk]:
    """Return the desk of a lead, in a department that holds nobody else."""
    name = server.new_database("template0")
    admin = Desk(tmp_path / "admin", {"SONOLOG_LOGBOOK": server.address("administrator", name)})
    admin.ok("department", "init")
    admin.ok("department", "add-person", "Lea Lead", "--login", "lea", "--rank", "lead")
    yield Desk(tmp_path / "lea", {"SONOLOG_LOGBOOK": server.address("lea", name), "DATABASE": name})
    server.drop(name)


def _in_file(book: Path) -> Objects:
    with sqlite3.connect(book) as connection:
        return set(connection.execute(_OBJECTS.format("")))


def _in_department(server: Server, desk: Desk) -> Objects:
    return set(server.sql(_OBJECTS.format("sonolog."), database=desk.environment["DATABASE"]))


def _at(folder: Path, book: Path) -> Desk:
    return Desk(folder, {"SONOLOG_LOGBOOK": str(book)})


def _told(desk: Desk, folder: Path) -> dict[str, bytes]:
    """Return the progress and every report, as bytes."""
    folder.mkdir()
    told = {"json": desk.ok("progress", *_AS_OF, "--json").out.encode()}
    for report in REPORTS:
        desk.ok("report", report, str(folder / f"{report}.pdf"), *_AS_OF)
        told[report] = (folder / f"{report}.pdf").read_bytes()
    return told


def _differing(one: dict[str, bytes], other: dict[str, bytes]) -> list[str]:
    return [name for name in one if one[name] != other[name]]


def test_the_example_goes_through_every_engine_and_stays_the_same(
    server: Server, department: Desk, tmp_path: Path
) -> None:
    """File to file, file to department, department to file: nothing lost, nothing added, every report byte for byte."""
    first = _at(tmp_path / "home", the_example().path)
    first.ok("export", str(tmp_path / "out"))
    objects, told = _in_file(the_example().path), _told(first, tmp_path / "first")

    second = _at(tmp_path / "second home", tmp_path / "second.db")
    second.ok("absorb", str(tmp_path / "out"), "--accept-unconfirmed")
    assert _in_file(tmp_path / "second.db") == objects
    assert _differing(told, _told(second, tmp_path / "second")) == []

    own = _in_department(server, department)
    department.ok("absorb", str(tmp_path / "out"), "--accept-unconfirmed")
    assert _in_department(server, department) - own == objects
    assert _differing(told, _told(department, tmp_path / "department")) == []

    department.ok("export", str(tmp_path / "out again"))
    third = _at(tmp_path / "third home", tmp_path / "third.db")
    third.ok("absorb", str(tmp_path / "out again"), "--accept-unconfirmed")
    assert _in_file(tmp_path / "third.db") == objects | own
    assert _differing(told, _told(third, tmp_path / "third")) == []
