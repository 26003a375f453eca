"""The verifier that is exported beside every file: one file that needs nothing of this program."""

from __future__ import annotations

import json
from pathlib import Path

from sonolog.ledger.meanings import MEANINGS

_MARK = "MEANINGS = {}"


def verifier_text() -> str:
    """Return the text of ``verify.py``, with the sentences of today's meanings written in."""
    known = json.dumps({code: one.sentence for code, one in MEANINGS.items()}, indent=4, ensure_ascii=False)
    return Path(__file__).with_name("verify.py").read_text("utf-8").replace(_MARK, f"MEANINGS = {known}", 1)
