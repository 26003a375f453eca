"""What every command answers under ``--json`` is described, strictly and honestly."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError
from tests.example import the_example

from sonolog.cli.answers_schema import ANSWERS, answers_schema

from .described import command_of, commands, described
from .desk import Desk

_READ_ONLY = (
    *("scans", "records", "placements", "progress", "scope", "forecast", "what-next", "charts", "stats", "people"),
    *("template", "clock", "inbox", "identity", "badge", "form list", "form show osaus", "framework list", "settings"),
    *(
        "form results osaus",
        "framework show rcr-msk",
        "framework diff rcr-msk@2.0 rcr-msk",
        "check",
        "check --standard",
    ),
    *("check --identity", "import --list", "import --maps", "programme", "backup --list", "destroy --dry-run"),
    *("add course --fields", "completion bash", "progress --ids", "scans no-such-key:9", "show C-0000"),
)


@pytest.fixture(scope="module")
def example(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    """Return a desk on the example logbook."""
    home = tmp_path_factory.mktemp("example") / "home"
    (home / "data").mkdir(parents=True)
    shutil.copy(the_example().path, home / "data" / "logbook.db")
    return Desk(home)


def test_every_command_says_what_it_answers() -> None:
    """Every command takes ``--json``, so none can be without a form of its answer, and no form without a command."""
    assert set(commands()) == set(ANSWERS)


def test_the_schema_is_one() -> None:
    """It is JSON Schema of 2020-12, and every reference in it leads somewhere."""
    schema = answers_schema()
    Draft202012Validator.check_schema(schema)
    text = json.dumps(schema)
    named = {part.split('"')[0] for part in text.split('"#/$defs/')[1:]}

    assert named <= set(schema["$defs"])


@pytest.mark.parametrize("typed", _READ_ONLY)
def test_an_answer_on_the_example_logbook_is_as_described(typed: str, example: Desk) -> None:
    """The answer, or the refusal, is a line of JSON that its schema knows (the desk holds every answer against it)."""
    answer = example.ask(*typed.split(), "--json")

    assert answer.out or answer.fault["code"]


def test_what_is_not_described_is_seen() -> None:
    """A further key, a missing one and a value of another kind are each refused."""
    backup = described("#/$defs/backup-answer")
    for wrong in ({"backup": "a.db", "more": 1}, {}, {"backup": 1}):
        with pytest.raises(ValidationError):
            backup.validate(wrong)


def test_a_script_finds_the_part_for_what_it_types() -> None:
    """Options before the command and its parts lead to the same description."""
    assert command_of(["--as", "sam", "--json", "form", "list"]) == "form list"
    assert command_of(["scans", "form"]) == "scans"


def test_the_file_is_beside_the_others(tmp_path: Path) -> None:
    """The schema is a file of the repository that a script can use by itself."""
    kept = json.loads((Path(__file__).parents[2] / "schema" / "answers.schema.json").read_text("utf-8"))

    assert kept == answers_schema()
