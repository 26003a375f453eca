"""The program, held or broken at the moment a key is open: ``python -m tests.faults.held WORDS``.

``HELD_BY`` says how: ``pause`` waits for a signal; ``pause-open`` does too, with the closing of the memory taken out,
so that a test can tell that it would notice; every other word is where an exception is raised, with the passphrase in
its text and in a local variable.
"""

from __future__ import annotations

import asyncio
import os
import signal
import threading
from pathlib import Path
from typing import Any, NoReturn

from sonolog import __main__ as program
from sonolog.ledger import keys, memory

_BY = os.environ["HELD_BY"]
_load = keys.load_key


def _broken(secret: str) -> NoReturn:
    raise ValueError(f"broken with {secret} in hand")


def _load_and_hold(path: Path, passphrase: keys.Passphrase) -> Any:
    opened = _load(path, passphrase)
    secret = passphrase.reveal().decode()
    if _BY.startswith("pause"):
        Path(os.environ["HELD_AT"]).write_text("held", "utf-8")
        while True:
            signal.pause()
    if _BY == "worker":
        _broken(secret)
    if _BY == "thread":
        thread = threading.Thread(target=_broken, args=(secret,))
        thread.start()
        thread.join()
    return opened


def _break_the_app() -> None:
    from sonolog.tui.dialogs.passphrase import PassphraseDialog, SecretInput

    def submitted(_dialog: object, event: SecretInput.Submitted) -> None:
        _broken(event.value)

    def changed(_dialog: object, event: SecretInput.Changed) -> None:
        if len(event.value) > 20:
            _broken(event.value)

    def in_a_task(_dialog: object, event: SecretInput.Submitted) -> None:
        async def breaking() -> None:
            _broken(event.value)

        task = asyncio.get_running_loop().create_task(breaking())
        task.add_done_callback(lambda _done: _broken(event.value))

    def drawn(dialog: PassphraseDialog) -> object:
        _broken(next((one.value for one in dialog.query(SecretInput)), ""))

    broken = {"submitted": submitted, "changed": changed, "task": in_a_task, "drawn": drawn}
    names = {"submitted": "on_input_submitted", "task": "on_input_submitted", "changed": "on_input_changed"}
    if _BY in broken:
        setattr(PassphraseDialog, names.get(_BY, "on_key"), broken[_BY])


if __name__ == "__main__":
    keys.load_key = _load_and_hold
    if _BY == "pause-open":
        memory._Memory._close = lambda _memory: None  # type: ignore[method-assign]
    _break_the_app()
    program.main()
