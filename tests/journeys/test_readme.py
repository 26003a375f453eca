"""The README's tour works as written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parents[2]
_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NOT_RUN = ("make ",)
"""The two commands that would start these tests again, and a file that is the reader's own."""


def tour() -> str:
    """Return every command of the README that can be run, in order."""
    blocks = _BLOCK.findall((REPOSITORY / "README.md").read_text("utf-8"))
    lines = [line for block in blocks for line in block.splitlines()]
    return "\n".join(line for line in lines if not line.startswith(_NOT_RUN)) + "\n"


def run_tour(folder: Path) -> subprocess.CompletedProcess[str]:
    """Run the tour in an empty folder with an empty home."""
    home = folder / "home"
    home.mkdir()
    shutil.copytree(REPOSITORY / "examples", folder / "examples")
    bash = shutil.which("bash") or "bash"
    environment = {
        "HOME": str(home),
        "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
        "LANG": "C.UTF-8",
    }
    return subprocess.run(
        [bash, "-euo", "pipefail", "-c", tour()],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_tour_works_in_an_empty_folder_with_an_empty_home(tmp_path: Path) -> None:
    """Every command of the tour succeeds, in order, on a machine where nothing was set up."""
    done = run_tour(tmp_path)

    assert done.returncode == 0, done.stderr
    said = done.stdout + done.stderr
    assert "REVISION.json: OK" in said
    assert "Everything is sound." in said
    assert "Made a new logbook: " in said
    assert (tmp_path / "elsewhere.db").exists()  # what was exported came in again
    assert (tmp_path / "progress.pdf").read_bytes().startswith(b"%PDF-")
    assert (tmp_path / "backup.db").stat().st_mode & 0o777 == 0o600


def test_the_readme_names_every_page_once() -> None:
    """No page has two lines in the table of what there is more."""
    table = (REPOSITORY / "README.md").read_text("utf-8").partition("\n## More\n")[2]
    pages = re.findall(r"^\| \[[^]]*\]\(([^)]*)\)", table, re.MULTILINE)
    assert "docs/exchange.md" in pages
    assert len(pages) == len(set(pages))
