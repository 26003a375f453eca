"""Whatever write of an act fails or is cut off: the logbook is as before or as after, and the person is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from .conftest import Play
from .faulty_disk import KINDS
from .programme import Programme
from .write_points import acts

_ACTS = tuple(acts(Path()))
_MANY = 100_000


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give each act to a test of its own where every point of it is tried."""
    if "names" in metafunc.fixturenames:
        full = metafunc.config.getoption("--full")
        metafunc.parametrize("names", [(name,) for name in _ACTS] if full else [_ACTS], ids=" ".join)


def test_no_write_point_breaks_or_loses(play: Play, programme: Programme, names: tuple[str, ...]) -> None:
    """At each point, in six ways: nothing lost, nothing half done, a message and an exit code as documented.

    What a kill leaves is laid out from the record of a whole run, and some kills are done and compared with that.
    """
    found = play("write_points", *names, "--most", programme.amount(3, _MANY), "--seed", programme.seed)
    for name, told in found.items():
        print("\n".join(told["wrong"]))  # noqa: T201  (which cases they were)
        least = told["points"] * told["kinds"]
        codes = ", ".join(f"{code}: {number}" for code, number in sorted(told["codes"].items()))
        note = f"{told['points']} write points in {told['kinds']} of {len(KINDS)} kinds; exit codes {codes}"
        note += f"; {told['compared']} kills done and the same as laid out"
        if programme.full:
            assert told["compared"] >= 10
        programme.figure("T1b", name, count=told["tried"], least=least, wrong=len(told["wrong"]), note=note)
