"""``sonolog add``: every kind of record but a scan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.opening import opened_or_made
from sonolog.cli.options import Request
from sonolog.cli.typed_words import assignments

if TYPE_CHECKING:
    from sonolog.usecases.add_record import AddedRecord
    from sonolog.usecases.field_help import FieldHelp

KINDS = (
    "session",
    "placement",
    "course",
    "coursework",
    "assessment",
    "line",
    "meeting",
    "reflection",
    "cpd",
    "accreditation",
    "leave",
    "learning-agreement",
    "override",
    "ratification",
)
"""Every kind that has no command of its own."""


@click.command(
    "add",
    cls=Command,
    examples=[
        'sonolog add placement site="Example Hospital" start=2026-09-01 weekly=8h',
        'sonolog add course name="Theory course" type=theory outcome=passed',
        'sonolog add accreditation person="A. Example" field=msk level=2 start=1/3/2024',
        "sonolog add assessment form=entrustment item.supervision=4 assessor=sam",
        "sonolog add assessment --fields           # what an assessment can say",
    ],
)
@click.argument("kind", type=click.Choice(KINDS), metavar="KIND")
@click.argument("words", metavar="KEY=VALUE...", nargs=-1)
@click.option("--fields", "only_fields", is_flag=True, help="List the fields of this kind, and add nothing.")
@pass_request
def command(request: Request, kind: str, words: tuple[str, ...], *, only_fields: bool) -> None:
    """Add a record of KIND, and print its id.

    Kinds: session, placement, course, coursework, assessment, line, meeting, reflection, cpd, accreditation,
    leave, learning-agreement, override, ratification. Without a date it is today.
    """
    if only_fields:
        _write_fields(request, kind)
        return
    typed = assignments(words, "sonolog add")
    from sonolog.cli.asking_doubts import asking_doubts
    from sonolog.cli.new_names import offering_new_people
    from sonolog.usecases.add_record import add_record

    with opened_or_made(request) as logbook, offering_new_people(kind):
        added = asking_doubts(
            logbook, lambda here: add_record(here, kind, typed, trainee=request.trainee, new_people=request.yes)
        )
    _answer(request, added)


def _answer(request: Request, added: AddedRecord) -> None:
    from sonolog.cli.acknowledging import tell_added

    if request.json:
        request.out.json(
            {
                "id": added.id,
                "label": added.label,
                "kind": added.kind,
                "date": added.day.isoformat() if added.day else None,
                "added_people": list(added.added_people),
            }
        )
    else:
        request.out.lines([added.id])
    diagnostics.note(f"Added {added.kind_title.lower()} {added.label}.")
    tell_added(added.added_people)


def _write_fields(request: Request, kind: str) -> None:
    from sonolog.usecases.field_help import field_help

    fields = field_help(kind)
    if request.json:
        request.out.json({"kind": kind, "fields": [_field_object(one) for one in fields]})
        return
    request.out.table(("Key", "What", "Form"), [(one.name, one.title, _form(one)) for one in fields])


def _form(one: FieldHelp) -> str:
    form = ", ".join(code for code, _ in one.choices) or one.kind
    return f"{form} (needed)" if one.required else form


def _field_object(one: FieldHelp) -> dict[str, object]:
    return {
        "name": one.name,
        "title": one.title,
        "kind": one.kind,
        "choices": [code for code, _ in one.choices],
        "required": one.required,
    }
