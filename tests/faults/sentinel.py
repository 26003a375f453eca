"""A passphrase that occurs nowhere else, and the places where one must never be found."""

from __future__ import annotations

import base64
import fcntl
import json
import os
import pty
import resource
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

SENTINEL = "zwölf Quarzlaternen 999 im Heu"
"""Has letters beyond ASCII, which every encoding writes otherwise."""
WRONG = "falsche Quarzlaternen 999 im Heu"
_REPO = Path(__file__).resolve().parents[2]
_PATIENCE = 60.0
HELD = "HELD_AT"


def spellings(secret: str) -> tuple[bytes, ...]:
    """Return the bytes by which ``secret`` would be recognised: plain, as JSON, in base64 at any place, and so on."""
    raw = secret.encode()
    inner = [base64.b64encode(bytes(pad) + raw)[4:-4] for pad in range(3)]
    others = (raw.hex(), json.dumps(secret)[1:-1], repr(raw)[2:-1], quote(secret), secret.split()[1])
    return (raw, secret.encode("utf-16-le"), secret.encode("utf-32-le"), *inner, *(one.encode() for one in others))


def holds(content: bytes, *secrets: str) -> bool:
    """Tell whether one of the secrets stands in ``content``, however it is written."""
    return any(spelling in content for secret in secrets for spelling in spellings(secret))


def files_with(folder: Path, *secrets: str) -> list[Path]:
    """Return every file under ``folder`` that holds one of the secrets, in its name or its content."""
    found = [path for path in folder.rglob("*") if path.is_file()]
    return [path for path in found if holds(bytes(path) + path.read_bytes(), *secrets)]


def environment(root: Path, **further: str) -> dict[str, str]:
    """Return an environment in which everything that is written lies under ``root``."""
    folders = {name: root / name.lower() for name in ("HOME", "TMPDIR", "XDG_RUNTIME_DIR", "SONOLOG_HOME")}
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    told = {"PYTHONPATH": str(_REPO), "PYTHONUTF8": "1", "TERM": "xterm-256color", "NO_COLOR": "1"}
    return kept | told | {name: str(folder) for name, folder in folders.items()} | further


class Running:
    """The program as a process of its own, in a folder of its own, allowed to leave a core dump."""

    def __init__(self, root: Path, *words: str, passphrase: str = "", hold: str = "", terminal: bool = False) -> None:
        self._root = root
        self._seen: list[bytes] = []
        self.held = root / "held"
        self.held.unlink(missing_ok=True)
        module = "tests.faults.held" if hold else "sonolog"
        further, pipe = (["--passphrase-fd", "0"], f"{passphrase}\n".encode()) if passphrase else ([], b"")
        self._ours, theirs = pty.openpty() if terminal else (-1, subprocess.PIPE)
        if terminal:
            fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 80, 0, 0))
        self.process = subprocess.Popen(
            [sys.executable, "-m", module, *words, *further],
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            cwd=root,
            env=environment(root, HELD_AT=str(self.held), HELD_BY=hold, TEXTUAL_LOG=str(root / "keys.log")),
            preexec_fn=_core_dumps_allowed,  # noqa: PLW1509  (no other thread is there)
        )
        if terminal:
            os.close(theirs)
        elif self.process.stdin is not None:
            self.process.stdin.write(pipe)
            self.process.stdin.close()

    def press(self, keys: str, *, until: str) -> None:
        """Press keys, and read until ``until`` is shown."""
        os.write(self._ours, keys.encode())
        end = time.monotonic() + _PATIENCE
        shown = b""
        while until.encode() not in shown:
            if time.monotonic() > end:
                pytest.fail(self.end(signal.SIGKILL)[-3000:].decode(errors="replace"))
            if select.select([self._ours], [], [], 0.1)[0]:
                self._seen.append(_read(self._ours))
                shown += self._seen[-1]

    def wait_until_held(self) -> None:
        """Wait until the key is open."""
        end = time.monotonic() + _PATIENCE
        while not self.held.exists():
            if self.process.poll() is not None or time.monotonic() > end:
                pytest.fail(self.end(signal.SIGKILL).decode())
            time.sleep(0.02)

    def told_to_others(self) -> bytes:
        """Return what every program of this machine can read of it: its arguments and environment."""
        place = Path("/proc") / str(self.process.pid)
        return b"".join((place / name).read_bytes() for name in ("cmdline", "environ"))

    def end(self, number: int | None = None) -> bytes:
        """End it, by a signal if one is given, and return everything it wrote."""
        if number is not None:
            self.process.send_signal(number)
        if self._ours >= 0:
            self._seen += self._rest()
            os.close(self._ours)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                self._seen.append(stream.read())
                stream.close()
        self.process.wait(_PATIENCE)
        return b"".join(self._seen)

    def _rest(self) -> Iterator[bytes]:
        while self.process.poll() is None or select.select([self._ours], [], [], 0)[0]:
            if select.select([self._ours], [], [], 0.1)[0]:
                yield (read := _read(self._ours))
                if not read:
                    return


def _read(terminal: int) -> bytes:
    """Return what was shown; nothing from a terminal whose program has gone."""
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""


def leaks(root: Path, written: Iterable[bytes], *secrets: str) -> list[str]:
    """Return where one of the secrets was found: in what was written, or in a file below ``root``."""
    said = [f"output {number}" for number, part in enumerate(written) if holds(part, *secrets)]
    return [*said, *map(str, files_with(root, *secrets))]


def _core_dumps_allowed() -> None:
    _, most = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (most, most))
