"""What reading the ledger loads."""

from __future__ import annotations

import subprocess
import sys

import pytest

HEAVY = ("cryptography", "pydantic", "sqlalchemy", "textual", "reportlab", "click", "bcrypt")


@pytest.mark.parametrize(
    "module",
    [
        "canonical",
        "identifiers",
        "objects",
        "facts",
        "status",
        "meanings",
        "statements",
        "verify",
        "evidence",
        "keys",
    ],
)
def test_nothing_heavy_is_imported(module: str) -> None:
    """Importing a module of the ledger loads neither cryptography nor any other heavy library."""
    code = f"import sys, sonolog.ledger.{module}; print(*[one for one in {HEAVY!r} if one in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
