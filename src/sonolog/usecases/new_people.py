"""People named in a record for the first time are added with it, in the same act."""

from __future__ import annotations

from typing import Any

from sonolog.usecases.field_reading import NewPerson
from sonolog.usecases.people import put_person
from sonolog.usecases.writing import Writing

_ROLE_OF = {"assessor": "assessor", "second_assessor": "assessor", "mentor": "mentor"}


def with_people_added(act: Writing, values: dict[str, Any]) -> dict[str, Any]:
    """Return ``values`` with every new person added within the act and replaced by the id."""
    made: dict[str, str] = {}
    for name, value in values.items():
        if isinstance(value, NewPerson):
            if value.name not in made:
                made[value.name] = put_person(act, value.name, roles=(_ROLE_OF.get(name, "supervisor"),))
            values[name] = made[value.name]
    return values
