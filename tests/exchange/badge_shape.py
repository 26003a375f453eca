"""The classes of an Open Badges 3.0 credential that sonolog writes, by the specification, as a JSON Schema."""

from __future__ import annotations

from typing import Any

from .case_shape import official

_TEXT = {"type": "string"}
_STAMP = {"type": "string", "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$"}


def _kind(*names: str) -> dict[str, Any]:
    """Return the schema of ``type``: a list with each of the names."""
    return {"type": "array", "allOf": [{"contains": {"const": name}} for name in names]}


def _class(fields: dict[str, Any], *required: str) -> dict[str, Any]:
    return {"type": "object", "properties": fields, "required": list(required)}


_ALIGNMENT = _class(
    {
        "type": _kind("Alignment"),
        "targetType": {"enum": ["CFItem", "CFRubric", "CFRubricCriterion", "CFRubricCriterionLevel", "CTDL"]},
        **dict.fromkeys(("targetName", "targetUrl", "targetCode", "targetFramework"), _TEXT),
    },
    *("type", "targetName", "targetUrl"),
)
_DESCRIPTION = _class(
    {"id": _TEXT, "type": _kind("ResultDescription"), "name": _TEXT, "resultType": {"enum": ["Result", "RawScore"]}},
    *("id", "type", "name", "resultType"),
)
_ACHIEVEMENT = _class(
    {
        "type": _kind("Achievement"),
        "achievementType": {"enum": ["Achievement", "Certificate", "Competency", "LearningProgram"]},
        **dict.fromkeys(("id", "name", "description", "version"), _TEXT),
        "criteria": _class({"narrative": _TEXT}),
        "alignment": {"type": "array", "items": _ALIGNMENT},
        "resultDescription": {"type": "array", "items": _DESCRIPTION},
    },
    *("id", "type", "criteria", "description", "name"),
)
_IDENTITY = _class(
    {
        "type": {"const": "IdentityObject"},
        "hashed": {"type": "boolean"},
        "identityHash": _TEXT,
        "identityType": {"enum": ["name", "emailAddress", "identifier"]},
    },
    *("type", "hashed", "identityHash", "identityType"),
) | {"additionalProperties": False}
_RESULT = _class(
    {
        "type": _kind("Result"),
        "resultDescription": _TEXT,
        "value": _TEXT,
        "status": {"enum": ["Completed", "Enrolled", "Failed", "InProgress", "OnHold", "Provisional", "Withdrew"]},
    },
    "type",
)
BADGE = _class(
    {
        "@context": {
            "type": "array",
            "prefixItems": [
                {"const": "https://www.w3.org/ns/credentials/v2"},
                {"pattern": "^https://purl[.]imsglobal[.]org/spec/ob/v3p0/context(-3[.][0-9][.][0-9])*[.]json$"},
            ],
            "minItems": 2,
        },
        "id": _TEXT,
        "type": _kind("VerifiableCredential", "OpenBadgeCredential"),
        "issuer": _class({"id": _TEXT, "type": _kind("Profile"), "name": _TEXT}, "id", "type"),
        **dict.fromkeys(("validFrom", "validUntil", "awardedDate"), _STAMP),
        "credentialSubject": _class(
            {
                "id": _TEXT,
                "type": _kind("AchievementSubject"),
                "identifier": {"type": "array", "items": _IDENTITY},
                "achievement": _ACHIEVEMENT,
                "result": {"type": "array", "items": _RESULT},
            },
            *("type", "achievement"),
        ),
        "evidence": {"type": "array", "items": _class({"type": _kind("Evidence")}, "type")},
        "proof": {"type": "array", "items": _class({"type": _TEXT, "created": _STAMP}, "type")},
    },
    *("@context", "id", "type", "credentialSubject", "issuer", "validFrom"),
)
BADGE_SCHEMAS = (BADGE, *official("open-badges-3.0-achievementcredential.schema.json"))
"""By the tables of the specification, and by the official schema where that is at hand."""
