"""The JSON schema of forms knows what the reader knows."""

from __future__ import annotations

import json
import re

from sonolog.assessment.schema import form_schema

from .trial import read

PLACES = {
    "AssessmentForm": "",
    "FormSource": "[source]\n",
    "PassRule": "[pass]\n",
    "Cut": "[pass]\n[[pass.cuts]]\n",
    "PortfolioPart": "[pass]\n[[pass.parts]]\n",
    "EvidenceRule": "[evidence]\n",
    "FormPart": "[[domain]]\n",
    "FormScale": "[[scale]]\n",
    "FormLevel": "[[scale]]\n[[scale.levels]]\n",
    "FormItem": "[[item]]\n",
}


def test_schema_and_reader_know_the_same_keys() -> None:
    """The reader takes every key of the schema in its place, and offers no key the schema lacks."""
    schema = form_schema()
    tables = {**schema["$defs"], "AssessmentForm": schema}
    assert set(tables) == set(PLACES)
    for name, place in PLACES.items():
        for key in tables[name]["properties"]:
            assert key not in _unknown(f"{place}{key} = 1\n"), (name, key)
        assert _unknown(f"{place}zzz = 1\n") == {"zzz"}, name


def test_every_reference_leads_somewhere() -> None:
    """No part of the schema refers to a definition that is not there."""
    schema = form_schema()
    assert set(re.findall(r'"#/\$defs/([\w-]+)"', json.dumps(schema))) <= set(schema["$defs"])


def _unknown(text: str) -> set[str]:
    _, problems = read(text)
    found = [re.search(r"no key “([\w-]+)”", problem.message) for problem in problems]
    return {match[1] for match in found if match}
