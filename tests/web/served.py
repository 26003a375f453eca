"""A server of the app, started as a person starts it, for a test to ask."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_PATIENCE = 20


@dataclass(frozen=True)
class Served:
    """Where it listens, with the secret of this start."""

    address: str
    process: subprocess.Popen[str]

    @property
    def port(self) -> int:
        """The port."""
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        """The secret."""
        return urlsplit(self.address).path.strip("/")


@contextmanager
def serving(home: Path, *words: str, options: Sequence[str] = (), browser: str = "") -> Iterator[Served]:
    """Serve the logbook of the home in ``home`` on a free port, until the test is over.

    ``words`` stand before the command and ``options`` after it; ``browser`` is what a browser is started with.
    """
    environment = {name: text for name, text in os.environ.items() if not name.startswith("SONOLOG_")}
    environment |= {"HOME": str(home), "SONOLOG_HOME": str(home), "SONOLOG_NOW": "2026-11-24T09:00:00+00:00"}
    environment |= {"BROWSER": browser} if browser else {}
    process = subprocess.Popen(
        [sys.executable, "-m", "sonolog", *words, "serve", "--port", "0", *options],
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        assert address, process.stderr.read() if process.stderr else ""
        yield Served(address, process)
    finally:
        process.terminate()
        process.communicate(timeout=_PATIENCE)
