"""A folder that ``export`` wrote, read as one file: its bundles, or where those are lost, its tables."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from sonolog.errors import Exit, SonologError
from sonolog.exchange.bundle import Bundle, BundleRefused, read_bundle
from sonolog.exchange.record_tables import TABLES, read_tables
from sonolog.paths import read_ordinary
from sonolog.usecases.export_everything import bundle_name
from sonolog.usecases.incoming_file import FileMissing, content_of

MOST_PARTS = 1_000
MOST_BYTES = 2_000_000_000
"""Bytes of one table; a million scans have a third of it."""


class NoExport(SonologError):
    """The folder holds nothing that ``export`` wrote."""

    code = "no-export"
    exit = Exit.NO_INPUT

    def __init__(self, folder: Path) -> None:
        super().__init__(
            f"{folder} holds no export of a logbook: neither {bundle_name(1)} nor a table such as {TABLES[0]}.",
            hint="Name the folder that sonolog export wrote, or one file in it.",
            kept="Nothing was stored.",
            where=str(folder),
        )


def read_folder(folder: Path) -> tuple[bytes, Bundle]:
    """Return what an exported folder holds, with bytes that stand for all of it.

    Raises:
        NoExport: it holds no export.
        FileMissing: a file cannot be read.
        BundleRefused, NewerBundle: a part is missing, or a file is damaged or was changed.
    """
    content = dict(_bundles(folder))
    if content:
        return _fingerprint(content), _united({name: read_bundle(one) for name, one in content.items()})
    content = dict(_tables(folder))
    if not content:
        raise NoExport(folder)
    found = read_tables(content)
    if found.faults:
        raise BundleRefused(found.faults, str(folder))
    purpose = "copy" if found.entries else "evidence"
    return _fingerprint(content), Bundle({"purpose": purpose}, found.objects, found.entries)


def _bundles(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the bundles there are, until a number is missing."""
    for name in map(bundle_name, range(1, MOST_PARTS)):
        if not (folder / name).exists():
            return
        content = content_of(folder / name)
        if content is None:
            raise BundleRefused([f"{name} is a database"], str(folder))
        yield name, content


def _tables(folder: Path) -> Iterator[tuple[str, bytes]]:
    """Yield the tables there are; they are not split, so that each may be larger than a bundle."""
    for name in TABLES:
        try:
            yield name, read_ordinary(folder / name, MOST_BYTES)
        except FileNotFoundError:
            continue
        except OSError as fault:
            raise FileMissing(folder / name, fault) from None


def _fingerprint(contents: dict[str, bytes]) -> bytes:
    return "".join(f"{hashlib.sha256(one).hexdigest()}  {name}\n" for name, one in contents.items()).encode()


def _united(parts: dict[str, Bundle]) -> Bundle:
    """Return several files as one."""
    first, *others = parts.values()
    if not others and first.head.get("of", 1) == 1:
        return first
    faults = [
        f"{name} is not part {at} of {len(parts)}"
        for at, (name, one) in enumerate(parts.items(), 1)
        if not _is_part(one, at, len(parts))
    ]
    if faults:
        raise BundleRefused(faults)
    head: dict[str, Any] = {key: value for key, value in first.head.items() if key not in ("part", "of")}
    objects = {one.digest: one for part in parts.values() for one in part.objects}
    entries = tuple(one for part in parts.values() for one in part.entries)
    return Bundle(head, tuple(objects.values()), entries)


def _is_part(one: Bundle, number: int, count: int) -> bool:
    return (one.head.get("part"), one.head.get("of")) == (number, count)
