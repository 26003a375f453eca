"""Adding records of other kinds than a scan."""

from __future__ import annotations

import pytest

from sonolog.cli.add_record import KINDS
from sonolog.errors import Exit
from sonolog.usecases.add_record import ADDABLE

from .desk import Desk


def test_every_kind_without_a_command_of_its_own_can_be_added() -> None:
    """The words offered are the kinds the logbook takes."""
    assert set(KINDS) == set(ADDABLE)


def test_a_record_is_added_and_its_id_printed(empty_desk: Desk) -> None:
    """The id printed finds the record again; its assessor is added with it."""
    words = ("add", "assessment", "form=observed-scan", "assessor=Ada Assessor", "outcome=passed")
    answer = empty_desk.ok(*words)
    view = empty_desk.ok("show", answer.out.strip(), "--json").json
    assert view["kind"] == "assessment"
    assert "Added Ada Assessor" in answer.err


def test_json_names_the_record(empty_desk: Desk) -> None:
    """A program reads id, kind and date."""
    added = empty_desk.ok("add", "placement", "site=Example Hospital", "start=2026-09-01", "--json").json
    assert (added["kind"], added["date"], added["label"]) == ("placement", "2026-09-01", "Example Hospital")


@pytest.mark.parametrize("kind", KINDS)
def test_the_fields_of_every_kind_can_be_listed(empty_desk: Desk, kind: str) -> None:
    """--fields explains a kind without a logbook, and makes none."""
    fields = empty_desk.ok("add", kind, "--fields", "--json").json["fields"]
    assert fields
    assert fields[0]["name"] in empty_desk.ok("add", kind, "--fields").out
    assert not empty_desk.logbook.exists()


def test_a_kind_or_field_that_does_not_exist_is_refused(empty_desk: Desk) -> None:
    """An unknown kind is wrong usage, an unknown field names the nearest, and a missing one is told."""
    assert empty_desk.ask("add", "plcement").code == Exit.USAGE
    assert "“site”" in empty_desk.ask("add", "placement", "sit=X").err
    assert empty_desk.ask("add", "assessment").code == Exit.INPUT
