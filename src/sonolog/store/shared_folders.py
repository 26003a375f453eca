"""Folders in which a database does not stay whole: those of other computers, and those a program copies elsewhere.

A network file system may lock late or not at all, and a program that keeps a folder in step with a cloud copies a
database while it is being written, or puts an older one in its place.  Which is which is told from the path and the
table of mounted file systems alone.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePath

from sonolog.errors import Exit
from sonolog.store.errors import CannotBeWritten

_NETWORK = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb2", "smb3", "smbfs", "afpfs", "webdav", "davfs", "afs", "ncpfs", "coda", "ceph"),
        *("lustre", "gpfs", "beegfs", "glusterfs", "orangefs", "pvfs2", "gfs2", "ocfs2", "acfs", "vboxsf", "prl_fs"),
    )
)
_NETWORK_BY_FUSE = re.compile(
    r"(?:fuse|macfuse|osxfuse)\.?(?:sshfs|rclone|davfs2?|gvfsd-fuse|glusterfs|s3fs|goofys|gcsfuse|curlftpfs|smbnetfs|"
    r"vmhgfs-fuse|onedriver|google-drive-ocamlfuse|cephfs?|juicefs|mergerfs-nfs)"
)
_SYNCED = {
    "OneDrive": r"onedrive(?: ?- ?.+)?",
    "Dropbox": r"dropbox(?: \(.+\))?",
    "iCloud": r"icloud ?drive|mobile documents|com~apple~clouddocs",
    "Google Drive": r"google ?drive|googledrive-.+|my drive",
    "Nextcloud": r"(?:nextcloud|owncloud)\d?",
    "a cloud": r"cloudstorage",
}
_NAMES = {name: re.compile(pattern, re.IGNORECASE) for name, pattern in _SYNCED.items()}
_MOUNT_LINE = re.compile(r"(?P<device>.+) on (?P<point>/.*) \((?P<kind>[^,)]+)")
_OCTAL = re.compile(r"\\([0-7]{3})")


@dataclass(frozen=True, slots=True)
class Mount:
    """One mounted file system."""

    point: PurePath
    kind: str


class SharedFolder(CannotBeWritten):
    """The folder is not one that this machine has to itself."""

    code = "shared-folder"
    exit = Exit.NO_OUTPUT

    def __init__(self, path: Path, what: str) -> None:
        self.what = what
        self.reason = f"it is in {what}"
        super().__init__(
            f"{path} is in {what}: there a logbook can be damaged, or put back to an older state, without a word.",
            hint="Keep it on this machine's own disk, and put copies there with “sonolog backup”."
            " If you must: --allow-shared-folder.",
            kept="Nothing was written.",
        )


def shared_by(path: PurePath, mounts: Iterable[Mount]) -> str:
    """Return what ``path`` is shared by, in words that follow “in”; empty where nothing shares it.

    ``path`` is absolute and holds no symbolic links.
    """
    if str(path).startswith(("\\\\", "//")):
        return "a folder of another computer"
    above = {path, *path.parents}
    holding = [one for one in mounts if one.point in above]
    if holding:
        kind = max(enumerate(holding), key=lambda one: (len(one[1].point.parts), one[0]))[1].kind.lower()
        if kind in _NETWORK or _NETWORK_BY_FUSE.fullmatch(kind):
            return f"a folder of another computer ({kind})"
    for part in path.parts[1:-1]:
        for name, pattern in _NAMES.items():
            if pattern.fullmatch(part):
                return f"a folder that {name} copies elsewhere"
    return ""


@lru_cache(maxsize=1)
def linux_mounts(text: str) -> tuple[Mount, ...]:
    """Return what ``/proc/self/mountinfo`` tells, in its order: of two on one point the later one lies above."""
    found = []
    for line in text.splitlines():
        before, _, after = line.partition(" - ")
        fields, kind = before.split(" "), after.split(" ")[0]
        if len(fields) > 4 and kind:
            point = _OCTAL.sub(lambda match: chr(int(match[1], 8)), fields[4])
            found.append(Mount(PurePath(point), kind))
    return tuple(found)


def listed_mounts(text: str) -> tuple[Mount, ...]:
    """Return what ``mount`` prints on macOS and BSD."""
    found = (_MOUNT_LINE.match(line) for line in text.splitlines())
    return tuple(Mount(PurePath(match["point"]), match["kind"]) for match in found if match)


def mounts_here() -> tuple[Mount, ...]:
    """Return what is mounted on this machine; nothing where it cannot be told."""
    import subprocess

    try:
        if os.uname().sysname == "Linux":
            return linux_mounts(Path("/proc/self/mountinfo").read_text("utf-8", errors="surrogateescape"))
        listed = subprocess.run(["/sbin/mount"], capture_output=True, text=True, timeout=5, check=False)
        return listed_mounts(listed.stdout)
    except (OSError, AttributeError, subprocess.SubprocessError):
        return ()


def refuse_shared(path: Path) -> None:
    """Refuse a logbook in a folder that this machine does not have to itself.

    Raises:
        SharedFolder: naming what shares it.
    """
    what = shared_by(path.resolve(), mounts_here())
    if what:
        raise SharedFolder(path, what)
