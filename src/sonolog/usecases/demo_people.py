"""The invented people of the example logbook, with their keys."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sonolog.ledger.keys import Passphrase, create_key, write_key
from sonolog.usecases.add_record import add_record
from sonolog.usecases.begin import begin
from sonolog.usecases.demo_year import ASSESSOR, FIRST_DAY, SUPERVISORS, TRAINEE
from sonolog.usecases.enrol import enrol
from sonolog.usecases.keys import KeyUse
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.people import PersonLine, add_person, find_person

FRAMEWORKS = ("rcr-msk", "case-pgc-msk")
_WORD = "demo passphrase"
_STAFF = (
    (SUPERVISORS[0], ("supervisor", "mentor"), "RA00001", "2", "2019-03-01"),
    (SUPERVISORS[1], ("supervisor",), "RA00002", "1", "2022-09-01"),
    (ASSESSOR, ("assessor",), "RA00003", "2", "2016-01-01"),
)
"""Name, roles, an invented register number, accreditation level and since when."""


@dataclass(frozen=True, slots=True)
class DemoPeople:
    """Everyone, each with the logbook in their hands and their key open."""

    trainee: PersonLine
    trainee_logbook: Logbook
    staff: dict[str, PersonLine]
    keys: dict[str, KeyUse]
    """Person id to open key."""
    passphrases: tuple[tuple[str, str], ...]

    def logbook_of(self, name: str) -> Logbook:
        """Return the logbook with a member of staff at the keyboard."""
        return self.trainee_logbook.acting_as(self.staff[name].id)


def make_people(logbook: Logbook, keys: Path) -> DemoPeople:
    """Add everyone, make their keys in the folder ``keys``, and enrol the trainee on both frameworks."""
    mine = begin(logbook, TRAINEE)
    trainee = find_person(mine, TRAINEE)
    staff = {name: _add(mine, name, roles, *held) for name, roles, *held in _STAFF}
    for framework in FRAMEWORKS:
        enrol(mine, framework, day=FIRST_DAY.isoformat())
    everyone = (trainee, *staff.values())
    opened = {one.id: _key(mine, one, keys) for one in everyone}
    words = tuple((one.name, passphrase_of(one.name)) for one in everyone)
    return DemoPeople(trainee, mine, staff, opened, words)


def passphrase_of(name: str) -> str:
    """Return the passphrase of an invented person, known to everybody."""
    return f"{name.split(maxsplit=1)[0].lower()} {_WORD}"


def _add(logbook: Logbook, name: str, roles: tuple[str, ...], number: str, level: str, since: str) -> PersonLine:
    person = add_person(logbook, name, roles=roles, register_body="HCPC", register_number=number)
    typed = {"person": person.id, "field": "msk", "level": level, "start": since, "body": "Example Society"}
    add_record(logbook, "accreditation", typed)
    return person


def _key(logbook: Logbook, person: PersonLine, keys: Path) -> KeyUse:
    words = Passphrase(passphrase_of(person.name))
    pair = create_key(words, comment=f"sonolog demo {person.name}", entropy=logbook.entropy)
    write_key(pair, keys / f"{person.id}.key")
    return KeyUse(person.id, "external-file", pair.key)
