"""A folder of DICOM files tells its ultrasound studies and nothing about whose they are, whatever else lies in it."""

from __future__ import annotations

import os
import random
from dataclasses import astuple
from pathlib import Path

import data_store
import pydicom.data
import pytest

from sonolog.exchange import dicom_folder
from sonolog.exchange.dicom import FileRefused, read_image
from sonolog.exchange.dicom_folder import FolderRefused, read_dicom_folder
from sonolog.exchange.dicom_regions import REGIONS, region_of
from sonolog.frameworks.vocabulary import load_vocabulary

from .dicom_files import SECRETS, deflated_file, dicom_file

_SECRET = b"s" * 32
BUNDLED = Path(pydicom.data.__file__).parent
FURTHER = Path(data_store.__file__).parent


def test_a_study_is_what_its_files_say_together(tmp_path: Path) -> None:
    """Images of one region in one study are one; another region, and another study, is another."""
    for name in ("a", "b"):
        dicom_file(tmp_path / name)
    dicom_file(tmp_path / "c", BodyPartExamined="knee", NumberOfFrames=None)
    dicom_file(tmp_path / "d", study="2")
    found = read_dicom_folder(tmp_path, _SECRET)

    assert sorted((one.region, one.images, one.frames) for one in found.studies) == [
        ("knee", 1, 1),
        ("shoulder", 1, 30),
        ("shoulder", 2, 60),
    ]
    first = found.studies[0]
    assert (first.day, first.modality, first.manufacturer, first.model) == (
        *("2026-11-02", "US"),
        *("Example Medical", "Probe 7"),
    )
    assert (found.files, found.refused) == (4, ())


def test_nothing_about_a_patient_is_taken(tmp_path: Path) -> None:
    """No name, number, birth date, description, unique id or file name is in what comes back, nor in any reason."""
    dicom_file(tmp_path / "Nobody^Invented.dcm")
    dicom_file(tmp_path / "Nobody^Invented-2.dcm", Modality="MR")
    found = read_dicom_folder(tmp_path, _SECRET)
    told = repr((found.studies, found.refused))

    assert not [secret for secret in SECRETS if secret in told]


def test_a_study_is_known_again_by_a_hash_nobody_can_guess(tmp_path: Path) -> None:
    """The same study gives the same letters under the same secret only; no digit is among them."""
    dicom_file(tmp_path / "a")
    keys = [read_dicom_folder(tmp_path, secret).studies[0].key for secret in (_SECRET, _SECRET, b"t" * 32)]

    assert keys[0] == keys[1] != keys[2]
    assert keys[0].isalpha() and len(keys[0]) == 16


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"Modality": "MR"}, "it is not ultrasound but MR"),
        ({"Modality": None}, "it is not ultrasound"),
        ({"Modality": "999 123 4560"}, "it is not ultrasound"),
        ({"StudyInstanceUID": None}, "it belongs to no study"),
    ],
)
def test_another_file_is_refused_with_the_reason(said: dict[str, object], why: str, tmp_path: Path) -> None:
    """Another modality is named if it is one; what else stands there is not repeated."""
    with pytest.raises(FileRefused) as refused:
        read_image(dicom_file(tmp_path / "a", **said))
    assert str(refused.value) == why


def test_a_deflated_file_is_refused_before_anything_is_unpacked(tmp_path: Path) -> None:
    """Its first group says so, and that is all that is read of it."""
    with pytest.raises(FileRefused, match="deflated"):
        read_image(deflated_file(tmp_path / "a"))


def test_all_ultrasound_files_of_two_public_collections_are_read() -> None:
    """Each file whose modality is US and that is not deflated is taken, and no other; none of them makes it stumble."""
    for folder, studies, images in ((BUNDLED, 4, 5), (FURTHER, 6, 16)):
        found = read_dicom_folder(folder, _SECRET)
        assert (len(found.studies), sum(one.images for one in found.studies)) == (studies, images)
        assert sum(one.images for one in found.studies) + len(found.refused) == found.files
        assert all(one.day and one.manufacturer for one in found.studies)
        assert not [why for _, why in found.refused if "but US" in why]


def test_a_damaged_file_is_refused_and_never_more(tmp_path: Path) -> None:
    """Cut off anywhere, or altered anywhere, a file is read or refused; nothing else happens, and it stays quick."""
    whole = dicom_file(tmp_path / "whole").read_bytes()
    chance = random.Random(999)  # noqa: S311
    for turn in range(400):
        altered = bytearray(whole if turn % 2 else whole[: chance.randrange(len(whole))])
        for _ in range(chance.randrange(1, 8) if altered else 0):
            altered[chance.randrange(len(altered))] = chance.randrange(256)
        (tmp_path / "altered").write_bytes(altered)
        try:
            told = repr(astuple(read_image(tmp_path / "altered"))[1:])
        except FileRefused as refused:
            told = str(refused)
        assert SECRETS[5] not in told


def test_a_huge_file_costs_no_more_than_its_beginning(tmp_path: Path) -> None:
    """Sixteen gigabytes with holes, and an element that says it has four, are read up to the first megabyte."""
    with dicom_file(tmp_path / "a").open("ab") as file:
        file.truncate(16 * 1024**3)
    start = dicom_file(tmp_path / "b").read_bytes()
    at = start.index(b"\x08\x00\x70\x00LO")
    (tmp_path / "b").write_bytes(start[:at] + b"\x08\x00\x70\x00UN\0\0\xfe\xff\xff\xff" + start[at + 8 :])

    assert read_image(tmp_path / "a").frames == 30
    with pytest.raises(FileRefused, match="no study"):
        read_image(tmp_path / "b")


def test_links_pipes_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    """A link back to the folder is not followed, a pipe is not waited for, what begins with a dot is not looked at."""
    dicom_file(tmp_path / "a")
    (tmp_path / "again").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "link").symlink_to(tmp_path / "a")
    (tmp_path / ".hidden").write_bytes(b"x")
    os.mkfifo(tmp_path / "pipe")
    found = read_dicom_folder(tmp_path, _SECRET)

    assert (found.files, len(found.studies)) == (2, 1)
    assert found.refused == ((2, "it cannot be read, or is no ordinary file"),)


def test_a_folder_that_is_none_or_too_much_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not there, and what has no end, is refused in words."""
    with pytest.raises(FolderRefused, match="cannot be read"):
        read_dicom_folder(tmp_path / "missing", _SECRET)
    (tmp_path / "x" / "y" / "z").mkdir(parents=True)
    monkeypatch.setattr(dicom_folder, "DEEPEST", 2)
    with pytest.raises(FolderRefused, match="deep"):
        read_dicom_folder(tmp_path, _SECRET)


def test_body_parts_lead_to_regions_there_are() -> None:
    """Each region of the table is a term; a body part nobody knows is not kept."""
    assert {term.id for term in load_vocabulary().terms("region")} >= set(REGIONS)
    assert (region_of("Shoulder"), region_of("ankle "), region_of("Mrs Nobody")) == ("shoulder", "ankle-foot", "")
