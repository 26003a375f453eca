"""Files made by the program's own modules; run as a script, it writes them anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GENERATED = {
    "sonolog.cli.reference": "docs/cli.md",
    "sonolog.domain.logbook_schema": "schema/logbook.schema.json",
    "sonolog.frameworks.schema": "schema/framework.schema.json",
    "sonolog.store.schema": "schema/database.sql",
    "sonolog.tui.reference": "docs/keys.md",
    "sonolog.usecases.demo_lines": "examples/imports/year.txt",
}
"""Module that prints a file, and the file."""


def printed_by(module: str) -> bytes:
    """Return what the module prints."""
    return subprocess.run([sys.executable, "-m", module], capture_output=True, check=True).stdout


if __name__ == "__main__":
    for module, name in GENERATED.items():
        (Path(__file__).parents[2] / name).write_bytes(printed_by(module))
