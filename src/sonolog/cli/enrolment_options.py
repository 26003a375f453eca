"""The options of commands that enrol, or suppose that one is enrolled."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from sonolog.cli.completion_values import complete_region

F = TypeVar("F", bound=Callable[..., Any])


def scope_and_facts(function: F) -> F:
    """Add ``--scope REGION`` and ``--fact NAME=VALUE``, each of which may be said several times."""
    facts = click.option(
        "--fact", "facts", metavar="NAME=VALUE", multiple=True, help="An answer to a question of the framework."
    )
    scope = click.option(
        "--scope",
        "regions",
        metavar="REGION",
        multiple=True,
        shell_complete=complete_region,
        help="A region of the learning agreement; may be said several times.",
    )
    return scope(facts(function))
