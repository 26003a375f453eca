"""DICOM files as machines write them, of people who are plainly invented."""

from __future__ import annotations

import warnings
import zlib
from pathlib import Path
from struct import pack

from pydicom.dataset import Dataset, FileMetaDataset
from pydicom.uid import DeflatedExplicitVRLittleEndian, ExplicitVRLittleEndian, UltrasoundImageStorage

SECRETS = (
    *("Nobody^Invented", "999 123 4560", "19500102", "ACC-77", "Example Infirmary", "left shoulder of Mrs Nobody"),
    *("Operator^Olga", "1.2.826.0.1.3680043.8.498.1"),
)
"""What stands in each of these files and must stand nowhere else."""


def dicom_file(path: Path, study: str = "1", **said: object) -> Path:
    """Write a file of an ultrasound study with a patient in it; ``said`` are further elements, None leaves one out."""
    uid = f"1.2.826.0.1.3680043.8.498.1.{study}"
    elements: dict[str, object] = {
        "PatientName": SECRETS[0],
        "PatientID": SECRETS[1],
        "PatientBirthDate": SECRETS[2],
        "AccessionNumber": SECRETS[3],
        "InstitutionName": SECRETS[4],
        "StudyDescription": SECRETS[5],
        "OperatorsName": SECRETS[6],
        "StudyInstanceUID": uid,
        "SOPInstanceUID": f"{uid}.9",
        "StudyDate": "20261102",
        "Modality": "US",
        "BodyPartExamined": "SHOULDER",
        "NumberOfFrames": "30",
        "Manufacturer": "Example Medical",
        "ManufacturerModelName": "Probe 7",
        "PixelData": b"\0" * 400,
    }
    with warnings.catch_warnings(action="ignore"):  # some of it is as machines write it, and not as the standard has it
        return _written(path, elements | said)


def _written(path: Path, elements: dict[str, object]) -> Path:
    made = Dataset()
    for name, value in elements.items():
        if value is not None:
            setattr(made, name, value)
    if "PixelData" in made:
        made["PixelData"].VR = "OB"
    made.SOPClassUID = UltrasoundImageStorage
    meta = FileMetaDataset()
    meta.TransferSyntaxUID = ExplicitVRLittleEndian
    meta.MediaStorageSOPClassUID, meta.MediaStorageSOPInstanceUID = UltrasoundImageStorage, made.SOPInstanceUID
    made.file_meta = meta
    made.save_as(path, enforce_file_format=True)
    return path


def deflated_file(path: Path) -> Path:
    """Write a file that is compressed as a whole, and would become 64 MB."""
    start = dicom_file(path).read_bytes()[:400]
    plain = ExplicitVRLittleEndian.encode() + b"\0"
    said, meant = b"UI" + pack("<H", len(plain)) + plain, DeflatedExplicitVRLittleEndian.encode()
    assert said in start
    squeezed = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = squeezed.compress(bytes(64 * 1024 * 1024)) + squeezed.flush()
    path.write_bytes(start.replace(said, b"UI" + pack("<H", len(meant)) + meant) + body)
    return path
