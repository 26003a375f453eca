"""``sonolog verify``: tell what the signatures in a file are worth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from sonolog.cli import diagnostics
from sonolog.cli.command import Command, pass_request
from sonolog.cli.layout import Column
from sonolog.cli.options import Request
from sonolog.domain.text import counted

if TYPE_CHECKING:
    from sonolog.usecases.verify_file import Verification


@click.command(
    "verify",
    cls=Command,
    examples=["sonolog verify progress.pdf", "sonolog verify answer.slb --all", "sonolog verify logbook.db --json"],
)
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--root", "roots", metavar="SHA256:...", multiple=True, help="Fingerprint of the programme's root key.")
@click.option("--ledger", type=click.Path(path_type=Path), metavar="FILE", help="The signer's own logbook, to compare.")
@click.option("--all", "everything", is_flag=True, help="List every record, not only what wants a look.")
@click.option("--render", type=click.Path(path_type=Path), metavar="OUT.pdf", help="Draw the report anew to read.")
@pass_request
def command(
    request: Request, file: Path, *, roots: tuple[str, ...], ledger: Path | None, everything: bool, render: Path | None
) -> int:
    """Verify a report, a file, a logbook or a badge: every signature, what it is about, and what is missing.

    The words are: Valid; Valid, identity not confirmed; Valid, key since revoked; Incomplete; Redacted; Invalid;
    Not checked. Without --root the programmes pinned in this home are trusted (sonolog programme). Exit code 0 if
    everything is Valid and nothing that others said is missing, 1 if something is Invalid, else 3. The file is only
    read. Where another version drew the pages of a report they cannot be compared: --render draws them anew from the
    evidence, to be read instead. --ledger names the logbook on a signer's own computer: what it holds of theirs and
    FILE does not, and the other way round, is told.
    """
    from sonolog.usecases.verify_file import verify_file

    if render is not None:
        from sonolog.usecases.verify_report import render_report

        diagnostics.note(f"drawn anew from its evidence: {render_report(file, render)}")
    found = verify_file(file, request.home, roots, clock=request.clock)
    if ledger is not None:
        from sonolog.usecases.against_ledger import against_ledger

        found = against_ledger(found, ledger)
    if request.json:
        request.out.json(_object(found))
    else:
        _write(request, found, everything=everything)
    return int(found.exit)


def _write(request: Request, found: Verification, *, everything: bool) -> None:
    from sonolog.usecases.verify_file import BADGE

    out = request.out
    everything = everything or found.source == BADGE  # it is one line, and says who, what, by whom and from when
    shown = [one for one in found.lines if everything or one.word not in _NOTHING_TO_SEE]
    if shown:
        columns = (Column("Record", cut=True), "Date", "Now", "Signed by", Column("Word"))
        rows = [(one.label, one.day, one.status, one.signer, one.word or "not signed") for one in shown[:_MOST]]
        out.table(columns, rows)
        if len(shown) > _MOST:
            diagnostics.note(f"and {len(shown) - _MOST} more: --json lists them all")
    said = ", ".join(f"{number} {word}" for word, number in sorted(found.words.items())) or "none"
    facts = [("Result", found.result), ("Statements", said), ("Records", counted(len(found.lines), "record"))]
    facts += [("Selected", found.selection)] if found.selection else []
    facts += [("Pages", found.pages)] if found.pages else []
    if found.declared:
        facts += [("Left out", f"{counted(len(found.declared), 'object')}, as the file itself says")]
    facts += [("Missing numbers", f"{one.words} of {one.name or one.key}") for one in found.gaps]
    facts += [("Withdrawn", str(found.withdrawn)), ("Recorded late", f"{found.late} (over 30 days)")]
    facts += [("Walk-up", counted(found.walk_up, "statement"))] if found.walk_up else []
    if found.same_number:
        told = f"{found.same_number}: two devices of one signer, or a copy that held something back"
        facts += [("Numbered twice", told)]
    facts += [("Programme", _programmes(request, found.roots) or "none given: nobody's identity is confirmed")]
    out.record(facts)
    for fault in found.faults[:_MOST]:
        place = f" ({fault.where[:12]})" if len(fault.where) == _DIGEST else ""
        diagnostics.warning(fault.what + place)
    for told in (*_reasons(found), *found.missing)[:_MOST]:
        diagnostics.note(told)


_NOTHING_TO_SEE = ("", "Valid", "Valid, identity not confirmed")
"""Words of records that are listed only when all are; the reasons below tell how many there are."""
_DIGEST = 64
"""Characters of a digest: other places are named in the sentence."""
_MOST = 40
"""Lines of one kind that are shown."""
_MOST_NAMED = 6
"""Signers named for one reason."""


def _programmes(request: Request, roots: Sequence[str]) -> str:
    """Return the programmes trusted, by the names they have here."""
    from sonolog.usecases.programme import pinned

    names = {one.fingerprint: one.name for one in pinned(request.home)}
    return ", ".join(f"{names[one]} ({one})" if names.get(one) else one for one in roots)


def _reasons(found: Verification) -> list[str]:
    """Return why statements have the words they have, each reason once, with whose and how many it stands for."""
    whose: dict[str, Counter[str]] = {}
    for one in found.statements:
        told = f"{one.verdict.word}: {one.verdict.reason}"
        whose.setdefault(told, Counter())[one.statement.signer.name if one.statement else "nobody"] += 1
    return [f"{told} ({_shares(names)})" for told, names in whose.items()]


def _shares(names: Counter[str]) -> str:
    """Return for each signer how many statements, the most first."""
    told = [f"{name}: {counted(number, 'statement')}" for name, number in names.most_common(_MOST_NAMED)]
    return ", ".join(told + (["and others"] if len(names) > _MOST_NAMED else []))


def _object(found: Verification) -> dict[str, object]:
    return {
        "word": str(found.word),
        "source": found.source,
        "words": dict(found.words),
        "statements": _statements(found),
        "records": _records(found),
        "faults": [{"what": one.what, "where": one.where} for one in found.faults],
        "missing": list(found.missing),
        "gaps": [
            {"key": one.key, "name": one.name, "subject": one.subject, "count": one.count, "numbers": one.words}
            for one in found.gaps
        ],
        "journals": [{"writer": writer, "last": seq, "digest": digest} for writer, seq, digest in found.heads],
        "left_out": len(found.declared),
        "numbered_twice": found.same_number,
        "withdrawn": found.withdrawn,
        "late": found.late,
        "walk_up": found.walk_up,
        "selection": found.selection,
        "pages": found.pages,
        "roots": list(found.roots),
    }


def _statements(found: Verification) -> list[dict[str, str]]:
    return [
        {
            "digest": one.digest,
            "act": one.statement.act if one.statement else "",
            "by": one.statement.by if one.statement else "",
            "name": one.statement.signer.name if one.statement else "",
            "word": str(one.verdict.word),
            "reason": one.verdict.reason,
            "seen_by": one.no_later_than,
        }
        for one in found.statements
    ]


def _records(found: Verification) -> list[dict[str, str]]:
    return [
        {
            "id": one.id,
            "label": one.label,
            "kind": one.kind,
            "date": one.day,
            "status": one.status,
            "word": one.word,
            "reason": one.reason,
            "signer": one.signer,
            "key": one.fingerprint,
        }
        for one in found.lines
    ]
