"""``sonolog progress``: where one stands, and why a record counts or not."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import click

from sonolog.cli.command import Command, pass_request
from sonolog.cli.completion_values import complete_framework
from sonolog.cli.opening import as_of_day, opened
from sonolog.cli.options import Request

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sonolog.progress.answer import Answer, FrameworkProgress, Progress, StageAnswer
    from sonolog.usecases.show_progress import RecordExplanation


@click.command(
    "progress",
    cls=Command,
    examples=[
        "sonolog progress",
        "sonolog progress --framework rcr-msk --parts",
        "sonolog progress --why C-7K3M             # does this scan count, and why not?",
        "sonolog progress --json --ids --as-of 2026-11-01",
    ],
)
@click.option("--framework", metavar="FRAMEWORK", help="Only this one.", shell_complete=complete_framework)
@click.option("--why", metavar="ID", help="Say for each requirement whether this record counts, and why not.")
@click.option("--ids", is_flag=True, help="With --json: the ids of what counts, instead of how many.")
@click.option("--parts", is_flag=True, help="List every part, also of a requirement that has many.")
@pass_request
def command(request: Request, framework: str | None, why: str | None, *, ids: bool, parts: bool) -> None:
    """Show where you stand in each framework you are enrolled on, in one sentence per requirement.

    HAVE is what is logged and counts, SIGNED what of it rests on signed records, NEED the target.
    """
    from sonolog.usecases.people import the_trainee
    from sonolog.usecases.show_progress import explain_record, show_progress

    with opened(request) as logbook:
        day = as_of_day(request, logbook)
        if why is not None:
            write_explanation(request, explain_record(logbook, why, framework=framework, as_of=day))
            return
        trainee = the_trainee(logbook, request.trainee).id
        progress = show_progress(logbook, trainee, framework=framework, as_of=day)
    if request.json:
        request.out.json(progress_object(progress, ids=ids))
    else:
        write_progress(request, progress, every_part=parts)


def write_progress(request: Request, progress: Progress, *, every_part: bool = False) -> None:
    """Write progress for people: a page for each framework, or one row a requirement under ``--plain``."""
    if request.out.plain:
        columns = (
            "Framework",
            "Stage",
            "Id",
            "Title",
            "Have",
            "Signed",
            "Need",
            "Unit",
            "Status",
            "Sentence",
        )
        rows = [_plain_row(one, answer) for one in progress.frameworks for answer in one.requirements]
        request.out.table(columns, rows)
        return
    for place, framework in enumerate(progress.frameworks):
        if place:
            request.out.lines([""])
        _write_framework(request, progress, framework, every_part=every_part)
    _write_sign_offs(request, progress)


def _write_sign_offs(request: Request, progress: Progress) -> None:
    """Write how far the sign-offs can be relied on, where anything is to be said."""
    from sonolog.cli.layout import wrap
    from sonolog.progress.sign_offs import sign_off_sentence

    told = sign_off_sentence(progress.sign_offs)
    if told:
        request.out.lines(["", *wrap(told, request.out.room)])


def _write_framework(request: Request, progress: Progress, framework: FrameworkProgress, *, every_part: bool) -> None:
    from sonolog.cli.layout import wrap
    from sonolog.cli.progress_table import Page, stage_lines
    from sonolog.progress.answer import STATUS_WORDS

    page = Page(width=request.out.room, blocks=request.out.blocks, every_part=every_part)
    doubt = "" if framework.confidence == "published" else " Template: check it against your programme's own copy."
    about = f"Edition {framework.edition}. {progress.name}, as of {progress.as_of.isoformat()}.{doubt}"
    request.out.heading(framework.title)
    request.out.lines(wrap(about, page.width))
    for stage in framework.stages:
        request.out.lines([""])
        request.out.heading(f"{stage.title}: {STATUS_WORDS[stage.status]}")
        request.out.lines(stage_lines(stage, framework, page))
    if framework.decisions:
        request.out.lines([""])
        request.out.heading("Decided for this trainee")
        request.out.lines(line for one in framework.decisions for line in wrap(f"- {one}", page.width))


def _plain_row(framework: FrameworkProgress, answer: Answer) -> tuple[str, ...]:
    from sonolog.cli.progress_table import figure

    figures = (figure(answer.have), figure(answer.signed), figure(answer.need))
    place = (framework.framework, answer.stage, answer.id, answer.title)
    return (*place, *figures, answer.unit, answer.status, answer.sentence)


def write_explanation(request: Request, told: RecordExplanation) -> None:
    """Write why a record counts or does not, framework by framework."""
    if request.json:
        request.out.json(_explanation_object(told))
        return
    request.out.heading(f"{told.label}: {told.status_words}")
    for framework in told.frameworks:
        request.out.lines([""])
        request.out.heading(framework.title)
        rows = [(one.title, "yes" if one.counts else "no", one.sentence) for one in framework.requirements]
        if rows:
            request.out.table(("Requirement", "Counts", "Why"), rows)
        else:
            request.out.lines(["No requirement is about such a record."])


def progress_object(progress: Progress, *, ids: bool) -> dict[str, object]:
    """Return progress as programs read it; ``ids`` gives record ids in place of counts."""
    return {
        "trainee": progress.trainee,
        "as_of": progress.as_of.isoformat(),
        "frameworks": [framework_object(one, ids=ids) for one in progress.frameworks],
        "sign_offs": _sign_offs_object(progress),
    }


def _sign_offs_object(progress: Progress) -> dict[str, int]:
    counts = progress.sign_offs
    return {
        "records": counts.records,
        "identity_not_confirmed": counts.unconfirmed,
        "key_revoked_order_proven": counts.revoked_proven,
        "key_revoked_order_not_proven": counts.revoked_unproven,
        "walk_up": counts.walk_up,
        "not_as_signed": counts.not_as_signed,
    }


def framework_object(framework: FrameworkProgress, *, ids: bool) -> dict[str, object]:
    """Return one framework's progress as programs read it."""
    return {
        "framework": framework.framework,
        "edition": framework.edition,
        "requirements": [_answer_object(one, ids=ids) for one in framework.requirements],
        "stages": [_stage_object(one) for one in framework.stages],
        "decisions": list(framework.decisions),
    }


