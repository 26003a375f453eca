"""A program that works without end is killed at random moments: run by the tests in a process of its own.

Prints one JSON object: kills, acknowledged digests, what came out wrong.
"""

from __future__ import annotations

import argparse
import json
import os
import signal
import sys
import time
import traceback
from itertools import count
from random import Random

from .living import ACTS, BEGUN, People, people, work
from .stage import Stage, a_stage, settle, warm

_KILLS_OF_A_HOME = 3
"""After so many kills the home is put back, or each check would take longer than the one before."""
_SOONEST = 0.002
"""Seconds after it has begun before which no program is killed; it lives at most as long as a round of acts takes."""


def killed(stage: Stage, who: People, first: int, after: float) -> set[str]:
    """Let a child work from its ``first`` act on, kill it, and return what had been acknowledged to it."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            work(stage, who, lambda digest: _tell(writing, digest), count(first))
        except BaseException:  # noqa: BLE001  (nothing of this process may go on in the other's place)
            traceback.print_exc()
        os._exit(1)
    os.close(writing)
    with os.fdopen(reading, encoding="ascii") as told:
        assert told.readline().strip() == BEGUN  # a busy machine may take long to begin
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        heard = told.read()
    _, status = os.waitpid(child, 0)
    assert os.waitstatus_to_exitcode(status) == -signal.SIGKILL
    return set(heard.split())


def _tell(pipe: int, digest: str) -> None:
    os.write(pipe, f"{digest}\n".encode())


def main(argv: list[str]) -> None:
    """Kill, look, compare, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--kills", type=int, required=True)
    parser.add_argument("--seed", type=int, default=999)
    said = parser.parse_args(argv)
    chance, wrong, heard = Random(said.seed), [], 0  # noqa: S311  (when to strike, not a secret)
    with a_stage() as stage:
        settle(stage)
        settled, who = stage.keep_as("settled"), people(stage)
        for number in range(2):  # so that no child has to compile what it asks
            begun = time.monotonic()
            work(stage, who, lambda digest: None, range(number * ACTS, (number + 1) * ACTS))
        longest = time.monotonic() - begun
        warm()
        for number in range(said.kills):
            if number % _KILLS_OF_A_HOME == 0:
                stage.put_back(settled)
                acknowledged: set[str] = set()
            first = number % _KILLS_OF_A_HOME * 20 * ACTS + chance.randrange(ACTS)
            new = killed(stage, who, first, chance.uniform(_SOONEST, longest))
            acknowledged |= new
            heard += len(new)
            found = stage.look()
            lost = acknowledged - {one.split()[0] for one in found.digests}
            wrong += [f"kill {number}: {len(lost)} lost, {found.faults}"] if lost or found.faults else []
    sys.stdout.write(json.dumps({"kills": said.kills, "acknowledged": heard, "wrong": wrong}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
