"""The JSON schema of frameworks: it is the one in the repository, and it knows what the reader knows."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from sonolog.domain.fields import RULE_KINDS, fields_of
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.schema import framework_schema, schema_text
from sonolog.frameworks.vocabulary import load_vocabulary

ROOT = Path(__file__).parents[2]
TABLES = {
    "Framework": "",
    "Stage": "[[stage]]\n",
    "Requirement": "[[requirement]]\n",
    "Part": '[[requirement]]\nof = "scan"\n[[requirement.part]]\n',
    "Each": '[[requirement]]\nof = "scan"\n[requirement.each]\n',
    "Limit": '[[requirement]]\nof = "scan"\n[[requirement.limits]]\n',
    "Rate": '[[requirement]]\nof = "scan"\n[requirement.rate]\n',
    "Term": "[[term]]\n",
    "SheetLine": "[[line]]\n",
    "Event": "[[event]]\n",
    "Fact": "[[fact]]\n",
    "Recognition": "[[recognition]]\n",
    "Scale": "[[recognition]]\n[[recognition.scales]]\n",
    "OwnTerm": "[[vocabulary]]\n",
    "Source": "[source]\n",
    "Counting": "[counting]\n",
}


def test_schema_in_the_repository_is_current() -> None:
    """``schema/framework.schema.json`` is what ``python -m sonolog.frameworks.schema`` prints."""
    assert (ROOT / "schema" / "framework.schema.json").read_text("utf-8") == schema_text()


def test_every_reference_leads_somewhere() -> None:
    """No part of the schema refers to a definition that is not there."""
    text = json.dumps(framework_schema())
    wanted = set(re.findall(r'"#/\$defs/([\w-]+)"', text))
    assert wanted <= set(framework_schema()["$defs"])


def test_schema_and_reader_know_the_same_keys() -> None:
    """The reader takes every key of the schema in its place, and offers no key the schema lacks."""
    schema = framework_schema()
    tables: dict[str, Any] = {**schema["$defs"], "Framework": schema}
    for name, place in TABLES.items():
        for key in tables[name]["properties"]:
            assert key not in _unknown_keys(f"{place}{key} = 1\n"), (name, key)
        known = set(tables[name]["properties"])
        assert _unknown_keys(f"{place}zzz = 1\n") == {"zzz"}, name
        assert known, name


def test_predicates_of_a_kind_name_its_fields() -> None:
    """What an editor offers for ``where`` are the fields the reader takes."""
    definitions = framework_schema()["$defs"]
    for kind in RULE_KINDS:
        offered = set(definitions[f"where-{kind}"]["properties"]) - {"any", "all", "not", "term"}
        assert offered == set(fields_of(kind))


def _unknown_keys(text: str) -> set[str]:
    _, problems = read_framework(text, file="", vocabulary=load_vocabulary())
    found = [re.search(r"no key “([\w-]+)”", problem.message) for problem in problems]
    return {match[1] for match in found if match}
