"""One DICOM file of an ultrasound machine: a few harmless facts, and nothing about whose it is.

Of a file's header only the elements of :data:`_READ` are taken; all others, those of the patient first, are skipped
where they stand.  Pixels, which often have names burned in, are never looked at.  A unique id serves to tell studies
apart; :mod:`sonolog.exchange.dicom_folder` makes a keyed hash of it, and it goes no further.
"""

from __future__ import annotations

import logging
import re
import struct
import warnings
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

from sonolog.exchange.dicom_regions import region_of
from sonolog.paths import beginning_of

HEADER = 1024 * 1024
"""Bytes from the start of a file that are looked at; headers of ultrasound images have some 10,000."""

_READ = (
    *("StudyDate", "Modality", "BodyPartExamined", "Manufacturer", "ManufacturerModelName", "NumberOfFrames"),
    "StudyInstanceUID",
)
_ULTRASOUND = ("US", "IVUS")
_DEFLATED = ("1.2.840.10008.1.2.1.99", "1.2.840.10008.1.2.4.95", "1.2.840.10008.1.2.4.205")
"""Transfer syntaxes that have to be unpacked before anything can be read (PS3.5, A.5); small files become gigabytes."""
_DIRECTORY = "1.2.840.10008.1.3.10"
_LONG = (b"OB", b"OD", b"OF", b"OL", b"OV", b"OW", b"SQ", b"SV", b"UC", b"UN", b"UR", b"UT", b"UV")
_DAY = re.compile(r"(\d{4})\.?(\d{2})\.?(\d{2})")
_LONGEST = 64


class FileRefused(Exception):
    """One file is not taken; says why, without a word out of it."""


@dataclass(frozen=True, slots=True)
class Image:
    """What is taken from one file."""

    study: str
    """The study's unique id; never shown, kept or told."""
    day: str
    """ISO 8601; empty where the file has none that can be read."""
    modality: str
    region: str
    """A term of the shared vocabulary; empty where the file names no part of the body, or one that has no such term."""
    manufacturer: str
    model: str
    frames: int


def read_image(path: Path) -> Image:
    """Return what is taken from one file.

    Raises:
        FileRefused: it is not DICOM, not ultrasound, compressed as a whole, damaged, or cannot be read.
    """
    try:
        start = beginning_of(path, HEADER)
    except OSError:
        raise FileRefused("it cannot be read, or is no ordinary file") from None
    if start[128:132] != b"DICM":
        raise FileRefused("it is not DICOM")
    try:
        syntax = _transfer_syntax(start)
    except (struct.error, ValueError):
        raise FileRefused("it is damaged: its first group cannot be read") from None
    if syntax in _DEFLATED:
        raise FileRefused("it is compressed as a whole (deflated), which can hide any size")
    return _image(_header(start))


def _transfer_syntax(start: bytes) -> str:
    """Return the transfer syntax that group 2 names: always explicit, little-endian (PS3.10, 7.1).

    Raises:
        FileRefused: the file is the index of a disc.
        ValueError, struct.error: the group is damaged.
    """
    at, found = 132, ""
    while start[at : at + 2] == b"\x02\x00":
        element, kind = struct.unpack_from("<H2s", start, at + 2)
        is_long = kind in _LONG
        length = struct.unpack_from("<I" if is_long else "<H", start, at + (8 if is_long else 6))[0]
        at += 12 if is_long else 8
        if at + length > len(start):
            raise ValueError("an element ends behind the file")
        text = start[at : at + length].rstrip(b"\0 ").decode("ascii", "replace")
        if element == 0x0002 and text == _DIRECTORY:
            raise FileRefused("it is the index of a disc, not an image")
        if element == 0x0010:
            found = text
        at += length
    return found


def _header(start: bytes) -> Any:
    """Return the elements of :data:`_READ`; pydicom is kept from telling what it read.

    Raises:
        FileRefused: the header cannot be read; what the library raises then is of many kinds, some of its own.
    """
    from pydicom import config, dcmread

    logging.getLogger("pydicom").setLevel(logging.CRITICAL + 1)
    before = config.settings.reading_validation_mode
    config.settings.reading_validation_mode = config.IGNORE
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return dcmread(BytesIO(start), stop_before_pixels=True, force=False, specific_tags=list(_READ))
    except Exception:
        raise FileRefused("it is damaged: its header cannot be read") from None
    finally:
        config.settings.reading_validation_mode = before


def _image(header: Any) -> Image:
    modality = _text(header, "Modality").upper()
    if modality not in _ULTRASOUND:
        told = f" but {modality}" if re.fullmatch("[A-Z]{2,6}", modality) else ""
        raise FileRefused(f"it is not ultrasound{told}")
    study = _text(header, "StudyInstanceUID")
    if not study:
        raise FileRefused("it belongs to no study")
    frames = _text(header, "NumberOfFrames")
    return Image(
        study=study,
        day=_day(_text(header, "StudyDate")),
        modality=modality,
        region=region_of(_text(header, "BodyPartExamined")),
        manufacturer=_text(header, "Manufacturer"),
        model=_text(header, "ManufacturerModelName"),
        frames=int(frames) if re.fullmatch("[0-9]{1,6}", frames) else 1,
    )


def _text(header: Any, name: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            value = header.get(name)
            text = "" if value is None else str(value)
    except Exception:
        return ""
    shown = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(shown.split())[:_LONGEST]


def _day(text: str) -> str:
    """Return ``20261123``, or the older ``2026.11.23``, as ISO 8601."""
    found = _DAY.fullmatch(text)
    return "-".join(found.groups()) if found else ""
