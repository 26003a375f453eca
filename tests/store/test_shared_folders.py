"""Folders that other machines share are known by path and mounts alone."""

from __future__ import annotations

from pathlib import PurePosixPath

import pytest

from sonolog.store.shared_folders import Mount, linux_mounts, listed_mounts, mounts_here, shared_by

_MOUNTINFO = """\
21 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
30 21 0:30 / /disk/tess/h rw - nfs4 server:/export/h rw,vers=4.2
31 21 0:31 / /mnt/ward\\040share rw - cifs //server/ward rw
32 21 0:32 / /disk/tess/rclone rw - fuse.rclone remote: rw
33 21 0:33 / /disk/tess/h/local rw - ext4 /dev/sdb1 rw
34 21 0:34 / /media/stick rw - vfat /dev/sdc1 rw
35 21 0:35 / /twice rw - nfs server:/a rw
36 21 0:36 / /twice rw - ext4 /dev/sdd1 rw
37 21 0:37 / /snap rw - fuse.squashfuse /x rw
"""
_MAC = """\
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
//tess@server/ward on /Volumes/ward (smbfs, nodev, nosuid, mounted by tess)
/dev/disk4s1 on /Volumes/STICK (msdos, local, nodev)
"""


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("/disk/tess/logbook.db", False),
        ("/disk/tess/h/logbook.db", True),
        ("/disk/tess/help/logbook.db", False),
        ("/disk/tess/h/local/logbook.db", False),
        ("/mnt/ward share/logbook.db", True),
        ("/disk/tess/rclone/a/b/logbook.db", True),
        ("/media/stick/logbook.db", False),
        ("/twice/logbook.db", False),
        ("/snap/logbook.db", False),
    ],
)
def test_network_file_systems_on_linux(path: str, shared: bool) -> None:
    """The mount that lies above decides; a memory stick and a local disk inside a share are fine."""
    assert bool(shared_by(PurePosixPath(path), linux_mounts(_MOUNTINFO))) is shared


def test_network_file_systems_elsewhere() -> None:
    """What ``mount`` lists on other systems is read as well."""
    mounts = listed_mounts(_MAC)
    assert len(mounts) == 3
    assert "smbfs" in shared_by(PurePosixPath("/Volumes/ward/logbook.db"), mounts)
    assert not shared_by(PurePosixPath("/Volumes/STICK/logbook.db"), mounts)
    assert not shared_by(PurePosixPath("/disk/tess/logbook.db"), mounts)
    assert shared_by(PurePosixPath("//server/ward/logbook.db"), ())


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("/disk/tess/OneDrive/logbook.db", "OneDrive"),
        ("/disk/tess/OneDrive - Example Trust/a/logbook.db", "OneDrive"),
        ("/disk/tess/Dropbox/logbook.db", "Dropbox"),
        ("/disk/tess/Dropbox (Personal)/logbook.db", "Dropbox"),
        ("/disk/tess/Library/Mobile Documents/com~apple~CloudDocs/logbook.db", "iCloud"),
        ("/disk/tess/Library/CloudStorage/GoogleDrive-tess@example.org/My Drive/logbook.db", "a cloud"),
        ("/disk/tess/Google Drive/logbook.db", "Google Drive"),
        ("/disk/tess/Nextcloud/logbook.db", "Nextcloud"),
        ("/disk/tess/nextcloud2/x/logbook.db", "Nextcloud"),
    ],
)
def test_folders_that_are_copied_elsewhere(path: str, name: str) -> None:
    """The names such programs give their folders are known, wherever they stand in the path."""
    assert f"a folder that {name} copies" in shared_by(PurePosixPath(path), [Mount(PurePosixPath("/"), "ext4")])


@pytest.mark.parametrize("path", ["/disk/tess/onedrive.db", "/disk/tess/my dropbox notes/a.db", "/srv/drive/a.db"])
def test_other_names_are_let_alone(path: str) -> None:
    """A file of such a name, or a folder that only mentions one, is no shared folder."""
    assert shared_by(PurePosixPath(path), ()) == ""


def test_this_machine_tells_its_mounts() -> None:
    """The table of this machine can be read, and has a root."""
    assert any(str(one.point) == "/" for one in mounts_here())
