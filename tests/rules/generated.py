"""Files made by the program's own modules; run as a script, it writes them anew."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

GENERATED = {
    "sonolog.assessment.schema": "schema/form.schema.json",
    "sonolog.cli.answers_schema": "schema/answers.schema.json",
    "sonolog.cli.reference": "docs/cli.md",
    "sonolog.domain.logbook_schema": "schema/logbook.schema.json",
    "sonolog.domain.logbook_standard": "docs/standard.md",
    "sonolog.frameworks.schema": "schema/framework.schema.json",
    "sonolog.frameworks.template_reference": "docs/templates.md",
    "sonolog.store.schema": "schema/database.sql",
    "sonolog.store.value_shapes": "src/sonolog/store/field_shapes.json",
    "sonolog.tui.reference": "docs/keys.md",
    "sonolog.cli.cohort_schema": "schema/cohort.schema.json",
    "sonolog.usecases.demo_lines": "examples/imports/year.txt",
}
"""Module that prints a file, and the file."""

ENDINGS = {"sonolog.frameworks.field_reference": "docs/frameworks.md"}
"""Module that prints the last part of a page, after the line that names the module."""

COPIED = {"schema/database.sql": "src/sonolog/store/database.sql"}
"""Generated file, and where the program finds its own copy."""


def printed_by(module: str) -> bytes:
    """Return what the module prints."""
    return subprocess.run([sys.executable, "-m", module], capture_output=True, check=True).stdout


def with_ending(text: bytes, module: str) -> bytes:
    """Return the text of a page with its last part made anew."""
    mark = f"<!-- made by: python -m {module} -->\n".encode()
    head, found, _ = text.partition(mark)
    assert found, f"the page has no line {mark!r}"
    return head + mark + printed_by(module)


if __name__ == "__main__":
    for module, name in ENDINGS.items():
        page = Path(__file__).parents[2] / name
        page.write_bytes(with_ending(page.read_bytes(), module))
    for module, name in GENERATED.items():
        (Path(__file__).parents[2] / name).write_bytes(printed_by(module))
    for name, copy in COPIED.items():
        (Path(__file__).parents[2] / copy).write_bytes((Path(__file__).parents[2] / name).read_bytes())
