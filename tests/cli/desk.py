"""A person at a desk: types commands in this process and reads the answers, with a home of their own."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO, TextIOWrapper
from itertools import repeat
from pathlib import Path
from typing import Any
from unittest.mock import patch

from sonolog import cli

from .described import require_described

PASSPHRASE = "correct horse battery staple"
WRONG = "quite other words here"
TRAINEE, SUPERVISOR = "Tess Trainee", "Sam Supervisor"
NOW = "2026-11-23T21:36:21+00:00"
_TRAINEE_ID = "01920000-0000-7000-8000-000000000001"
_SIGNALS = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)


@dataclass(frozen=True)
class Answer:
    """How a command ended and what it wrote."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one object on standard output."""
        return json.loads(self.out)

    @property
    def fault(self) -> Any:
        """The last object on standard error."""
        return json.loads(self.err.splitlines()[-1])


class Terminal(TextIOWrapper):
    """A stream that says a person is looking at it."""

    def isatty(self) -> bool:
        """Return that it is a terminal."""
        return True


@dataclass
class Desk:
    """One home folder, and what is typed there."""

    home: Path
    environment: dict[str, str] = field(default_factory=dict)

    @property
    def logbook(self) -> Path:
        """The default logbook."""
        return self.home / "data" / "logbook.db"

    def known_as(self, name: str, person: str = _TRAINEE_ID) -> None:
        """Say beforehand whose home it is, so that no name depends on the machine's account."""
        place = self.home / "config" / "identity.json"
        place.parent.mkdir(parents=True)
        place.write_text(json.dumps({"person": person, "name": name}), "utf-8")

    def ask(self, *words: str, stdin: bytes = b"", passphrase: str = "") -> Answer:
        """Run a command without a terminal; a passphrase is handed over a pipe."""
        with contextlib.ExitStack() as stack:
            further = stack.enter_context(_piped(passphrase))
            return self._run([*words, *further], TextIOWrapper(BytesIO(stdin), "utf-8"))

    def at_terminal(self, *words: str, answers: str = "", passphrase: str | Iterator[str] = PASSPHRASE) -> Answer:
        """Run a command in a terminal of 80 columns, where questions get ``answers``, and one passphrase or several."""
        typed = Terminal(BytesIO(answers.encode()), "utf-8")
        secrets = repeat(passphrase) if isinstance(passphrase, str) else passphrase
        with patch("getpass.getpass", lambda prompt: next(secrets)), patch.dict(os.environ, COLUMNS="80"):
            return self._run(list(words), typed, stream=Terminal)

    def ok(self, *words: str, stdin: bytes = b"", passphrase: str = "") -> Answer:
        """Run a command that must succeed."""
        answer = self.ask(*words, stdin=stdin, passphrase=passphrase)
        assert answer.code == 0, answer.err
        return answer

    def cases(self, *words: str) -> dict[str, dict[str, Any]]:
        """Return the scans listed, by their case numbers."""
        return {scan["case"]: scan for scan in self.ok("scans", *words, "--json").json["scans"]}

    def case(self, status: str) -> str:
        """Return the case number of a scan that stands so."""
        return next(iter(self.cases("--status", status)))

    def _run(self, words: list[str], typed: TextIOWrapper, stream: type[TextIOWrapper] = TextIOWrapper) -> Answer:
        out, err = stream(BytesIO(), "utf-8"), stream(BytesIO(), "utf-8")
        told = {"SONOLOG_HOME": str(self.home), "SONOLOG_NOW": NOW, "NO_COLOR": "1", **self.environment}
        with (
            _signals_restored(),
            patch.dict(os.environ, told),
            patch.object(sys, "stdin", typed),
            contextlib.redirect_stdout(out),
            contextlib.redirect_stderr(err),
        ):
            code = cli.run(words)
        if "--json" in words:
            require_described(words, _text(out), _text(err))
        return Answer(code, _text(out), _text(err))


def _text(stream: TextIOWrapper) -> str:
    stream.flush()
    assert isinstance(stream.buffer, BytesIO)
    return stream.buffer.getvalue().decode()


@contextlib.contextmanager
def _piped(passphrase: str) -> Iterator[tuple[str, ...]]:
    if not passphrase:
        yield ()
        return
    reading, writing = os.pipe()
    os.write(writing, f"{passphrase}\n".encode())
    os.close(writing)
    yield "--passphrase-fd", str(reading)
    os.close(reading)


@contextlib.contextmanager
def _signals_restored() -> Iterator[None]:
    kept = {number: signal.getsignal(number) for number in _SIGNALS}
    yield
    for number, handler in kept.items():
        signal.signal(number, handler)


AFTERNOON = b"""\
date=2026-11-16 site="Example Hospital" by="Sam Supervisor" direct shoulder left supraspinatus tear
knee right finding=normal
elbow left finding=normal
ankle right achilles finding=abnormal pathology=tendinopathy
shoulder right finding=normal date=2026-11-18
"""


def lived_in(home: Path) -> Desk:
    """Return a desk with five scans: one signed, one returned, one waiting, two drafts; both keys made."""
    desk = Desk(home)
    desk.known_as(TRAINEE)
    desk.ok("log", "-", stdin=AFTERNOON)
    desk.ok("enrol", "rcr-msk", "--date", "2026-09-01")
    first, second, third = list(desk.cases())[::-1][:3]
    desk.ok("submit", first, second, third, passphrase=PASSPHRASE)
    desk.ok("sign", first, "--as", SUPERVISOR, passphrase=PASSPHRASE)
    desk.ok("return", second, "--as", SUPERVISOR, "--why", "which side?", passphrase=PASSPHRASE)
    return desk
