"""Take the studies of a DICOM folder for the rows of a table, so that they come in as every other logbook does.

A study becomes a draft: the day, the region where the file tells it, and the machine as fields of one's own.  What the
person did and found is theirs to say.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from sonolog.domain.problems import Problem
from sonolog.exchange.dicom_folder import DicomFolder, FolderRefused, Study, read_dicom_folder
from sonolog.exchange.import_map import CUSTOM, ImportMap
from sonolog.exchange.table_file import Row, Sheet
from sonolog.ledger.identifiers import Entropy
from sonolog.paths import Home, make_private, read_ordinary, write_whole
from sonolog.usecases.import_look import Look, look_at_sheet
from sonolog.usecases.import_twins import STUDY
from sonolog.usecases.logbook import Logbook

_SECRET = 32
_MOST_RANGES = 6
_COLUMNS: Mapping[str, str] = {
    "Date": "date",
    "Region": "region",
    **{name: f"{CUSTOM}{name}" for name in ("Modality", "Manufacturer", "Model", "Images", "Frames", STUDY)},
}


def look_at_folder(logbook: Logbook, folder: Path, *, region: str = "") -> Look:
    """Return the studies in a folder as a table; ``region`` is that of studies whose files tell none.

    Raises:
        DicomMissing: pydicom is not installed.
        FolderRefused: there is no ultrasound study in it, or too much.
    """
    found = read_dicom_folder(folder, _secret(logbook.home, logbook.entropy))
    if not found.studies:
        raise FolderRefused(f"there is no ultrasound study in it ({_told(found)})")
    rows = [Row(1, list(_COLUMNS)), *(Row(at, _cells(one)) for at, one in enumerate(found.studies, 2))]

    def read() -> Iterator[Row]:
        yield from rows

    look = look_at_sheet(folder, Sheet(read, f"DICOM, {_told(found)}"), known=_map(region))
    refused = tuple(
        Problem(f"{why[0].upper()}{why[1:]}.", "not-taken", line=number, severity="warning")
        for number, why in found.refused
    )
    untold = sum(not one.region for one in found.studies)
    notices = (f"{untold} of {len(found.studies)} studies tell no region.",) if untold and not region else ()
    return replace(look, refused=refused, without_region=untold, notices=notices, source="dicom")


def known_region(words: str) -> str:
    """Return the region that the words name.

    Raises:
        UnknownTerm: they name none.
    """
    from sonolog.frameworks.vocabulary import load_vocabulary

    return load_vocabulary().find("region", words).id


def with_region(look: Look, region: str) -> Look:
    """Return the look with the region of those studies whose files tell none."""
    return replace(look, map=replace(look.map, always={"region": region}), without_region=0, notices=())


def refused_words(look: Look) -> tuple[tuple[str, str], ...]:
    """Return which files are left out, by their place in the order of names (“1–5, 9”), and why, a reason a line."""
    found: dict[str, list[int]] = {}
    for one in look.refused:
        found.setdefault(one.message, []).append(one.line or 0)
    return tuple((_ranges(numbers), why) for why, numbers in found.items())


def _ranges(numbers: Sequence[int]) -> str:
    """Return rising numbers with neighbours drawn together; of very many the first."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    shown = ["–".join(map(str, run)) for run in runs[:_MOST_RANGES]]
    return ", ".join([*shown, "…"] if len(runs) > _MOST_RANGES else shown)


def _map(region: str) -> ImportMap:
    return ImportMap(_COLUMNS, "scan", None, {"region": region} if region else {})


def _cells(one: Study) -> list[str]:
    counts = (str(one.images), str(one.frames))
    return [one.day, one.region, one.modality, one.manufacturer, one.model, *counts, one.key]


def _told(found: DicomFolder) -> str:
    reasons = Counter(why for _, why in found.refused)
    left = "; ".join(f"{count} left out: {why}" for why, count in reasons.most_common(5))
    files = f"{found.files:,} file{'s' if found.files != 1 else ''}"
    return f"{files}, {left}" if left else files


def _secret(home: Home, entropy: Entropy) -> bytes:
    """Return the key of the hashes, made once for this home; without it a hash tells nothing."""
    path = home.config / "dicom-secret"
    try:
        found = read_ordinary(path, _SECRET)
    except OSError:
        found = b""
    if len(found) != _SECRET:
        found = entropy(_SECRET)
        make_private(path.parent)
        write_whole(path, found, replace=True)
    return found
