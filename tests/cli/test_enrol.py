"""Enrolling on a framework."""

from __future__ import annotations

from sonolog.errors import Exit

from .desk import Desk


def test_enrolling_is_possible_as_the_first_step(empty_desk: Desk) -> None:
    """The logbook is made on the way; a template says that it is one."""
    answer = empty_desk.ok("enrol", "rcr-msk", "--scope", "shoulder, knee", "--scope", "elbow", "--json")
    assert (answer.json["framework"], answer.json["date"]) == ("rcr-msk", "2026-11-23")
    assert "template" in answer.err.lower()
    (framework,) = empty_desk.ok("progress", "--json").json["frameworks"]
    parts = {one["id"] for one in framework["requirements"] if one["parent"] == "regions"}
    assert parts == {"regions/shoulder", "regions/knee", "regions/elbow"}


def test_what_is_not_known_is_refused_with_the_nearest(empty_desk: Desk) -> None:
    """Framework, region, day and fact are each answered."""
    assert "rcr-msk" in empty_desk.ask("enrol", "rcr-mks").err
    for words in (("--scope", "sholder"), ("--date", "soonish"), ("--fact", "colour=red")):
        assert empty_desk.ask("enrol", "rcr-msk", *words).code == Exit.INPUT
    assert empty_desk.ask("enrol", "rcr-msk", "--fact", "colour").code == Exit.USAGE


def test_twice_on_the_same_is_refused(desk: Desk) -> None:
    """One is on a framework once."""
    refused = desk.ask("enrol", "rcr-msk")
    assert refused.code == Exit.INPUT
    assert "already" in refused.err
