"""Templates: what is scanned again and again, kept under the digits 1 to 9 by whoever acts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sonolog.domain.text import clean_text
from sonolog.store.lookups import body_of
from sonolog.usecases.errors import NothingToDo, UnknownRecord
from sonolog.usecases.field_showing import typed_fields
from sonolog.usecases.find_record import find_record
from sonolog.usecases.guarding import refuse_identity_in
from sonolog.usecases.logbook import Logbook
from sonolog.usecases.own_settings import keep_own_setting, own_setting
from sonolog.usecases.quoting import quoted

SLOTS = tuple(range(1, 10))
FIELDS = ("examination", "region", "side", "structures", "intervention", "setting", "role", "minutes")
"""What a template says; place and people come from the last scan, and what was found is always said anew."""
_LONGEST_NAME = 60
_SETTING = "templates"


@dataclass(frozen=True, slots=True)
class Template:
    """A scan to be logged by one digit."""

    slot: int
    name: str
    values: Mapping[str, Any]
    """Field to stored value."""


class NoTemplate(NothingToDo):
    """Nothing is kept under the digit."""

    code = "no-template"

    def __init__(self, slot: int) -> None:
        super().__init__(
            f"There is no template {slot} yet.",
            hint=f"“sonolog template keep {slot} ID” makes one of a scan; in the app, t on a scan.",
        )


def list_templates(logbook: Logbook) -> tuple[Template, ...]:
    """Return the templates of whoever acts, by digit."""
    kept = _kept(logbook)
    return tuple(Template(int(slot), one["name"], one["values"]) for slot, one in sorted(kept.items()))


def template_fields(logbook: Logbook, slot: int) -> dict[str, str]:
    """Return what the template says, as typed.

    Raises:
        NoTemplate: there is none.
    """
    kept = _kept(logbook).get(str(slot))
    if kept is None:
        raise NoTemplate(slot)
    return typed_fields(logbook, "scan", kept["values"])


def name_for(logbook: Logbook, words: str) -> str:
    """Return a name for the template that the scan ``words`` would make.

    Raises:
        UnknownRecord, AmbiguousRecord: no scan, or more than one, is meant.
    """
    return _name(logbook, _values(logbook, words))


def keep_template(logbook: Logbook, slot: int, words: str, *, name: str = "") -> Template:
    """Make a template of the scan ``words``, in place of what was kept under ``slot``.

    Raises:
        UnknownRecord, AmbiguousRecord: no scan, or more than one, is meant.
        IdentityRefused, TextRefused: the name may not be kept.
        NobodyActs: it is not known whose template it would be.
    """
    values = _values(logbook, words)
    refuse_identity_in([("name", name)])
    made = Template(slot, clean_text(name, limit=_LONGEST_NAME, multiline=False) or _name(logbook, values), values)
    keep_own_setting(logbook, _SETTING, _kept(logbook) | {str(slot): {"name": made.name, "values": values}})
    return made


def drop_template(logbook: Logbook, slot: int) -> str:
    """Forget a template and return its name.

    Raises:
        NoTemplate: there is none.
    """
    kept = _kept(logbook)
    if str(slot) not in kept:
        raise NoTemplate(slot)
    dropped: str = kept.pop(str(slot))["name"]
    keep_own_setting(logbook, _SETTING, kept)
    return dropped


def _values(logbook: Logbook, words: str) -> dict[str, Any]:
    with logbook.reading() as connection:
        head = find_record(connection, words)
        if head.kind != "scan":
            raise UnknownRecord(quoted(words))
        body = body_of(connection, head.digest)
    return {name: body[name] for name in FIELDS if body.get(name)}


def _name(logbook: Logbook, values: Mapping[str, Any]) -> str:
    told = {name: values[name] for name in ("side", "region", "structures") if name in values}
    shown = typed_fields(logbook, "scan", told)
    area = " ".join(part for part in (shown.get("side", ""), shown.get("region", "").lower()) if part)
    name = ": ".join(part for part in (area, shown.get("structures", "")) if part)
    return (name[:1].upper() + name[1:])[:_LONGEST_NAME]


def _kept(logbook: Logbook) -> dict[str, Any]:
    kept: dict[str, Any] = own_setting(logbook, _SETTING) or {}
    return kept
