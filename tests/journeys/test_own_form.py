"""A department's own form, from its file to a requirement met: command line and app in turn."""

from __future__ import annotations

from pathlib import Path

from tests.cli.desk import PASSPHRASE, SUPERVISOR, lived_in
from tests.tui.made import TRAINEE
from tests.tui.pilot import app_on, desk_in, picture, press, write

from sonolog.usecases.add_record import ADDABLE

FORM = """form = "our-scan"
edition = "2026"
title = "Observed scan of our department"
source = { citation = "Our department, training handbook", licence = "our own" }
aggregate = "mean"

[pass]
rule = "mean"
at_least = 2

[[scale]]
id = "three"
kind = "points"
levels = [{ value = 1, label = "With help" }, { value = 2, label = "Sound" }, { value = 3, label = "Fluent" }]

[[item]]
id = "views"
text = "Gets the standard views"
scale = "three"

[[item]]
id = "report"
text = "Reports what was seen"
scale = "three"
"""
FRAMEWORK = """framework = "ours"
edition = "2026"
title = "Our department"
source = { body = "Our department", document = "Training handbook", confidence = "template" }

[[stage]]
id = "first"
title = "First"

[[requirement]]
id = "observed"
stage = "first"
title = "One observed scan passed"
of = "assessment"
where = { form = "our-scan", outcome = "passed", score = { at_least = 2.5 } }
at_least = 1
"""


async def test_from_a_file_to_a_requirement_that_is_met(tmp_path: Path) -> None:
    """The form is added by a command, filled in by keys, signed by a command, and progress counts it."""
    desk = lived_in(tmp_path / "home")
    for kind, text in (("form", FORM), ("framework", FRAMEWORK)):
        file = tmp_path / f"{kind}.toml"
        file.write_text(text, "utf-8")
        desk.ok(kind, "add", str(file))
    desk.ok("enrol", "ours")
    desk.environment["SONOLOG_NOW"] = "2026-11-24T10:00:00+00:00"  # later that day than the app's clock
    async with app_on(desk_in(tmp_path / "home")) as pilot:
        await press(pilot, "d", "plus", *["down"] * ADDABLE.index("assessment"), "enter")
        await write(pilot, "our-scan")
        await press(pilot, "f6", "2", "3")
        assert "Mean 2.5 (needs 2); passed." in picture(pilot)
        await press(pilot, "escape", "ctrl+l")
        assert "Added" in picture(pilot)
    (record,) = desk.ok("records", "assessment", "--json").json["records"]
    assert _observed(desk.ok("progress", "--framework", "ours", "--json").json)["signed"] == 0
    desk.ok("submit", record["id"], "--to", SUPERVISOR, passphrase=PASSPHRASE)
    waiting = desk.ok("inbox", "--as", SUPERVISOR, "--json").json["inbox"]
    assert record["id"] in [one["id"] for one in waiting]
    desk.ok("sign", record["id"], "--as", SUPERVISOR, passphrase=PASSPHRASE)
    met = _observed(desk.ok("progress", "--framework", "ours", "--json").json)
    assert (met["signed"], met["met"]) == (1, True)
    shown = desk.ok("show", record["id"]).out
    assert "2 Sound" in shown
    assert TRAINEE in shown


def _observed(told: dict[str, list[dict[str, list[dict[str, object]]]]]) -> dict[str, object]:
    return told["frameworks"][0]["requirements"][0]
