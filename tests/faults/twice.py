"""A program is killed while it saves, and the next one fails while it takes that back: run on the faulty disk.

Prints one JSON object: how many pairs of faults struck, and what came out wrong.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random

from sonolog.errors import Exit

from .faulty_disk import KINDS, FaultyDisk, Kind
from .stage import Ended, Found, Stage, a_stage, command, rehearse, settle, warm

_SAVE = ("log", "shoulder", "right", "finding=normal")
_NEXT = ("log", "knee", "left", "finding=normal")
_RECOVERY = 30
"""Write points of the next program among which the second fault strikes; taking back what was cut short comes first."""


class Twice:
    """Pairs of faults on one settled home."""

    def __init__(self, stage: Stage, chance: Random) -> None:
        self._stage = stage
        self._chance = chance
        self._disk = FaultyDisk()
        self._settled = stage.keep_as("settled")
        self._before = stage.look()
        for words in (_SAVE, _NEXT, ("show", "nothing")):
            rehearse(words)
        stage.put_back(self._settled)
        self._points = self._do(_SAVE, 0, Kind.NOTHING).points
        warm()
        self.struck = 0
        self.wrong: list[str] = []

    def strike(self) -> None:
        """Let both faults strike, and look at what is left; a save killed before its journal was whole is no case."""
        self._stage.put_back(self._settled)
        self._do(_SAVE, self._chance.randint(1, self._points), self._chance.choice((Kind.KILL, Kind.TORN)))
        if not _has_to_be_taken_back(self._stage.logbook):
            return
        point, kind = self._chance.randint(1, _RECOVERY), self._chance.choice(KINDS)
        ended = self._do(_NEXT, point, kind)
        self.struck += 1
        self.wrong += [f"{kind.name} at {point}: {told} {ended}" for told in self._faults(ended)]

    def _do(self, words: tuple[str, ...], point: int, kind: Kind) -> Ended:
        def act() -> int:
            with self._disk.failing(self._stage.home, point, kind):
                return command(words)

        return self._stage.fork(act, disk=self._disk)

    def _faults(self, ended: Ended) -> Iterator[str]:
        if not ended.was_killed and ended.code not in (Exit.DONE, Exit.NO_OUTPUT, Exit.IO):
            yield "an exit code of another kind"
        found: Found = self._stage.look()
        yield from found.faults
        if not self._before.digests <= found.digests:
            yield "something of before is lost"
        if ended.out.strip() and len(found.digests) == len(self._before.digests):
            yield "acknowledged, and lost"


def _has_to_be_taken_back(logbook: Path) -> bool:
    journal = logbook.with_name(f"{logbook.name}-journal")
    return journal.exists() and journal.stat().st_size > 512


def main(argv: list[str]) -> None:
    """Strike until enough pairs did, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--pairs", type=int, required=True)
    parser.add_argument("--seed", type=int, default=999)
    said = parser.parse_args(argv)
    with a_stage() as stage:
        settle(stage)
        twice = Twice(stage, Random(said.seed))  # noqa: S311  (what strikes, not a secret)
        while twice.struck < said.pairs:
            twice.strike()
    sys.stdout.write(json.dumps({"pairs": twice.struck, "wrong": twice.wrong}) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