def _stage_object(stage: StageAnswer) -> dict[str, object]:
    return {
        "id": stage.id,
        "met": stage.met,
        "status": stage.status,
        "title": stage.title,
        "sentence": stage.sentence,
        "blocking": list(stage.blocking),
        "ratified": stage.ratified.isoformat() if stage.ratified else None,
        "until": stage.until.isoformat() if stage.until else None,
    }


def _answer_object(answer: Answer, *, ids: bool) -> dict[str, object]:
    return {
        "id": answer.id,
        "parent": answer.parent,
        "stage": answer.stage,
        "title": answer.title,
        "have": _number(answer.have),
        "signed": _number(answer.signed),
        "need": _number(answer.need),
        "unit": answer.unit,
        "met": answer.met,
        "status": answer.status,
        "strength": answer.strength,
        "sentence": answer.sentence,
        "counted": list(answer.counted) if ids else len(answer.counted),
        "not_counted": _set_aside(answer.not_counted, ids=ids),
        "falls_on": answer.falls_on.isoformat() if answer.falls_on else None,
        "sign_off": answer.sign_off,
    }


def _set_aside(not_counted: Mapping[str, Sequence[str]], *, ids: bool) -> dict[str, object]:
    return {reason: list(held) if ids else len(held) for reason, held in not_counted.items()}


def _number(number: int | Decimal | None) -> int | float | None:
    """Return a number of JSON: whole ones as such."""
    if number is None:
        return None
    return int(number) if number == int(number) else float(number)


def _explanation_object(told: RecordExplanation) -> dict[str, object]:
    return {
        "id": told.id,
        "frameworks": [
            {
                "framework": framework.framework,
                "requirements": [
                    {"id": one.requirement, "counts": one.counts, "reason": one.reason}
                    for one in framework.requirements
                ],
            }
            for framework in told.frameworks
        ],
    }
