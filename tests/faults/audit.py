"""Compare the pinned libraries with published vulnerabilities: ``python -m tests.faults.audit requirements.lock``.

pip-audit asks a database on the network. Without one it names what it skipped and may still end with 0, so its answer
counts only if it holds every library of the list; anything else is said to be *not audited*, and is never a pass.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from enum import IntEnum
from pathlib import Path
from typing import Any

_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)


class Outcome(IntEnum):
    """What came of it, as an exit code."""

    CLEAN = 0
    VULNERABLE = 1
    NOT_AUDITED = 2


def pinned(lock: str) -> set[str]:
    """Return the names of the libraries in a list, in the spelling that is compared."""
    return {_plain(name) for name, _ in _PINNED.findall(lock)}


def judged(answer: str, wanted: set[str]) -> tuple[Outcome, str]:
    """Return what an answer of pip-audit (JSON) is worth for the libraries ``wanted``, and a sentence."""
    try:
        told: list[Mapping[str, Any]] = json.loads(answer)["dependencies"]
    except (ValueError, KeyError, TypeError):
        return Outcome.NOT_AUDITED, "Not audited: pip-audit gave no answer. Is there a network?"
    found = [f"{one['name']} {one['version']}: {vuln['id']}" for one in told for vuln in one.get("vulns", ())]
    if found:
        return Outcome.VULNERABLE, "Known to be vulnerable:\n" + "\n".join(found)
    looked_up = {_plain(str(one["name"])) for one in told if "vulns" in one and "skip_reason" not in one}
    missing = sorted(wanted - looked_up)
    if missing or not wanted:
        return Outcome.NOT_AUDITED, f"Not audited: {', '.join(missing) or 'an empty list'} was not looked up."
    return Outcome.CLEAN, f"Audited: nothing is known against the {len(wanted)} pinned libraries."


def audit(lock: Path) -> tuple[Outcome, str]:
    """Return what pip-audit says of the list at ``lock``."""
    beside = shutil.which("pip-audit", path=str(Path(sys.executable).parent)) or shutil.which("pip-audit")
    if beside is None:
        return Outcome.NOT_AUDITED, "Not audited: pip-audit is not installed. For example: pipx install pip-audit"
    command = [beside, "--strict", "--format", "json", "--require-hashes", "--disable-pip", "-r", str(lock)]
    ended = subprocess.run(command, capture_output=True, text=True, check=False)
    return judged(ended.stdout, pinned(lock.read_text("utf-8")))


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    outcome, sentence = audit(Path(sys.argv[1]))
    print(sentence)  # noqa: T201
    sys.exit(outcome)
