"""A department's logbook on a real server: the same acts, the same views, as each person's own login."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from tests.department_server import the_server

from sonolog.usecases.check import check

from .department_ward import DepartmentWard
from .test_histories import _HISTORIES, live


@settings(max_examples=5)
@given(_HISTORIES)
def test_the_servers_views_are_those_of_the_program_after_any_history(history: list[tuple[str, int]]) -> None:
    """Heads, statements, fields and search as the server keeps them are what the program makes of the objects."""
    with TemporaryDirectory() as folder:
        ward = DepartmentWard(Path(folder), server=the_server())
        try:
            live(ward, history)
            found = check(ward.acting("Lea Lead"))
        finally:
            ward.close()
    assert found.faults == ()
