"""Every write point of one act goes wrong in every way: run by the tests in a process whose disk can fail.

Prints one JSON object: how many cases were tried, what came out wrong, and which exit codes were seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import re
import shutil
import signal
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from unittest.mock import patch

from sonolog.errors import Exit

from .faulty_disk import KINDS, FaultyDisk, Kind
from .replay import Replay
from .stage import ESCAPED, PASSPHRASE, SUPERVISOR, Ended, Found, Stage, a_stage, command, rehearse, settle, warm

FORMAT_1 = Path(__file__).parents[1] / "data" / "format-1.db.gz"
REFUSALS = (Exit.NO_OUTPUT, Exit.IO)
"""With which exit codes a failing disk is answered."""


ADMITTED = ("may have been saved", "The redaction stands", "The backup is in place")
"""What is said where an act ends with a refusal, though something of it is kept."""

ONE_OF = 12
"""Of so many kills one is done; what the others leave is laid out from the record of a whole run."""
LONG = 200
"""Write points of an act, from which on each of them is tried in two of the six kinds."""
_OLDER = "used here on"
_MAKER = re.compile(r"\.\d+(?=\.part)")


@dataclass(frozen=True)
class Act:
    """What is done while the disk fails."""

    words: tuple[str, ...]
    """“{draft}” and the like stand for the case number of a scan that stands so."""
    prepare: Callable[[Stage], None] = lambda stage: None
    passphrase: str = ""
    in_steps: bool = False
    """It is several transactions, each of which may be the last."""
    sets_aside: bool = False
    """What was there may be in a file beside it afterwards."""
    copies: str = ""
    """Folder below the stage whose files must each be whole if they are there."""


def _other_copy(stage: Stage) -> None:
    """Write what another copy of the logbook holds to a file."""
    here = stage.keep_as("here")
    stage.ok("log", "ankle", "right", "finding=normal")
    shutil.rmtree(stage.folder / "other", ignore_errors=True)
    stage.ok("export", str(stage.folder / "other"))
    stage.put_back(here)


def _nothing_yet(stage: Stage) -> None:
    """Leave an empty home."""
    shutil.rmtree(stage.home)
    stage.home.mkdir()


def _older(stage: Stage) -> None:
    """Put a logbook of the first format in the place."""
    shutil.rmtree(stage.home)
    stage.logbook.parent.mkdir(parents=True)
    stage.logbook.write_bytes(gzip.decompress(FORMAT_1.read_bytes()))


def acts(folder: Path) -> dict[str, Act]:
    """Return every act of the programme by its name."""
    waiting, draft = "{submitted}", "{draft}"
    return {
        "save": Act(("log", "shoulder", "right", "finding=normal")),
        "first": Act(("log", "shoulder", "right"), _nothing_yet, in_steps=True),
        "amend": Act(("amend", draft, "note=second look")),
        "submit": Act(("submit", draft), passphrase=PASSPHRASE),
        "sign": Act(("sign", waiting, "--as", SUPERVISOR), passphrase=PASSPHRASE),
        "absorb": Act(("absorb", str(folder / "other" / "everything.slb")), _other_copy),
        "backup": Act(("backup",), copies="home/data/backups"),
        "export": Act(("export", str(folder / "home" / "export")), copies="home/export"),
        "redact": Act(("redact", draft, "--why", "a name", "--yes"), passphrase=PASSPHRASE),
        "restore": Act(("restore", "2026-11-23"), in_steps=True, sets_aside=True),
        "recover": Act(("recover", str(folder / "home" / "data" / "logbook.db")), copies="home/data"),
        "migrate": Act(("scans",), _older, copies="home/data/backups"),
    }


@dataclass
class Loop:
    """The loop over points and kinds for one act."""

    stage: Stage
    disk: FaultyDisk
    name: str
    act: Act
    wrong: list[str] = field(default_factory=list)
    codes: Counter[int] = field(default_factory=Counter)
    tried: int = 0
    kills: int = 0
    compared: int = 0
    """Kills that were done, and not only laid out."""
    words: tuple[str, ...] = ()

    def prepare(self) -> None:
        """Do the act once without a fault, so that it is known what it brings."""
        cases = self.stage.cases()
        self.words = tuple(cases.get(word[1:-1], word) for word in self.act.words)
        self.act.prepare(self.stage)
        self.base = self.stage.keep_as("base")
        self.before = self.stage.look() if self.stage.logbook.exists() else Found(frozenset(), ())
        for words in (self.words, ("show", "nothing")):
            self.stage.put_back(self.base)
            rehearse(words, self.act.passphrase)
        self.stage.put_back(self.base)
        self.whole = self._do(0, Kind.NOTHING)
        assert self.whole.code == 0, self.whole
        self.after = self.stage.look()
        assert not self.after.faults, self.after
        self.files = {name: path.read_bytes() for name, path in self._files()}
        self.replay = Replay(self.stage, self.disk, self.base, self._act)
        assert self.replay.points == self.whole.points
        warm()

    def cases(self, chance: Random, most: int) -> list[tuple[int, Kind]]:
        """Return every point in every kind, or ``most`` of them; of a long act every point in two of the kinds."""
        points = range(1, self.whole.points + 1)
        every = [(point, kind) for point in points for kind in KINDS if not self.is_long or (point + kind) % 3 == 0]
        return every if most >= len(every) else sorted(chance.sample(every, most))

    def told(self) -> dict[str, object]:
        """Return what came of it."""
        kinds = 2 if self.is_long else len(KINDS)
        seen = {"tried": self.tried, "points": self.whole.points, "kinds": kinds, "compared": self.compared}
        return seen | {"wrong": self.wrong, "codes": self.codes}

    @property
    def is_long(self) -> bool:
        """Whether the act has so many points that not each can go wrong in each way within minutes."""
        return self.whole.points > LONG

    def play(self, point: int, kind: Kind) -> None:
        """Let one point go wrong, and look at what is left."""
        self.tried += 1
        ended = self._kill(point, kind) if kind.kills else self._do(point, kind)
        self.codes[ended.code] += 1
        for told in self._faults(ended, kind):
            self.wrong.append(f"{self.name} {kind.name} at {point}: {told} [{ended.code}] {ended.err[-400:]}")

    def _act(self) -> int:
        # The same bytes each time, so that what was checked once need not be checked again.
        with patch("os.urandom", Random(0).randbytes):  # noqa: S311
            return command(self.words, self.act.passphrase)

    def _do(self, point: int, kind: Kind) -> Ended:
        def act() -> int:
            with self.disk.failing(self.stage.home, point, kind):
                return self._act()

        self.stage.put_back(self.base)
        return self.stage.fork(act, disk=self.disk) if kind.kills else self.stage.here(act, self.disk)

    def _kill(self, point: int, kind: Kind) -> Ended:
        """Lay out what a kill leaves; of so many kills do one, and see that it leaves the same."""
        out = self.replay.lay_out(point, torn=kind is Kind.TORN)
        self.kills += 1
        if self.kills % ONE_OF != 1:
            return Ended(-signal.SIGKILL, out, "", point)
        laid_out = _content(self.stage.home)
        ended = self._do(point, kind)
        self.compared += 1
        if _content(self.stage.home) != laid_out:
            self.wrong.append(
                f"{self.name} {kind.name} at {point}: a kill leaves something else than what was laid out"
            )
        return ended

    def _faults(self, ended: Ended, kind: Kind) -> Iterator[str]:
        if kind.kills != ended.was_killed:
            yield "not killed" if kind.kills else "ended by a signal"
        if not kind.kills:
            yield from _ill_said(ended)
        found = self._found()
        yield from (one for one in found.faults if not (self.act.sets_aside and _OLDER in one))
        if not self._names(self.before) <= self._names(found) | self._names_set_aside():
            yield "lost"
        done = self._is_done(found)
        if not done and not (self.act.in_steps or found.digests == self.before.digests):
            yield "neither as before nor as after"
        if self._is_acknowledged(ended) and not done:
            yield "acknowledged, and lost"
        if ended.code in REFUSALS and done and not any(words in ended.err for words in ADMITTED):
            yield "refused, and kept"
        yield from self._broken_copies()

    def _is_done(self, found: Found) -> bool:
        """Return whether as much is there as the whole act brings, and all that was there before."""
        as_much = Counter(map(_kind, found.digests)) == Counter(map(_kind, self.after.digests))
        changed = found.digests != self.before.digests
        return changed and as_much and (self.act.sets_aside or self._names(self.before) <= self._names(found))

    def _names(self, found: Found) -> set[str]:
        return {one.split(maxsplit=1)[0] for one in found.digests}

    def _names_set_aside(self) -> set[str]:
        beside = self.stage.logbook.parent.glob("*set-aside*.db") if self.act.sets_aside else ()
        return {name for path in beside for name in self._names(self.stage.look(path))}

    def _is_acknowledged(self, ended: Ended) -> bool:
        says = ended.code == 0 or bool(ended.out.strip())
        return says and self.after.digests != self.before.digests

    def _found(self) -> Found:
        if not self.stage.logbook.exists():
            return Found(frozenset(), ())
        return self.stage.look()

    def _files(self) -> Iterator[tuple[str, Path]]:
        if self.act.copies:
            for path in sorted((self.stage.folder / self.act.copies).rglob("*")):
                if path.is_file() and not path.name.startswith(".") and not path.name.endswith("-journal"):
                    yield path.name, path

    def _broken_copies(self) -> Iterator[str]:
        """Yield what is wrong with a copy that has its name; that it is older than the logbook is as it should be."""
        for name, path in self._files():
            told = self.stage.look(path).faults if path.suffix == ".db" else ()
            yield from (f"{name}: {one}" for one in told if _OLDER not in one)
            if path.suffix != ".db" and path.read_bytes() != self.files[name]:
                yield f"{name}: not whole"


def _content(home: Path) -> dict[str, bytes]:
    """Return what every file holds; files in the making are named after the program that makes them."""
    files = (path for path in sorted(home.rglob("*")) if path.is_file())
    return {_MAKER.sub("", str(path)): path.read_bytes() for path in files}


def _kind(one: str) -> str:
    return one.split()[1]


def _ill_said(ended: Ended) -> Iterator[str]:
    if ended.code not in (0, *REFUSALS):
        yield "an exit code of another kind"
    if ended.code == ESCAPED or "Traceback" in ended.err:
        yield "a traceback"
    if ended.code and len(ended.err.split()) < 4:
        yield "no message"


def main(argv: list[str]) -> None:
    """Play the act named, and print what came of it."""
    parser = argparse.ArgumentParser()
    parser.add_argument("acts", nargs="+")
    parser.add_argument("--most", type=int, default=1_000_000)
    parser.add_argument("--seed", type=int, default=999)
    said = parser.parse_args(argv)
    told = {}
    with a_stage() as stage:
        settle(stage)
        settled = stage.keep_as("settled")
        for name in said.acts:
            stage.put_back(settled)
            loop = Loop(stage, FaultyDisk(), name, acts(stage.folder)[name])
            loop.prepare()
            for point, kind in loop.cases(Random(said.seed), said.most):  # noqa: S311  (which cases, not a secret)
                loop.play(point, kind)
            told[name] = loop.told()
    sys.stdout.write(json.dumps(told) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
