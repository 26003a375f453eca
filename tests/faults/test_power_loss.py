"""The power goes, or a program is killed, at every moment: what was acknowledged is there, and the logbook is sound."""

from __future__ import annotations

import json

import pytest

from .conftest import Play
from .programme import Programme


def test_killed_at_random_moments(play: Play, programme: Programme) -> None:
    """After each kill of a program that logs, amends, submits and signs, nothing acknowledged is missing."""
    kills = programme.amount(20, 2_000)
    told = play("killing", "--kills", kills, "--seed", programme.seed)
    print("\n".join(told["wrong"]))  # noqa: T201  (which cases they were)
    assert told["acknowledged"]
    programme.figure(
        "T1a",
        "kills while somebody logs, amends, submits and signs",
        count=told["kills"],
        least=2_000,
        wrong=len(told["wrong"]),
        note=f"{told['acknowledged']:,} objects acknowledged",
    )


def test_power_lost_at_every_moment(play: Play, programme: Programme) -> None:
    """Whatever of the unsynced writes is kept, dropped or torn: nothing acknowledged is lost, and check is clean."""
    told = play("power", "--states", programme.amount(60, 5_200), "--rounds", 4, "--seed", programme.seed)
    print("\n".join(told["wrong"]))  # noqa: T201
    programme.figure(
        "T2",
        "different states after an outage",
        count=told["states"],
        least=5_000,
        wrong=len(told["wrong"]),
        note=f"{told['steps']:,} writes, syncs and names recorded",
    )


@pytest.mark.parametrize(
    ("named", "settings"),
    [
        ("synchronous off", {"synchronous": "OFF"}),
        ("write-ahead log, synchronous normal", {"journal_mode": "WAL", "synchronous": "NORMAL"}),
        ("write-ahead log, synchronous off", {"journal_mode": "WAL", "synchronous": "OFF"}),
    ],
)
def test_weaker_settings_are_noticed(play: Play, programme: Programme, named: str, settings: dict[str, str]) -> None:
    """With settings that do not wait for the disk, the same outages lose what was acknowledged."""
    states = programme.amount(12, 200)
    told = play("power", "--states", states, "--seed", programme.seed, "--settings", json.dumps(settings))
    noticed = len(told["wrong"])
    assert noticed > told["states"] // 3
    note = f"lost or broken in {noticed} states, as must be"
    programme.figure("T2", f"control: {named}", count=told["states"], least=100, note=note)


def test_killed_again_while_recovering(play: Play, programme: Programme) -> None:
    """A second fault, of any kind, while a save that was cut short is taken back."""
    told = play("twice", "--pairs", programme.amount(6, 200), "--seed", programme.seed)
    print("\n".join(told["wrong"]))  # noqa: T201
    what = "a fault while a killed save is taken back"
    programme.figure("T2x", what, count=told["pairs"], least=200, wrong=len(told["wrong"]))
