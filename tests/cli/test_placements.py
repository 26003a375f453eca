"""Placements by week, the time clock, charts and settings from the command line."""

from __future__ import annotations

import pytest

from sonolog.errors import Exit

from .desk import Desk

SITE = "site=Example Hospital"


@pytest.fixture
def placed(empty_desk: Desk) -> Desk:
    """Return a desk with a placement of eight hours a week since the 2nd of November 2026, a Monday."""
    empty_desk.ok("log", "knee", "date=2026-11-03", "normal")
    empty_desk.ok("add", "placement", SITE, "start=2026-11-02", "weekly_minutes=8h", "agreed=yes")
    for day, minutes in (("2026-11-03", "5h"), ("2026-11-05", "3h"), ("2026-11-10", "4h")):
        empty_desk.ok("add", "session", SITE, f"date={day}", f"minutes={minutes}")
    empty_desk.ok("add", "leave", "start=2026-11-16", "until=2026-11-20")
    return empty_desk


def test_weeks_are_held_against_the_agreement(placed: Desk) -> None:
    """Eight of eight hours is enough, four is short, a week with leave is not, and this week goes on."""
    (one,) = placed.ok("placements", "--json").json["placements"]
    assert (one["site"], one["agreed"], one["minutes"]) == ("Example Hospital", True, 720)
    weeks = {week["monday"]: (week["minutes"], week["leave"], week["short"]) for week in one["weeks"]}
    assert weeks == {
        "2026-11-23": (0, False, False),
        "2026-11-16": (0, True, False),
        "2026-11-09": (240, False, True),
        "2026-11-02": (480, False, False),
    }
    assert "12 h in all; 1 week short" in placed.ok("placements").err
    (then,) = placed.ok("placements", "--json", "--as-of", "2026-11-08").json["placements"]
    assert [week["monday"] for week in then["weeks"]] == ["2026-11-02"]


def test_a_session_is_clocked_in_and_out(placed: Desk) -> None:
    """It is recorded when one clocks out, at the placement that lasts, and undo takes it back."""
    assert placed.ok("clock").out == "Not clocked in.\n"
    assert "Clocked in at Example Hospital." in placed.ok("clock", "in").err
    assert placed.ok("clock", "--json").json["site"] == "Example Hospital"
    assert placed.ask("clock", "in").code == int(Exit.INPUT)
    placed.ok("clock", "out", "--minutes", "3h30", "--note", "Monday list")
    (one,) = placed.ok("placements", "--json").json["placements"]
    assert one["weeks"][0]["minutes"] == 210
    assert placed.ask("clock", "out").code == int(Exit.INPUT)
    placed.ok("undo")
    assert placed.ok("placements", "--json").json["placements"][0]["weeks"][0]["minutes"] == 0


def test_the_clock_keeps_no_patient(placed: Desk) -> None:
    """A note with a health number is refused, the number is not repeated, and one is still clocked in."""
    placed.ok("clock", "in")
    refused = placed.ask("clock", "out", "--note", "NHS 999 000 0018")
    assert refused.code == int(Exit.INPUT)
    assert "0018" not in refused.err
    assert placed.ok("clock", "--json").json["site"] == "Example Hospital"


def test_without_a_placement_the_clock_says_what_to_do(empty_desk: Desk) -> None:
    """No place to work at: nothing is begun."""
    empty_desk.ok("log", "knee")
    told = empty_desk.ask("clock", "in")
    assert (told.code, "You are on no placement today" in told.err) == (int(Exit.INPUT), True)


def test_charts_are_drawn_read_aloud_and_given_to_programs(placed: Desk) -> None:
    """Drawn with blocks, as tables one fact a line, and as JSON with the same numbers."""
    found = placed.ok("charts", "--json").json
    assert (found["total"], found["weeks"]) == (1, [{"monday": "2026-11-02", "scans": 1}])
    assert found["regions"] == [{"region": "Knee", "scans": 1, "signed": 0, "abnormal": 0}]
    plain = placed.ok("charts", "--plain").out
    assert "2026-11-02\t1" in plain
    assert not set("█░─│") & set(plain)
    assert "█" in placed.ok("charts").out


def test_settings_are_listed_set_and_checked(empty_desk: Desk) -> None:
    """A wrong name or value changes nothing and names what there is; a broken file is said and does no harm."""
    assert empty_desk.ok("settings", "--json").json["settings"] == {"theme": "dark", "paper": "a4", "font": "none"}
    assert "theme is contrast now" in empty_desk.ok("settings", "theme", "contrast").err
    for words, told in (
        (("settings", "them", "dark"), "There is theme, paper, font"),
        (("settings", "theme", "pink"), "dark, light"),
    ):
        refused = empty_desk.ask(*words)
        assert (refused.code, told in refused.err) == (int(Exit.INPUT), True)
    assert empty_desk.ok("settings", "--json").json["settings"] == {"theme": "contrast", "paper": "a4", "font": "none"}
    (empty_desk.home / "config" / "settings.toml").write_text('theme = "pink"\nfont = 3\n', "utf-8")
    answer = empty_desk.ok("settings", "--json")
    assert answer.json["settings"] == {"theme": "dark", "paper": "a4", "font": "none"}
    assert "theme, font not understood" in answer.err
