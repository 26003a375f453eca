"""``sonolog form results``: what the assessments on one form are worth together."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_form
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.form_results import FormResults


@click.command(
    "results", cls=Command, examples=["sonolog form results osaus", "sonolog form results multi-source --json"]
)
@click.argument("name", metavar="FORM", shell_complete=complete_form)
@pass_request
def subcommand(request: Request, name: str) -> None:
    """Show how far the signed assessments on FORM make evidence, by the form's own rule.

    Answers that are only shown gathered are shown once enough people have given them.
    """
    from sonolog.usecases.form_results import form_results

    with opened(request) as logbook:
        found = form_results(logbook, name, trainee=request.trainee, as_of=as_of_day(request, logbook))
    if request.json:
        request.out.json(_object(found))
        return
    rows = [(one.what, str(one.have), str(one.need), "yes" if one.met else "no") for one in found.needs]
    request.out.table(("Asked for", "Have", "Need", "Met"), rows)
    _write_answers(request, found)
    diagnostics.note(f"{counted(found.signed, 'signed assessment')} on {found.form.title}.")
    if found.blank:
        diagnostics.note(f"{found.blank} more signed with nothing filled in: no evidence.")
    if found.form.evidence.release and not found.groups:
        diagnostics.note("Answers are told as of today alone: between two days lies what a single one said.")
    if not found.needs:
        diagnostics.note("The form says nothing about how many make evidence.")


def _write_answers(request: Request, found: FormResults) -> None:
    from sonolog.usecases.form_results import answer_words, group_words

    for group in found.groups:
        who = group_words(found, group)
        if not group.is_released:
            release = group.form.evidence.release
            diagnostics.note(f"{who}: held back until {release} people have answered; {group.assessors} have.")
            continue
        rows = [(item.text, answer_words(group, item.id)) for item in group.form.items]
        request.out.table((f"{who}, {counted(group.assessors, 'answer')}", "Answers"), rows)


def _object(found: FormResults) -> dict[str, object]:
    return {
        "form": found.form.form,
        "edition": found.form.edition,
        "signed": found.signed,
        "blank": found.blank,
        "needs": [{"what": one.what, "have": one.have, "need": one.need, "met": one.met} for one in found.needs],
        "groups": [
            {
                "title": group.title,
                "edition": group.form.edition,
                "assessors": group.assessors,
                "released": group.is_released,
                "answers": {
                    item: {"not-assessed" if level is None else str(level): number for level, number in given.items()}
                    for item, given in group.answers.items()
                },
            }
            for group in found.groups
        ],
    }
