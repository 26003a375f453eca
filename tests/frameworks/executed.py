"""The executed examples of the reference: a piece of framework, a log in plain lines, and what sonolog answers.

A log line is ``COUNT KIND DAY +STEP key=value …``: so many entries, the first on DAY, each STEP later (``+1d``,
``+1w``; without it all on one day).  Lines that start with ``person``, ``enrolled``, ``signed`` or ``today``
say who is who, since when and how the trainee is enrolled, whose signature the entries so far carry, and which
day it is; ``counted ID in FRAMEWORK`` that an entry earned an award elsewhere.
"""

from __future__ import annotations

import re
import shlex
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sonolog.domain.fields import fields_of
from sonolog.domain.framework import Framework
from sonolog.frameworks.reader import read_framework
from sonolog.frameworks.vocabulary import load_vocabulary
from sonolog.progress.answer import FrameworkProgress
from sonolog.progress.evaluate import evaluate
from sonolog.progress.evidence import Accreditation, Enrolled, Evidence, Log, Signatory, SignOff

REFERENCE = Path(__file__).parents[2] / "docs" / "frameworks.md"
TODAY = date(2026, 6, 30)
HEAD = """
framework = "my-department"
edition = "2026"
title = "Musculoskeletal ultrasound in our department"
source = { body = "Our department", document = "Training handbook", confidence = "template" }
regions = ["shoulder", "elbow", "knee"]
"""
STAGE = '\n[[stage]]\nid = "level-1"\ntitle = "Level 1"\n'
_EXAMPLE = re.compile(
    r"(?P<lead><!-- rule: (?P<keys>[\w. ,-]+) -->\n)?```toml\n(?P<toml>.*?)```"
    r"(?:\n+```log\n(?P<log>.*?)```\n+```answer\n(?P<answer>.*?)```)?",
    re.DOTALL,
)
_STEPS = {"d": 1, "w": 7}


@dataclass(frozen=True)
class Example:
    """One example of the reference."""

    heading: str
    toml: str
    log: str
    answer: str
    keys: tuple[str, ...]
    """Keys without which the answer must be another one."""
    answer_at: tuple[int, int]
    """Where the answer stands in the text."""

    @property
    def text(self) -> str:
        """The whole file: what the example leaves out is put around it."""
        head = "" if "framework =" in self.toml else HEAD
        stage = "" if "[[stage]]" in self.toml else STAGE
        return head + self.toml + stage

    def framework(self, without: str = "") -> Framework:
        """Return the framework of the example, read from its text; ``without`` a key, as if nobody judged it."""
        found, problems = read_framework(self.text, file="example", vocabulary=load_vocabulary())
        assert found is not None, problems
        return _without(found, without) if without else found

    def answers(self, framework: Framework) -> list[str]:
        """Return what sonolog says, one line for each requirement named in the answer, or for all."""
        progress = evaluate(framework, self.evidence(framework), vocabulary=load_vocabulary())
        wanted = [line.partition(":")[0].strip() for line in self.answer.splitlines() if line.strip()]
        told = dict(_told(progress))
        return [
            f"{name}: {told.get(name, 'not there')}" for name in (wanted or [one for one in told if "/" not in one])
        ]

    def evidence(self, framework: Framework) -> Evidence:
        """Return the log of the example as evidence."""
        return _LogReader(framework).read(self.log)


def _told(progress: FrameworkProgress) -> list[tuple[str, str]]:
    answers = [(one.id, one.sentence) for one in progress.requirements]
    stages = [(f"stage {one.id}", f"{one.status}. {one.sentence}") for one in progress.stages]
    may = ", ".join(one.practice for one in progress.grants if one.allowed) or "nothing"
    return [*answers, *stages, ("may", may)]


def examples(text: str) -> list[Example]:
    """Return every example of the reference, in order."""
    found = []
    for match in _EXAMPLE.finditer(text):
        headings = re.findall(r"^#+ (.*)$", text[: match.start()], re.MULTILINE)
        keys = tuple(key.strip() for key in (match["keys"] or "").split(",") if key.strip())
        answer_at = match.span("answer")
        log, answer = match["log"] or "", match["answer"] or ""
        found.append(Example(headings[-1] if headings else "", match["toml"], log, answer, keys, answer_at))
    return found


