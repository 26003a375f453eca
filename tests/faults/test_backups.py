"""A restored backup is the logbook it was made of, and a logbook put back by other means is noticed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest
from sqlalchemy import select
from tests.usecases.test_histories import live
from tests.usecases.ward import Ward

from sonolog.ledger.objects import JournalEntry
from sonolog.store.objects import all_entries, all_objects
from sonolog.store.tables import draft, setting
from sonolog.usecases.back_up import back_up
from sonolog.usecases.check import check
from sonolog.usecases.demo_lines import log_lines
from sonolog.usecases.drafts import keep_form
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.restore import restore
from sonolog.usecases.templates import keep_template

from .programme import Programme

_ACTS = ("log", "amend", "submit", "recall", "sign", "sign too", "return", "revoke", "withdraw", "undo")
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


def _at_random(begun: Ward, folder: Path, chance: Random) -> Ward:
    """Return a ward that lived through some acts, with a form left unfinished or not, and templates or none."""
    shutil.copytree(begun.folder, folder)
    ward = Ward(folder, people=dict(begun.people), seed=folder.name)
    live(ward, [(chance.choice(_ACTS), chance.randrange(5)) for _ in range(chance.randrange(12))])
    if chance.random() < 0.5:
        keep_form(ward.book, ward.book.new_id(), "scan", {"note": f"half {chance.random()}"})
    if chance.random() < 0.5:
        keep_template(ward.book, chance.randrange(1, 10), ward.scan(), name=f"T{chance.randrange(99)}")
    return ward


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


def _without_restoring(found: Facts) -> Facts:
    """Return the facts without the one entry that says it was put back."""
    objects, journal, settings, drafts = found
    kept = tuple(row for row in journal if JournalEntry.from_text(row[3]).act != "restore")
    assert len(journal) - len(kept) == 1
    return objects, kept, settings, drafts


def test_a_restored_backup_is_what_was_backed_up(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """In random states, whatever then became of the file: objects, journal, settings and forms are the same."""
    chance = Random(programme.seed)  # noqa: S311  (which states, not a secret)
    states, wrong = programme.amount(12, 500), 0
    for number in range(states):
        ward = _at_random(begun, tmp_path / f"ward-{number}", chance)
        before = facts(ward.book)
        copy = back_up(ward.book, tmp_path / f"copy-{number}.db")
        live(ward, [(chance.choice(_ACTS), chance.randrange(5)) for _ in range(chance.randrange(4))])
        ward.book.close()
        _MISHAPS[number % len(_MISHAPS)](ward.path, chance)
        restore(None, str(copy), home=ward.home, clock=ward.clock)
        ward.book = ward.open()
        wrong += _without_restoring(facts(ward.book)) != before or bool(check(ward.book).faults)
        ward.book.close()
        shutil.rmtree(ward.folder)
    programme.figure("T12", "random states restored from a backup", count=states, least=500, wrong=wrong)


def test_a_logbook_put_back_is_noticed(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """An older copy put in place by hand is told with the number of entries it lacks, from one entry on."""
    chance = Random(programme.seed + 1)  # noqa: S311
    tries, wrong = programme.amount(12, 500), 0
    for number in range(tries):
        ward = _at_random(begun, tmp_path / f"ward-{number}", chance)
        before = len(ward.acts())
        older = shutil.copyfile(ward.path, tmp_path / "older.db")
        for _ in range(1 + chance.randrange(3)):
            ward.scan()
        lacking = len(ward.acts()) - before
        ward.book.close()
        shutil.copyfile(older, ward.path)
        ward.book = ward.open()
        entries = f"{lacking} entries are" if lacking > 1 else "1 entry is"
        wrong += not any(f"{entries} missing" in told for told in ward.book.notices)
        ward.book.close()
        shutil.rmtree(ward.folder)
    programme.figure("T12", "logbooks put back by hand", count=tries, least=500, wrong=wrong)


def test_it_is_the_mark_outside_the_file_that_notices(tmp_path: Path, begun: Ward) -> None:
    """Without the mark nothing is noticed: the test above looks at what it says it does."""
    ward = _at_random(begun, tmp_path / "ward", Random(1))  # noqa: S311
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
    ward = _at_random(begun, tmp_path / "ward", Random(2))  # noqa: S311
    seen = [facts(ward.book)]
    keep_form(ward.book, ward.book.new_id(), "scan", {"note": "one more"})
    seen.append(facts(ward.book))
    keep_template(ward.book, 9, ward.scan(), name="Another")
    seen.append(facts(ward.book))
    ward.scan()
    seen.append(facts(ward.book))
    ward.book.close()
    assert len({repr(one) for one in seen}) == 4


def test_backups_while_four_programs_write(tmp_path: Path, begun: Ward, programme: Programme) -> None:
    """Each copy made meanwhile passes the whole check and holds no fewer scans than the one before it."""
    shutil.copytree(begun.folder, tmp_path / "home")
    ward = Ward(tmp_path / "home", people=dict(begun.people))
    text = "".join(f"{line}\n" for line in _LINES[: programme.amount(20, 400)])
    command = [sys.executable, "-m", "sonolog", "--logbook", str(ward.path), "log", "-"]
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    writers = [subprocess.Popen(command, stdin=subprocess.PIPE, text=True, **quiet) for _ in range(4)]  # type: ignore[call-overload]
    for one in writers:
        one.stdin.write(text)
        one.stdin.close()
    copies = [back_up(ward.book, tmp_path / f"copy-{number}.db") for number in range(programme.amount(5, 40))]
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
    programme.figure(
        "T12",
        "backups made while four programs write",
        count=len(copies),
        least=40,
        wrong=wrong,
        note=f"{counts[0]:,} to {counts[-1]:,} objects",
    )
