"""The verifiers that are exported beside every file: each one file that needs nothing of this program."""

from __future__ import annotations

import json
from pathlib import Path

from sonolog.ledger.meanings import MEANINGS

VERIFIER, CHECK = "verify.py", "check.sh"
_MARK = "MEANINGS = {}"


def verifier_text() -> str:
    """Return the text of ``verify.py``, with the sentences of today's meanings written in."""
    known = json.dumps({code: one.sentence for code, one in MEANINGS.items()}, indent=4, ensure_ascii=False)
    return _text(VERIFIER).replace(_MARK, f"MEANINGS = {known}", 1)


def check_text() -> str:
    """Return the text of ``check.sh``, which needs OpenSSH and sha256sum alone."""
    return _text(CHECK)


def _text(name: str) -> str:
    return Path(__file__).with_name(name).read_text("utf-8")
