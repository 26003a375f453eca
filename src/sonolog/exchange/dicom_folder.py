"""Ultrasound studies in a folder of DICOM files, each by a hash; names of files, often of patients, are not told."""

from __future__ import annotations

import hmac
import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from sonolog.errors import Exit, SonologError
from sonolog.exchange.dicom import FileRefused, Image, read_image

MOST_FILES = 100_000
MOST_FOLDERS = 20_000
DEEPEST = 32
_LETTERS = "BCDFGHJKMNPQRSTVWXYZ"
"""No vowels and no digits: no word comes out, and nothing that looks like a number of a patient."""
_KEY_LENGTH = 16


class DicomMissing(SonologError):
    """The library that reads DICOM is not installed."""

    code = "dicom-missing"
    exit = Exit.FORMAT

    def __init__(self) -> None:
        super().__init__(
            "Reading DICOM needs the library pydicom, which is not installed here.",
            hint="Install sonolog with it: pip install 'sonolog[dicom]'.",
            kept="Nothing was stored.",
        )


class FolderRefused(SonologError):
    """The folder holds nothing to import, or more than is looked at."""

    code = "folder-refused"
    exit = Exit.NO_INPUT

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(f"This folder cannot be imported: {why}.", hint=hint, kept="Nothing was stored.")


@dataclass(slots=True)
class Study:
    """The images of one region in one study."""

    key: str
    """Keyed hash of study and region, by which it is known again."""
    day: str
    modality: str
    region: str
    manufacturer: str
    model: str
    images: int = 0
    frames: int = 0


@dataclass(frozen=True, slots=True)
class DicomFolder:
    """What a folder holds."""

    studies: tuple[Study, ...]
    """By day."""
    files: int
    refused: tuple[tuple[int, str], ...]
    """Place of the file in the order of names, from 1, and why it is not taken."""


def read_dicom_folder(folder: Path, secret: bytes) -> DicomFolder:
    """Return the ultrasound studies in ``folder`` and below it; links are not followed.

    ``secret`` is the key of the hashes: without it nobody can test whether a logbook holds a certain study.

    Raises:
        DicomMissing: there is no library to read them with.
        FolderRefused: it cannot be read, or holds too much.
    """
    _require_pydicom()
    studies: dict[str, Study] = {}
    refused: list[tuple[int, str]] = []
    number = 0
    for number, path in enumerate(_files(folder), 1):
        try:
            image = read_image(path)
        except FileRefused as refusal:
            refused.append((number, str(refusal)))
            continue
        key = study_key(image, secret)
        study = studies.setdefault(
            key, Study(key, image.day, image.modality, image.region, image.manufacturer, image.model)
        )
        study.images += 1
        study.frames += image.frames
    found = sorted(studies.values(), key=lambda one: (one.day, one.key))
    return DicomFolder(tuple(found), number, tuple(refused))


def study_key(image: Image, secret: bytes) -> str:
    """Return the keyed hash of an image's study and region: letters only."""
    drawn = int.from_bytes(hmac.digest(secret, f"{image.study}\0{image.region}".encode(), "sha256"), "big")
    letters = []
    for _ in range(_KEY_LENGTH):
        drawn, at = divmod(drawn, len(_LETTERS))
        letters.append(_LETTERS[at])
    return "".join(letters)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the files in a folder and below it in the order of their names; no link is followed.

    Raises:
        FolderRefused: it cannot be read, or holds too much.
    """
    waiting, folders, files = [(str(folder), 0)], 0, 0
    while waiting:
        here, depth = waiting.pop()
        folders += 1
        inside: list[tuple[str, int]] = []
        for entry in _entries(here, is_first=depth == 0):
            if entry.is_dir(follow_symlinks=False):
                inside.append((entry.path, depth + 1))
            elif not entry.name.startswith("."):
                files += 1
                _refuse_too_many(files, folders, depth)
                yield Path(entry.path)
        _refuse_too_many(files, folders + len(waiting), depth)
        waiting += reversed(inside)


def _entries(here: str, *, is_first: bool) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(here) as found:
            return sorted((one for one in found if not one.is_symlink()), key=lambda one: one.name)
    except OSError as fault:
        if is_first:
            raise FolderRefused(f"it cannot be read ({(fault.strerror or 'refused').lower()})") from None
        return []


def _refuse_too_many(files: int, folders: int, depth: int) -> None:
    if files > MOST_FILES or folders > MOST_FOLDERS or depth > DEEPEST:
        raise FolderRefused(
            f"it holds more than {MOST_FILES:,} files, or folders more than {DEEPEST} deep",
            "Name the folder of one day or one study.",
        )


def _require_pydicom() -> None:
    try:
        import pydicom  # noqa: F401
    except ImportError:
        raise DicomMissing from None
