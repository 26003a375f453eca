"""Badges: only for a completed stage, only by a lead, by the specification, and nothing changed is taken for whole."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from tests.exchange.badge_shape import BADGE_SCHEMAS
from tests.exchange.case_shape import faults

from sonolog.domain.framework import Framework
from sonolog.errors import Exit
from sonolog.ledger.data_integrity import with_proof
from sonolog.ledger.errors import OwnSignature
from sonolog.usecases.add_record import add_record
from sonolog.usecases.enrol import enrol
from sonolog.usecases.frameworks import add_framework
from sonolog.usecases.issue_badge import StageOpen, UnknownStage, attainable, issue_badge, require_issuable
from sonolog.usecases.people import add_person
from sonolog.usecases.verify_badge import NoBadge
from sonolog.usecases.verify_file import Verification, verify_file
from sonolog.usecases.vouch import NotALead

from .ward import SAM, TESS, Ward, refused

LENA = "Lena Lead"
OURS = """
framework = "ours"
edition = "1"
title = "Ours"
source = { body = "Us", document = "Handbook", confidence = "published" }

[[stage]]
id = "level-1"
title = "Level 1"
ratified_by = "lead"
valid = { years = 1 }

[[requirement]]
id = "scans"
stage = "level-1"
title = "Scans"
of = "scan"
at_least = 2

[[stage]]
id = "level-0"
title = "Level 0"

[[requirement]]
id = "one"
stage = "level-0"
title = "A scan"
of = "scan"
at_least = 1
"""


@pytest.fixture
def led(ward: Ward, tmp_path: Path) -> Ward:
    """Return a ward with a lead, enrolled on a framework of two stages, one of which is ratified by a lead."""
    ward.people[LENA] = add_person(ward.book, LENA, roles=("lead",)).id
    file = tmp_path / "ours.toml"
    file.write_text(OURS, "utf-8")
    add_framework(file, ward.home)
    enrol(ward.book, "ours", day="2026-01-05")
    return ward


def ratified(ward: Ward) -> None:
    """Let the lead ratify the first stage."""
    record = add_record(ward.book, "ratification", {"stage": "level-1"}).id
    ward.submit(record, to=LENA)
    ward.sign(record, by=LENA)


def issued(ward: Ward, tmp_path: Path, stage: str = "level-1") -> Path:
    """Issue a badge as the lead, and return its file."""
    lead = ward.acting(LENA)
    award = require_issuable(lead, stage, TESS)
    return issue_badge(lead, award, tmp_path / f"{stage}.json", key=ward.key(LENA)).path


def verified(ward: Ward, path: Path, *roots: str) -> Verification:
    """Verify a badge as of the ward's clock."""
    return verify_file(path, ward.home, roots, clock=ward.clock)


def test_only_a_completed_stage_is_attested(led: Ward, tmp_path: Path) -> None:
    """Not begun, met and not signed, signed and not ratified: refused each time; ratified, it is issued."""
    lead = led.acting(LENA)
    scans = [led.scan(region="knee") for _ in range(2)]
    for record in scans:
        with refused(led.book, StageOpen, Exit.DENIED):
            require_issuable(lead, "level-1", TESS)
        led.submit(record)
        led.sign(record)
    with refused(led.book, StageOpen, Exit.DENIED) as told:
        require_issuable(lead, "level-1", TESS)
    assert "not ratified by the lead" in told.value.message
    assert attainable(lead, TESS) == (("ours/level-0", "Level 0: Ours"),)
    ratified(led)
    assert [name for name, _ in attainable(lead, TESS)] == ["ours/level-1", "ours/level-0"]
    assert issued(led, tmp_path).exists()


def test_a_ratified_stage_that_was_not_met_gets_no_badge(led: Ward) -> None:
    """A ratification signed too early is no attestation that everything was there."""
    ratified(led)
    with refused(led.book, StageOpen, Exit.DENIED) as told:
        require_issuable(led.acting(LENA), "level-1", TESS)
    assert "on the day of its ratification 1 requirements were open" in told.value.message


def test_only_a_lead_and_never_for_oneself(led: Ward) -> None:
    """A supervisor and the trainee may not; a stage that is none is told with those there are."""
    led.signed()
    with refused(led.book, NotALead, Exit.DENIED):
        require_issuable(led.acting(SAM), "level-0", TESS)
    with refused(led.book, UnknownStage, Exit.INPUT) as told:
        require_issuable(led.acting(LENA), "level-9", TESS)
    assert "level-0" in told.value.hint
    led.people["Lara Learner"] = add_person(led.book, "Lara Learner", roles=("lead", "trainee")).id
    with refused(led.book, OwnSignature, Exit.DENIED):
        require_issuable(led.acting("Lara Learner"), "level-0", "Lara Learner")


