"""A restored backup is the logbook it was made of, and a logbook put back by other means is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from tests.usecases.test_histories import ACTS
from tests.usecases.ward import Ward

from sonolog.errors import SonologError
from sonolog.ledger.objects import JournalEntry
from sonolog.store.journal import all_entries
from sonolog.store.objects import all_objects, object_count
from sonolog.store.tables import draft, setting
from sonolog.usecases.back_up import back_up
from sonolog.usecases.check import check
from sonolog.usecases.demo_lines import log_lines
from sonolog.usecases.drafts import keep_form
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.marks import accept_older
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.restore import restore
from sonolog.usecases.templates import keep_template

from .programme import Programme

_STATES_OF_A_WARD = 20
_LINES = [line for line in log_lines() if line]
Facts = tuple[Any, ...]


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Ward:
    """Return a closed ward to copy."""
    made = Ward(tmp_path_factory.mktemp("begun") / "home")
    made.settle_in()
    made.book.close()
    return made


def facts(book: Logbook) -> Facts:
    """Return all that keeps: objects with signatures, journal, settings, unfinished forms."""
    with book.reading() as connection:
        objects = tuple((one.digest, one.type, one.text, one.signature) for one in all_objects(connection))
        journal = tuple(all_entries(connection))
        settings = tuple(map(tuple, connection.execute(select(setting).order_by(setting.c.name))))
        drafts = tuple(map(tuple, connection.execute(select(draft).order_by(draft.c.record))))
    return objects, journal, settings, drafts


@dataclass
class Lives:
    """Some wards that live on, a few acts at a time: many states for little work."""

    begun: Ward
    folder: Path
    chance: Random
    wards: list[tuple[Ward, list[str]]] = field(default_factory=list)

    def next(self, number: int) -> Ward:
        """Return one of the wards, some acts later, with a form left unfinished or not, and templates or none."""
        if number % _STATES_OF_A_WARD == 0:
            self.wards.append(self._another())
        ward, records = self.wards[-1]
        ward.book = ward.open()
        for _ in range(self.chance.randrange(4)):
            act = self.chance.choice(sorted(ACTS))
            with suppress(SonologError):
                made = ACTS[act](ward, self.chance.choice(records))
                records += [str(made)] if act == "log" else []
        if self.chance.random() < 0.3:
            keep_form(ward.book, ward.book.new_id(), "scan", {"note": f"half {self.chance.random()}"})
        if self.chance.random() < 0.3:
            name = f"T{self.chance.randrange(99)}"
            keep_template(ward.book, self.chance.randrange(1, 10), records[0], name=name)
        return ward

    def _another(self) -> tuple[Ward, list[str]]:
        folder = self.folder / f"ward-{len(self.wards)}"
        shutil.copytree(self.begun.folder, folder)
        ward = Ward(folder, people=dict(self.begun.people), seed=folder.name)
        records = [ward.scan(), ward.scan()]
        ward.book.close()
        return ward, records


def _nothing(path: Path, chance: Random) -> None:
    """Leave the file as it is."""


def _gone(path: Path, chance: Random) -> None:
    path.unlink()


def _noise(path: Path, chance: Random) -> None:
    content = bytearray(path.read_bytes())
    start = chance.randrange(len(content))
    content[start : start + 9_000] = chance.randbytes(len(content[start : start + 9_000]))
    path.write_bytes(content)


def _cut(path: Path, chance: Random) -> None:
    content = path.read_bytes()
    path.write_bytes(content[: chance.randrange(len(content))])


_MISHAPS: tuple[Callable[[Path, Random], None], ...] = (_nothing, _gone, _noise, _cut)


def _without_restoring(found: Facts, before: Facts) -> Facts:
    """Return the facts without the one further entry that says it was put back."""
    objects, journal, settings, drafts = found
    further = [row for row in journal if row not in before[1]]
    assert [JournalEntry.from_text(row[3]).act for row in further] == ["restore"]
    return objects, tuple(row for row in journal if row not in further), settings, drafts


def test_a_restored_backup_is_what_was_backed_up(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """In random states, whatever then became of the file: objects, journal, settings and forms are the same."""
    lives = Lives(begun, tmp_path, Random(programme.seed))  # noqa: S311  (which states, not a secret)
    states, wrong = programme.amount(12, 500), 0
    for number in range(states):
        ward = lives.next(number)
        before = facts(ward.book)
        copy = back_up(ward.book, tmp_path / f"copy-{number}.db")
        if lives.chance.random() < 0.5:
            ward.scan()
        ward.book.close()
        _MISHAPS[number % len(_MISHAPS)](ward.path, lives.chance)
        restore(None, str(copy), home=ward.home, clock=ward.clock)
        ward.book = ward.open()
        wrong += _without_restoring(facts(ward.book), before) != before
        if number % 10 == 0:
            wrong += bool(check(ward.book).faults)
        ward.book.close()
        copy.unlink()
    programme.figure("T12", "random states restored from a backup", count=states, least=500, wrong=wrong)


def test_a_logbook_put_back_is_noticed(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """An older copy put in place by hand is told with the number of entries it lacks, from one entry on."""
    lives = Lives(begun, tmp_path, Random(programme.seed + 1))  # noqa: S311
    tries, wrong = programme.amount(12, 500), 0
    for number in range(tries):
        ward = lives.next(number)
        before = len(ward.acts())
        older = shutil.copyfile(ward.path, tmp_path / "older.db")
        for _ in range(1 + lives.chance.randrange(3)):
            ward.scan()
        lacking = len(ward.acts()) - before
        ward.book.close()
        shutil.copyfile(older, ward.path)
        ward.book = ward.open()
        entries = f"{lacking} entries are" if lacking > 1 else "1 entry is"
        wrong += not any(f"{entries} missing" in told for told in ward.book.notices)
        accept_older(ward.book)
        ward.book.close()
    programme.figure("T12", "logbooks put back by hand", count=tries, least=500, wrong=wrong)


def test_it_is_the_mark_outside_the_file_that_notices(tmp_path: Path, begun: Ward) -> None:
    """Without the mark nothing is noticed: the test above looks at what it says it does."""
    ward = Lives(begun, tmp_path, Random(1)).next(0)  # noqa: S311
    older = shutil.copyfile(ward.path, tmp_path / "older.db")
    ward.scan()
    ward.book.close()
    shutil.copyfile(older, ward.path)
    shutil.rmtree(ward.home.state / "marks")
    ward.book = ward.open()
    assert not any("missing" in told for told in ward.book.notices)
    ward.book.close()


def test_a_difference_would_be_seen(tmp_path: Path, begun: Ward) -> None:
    """A form, a template or a scan more makes other facts: the comparison is not blind."""
    ward = Lives(begun, tmp_path, Random(2)).next(0)  # noqa: S311
    seen = [facts(ward.book)]
    keep_form(ward.book, ward.book.new_id(), "scan", {"note": "one more"})
    seen.append(facts(ward.book))
    keep_template(ward.book, 9, ward.scan(), name="Another")
    seen.append(facts(ward.book))
    ward.scan()
    seen.append(facts(ward.book))
    ward.book.close()
    assert len({repr(one) for one in seen}) == 4


def _wait_for_more(book: Logbook, writers: list[subprocess.Popen[str]]) -> None:
    """Wait until something more was written, or nobody writes any more."""
    before = -1
    while any(one.poll() is None for one in writers):
        with book.reading() as connection:
            found = object_count(connection)
        if -1 < before < found:
            return
        before = found if before < 0 else before


def test_backups_while_four_programs_write(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """Each copy made meanwhile passes the whole check and holds no fewer scans than the one before it."""
    shutil.copytree(begun.folder, tmp_path / "home")
    ward = Ward(tmp_path / "home", people=dict(begun.people))
    text = "".join(f"{line}\n" for line in _LINES[: programme.amount(20, 120)])
    command = [sys.executable, "-m", "sonolog", "--logbook", str(ward.path), "log", "-"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True, **quiet) for _ in range(4)]  # type: ignore[call-overload]
    for one in writers:
        one.stdin.write(text)
        one.stdin.close()
    copies = []
    for number in range(programme.amount(5, 40)):
        _wait_for_more(ward.book, writers)
        copies.append(back_up(ward.book, tmp_path / f"copy-{number}.db"))
    for one in writers:
        one.wait()
    counts, wrong = [], 0
    for copy in copies:
        book = open_logbook(str(copy), home=ward.home, clock=ward.clock)
        wrong += any(fault.where != "journal" for fault in check(book).faults)
        with book.reading() as connection:
            counts.append(sum(1 for _ in all_objects(connection)))
        book.close()
    ward.book.close()
    assert counts == sorted(counts)
    assert len(set(counts)) == len(counts)
    programme.figure(
        "T12",
        "backups made while four programs write",
        count=len(copies),
        least=40,
        wrong=wrong,
        note=f"{counts[0]:,} to {counts[-1]:,} objects",
    )
