"""A completed stage as an Open Badges 3.0 credential (1EdTech), which is a W3C Verifiable Credential 2.0.

The names of classes and fields are those of the specification.  There is no server: whatever needs an address has a
URN, and the issuer is named by the key itself (did:key).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import NAMESPACE_OID, uuid5

from sonolog.domain.framework import Framework, Stage
from sonolog.exchange.case_framework import item_uri
from sonolog.ledger.canonical import JSON

CONTEXTS: tuple[str, ...] = (
    "https://www.w3.org/ns/credentials/v2",
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
)
KIND = "OpenBadgeCredential"
MOST_BYTES = 256 * 1024
"""Bytes of a badge; that of a framework with two hundred requirements has a third of it."""
_NAMESPACE = uuid5(NAMESPACE_OID, "sonolog badges")


@dataclass(frozen=True, slots=True)
class Met:
    """One requirement that was met."""

    id: str
    title: str
    sentence: str
    value: str
    """What was reached, with its unit."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """What is attested, of whom, by whom."""

    holder: str
    """Person id."""
    holder_name: str
    issuer_name: str
    issuer_register: str
    framework: Framework
    framework_digest: str
    """SHA-256 of the framework's text as it was followed."""
    stage: Stage
    sentence: str
    met: Sequence[Met]
    awarded: date
    until: date | None
    """Last day of its validity; None where it does not run out."""
    signed: str
    """What is signed and by how many, in words."""


def credential(award: Award, issuer_did: str, moment: str) -> dict[str, JSON]:
    """Return the credential, to be signed; ``moment`` is an ISO time with ``Z``, from which it is valid."""
    edition = f"{award.framework.framework}@{award.framework.edition}"
    name = f"{award.holder} {edition} {award.stage.id} {issuer_did} {moment}"
    until: dict[str, JSON] = {"validUntil": f"{award.until}T23:59:59Z"} if award.until else {}
    issuer: dict[str, JSON] = {"id": issuer_did, "type": ["Profile"], "name": award.issuer_name}
    if award.issuer_register:
        issuer["description"] = award.issuer_register
    return {
        "@context": list(CONTEXTS),
        "id": f"urn:uuid:{uuid5(_NAMESPACE, name)}",
        "type": ["VerifiableCredential", KIND],
        "name": f"{award.stage.title}: {award.framework.title}",
        "issuer": issuer,
        "validFrom": moment,
        **until,
        "awardedDate": f"{award.awarded}T00:00:00Z",
        "credentialSubject": _subject(award),
        "evidence": [{"type": ["Evidence"], "name": "Logbook", "narrative": _evidence(award)}],
    }


def _subject(award: Award) -> JSON:
    identity: dict[str, JSON] = {
        "type": "IdentityObject",
        "hashed": False,
        "identityHash": award.holder_name,
        "identityType": "name",
    }
    return {
        "id": f"urn:uuid:{award.holder}",
        "type": ["AchievementSubject"],
        "identifier": [identity],
        "achievement": _achievement(award),
        "result": list(_results(award)),
    }


def _achievement(award: Award) -> JSON:
    framework, stage = award.framework, award.stage
    return {
        "id": item_uri(framework, f"stage {stage.id}", stage.note),
        "type": ["Achievement"],
        "achievementType": "Competency",
        "name": stage.title,
        "description": award.sentence or stage.title,
        "version": framework.edition,
        "criteria": {"narrative": "\n".join([f"* {one.title}: {one.sentence}" for one in award.met]) or stage.title},
        "alignment": list(_alignments(award)),
        "resultDescription": list(_descriptions(award)),
    }


def _alignments(award: Award) -> Iterator[JSON]:
    """Yield a link to the CASE item of the stage and of each requirement."""
    named = [("stage", award.stage.id, award.stage.title), *(("requirement", one.id, one.title) for one in award.met)]
    for kind, id_, title in named:
        yield {
            "type": ["Alignment"],
            "targetType": "CFItem",
            "targetName": title,
            "targetCode": id_,
            "targetFramework": f"{award.framework.title}, edition {award.framework.edition}",
            "targetUrl": item_uri(award.framework, f"{kind} {id_}"),
        }


def _descriptions(award: Award) -> Iterator[JSON]:
    for one in award.met:
        uri = item_uri(award.framework, f"result {one.id}")
        yield {"id": uri, "type": ["ResultDescription"], "name": one.title, "resultType": "Result"}


def _results(award: Award) -> Iterator[JSON]:
    for one in award.met:
        uri = item_uri(award.framework, f"result {one.id}")
        yield {"type": ["Result"], "resultDescription": uri, "value": one.value, "status": "Completed"}


def _evidence(award: Award) -> str:
    return (
        f"{award.signed} Framework {award.framework.framework}, edition {award.framework.edition}, by its text with "
        f"SHA-256 {award.framework_digest}. The logbook itself, and reports from it, show each record and signature."
    )