@pytest.fixture
def badge(led: Ward, tmp_path: Path) -> tuple[Ward, Path]:
    """Return a ward and the badge of its ratified stage."""
    for _ in range(2):
        led.signed(region="knee")
    ratified(led)
    return led, issued(led, tmp_path)


def test_a_badge_is_what_the_specification_says(badge: tuple[Ward, Path]) -> None:
    """Types, holder, achievement, criteria, alignment to CASE items, results, and how long it is valid."""
    _, path = badge
    found: dict[str, Any] = json.loads(path.read_text("utf-8"))
    assert found["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert found["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert found["issuer"]["name"] == LENA
    assert found["validUntil"] == "2027-11-23T23:59:59Z"
    subject = found["credentialSubject"]
    assert subject["identifier"][0]["identityHash"] == TESS
    achievement = subject["achievement"]
    assert (achievement["name"], achievement["version"], achievement["achievementType"]) == (
        "Level 1",
        "1",
        "Competency",
    )
    assert [one["targetCode"] for one in achievement["alignment"]] == ["level-1", "scans"]
    assert subject["result"][0] == {
        "type": ["Result"],
        "resultDescription": achievement["resultDescription"][0]["id"],
        "value": "2 scans",
        "status": "Completed",
    }
    assert "identity not confirmed" in found["evidence"][0]["narrative"]
    assert "shoulder" not in path.read_text("utf-8")
    assert len(found["proof"]) == 1


@pytest.mark.parametrize("schema", BADGE_SCHEMAS)
def test_a_badge_is_valid_by_the_specifications_schema(badge: tuple[Ward, Path], schema: Any) -> None:
    """By the published tables of classes and, where it is at hand, by the official schema; and both can fail."""
    found = json.loads(badge[1].read_text("utf-8"))
    assert faults(schema, found) == []
    del found["credentialSubject"]["achievement"]["criteria"]
    assert faults(schema, found)


def test_its_alignment_is_to_the_items_of_the_framework_as_a_case_package(badge: tuple[Ward, Path]) -> None:
    """The addresses in a badge are those that the framework has wherever it is written as a package."""
    from sonolog.exchange.case_framework import framework_package
    from sonolog.usecases.frameworks import find_framework

    ward, path = badge
    framework: Framework = find_framework("ours", ward.home).framework
    items = {one["uri"] for one in framework_package(framework, "", "").package["CFItems"]}
    achievement = json.loads(path.read_text("utf-8"))["credentialSubject"]["achievement"]
    assert {one["targetUrl"] for one in achievement["alignment"]} <= items
    assert achievement["id"] in items


def test_what_a_badge_is_worth(badge: tuple[Ward, Path], tmp_path: Path) -> None:
    """Unconfirmed without a programme, Valid by its root; changed, of another issuer, or out of date, Invalid."""
    ward, path = badge
    found = verified(ward, path)
    assert (str(found.word), found.exit) == ("Valid, identity not confirmed", Exit.UNCONFIRMED)
    assert found.lines[0].label == "Level 1: Ours (Tess Trainee)"
    assert found.lines[0].signer == LENA
    key = ward.key(LENA).signing
    assert str(verified(ward, path, key.fingerprint).word) == "Valid"
    text = path.read_text("utf-8")
    other = tmp_path / "other.json"
    other.write_text(text.replace("Tess Trainee", "Tom Trainee"), "utf-8")
    assert verified(ward, other, key.fingerprint).exit is Exit.INVALID
    document = json.loads(text)
    del document["proof"]
    stolen = with_proof(document, ward.key(SAM).signing, "2026-11-23T21:36:21Z")
    other.write_text(json.dumps(stolen), "utf-8")
    assert "another key than that of the issuer" in verified(ward, other).lines[0].reason
    old = with_proof(document | {"validUntil": "2026-01-01T00:00:00Z"}, key, "2026-11-23T21:36:21Z")
    other.write_text(json.dumps(old), "utf-8")
    assert "It was valid until 2026-01-01." in verified(ward, other, key.fingerprint).lines[0].reason
    other.write_text(json.dumps(document), "utf-8")
    assert str(verified(ward, other).word) == "Not checked"


@pytest.mark.parametrize(
    "text",
    [
        '{"x": "OpenBadgeCredential"',
        '{"type": "OpenBadgeCredential"}',
        '{"type": [1, "OpenBadgeCredential2", "' + "OpenBadgeCredential" + '"], "proof": 1}',
    ],
)
def test_what_is_no_badge_is_refused_or_not_checked(ward: Ward, tmp_path: Path, text: str) -> None:
    """Half a file, a type that is no list, a proof that is none: never an exception of another kind."""
    path = tmp_path / "x.json"
    path.write_text(text, "utf-8")
    if text.endswith("1}"):
        assert str(verified(ward, path).word) == "Not checked"
    else:
        with pytest.raises(NoBadge):
            verified(ward, path)
