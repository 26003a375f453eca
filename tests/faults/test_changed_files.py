"""Files of every kind, changed at random: refused with a reason or read, never a traceback or half a change."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from pathlib import Path
from random import Random

import pytest
from tests.cli.desk import PASSPHRASE
from tests.hostile.strings import WORST

from sonolog.clock import HeldClock, SystemClock
from sonolog.exchange.bundle import read_bundle, read_what_holds
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.ledger.keyfile import read_envelope
from sonolog.ledger.keys import Passphrase, load_key
from sonolog.paths import Home
from sonolog.reports.attached import attachment_of, page_contents
from sonolog.settings import read_settings
from sonolog.usecases.drafts import keep_form, kept_forms
from sonolog.usecases.identity import read_identity
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.marks import read_mark
from sonolog.usecases.open_logbook import open_logbook
from sonolog.usecases.programme import pinned
from sonolog.usecases.verify_file import verify_bundle, verify_file
from sonolog.usecases.writers import writer_of

from .mutation import BUNDLES, EVERY_TEXT, changed_bytes
from .programme import Programme
from .trial import Trial


@pytest.fixture
def home(valid_files: Path, tmp_path: Path) -> Home:
    """Return a copy of the home of a test's own."""
    root = Path(shutil.copytree(valid_files / "home", tmp_path / "home"))
    return Home(data=root / "data", config=root / "config", state=root / "state")


@pytest.fixture
def logbook(home: Home) -> Iterator[Logbook]:
    """Give its logbook, opened."""
    book = open_logbook(None, home=home, clock=HeldClock(SystemClock().now()))
    yield book
    book.close()


def test_the_trial_notices_a_traceback() -> None:
    """A reader that fails in its own words passes, one that fails in Python's does not."""
    trial = Trial(Programme(full=False, folder=None, seed=999), "control")
    trial.read(lambda: read_bundle(b""))
    assert not trial.wrong
    trial.read(lambda: json.loads("["))
    assert len(trial.wrong) == 1
    with pytest.raises(AssertionError, match="1 of 2"):
        trial.tell("negative control", 0)


@pytest.mark.parametrize("name", ["response.slb", "card.slb"])
def test_bundles(valid_files: Path, programme: Programme, name: str) -> None:
    """Their readers, and for one in ten everything that verify says of them."""
    content, trial = (valid_files / name).read_bytes(), Trial(programme, name)
    for number, changed in enumerate(trial.changed(content, BUNDLES, 60, 10_000)):
        trial.read(lambda changed=changed: read_bundle(changed), changed)  # type: ignore[misc]
        if number % 10 == 0:
            trial.read(lambda changed=changed: _looked_at(changed), changed)  # type: ignore[misc]
    trial.tell(f"bundles read and verified ({name.removesuffix('.slb')})", 10_000)


def _looked_at(content: bytes) -> None:
    read_what_holds(content)
    verify_bundle(content, ())


def test_frameworks(programme: Programme) -> None:
    """Every fault has a sentence; most of the changed files are read as frameworks, with or without faults."""
    trial = Trial(programme, "framework")
    for changed in trial.changed(_FRAMEWORK, EVERY_TEXT, 60, 20_000):
        text = changed.decode(errors="replace")
        trial.read(lambda text=text: read_framework(text, file="x.toml", vocabulary=load_vocabulary()), changed)  # type: ignore[misc]
    trial.tell("framework files", 20_000)


_FRAMEWORK = b"""\
framework = "example"
edition = "2026"
title = "Example"

[source]
title = "An invented syllabus"
retrieved = 2026-01-05

[[term]]
id = "half"
start = 2026-01-01
end = 2026-06-30

[[requirement]]
id = "scans"
label = "Scans of the knee"
count = "scans"
at_least = 25
where = { region = ["knee"], role = "performed" }

[[requirement]]
id = "hours"
label = "Hours"
count = "hours"
at_least = 2.5
within = "26 weeks"
"""


def test_key_files(valid_files: Path, programme: Programme, tmp_path: Path) -> None:
    """Their outside, and for one in forty the opening with the passphrase."""
    content, trial = (valid_files / "carried.key").read_bytes(), Trial(programme, "key")
    path, secret = tmp_path / "one.key", Passphrase(PASSPHRASE)
    path.touch(0o600)
    for number, changed in enumerate(trial.changed(content, (_changed_key, changed_bytes), 60, 20_000)):
        trial.read(lambda changed=changed: read_envelope(changed, where="x"), changed)  # type: ignore[misc]
        if number % 40 == 0:
            path.write_bytes(changed)
            trial.read(lambda: load_key(path, secret), changed)
    trial.tell("key files", 20_000)


