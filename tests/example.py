"""The example logbook of ``sonolog demo``, made once for all processes of a test run."""

from __future__ import annotations

import fcntl
import json
import os
from dataclasses import asdict
from functools import cache
from pathlib import Path

from sonolog.usecases.demo import DemoMade, make_demo

SHARED_FOLDER = "EXAMPLE_LOGBOOK_FOLDER"
"""Environment variable: a folder that all processes of a run see."""


@cache
def the_example() -> DemoMade:
    """Return the example logbook, to be copied and left as it is; whoever comes first makes it."""
    folder = Path(os.environ[SHARED_FOLDER])
    told = folder / "made.json"
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            told.write_text(json.dumps(asdict(make_demo(folder / "demo.db")), default=str), "utf-8")
    kept = json.loads(told.read_text("utf-8"))
    passphrases = tuple((name, words) for name, words in kept["passphrases"])
    return DemoMade(**kept | {"path": Path(kept["path"]), "keys": Path(kept["keys"]), "passphrases": passphrases})
