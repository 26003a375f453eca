"""Going on to another edition: what changes by it, shown before it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sonolog.cli import diagnostics
from sonolog.cli.layout import Column
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.progress.answer import Answer, StageAnswer
    from sonolog.usecases.enrol import EnrolledOn
    from sonolog.usecases.logbook import Logbook
    from sonolog.usecases.move_enrolment import Move


def move(
    request: Request, logbook: Logbook, name: str, *, scope: list[str], facts: dict[str, str], preview: bool
) -> EnrolledOn | None:
    """Show before and after, ask, and move; None where it was only to be shown, or the answer was no."""
    from sonolog.usecases.move_enrolment import move_enrolment, plan_move

    planned = plan_move(logbook, name, trainee=request.trainee, scope=scope, facts=facts)
    if not request.json:
        _write(request, planned)
    if preview:
        _only_shown(request, planned)
        return None
    to = f"edition {planned.after.edition}"
    if not diagnostics.confirm(f"Move {planned.name} to {to}?", yes=request.yes):
        diagnostics.note("Nothing was changed.")
        return None
    return move_enrolment(logbook, planned)


def _only_shown(request: Request, planned: Move) -> None:
    if request.json:
        request.out.json(move_object(planned))
    diagnostics.note("Nothing was changed: leave --preview out to move.")


def _write(request: Request, planned: Move) -> None:
    before, after = planned.before, planned.after
    request.out.heading(f"{after.title}: edition {before.edition} to {after.edition}")
    answers = planned.answers
    changed = [one for one in answers if one.is_changed]
    columns = (Column("Requirement", cut=True), "Before", "After")
    rows = [(one.title, _told(one.before), _told(one.after)) for one in changed]
    old = {stage.id: stage for stage in before.stages}
    new = {stage.id: stage for stage in after.stages}
    for name in dict.fromkeys((*new, *old)):
        was, will = old.get(name), new.get(name)
        if was is None or will is None or was.status != will.status:
            title = (will or old[name]).title
            rows.append((f"Stage: {title}", _stage_told(was), _stage_told(will)))
    if rows:
        request.out.table(columns, rows)
    same = len(answers) - len(changed)
    diagnostics.note(f"{counted(len(changed), 'requirement')} would stand otherwise, {same} as before.")


def _told(one: Answer | None) -> str:
    from sonolog.cli.progress_table import figure
    from sonolog.progress.answer import STATUS_WORDS

    if one is None:
        return "not asked for"
    need = f" of {figure(one.need)}" if one.need is not None else ""
    return f"{figure(one.have)}{need}, {STATUS_WORDS[one.status]}"


def _stage_told(one: StageAnswer | None) -> str:
    from sonolog.progress.answer import STATUS_WORDS

    return "none" if one is None else STATUS_WORDS[one.status]


def move_object(planned: Move) -> dict[str, object]:
    """Return a move as programs read it."""
    from sonolog.cli.show_progress import framework_object

    return {
        "trainee": planned.trainee,
        "before": framework_object(planned.before, ids=False),
        "after": framework_object(planned.after, ids=False),
        "changed": [one.id for one in planned.answers if one.is_changed],
    }