@dataclass
class _LogReader:
    framework: Framework
    today: date = TODAY
    rows: dict[str, list[dict[str, Any]]] = field(default_factory=lambda: defaultdict(list))
    people: dict[str, Signatory] = field(default_factory=dict)
    enrolled: Enrolled | None = None
    number: int = 0
    used: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def read(self, text: str) -> Evidence:
        for line in text.splitlines():
            words = shlex.split(line, comments=True)
            if words:
                self._line(words)
        logs = {kind: _log(kind, rows, self.today) for kind, rows in self.rows.items()}
        enrolled = self.enrolled or Enrolled(self.framework.framework, self.framework.edition, date(2025, 1, 1))
        return Evidence("trainee", self.today, logs, self.people, (enrolled,), self.used)

    def _line(self, words: list[str]) -> None:
        match words[0]:
            case "today":
                self.today = date.fromisoformat(words[1])
            case "person":
                self._person(words[1], words[2:])
            case "enrolled":
                self._enrol(words[1], words[2:])
            case "signed":
                self._sign(words[1:])
            case "counted":
                self.used[words[1]] = (*self.used.get(words[1], ()), words[3])
            case _:
                self._entries(words)

    def _entries(self, words: list[str]) -> None:
        count = int(words.pop(0)) if words[0].isdecimal() else 1
        kind, day, *rest = words
        step = rest.pop(0) if rest and rest[0].startswith("+") else "+0d"
        days = int(step[1:-1]) * _STEPS[step[-1]]
        said = dict(word.split("=", 1) for word in rest)
        for at in range(count):
            self.number += 1
            values = {name: _cell(kind, name, text) for name, text in said.items()}
            values["id"] = said.get("id") if count == 1 and "id" in said else f"e{self.number:04}"
            values["day"] = date.fromisoformat(day) + timedelta(days=at * days)
            self.rows[kind].append(values)

    def _person(self, name: str, words: list[str]) -> None:
        said = dict(word.split("=", 1) for word in words)
        known = self.people.get(name) or Signatory(name, name.title())
        if "level" in said:
            start = date.fromisoformat(said.get("since", "2000-01-01"))
            until = date.fromisoformat(said["until"]) if "until" in said else None
            held = Accreditation(name, said.get("field", "msk"), int(said["level"]), start, until, said.get("body", ""))
            known = replace(known, accreditations=(*known.accreditations, held))
        roles = frozenset(said["roles"].split(",")) if "roles" in said else known.roles
        external = said["external"] == "yes" if "external" in said else known.external
        self.people[name] = replace(known, roles=roles, external=external)

    def _enrol(self, day: str, words: list[str]) -> None:
        said = dict(word.split("=", 1) for word in words)
        scope = tuple(said.pop("scope").split(",")) if "scope" in said else ()
        facts = {name: {"yes": True, "no": False}.get(text, text) for name, text in said.items()}
        start = date.fromisoformat(day)
        self.enrolled = Enrolled(self.framework.framework, self.framework.edition, start, scope, facts)

    def _sign(self, words: list[str]) -> None:
        """Sign every entry so far that is not signed yet: ``signed [KIND] by PERSON as ROLE [key=value …]``."""
        kind = words.pop(0) if words[0] != "by" else ""
        person, role = words[1], words[3]
        said = dict(word.split("=", 1) for word in words[4:])
        for found, rows in self.rows.items():
            for row in rows:
                if kind in ("", found) and "signed" not in row:
                    row["signed"] = SignOff(
                        statement="d" * 64,
                        person=person,
                        name=person.title(),
                        role=role,
                        day=max(row["day"], date.min),
                        meaning="observed-directly",
                        assurance=said.get("assurance", "own-device"),
                        agreement=said.get("agreement"),
                        outcome=said.get("outcome"),
                        entrustment=int(said["entrustment"]) if "entrustment" in said else None,
                    )


def _cell(kind: str, name: str, text: str) -> Any:
    """Return a value as the store hands it to the evaluator."""
    if name in ("id", "status"):
        return text
    if name == "marks":
        return tuple(
            f'{{"item":"{item}","mark":"{mark}"}}' for item, mark in (one.split(":") for one in text.split(","))
        )
    known = fields_of(kind)[name]
    if known.many:
        return tuple(text.split(","))
    if known.type == "yes-no":
        return text == "yes"
    if known.type == "day":
        return date.fromisoformat(text)
    return int(text) if known.type == "number" and text.isdecimal() else text


def _log(kind: str, rows: list[dict[str, Any]], today: date) -> Log:
    ordered = sorted((row for row in rows if row["day"] <= today), key=lambda row: (row["day"], row["id"]))
    names = sorted({name for row in ordered for name in row} - {"id", "day", "status", "signed"})
    return Log(
        kind=kind,
        records=[row["id"] for row in ordered],
        labels=[row["id"].upper() for row in ordered],
        dates=[row["day"] for row in ordered],
        statuses=[row.get("status") or ("signed" if row.get("signed") else "draft") for row in ordered],
        signed=[row.get("signed") for row in ordered],
        columns={name: [row.get(name) for row in ordered] for name in names},
    )


def _without(framework: Framework, path: str) -> Framework:
    """Return the framework with one key back at its default, in every place it stands: the kind is not judged."""
    *owner, key = path.split(".")
    changed = framework.model_dump(by_alias=False)
    _forget(changed, owner[0] if owner else "", key, inside=not owner)
    return Framework.model_validate(_tuples(changed))


def _forget(value: Any, owner: str, key: str, *, inside: bool) -> None:
    if isinstance(value, Mapping):
        for name in list(value):
            if inside and name == key and not _is_needed(value, key):
                value.pop(name)  # type: ignore[attr-defined]
            else:
                _forget(value[name], owner, key, inside=inside or name == owner)
    elif isinstance(value, list | tuple):
        for one in value:
            _forget(one, owner, key, inside=inside)


def _is_needed(value: Mapping[str, Any], key: str) -> bool:
    """Return whether a table cannot be without the key: a term, a linked record."""
    return key == "where" and ("kind" in value or ("of" in value and "stage" not in value))


def _tuples(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _tuples(one) for name, one in value.items()}
    return tuple(_tuples(one) for one in value) if isinstance(value, list | tuple) else value


def renew() -> None:
    """Write every answer into the page anew; whoever does so reads whether each is right."""
    text = REFERENCE.read_text("utf-8")
    for example in reversed([one for one in examples(text) if one.log]):
        start, end = example.answer_at
        text = text[:start] + "\n".join(example.answers(example.framework())) + "\n" + text[end:]
    REFERENCE.write_text(text, "utf-8")


if __name__ == "__main__":
    renew()
