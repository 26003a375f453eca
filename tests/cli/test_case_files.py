"""Frameworks and forms go out as CASE packages and come in from them, by commands."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from .desk import Desk


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """Return a desk without a logbook: frameworks and forms need none."""
    return Desk(tmp_path / "home")


def test_a_framework_goes_out_and_comes_back_to_the_letter(desk: Desk, tmp_path: Path) -> None:
    """What stands in extensions alone is told; the file is not written over unasked; the text comes back as it was."""
    file, text = tmp_path / "case.json", tmp_path / "back.toml"
    told = desk.ok("framework", "export", "case-pgc-msk", str(file))
    assert len(told.err.splitlines()) < 8
    assert "  12 requirements: " in told.err
    assert "  requirement credits: " not in told.err
    assert json.loads(file.read_text("utf-8"))["CFDocument"]["caseVersion"] == "1.1"
    assert desk.ask("framework", "export", "case-pgc-msk", str(file)).code == 73
    named = desk.ok("framework", "export", "case-pgc-msk", str(file), "--yes", "--verbose").err
    assert "  requirement credits: " in named
    lost = desk.ok("framework", "export", "case-pgc-msk", str(file), "--yes", "--json").json["lost"]
    assert len(lost) > len(told.err.splitlines())
    desk.ok("framework", "import", str(file), str(text))
    assert text.read_text("utf-8") == desk.ok("framework", "show", "case-pgc-msk", "--json").json["text"]
    known = desk.ask("framework", "add", str(file), "--json")
    assert known.fault["code"] == "framework-known"


def test_a_changed_package_is_another_programs(desk: Desk, tmp_path: Path) -> None:
    """An item with other words: the text inside is not believed, and it says so; it is added with what is left out."""
    file, changed = tmp_path / "case.json", tmp_path / "changed.json"
    desk.ok("framework", "export", "case-pgc-msk", str(file))
    changed.write_text(file.read_text("utf-8").replace("Academic credits", "Credits of our own"), "utf-8")
    found = desk.ok("framework", "check", str(changed), "--json").json
    assert found["sound"] == [str(changed)]
    assert "changed since sonolog wrote it" in found["problems"][0]["message"]
    changed.write_text(changed.read_text("utf-8").replace('"version": "1"', '"version": "1b"'), "utf-8")
    told = desk.ok("framework", "add", str(changed))
    assert "There is no place for CFItemType" in told.err
    assert "Credits of our own" in desk.ok("framework", "show", told.out.split("\n")[2].split()[0]).out


def test_what_many_parts_of_a_package_say_is_told_once(desk: Desk, tmp_path: Path) -> None:
    """As other programs write it: every item with a type and a level, for which there is no place here."""
    file = tmp_path / "case.json"
    desk.ok("framework", "export", "rcr-msk", str(file))
    package = json.loads(file.read_text("utf-8"))
    del package["CFDocument"]["extensions"]
    for one in package["CFItems"]:
        one.pop("extensions", None)
        one |= {"CFItemType": "Competency", "educationLevel": ["14"]}
    file.write_text(json.dumps(package), "utf-8")
    told = desk.ok("framework", "import", str(file), str(tmp_path / "theirs.toml"))
    assert told.err.count("CFItemType, educationLevel") == 1
    assert f"The same of {len(package['CFItems']) - 1} other parts." in told.err


def test_forms_go_out_and_come_back(desk: Desk, tmp_path: Path) -> None:
    """A form to the letter; a package of two rubrics becomes two forms, all or none."""
    file, text = tmp_path / "osaus.json", tmp_path / "osaus.toml"
    desk.ok("form", "export", "osaus", str(file))
    desk.ok("form", "import", str(file), str(text))
    assert text.read_text("utf-8") == desk.ok("form", "show", "osaus", "--json").json["text"]
    package = json.loads(file.read_text("utf-8"))
    del package["CFDocument"]["extensions"]
    package["CFRubrics"].append(package["CFRubrics"][0] | {"title": "A second rubric", "identifier": "b" * 8})
    file.write_text(json.dumps(package), "utf-8")
    assert len(desk.ok("form", "import", str(file), str(tmp_path / "two.toml"), "--json").json["files"]) == 2
    added = desk.ok("form", "add", str(file), "--json").json["forms"]
    assert [one["rule"] for one in added] == ["none", "none"]
    assert desk.ask("form", "add", str(file), "--json").fault["code"] == "form-known"
    desk.ok("form", "check", str(file))


def test_what_is_no_package_or_the_other_kind_is_refused(desk: Desk, tmp_path: Path) -> None:
    """Each with its reason, and what to do instead; nothing is added."""
    file = tmp_path / "x.json"
    assert desk.ask("framework", "add", str(file), "--json").code == 66
    file.write_text("{", "utf-8")
    assert "no JSON" in desk.ask("framework", "add", str(file)).out
    desk.ok("form", "export", "osaus", str(file), "--yes")
    refused = desk.ask("framework", "import", str(file), str(tmp_path / "x.toml"))
    assert (refused.code, "sonolog form add" in refused.out) == (65, True)
    desk.ok("framework", "export", "eular-msk", str(file), "--yes")
    refused = desk.ask("form", "add", str(file))
    assert (refused.code, "sonolog framework add" in refused.out) == (65, True)
    assert not (tmp_path / "x.toml").exists()


def test_a_package_with_a_patients_name_is_refused(desk: Desk, tmp_path: Path) -> None:
    """The identity guard reads what is made of a package like every other text."""
    file = tmp_path / "case.json"
    desk.ok("framework", "export", "eular-msk", str(file))
    package = json.loads(file.read_text("utf-8"))
    package["CFDocument"].pop("extensions")
    package["CFItems"][0]["notes"] = "NHS number 999 000 0018"
    file.write_text(json.dumps(package), "utf-8")
    refused = desk.ask("framework", "add", str(file), "--json")
    assert refused.code == 65
    assert "0018" not in refused.err + refused.out
