"""The power goes at every moment of some work: run by the tests in a process whose disk remembers what was done.

Prints one JSON object: how many different states were opened, and in how many something acknowledged was lost or
``check`` found a fault.  With ``--settings`` the store's own settings are changed, to see that this is noticed.
"""

from __future__ import annotations

import argparse
import json
import sys
from fractions import Fraction
from pathlib import Path
from random import Random

from sonolog.store import connections

from .faulty_disk import FaultyDisk
from .living import ACTS, BEGUN, People, people, work
from .lost_power import Disk, Step, steps_of
from .stage import Stage, a_stage, settle, warm

_AGAIN = 1.1
"""So many more states are drawn than are wanted, because some are drawn twice."""


def recorded(stage: Stage, who: People, rounds: int, settings: dict[str, str]) -> tuple[Disk, list[Step]]:
    """Let somebody work for so many rounds, and return the disk as it was before and what was done to it."""
    disk, log = FaultyDisk(), stage.folder / "record"
    before = Disk(stage.home)

    def act() -> int:
        connections.SETTINGS.update(settings)
        with disk.recording(stage.home, log):
            work(stage, who, disk.mark, range(rounds * ACTS))
        return 0

    ended = stage.fork(act, disk=disk)
    assert ended.code == 0, ended
    return before, [step for step in steps_of(log.read_bytes()) if step.what != "p"]


class Outage:
    """The states that may be found after an outage, each opened and looked at once."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self._stage = stage
        self._chance = chance
        self._seen: set[int] = set()
        self.wrong: list[str] = []
        """What was found in a state that should not be."""

    @property
    def count(self) -> int:
        """How many different states were opened."""
        return len(self._seen)

    def strike(self, disk: Disk, moment: int) -> None:
        """Let the power go now, and look at one state it may leave."""
        files = disk.state(self._chance)
        state = hash((frozenset(files.items()), tuple(disk.marks)))
        if state in self._seen:
            return
        self._seen.add(state)
        _lay_out(self._stage.home, files)
        found = self._stage.look()
        lost = set(disk.marks) - {BEGUN} - {one.split()[0] for one in found.digests}
        if lost or found.faults:
            self.wrong.append(f"at {moment}: {len(lost)} lost, {found.faults}")


def _lay_out(home: Path, files: dict[str, bytes]) -> None:
    for path in sorted(home.rglob("*")):
        if path.is_file() and str(path) not in files:
            path.unlink()
    for name, content in files.items():
        path = Path(name)
        if not path.exists() or path.read_bytes() != content:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)


def main(argv: list[str]) -> None:
    """Record, let the power go, look, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--states", type=int, required=True)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--seed", type=int, default=999)
    parser.add_argument("--settings", type=json.loads, default={})
    said = parser.parse_args(argv)
    with a_stage() as stage:
        settle(stage)
        who = people(stage)
        work(stage, who, lambda digest: None, range(ACTS))
        warm()
        disk, steps = recorded(stage, who, said.rounds, said.settings)
        outage = Outage(stage, Random(said.seed))  # noqa: S311  (what gets lost, not a secret)
        rate = Fraction(round(said.states * _AGAIN), len(steps))
        for moment, step in enumerate(steps):
            disk.take(step)
            for _ in range(int((moment + 1) * rate) - int(moment * rate)):
                outage.strike(disk, moment)
    told = {"steps": len(steps), "states": outage.count, "wrong": outage.wrong}
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
