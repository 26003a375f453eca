"""``python -m sonolog.cli.answers_schema``: the JSON schema of every answer under ``--json``, and of a refusal."""

from __future__ import annotations

import json
import sys
from typing import Any

from sonolog.cli.answer_parts import PARTS
from sonolog.cli.answer_shape import schema_of
from sonolog.cli.answers_of_records import OF_RECORDS
from sonolog.cli.answers_of_training import OF_TRAINING

ANSWERS = {**OF_TRAINING, **OF_RECORDS}
"""Every command by what is typed, and the form of its answer."""


def reference_of(words: str) -> str:
    """Return where in the schema the answer of a command stands: ``form list`` is ``#/$defs/form-list-answer``."""
    return f"#/$defs/{words.replace(' ', '-')}-answer"


def answers_schema() -> dict[str, Any]:
    """Return one schema with a definition for the answer of each command, which is a line of JSON."""
    parts = {name: schema_of(shape) for name, shape in PARTS.items()}
    answers = {reference_of(words).rpartition("/")[2]: schema_of(shape) for words, shape in ANSWERS.items()}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "What the commands of sonolog answer under --json, a line each; and the error on standard error",
        "$defs": parts | answers,
        "anyOf": [{"$ref": f"#/$defs/{name}"} for name in ("error", *answers)],
    }


if __name__ == "__main__":
    sys.stdout.write(json.dumps(answers_schema(), indent=2, ensure_ascii=False) + "\n")