def _changed_key(content: bytes, chance: Random) -> bytes:
    import base64

    lines = content.split(b"\n")
    raw = base64.b64decode(b"".join(lines[1:-2]))
    return b"\n".join([lines[0], base64.b64encode(changed_bytes(raw, chance)), lines[-2], b""])


def test_reports(valid_files: Path, programme: Programme, home: Home, tmp_path: Path) -> None:
    """The reader of PDF files, and for one in ten the whole of verify."""
    content, trial = (valid_files / "report.pdf").read_bytes(), Trial(programme, "report")
    path = tmp_path / "changed.pdf"
    for number, changed in enumerate(trial.changed(content, EVERY_TEXT, 12, 1_000)):
        trial.read(lambda changed=changed: (attachment_of(changed), page_contents(changed)), changed)  # type: ignore[misc]
        if number % 10 == 0:
            path.write_bytes(changed)
            trial.read(lambda: verify_file(path, home), changed)
    trial.tell("reports (PDF)", 1_000)


def test_logbooks(valid_files: Path, programme: Programme, home: Home, tmp_path: Path) -> None:
    """Another logbook, its bytes or its rows changed, given to verify."""
    content, trial = (valid_files / "copy.db").read_bytes(), Trial(programme, "logbook")
    path = tmp_path / "changed.db"
    for changed in trial.changed(
        content, (changed_bytes, lambda one, chance: _changed_rows(one, chance, path)), 16, 600
    ):
        path.write_bytes(changed)
        trial.read(lambda: verify_file(path, home))
    trial.tell("logbooks of others", 600)


def _changed_rows(content: bytes, chance: Random, path: Path) -> bytes:
    path.write_bytes(content)
    odd = (None, 7, -1.5, b"\xff\x00", "", "{}", "[" * 5_000, *WORST)
    values = [one.encode(errors="replace").decode() if isinstance(one, str) else one for one in odd]
    with closing(sqlite3.connect(path)) as connection:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        for _ in range(chance.choice((1, 2))):
            table, column = chance.choice((("object", "text"), ("object", "signature"), ("object", "digest"), *_REST))
            rows = [row for (row,) in connection.execute(f"SELECT rowid FROM {table}")]  # noqa: S608
            with suppress(sqlite3.IntegrityError):
                statement = f"UPDATE {table} SET {column} = ? WHERE rowid = ?"  # noqa: S608
                connection.execute(statement, (chance.choice(values), chance.choice(rows)))
        connection.commit()
    return path.read_bytes()


_REST = (("journal", "text"), ("journal", "seq"), ("journal", "writer"), ("journal", "digest"), ("object", "type"))


def test_state_files(logbook: Logbook, programme: Programme) -> None:
    """Who this home belongs to, its programmes, settings, marks and writers: read as far as they make sense."""
    home, trial = logbook.home, Trial(programme, "state")
    files: dict[Path, Callable[[], object]] = {
        home.identity: lambda: read_identity(home),
        home.config / "programmes.json": lambda: pinned(home),
        home.settings: lambda: read_settings(home),
        home.state / "marks" / f"{logbook.id}.json": lambda: read_mark(logbook),
        home.state / "writers" / logbook.id: lambda: writer_of(logbook),
    }
    (home.config / "programmes.json").write_text(json.dumps({"SHA256:" + "A" * 43: "Example"}), "utf-8")
    home.settings.write_text('theme = "dark"\n', "utf-8")
    writer_of(logbook)
    for path, reader in files.items():
        content = path.read_bytes()
        for changed in trial.changed(content, EVERY_TEXT, 40, 2_000):
            path.write_bytes(changed)
            trial.read(reader, changed)
    trial.tell("files of settings, names and marks", 10_000)


def test_drafts(logbook: Logbook, programme: Programme) -> None:
    """An unfinished form that cannot be read is not offered, and keeps nobody from the others."""
    trial = Trial(programme, "draft")
    keep_form(logbook, "first", "scan", {"region": "knee", "note": "as typed"})
    content = b'{"region": "knee", "note": "as typed", "2026-11-23T21:36:21.000Z": "x"}'
    with closing(sqlite3.connect(logbook.path)) as connection:
        for changed in trial.changed(content, EVERY_TEXT, 60, 2_000):
            column = trial.chance.choice(("text", "text", "text", "at"))
            with connection:
                connection.execute("UPDATE draft SET at = '2026-11-23T21:36:21.000Z'")
                connection.execute(f"UPDATE draft SET {column} = ?", (changed.decode(errors="replace"),))  # noqa: S608
            trial.read(lambda: kept_forms(logbook, "scan"), changed)
    trial.tell("unfinished forms", 2_000)
