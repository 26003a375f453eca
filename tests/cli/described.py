"""Every answer under ``--json`` is held against its schema, whichever test asked for it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from functools import cache

import click
from jsonschema import Draft202012Validator

from sonolog.cli.answers_schema import answers_schema, reference_of
from sonolog.cli.global_options import GLOBAL_OPTIONS
from sonolog.cli.root import program

_WITH_A_WORD = {option.flag for option in GLOBAL_OPTIONS if option.metavar}


def commands() -> Iterator[str]:
    """Yield every command that can be run, by what is typed: ``scans``, ``form list``."""
    root = click.Context(program(), info_name="sonolog")
    for name in program().list_commands(root):
        found = program().get_command(root, name)
        if not isinstance(found, click.Group) or found.invoke_without_command:
            yield name
        if isinstance(found, click.Group):
            yield from (f"{name} {part}" for part in found.commands)


def command_of(words: Sequence[str]) -> str:
    """Return which command the words run, or nothing where they name none."""
    known = set(commands())
    rest = iter(words)
    bare = [word for word in rest if not (word in _WITH_A_WORD and next(rest, None)) and not word.startswith("--")]
    pair = " ".join(bare[:2])
    return pair if pair in known else bare[0] if bare and bare[0] in known else ""


@cache
def described(reference: str) -> Draft202012Validator:
    """Return what validates the part of the schema the reference leads to."""
    return Draft202012Validator({"$ref": reference, "$defs": answers_schema()["$defs"]})


def require_described(words: Sequence[str], out: str, err: str) -> None:
    """Fail where an answer, or a refusal, is not as the schema says."""
    for line in out.split("\n")[:-1]:
        described(reference_of(command_of(words))).validate(json.loads(line))
    for line in err.split("\n"):
        if line.startswith("{"):
            described("#/$defs/error").validate(json.loads(line))
