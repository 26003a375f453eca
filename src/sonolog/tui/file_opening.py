"""Open a file with the program this computer has for it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

_OPENERS = {"darwin": "open", "linux": "xdg-open"}


def open_file(path: Path) -> str:
    """Open the file and return what was done; where nothing here can show it, say where it is."""
    if not path.exists():
        return f"{path} is not there any more."
    if sys.platform == "win32":
        os.startfile(path)  # noqa: S606  (the file was made by the person who opens it)
        return f"Opened {path}."
    name = shutil.which(_OPENERS.get(sys.platform, "xdg-open"))
    if name is None or not (sys.platform == "darwin" or os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        return f"Nothing here can show a PDF. It is at {path}."
    subprocess.Popen(  # noqa: S603  (a known program, and a path that is no word of a shell)
        [name, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return f"Opened {path}."
