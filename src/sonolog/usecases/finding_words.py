"""What was found in each structure, in words: “supraspinatus abnormal full thickness tear; biceps normal”."""

from __future__ import annotations

from typing import Any

from sonolog.domain.vocabulary import Vocabulary
from sonolog.usecases.errors import Faulty
from sonolog.usecases.quoting import quoted


def read_findings(vocabulary: Vocabulary, text: str, *, region: str | None) -> tuple[dict[str, Any], ...]:
    """Return one value for each part of ``text`` between semicolons.

    Raises:
        Faulty: a part names no structure, or holds a word that is not understood.
    """
    parts = (part.strip() for part in text.split(";"))
    return tuple(_part(vocabulary, part, region=region) for part in parts if part)


def write_findings(vocabulary: Vocabulary, findings: list[dict[str, Any]]) -> str:
    """Return the words that :func:`read_findings` reads as ``findings``."""
    return "; ".join(_words(vocabulary, one) for one in findings)


def _words(vocabulary: Vocabulary, one: dict[str, Any]) -> str:
    named = [vocabulary.label("structure", one["structure"]), str(one["finding"])]
    named += [vocabulary.label("pathology", found) for found in one.get("pathologies", ())]
    return " ".join(named)


def _part(vocabulary: Vocabulary, part: str, *, region: str | None) -> dict[str, Any]:
    words = part.replace(",", " ").replace(":", " ").split()
    structure, finding, pathologies = "", "", []
    place = 0
    while place < len(words):
        reading = vocabulary.longest_match(words, place, region=region)
        kinds = {term.kind: term.id for term in reversed(reading.terms)}
        if "structure" in kinds and not structure:
            structure = kinds["structure"]
        elif "finding" in kinds:
            finding = kinds["finding"]
        elif "pathology" in kinds:
            pathologies.append(kinds["pathology"])
        else:
            near = vocabulary.nearest("structure" if not structure else "pathology", words[place], region=region)
            raise Faulty(f"“{quoted(words[place])}” is not understood here", near)
        place += max(reading.length, 1)
    if not structure:
        raise Faulty(f"“{quoted(part)}” names no structure")
    found = finding or ("abnormal" if pathologies else "normal")
    return {"structure": structure, "finding": found, "pathologies": tuple(pathologies)}


def overall_finding(findings: tuple[dict[str, Any], ...]) -> str:
    """Return the finding of a scan from those of its structures: abnormal as soon as one is."""
    found = {one["finding"] for one in findings}
    return next((word for word in ("abnormal", "indeterminate") if word in found), "normal")
