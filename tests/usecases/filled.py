"""Forms filled in about the ward's trainee."""

from __future__ import annotations

from sonolog.usecases.add_record import add_record
from sonolog.usecases.people import add_person
from sonolog.usecases.sign import Choice, sign

from .ward import ANN, TESS, Ward

FRAMEWORK_HEAD = """\
framework = "f"
edition = "1"
title = "F"
source = { body = "B", document = "D", confidence = "template" }
[[stage]]
id = "s"
title = "S"
"""
"""What a framework begins with that has one stage, to which a test adds its requirements."""
OSAUS = {
    "form": "osaus",
    "assessor": ANN,
    "item.indication": "4",
    "item.equipment": "3",
    "item.optimisation": "3",
    "item.systematic": "4",
    "item.interpretation": "2",
    "item.documentation": "not assessed",
    "item.decision": "3",
}
SOURCE = {f"item.{name}": "3" for name in ("patients", "team", "reliable", "help", "teaching")}


def five_colleagues(ward: Ward) -> list[str]:
    """Return the assessments of five colleagues, each signed by who made it."""
    made = []
    for letter in "abcde":
        name = f"Colleague {letter.upper()}"
        ward.people[name] = add_person(ward.book, name, roles=("assessor",)).id
        typed = {**SOURCE, "form": "multi-source", "group": "doctors", "assessor": name, "note": "A kind word"}
        made.append(add_record(ward.acting(name), "assessment", typed, trainee=TESS).id)
        sign(ward.acting(name), [Choice(made[-1])], key=ward.key(name))
    return made
