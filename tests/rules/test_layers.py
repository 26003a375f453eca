"""Imports point down only, and each heavy library is known to one layer alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from .source import ROOT

_LINT = "from importlinter.cli import lint_imports_command; lint_imports_command()"


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    """Check the contracts of the repository in ``folder``, whose ``src`` is read."""
    code = f"import sys; sys.path.insert(0, {str(folder / 'src')!r}); {_LINT}"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-cache", "--no-logo"],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_layer_reaches_up() -> None:
    """Every contract is kept."""
    done = _lint(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("file", "line"),
    [
        ("domain/scan.py", "import sonolog.ledger.objects"),
        ("store/objects.py", "import sonolog.usecases.submit"),
        ("cli/root.py", "import sonolog.tui.app"),
        ("progress/evaluate.py", "import sonolog.store.objects"),
        ("usecases/submit.py", "import sqlalchemy"),
        ("usecases/submit.py", "import cryptography"),
        ("store/objects.py", "import click"),
        ("cli/root.py", "import textual"),
        ("progress/evaluate.py", "import reportlab"),
    ],
)
def test_an_import_against_the_layers_is_found(tmp_path: Path, file: str, line: str) -> None:
    """One such line anywhere, even inside a function, breaks a contract."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    copied = tmp_path / "src" / "sonolog"
    shutil.copytree(ROOT / "src" / "sonolog", copied, ignore=shutil.ignore_patterns("__pycache__"))
    (copied / "tui").mkdir(exist_ok=True)
    for empty in ("tui/__init__.py", "tui/app.py"):
        (copied / empty).touch()
    with (copied / file).open("a", encoding="utf-8") as source:
        source.write(f"\n\ndef _reach() -> None:\n    {line}\n")
    done = _lint(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "BROKEN" in done.stdout
