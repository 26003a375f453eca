"""Evaluations made by hand: a framework from a few lines of TOML, a log from a few rows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from sonolog.domain.framework import Framework
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evaluation import Evaluation, EvidenceMasks
from sonolog.progress.evidence import Enrolled, Evidence, Log, Signatory, SignOff
from sonolog.usecases.evaluating import Evaluated, Seen

TODAY = date(2026, 11, 24)
"""A Tuesday."""
SAM, PAT = "sam", "pat"
PEOPLE = {
    SAM: Signatory(SAM, "Sam", frozenset({"supervisor"})),
    PAT: Signatory(PAT, "Pat", frozenset({"supervisor"}), register_body="HCPC"),
}
_HEAD = """
framework = "{name}"
edition = "1"
title = "Example"
source = {{ body = "Example body", document = "Example", confidence = "template" }}
regions = ["shoulder", "elbow", "knee"]
"""
STAGE = '[[stage]]\nid = "one"\ntitle = "Stage one"\n'
SCAN: Mapping[str, Any] = {
    "examination": "msk",
    "region": "shoulder",
    "role": "performed",
    "supervision": "direct",
    "supervisor": SAM,
    "setting": "patient",
    "site": "Example Hospital",
    "adequate": True,
}


def framework_of(rules: str, *, name: str = "example", stages: str = STAGE) -> Framework:
    """Return the framework of some requirements as TOML; those of no stage are of stage one."""
    framework, problems = read_framework(
        _HEAD.format(name=name) + stages + rules, file=name, vocabulary=load_vocabulary()
    )
    assert framework is not None, problems
    return framework


def rule(requirement: str, said: str, *, of: str = 'of = "scan"', stage: str = "one") -> str:
    """Return one requirement as TOML; its title is its id."""
    return f'[[requirement]]\nid = "{requirement}"\nstage = "{stage}"\ntitle = "{requirement}"\n{of}\n{said}\n'


def log_of(kind: str, rows: Iterable[Mapping[str, Any]]) -> Log:
    """Return a log; a row has a ``day``, perhaps a ``status``, and its fields."""
    ordered = sorted(rows, key=lambda row: row["day"])
    names = sorted({name for row in ordered for name in row} - {"day", "status"})
    return Log(
        kind=kind,
        records=[f"{kind}-{at:05}" for at in range(len(ordered))],
        labels=[f"{kind}-{at:05}" for at in range(len(ordered))],
        dates=[row["day"] for row in ordered],
        statuses=[row.get("status", "draft") for row in ordered],
        signed=[_sign_off(row) for row in ordered],
        columns={name: [row.get(name) for row in ordered] for name in names},
    )


def _sign_off(row: Mapping[str, Any]) -> SignOff | None:
    if row.get("status") != "signed":
        return None
    return SignOff("d" * 64, SAM, "Sam", "supervisor", TODAY, "observed-directly", "own-device")


def scans_on(days: Iterable[date], each: int = 1, **said: Any) -> list[dict[str, Any]]:
    """Return so many scans on each day."""
    return [{"day": day, **SCAN, **said} for day in days for _ in range(each)]


def weekly(weeks: int, *, until: date = TODAY) -> list[date]:
    """Return the same weekday of so many weeks, the last of them ``until``."""
    return [until - timedelta(days=7 * back) for back in range(weeks)]


def evaluated_of(
    *frameworks: Framework,
    as_of: date = TODAY,
    absences: Sequence[tuple[date, date | None]] = (),
    enrolled: date = date(2026, 1, 6),
    **logs: Iterable[Mapping[str, Any]],
) -> Evaluated:
    """Return what :func:`sonolog.usecases.evaluating.evaluated` would of these logs."""
    made = {kind: log_of(kind, rows) for kind, rows in logs.items()}
    enrolments = tuple(Enrolled(one.framework, one.edition, enrolled) for one in frameworks)
    evidence = Evidence("tess", as_of, made, PEOPLE, enrolments)
    masks, vocabulary = EvidenceMasks(evidence), load_vocabulary()
    seen = tuple(
        Seen(one, evaluate(one, evidence, vocabulary=vocabulary, masks=masks), Evaluation.of(one, masks, vocabulary))
        for one in frameworks
    )
    return Evaluated("tess", "Tess Trainee", as_of, evidence, masks, seen, tuple(absences))
