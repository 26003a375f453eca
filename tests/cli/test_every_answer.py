"""Every command is really run with ``--json``, succeeds, and answers as its schema says: the desk compares them."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from unittest.mock import patch

import pytest
from tests.department_server import ADMIN, the_server
from tests.example import the_example
from tests.ours import OURS

from sonolog.usecases.demo import DemoMade

from .described import commands
from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Answer, Desk, lived_in

LEAD, PAT = "Lea Lead", "Pat Partner"
_AUDIT = """
[[requirement]]
id = "audit"
stage = "first"
title = "An audit"
strength = "indicative"
of = "scan"
draw = { entries = 1, at = "today" }
at_least = 1
sign_off = "none"
"""
_LEAD = ("--as", LEAD, "--trainee", TRAINEE)
_SAM = ("--as", SUPERVISOR)


@dataclass
class World:
    """A trainee's desk with a year's beginnings, a supervisor's elsewhere, and a department; files go between them."""

    folder: Path
    desk: Desk
    pat: Desk
    admin: Desk

    def path(self, name: str) -> str:
        """Return a file of the test's folder."""
        return str(self.folder / name)

    def case(self, status: str = "draft") -> str:
        """Return a scan that stands so."""
        return self.desk.case(status)

    def key(self, *words: str) -> str:
        """Return the fingerprint of somebody's key."""
        return str(self.desk.ok("identity", *words, "--json").json["fingerprint"])


@dataclass(frozen=True)
class Run:
    """What is typed; with a passphrase where something is signed, at whose desk, and beside what else."""

    words: Callable[[World], tuple[str, ...]]
    signs: bool = False
    at: str = "desk"
    code: int = 0


def _typed(*words: str, signs: bool = False, at: str = "desk", code: int = 0) -> Run:
    """Return a run of plain words; what ends in a dot and letters is a file of the test's folder."""

    def said(world: World) -> tuple[str, ...]:
        return tuple(world.path(word[1:]) if word.startswith("@") else word for word in words)

    return Run(said, signs, at, code)


RUNS: Mapping[str, Run] = {
    "log": _typed("log", "wrist", "left", "finding=normal", "date=2026-11-20"),
    "template keep": Run(lambda w: ("template", "keep", "1", w.case())),
    "template": _typed("template"),
    "template drop": _typed("template", "drop", "1"),
    "add": _typed("add", "placement", "site=Example Hospital", "start=2026-09-01"),
    "placements": _typed("placements"),
    "clock in": _typed("clock", "in"),
    "clock": _typed("clock"),
    "clock out": _typed("clock", "out", "--minutes", "90"),
    "scans": _typed("scans"),
    "records": _typed("records"),
    "show": Run(lambda w: ("show", w.case("signed"))),
    "progress": _typed("progress", "--ids"),
    "scope": _typed("scope"),
    "forecast": _typed("forecast"),
    "what-next": _typed("what-next"),
    "charts": _typed("charts"),
    "stats": _typed("stats"),
    **{
        f"report {kind}": _typed("report", kind, f"@{kind}.pdf")
        for kind in ("progress", "scope", "logbook", "matrix", "sheet", "placement", "assessments", "portfolio")
    },
    "amend": Run(lambda w: ("amend", w.case(), "note=seen twice")),
    "undo": _typed("undo"),
    "tag": Run(lambda w: ("tag", w.case(), "--add", "exam")),
    "withdraw": Run(lambda w: ("withdraw", w.case())),
    "people add": _typed("people", "add", LEAD, "--role", "lead"),
    "people": _typed("people"),
    "framework new": _typed("framework", "new", "@new.toml"),
    "framework check": _typed("framework", "check", "@ours.toml"),
    "framework add": _typed("framework", "add", "@ours.toml"),
    "framework list": _typed("framework", "list"),
    "framework show": _typed("framework", "show", "ours"),
    "framework try": _typed("framework", "try", "ours"),
    "framework diff": _typed("framework", "diff", "ours", "rcr-msk"),
    "framework export": _typed("framework", "export", "ours", "@case.json"),
    "framework import": _typed("framework", "import", "@case.json", "@back.toml"),
    "enrol": _typed("enrol", "ours", "--yes"),
    "draw": _typed("draw", "ours", "audit"),
    "form list": _typed("form", "list"),
    "form show": _typed("form", "show", "osaus"),
    "form export": _typed("form", "export", "osaus", "@form.json"),
    "form import": _typed("form", "import", "@form.json", "@form.toml"),
    "form check": _typed("form", "check", "@form.toml"),
    "form add": _typed("form", "add", "@own.toml"),
    "form results": _typed("form", "results", "osaus"),
    "submit": Run(lambda w: ("submit", w.case()), signs=True),
    "recall": Run(lambda w: ("recall", w.case("submitted")), signs=True),
    "inbox": _typed("inbox", *_SAM),
    "request": _typed("request", "--to", PAT, "@request.slb"),
    "open": _typed("open", "@request.slb", "--yes", at="pat"),
    "sign": Run(lambda w: ("sign", w.pat.ok("inbox", "--json").json["inbox"][0]["label"]), signs=True, at="pat"),
    "respond": _typed("respond", "@answer.slb", at="pat"),
    "absorb": _typed("absorb", "@answer.slb", "--accept-unconfirmed"),
    "return": Run(lambda w: ("return", _again(w), *_SAM, "--why", "which side?"), signs=True),
    "revoke": Run(lambda w: ("revoke", w.case("signed"), *_SAM, "--why", "by mistake"), signs=True),
    "identity create": _typed("identity", "create", "--as", LEAD, signs=True),
    "identity": _typed("identity"),
    "identity show": _typed("identity", "show"),
    "identity card": _typed("identity", "card", "@card.slb", signs=True),
    "identity export": _typed("identity", "export", "@tess.key"),
    "identity import": Run(lambda w: ("identity", "import", _moved_away(w)), signs=True),
    "programme pin": Run(lambda w: ("programme", "pin", w.key("--as", LEAD), "--name", "Example")),
    "programme": _typed("programme"),
    "programme list": _typed("programme", "list"),
    "vouch": _typed("vouch", SUPERVISOR, "--role", "supervisor", "--checked", "badge seen", *_LEAD, signs=True),
    "programme publish": _typed("programme", "publish", "@published"),
    "programme unpin": Run(lambda w: ("programme", "unpin", w.key("--as", LEAD))),
    "badge": _typed("badge", "ours/first", "@badge.json", *_LEAD, signs=True),
    "cohort": _typed("cohort"),
    "checkpoint": _typed("checkpoint", *_LEAD, signs=True),
    "import": _typed("import", "@import.csv", "--yes"),
    "settings": _typed("settings"),
    "completion": _typed("completion", "bash"),
    "verify": _typed("verify", "@answer.slb", code=3),
    "check": _typed("check"),
    "redact": Run(lambda w: ("redact", w.case(), "--why", "holds a name", "--yes"), signs=True),
    "export": _typed("export", "@everything"),
    "backup": _typed("backup", "@backup.db"),
    "restore": _typed("restore", "@backup.db"),
    "recover": _typed("recover", "@backup.db", "@sound.db"),
    "identity revoke": _typed("identity", "revoke", "--reason", "lost", "--from", "2026-11-20", signs=True),
    "serve": _typed("serve"),
    "demo": _typed("--logbook", "@demo.db", "demo", "--no-app"),
    "department init": _typed("department", "init", at="admin"),
    "department add-person": _typed("department", "add-person", TRAINEE, "--login", "every", at="admin"),
    "department people": _typed("department", "people", at="admin"),
    "department close": _typed("department", "close", "every", at="admin"),
    "destroy": _typed("destroy", "--name", TRAINEE),
}
"""A run for each command, in an order in which each finds what it needs; a new command fails until it has one."""


def _moved_away(world: World) -> str:
    """Take the trainee's key away from its place, as on another computer, and return the copy."""
    copy = world.path("tess.key")
    here = Path(world.desk.ok("identity", "--json").json["key_file"])
    here.unlink()
    return copy


def _again(world: World) -> str:
    """Submit a scan once more, and return it."""
    case = world.case()
    world.desk.ok("submit", case, passphrase=PASSPHRASE)
    return case


def _example_at(path: Path) -> DemoMade:
    """Put the example logbook, which was made once for all tests, where a new one would be made."""
    shutil.copy(the_example().path, path)
    return replace(the_example(), path=path)


@pytest.fixture
def world(tmp_path: Path) -> Iterator[World]:
    """Make the desks and the files they begin with."""
    server = the_server()
    database = server.new_database("template0")
    with patch("sonolog.ledger.keys.ROUNDS", 1):
        desk = lived_in(tmp_path / "home")
        case = desk.ok("log", "hip", "left", f"by={PAT}", "direct", "date=2026-09-02").out.strip()
        desk.ok("submit", case, passphrase=PASSPHRASE)
    admin = Desk(tmp_path / "admin", {"SONOLOG_LOGBOOK": server.address(ADMIN, database)})
    made = World(tmp_path, desk, Desk(tmp_path / "pat"), admin)
    (tmp_path / "ours.toml").write_text(OURS + _AUDIT, "utf-8")
    text = desk.ok("form", "show", "osaus", "--json").json["text"]
    (tmp_path / "own.toml").write_text(text.replace('form = "osaus"', 'form = "own-osaus"', 1), "utf-8")
    shutil.copy(Path(__file__).parents[2] / "examples" / "imports" / "field-names.csv", tmp_path / "import.csv")
    yield made
    server.drop(database)


def test_every_command_has_a_run() -> None:
    """The list is the program's own: a command that nobody runs here is a failure."""
    assert set(RUNS) == set(commands())


def test_every_command_answers_as_described(world: World) -> None:
    """Each succeeds, and what it writes is what its schema says; all that do not are told at once."""
    with (
        patch("sonolog.web.server.serve", lambda _, *, ready, **__: ready("http://127.0.0.1:8801/")),
        patch("sonolog.usecases.demo.make_demo", _example_at),
        patch("sonolog.ledger.keys.ROUNDS", 1),  # a passphrase guards nothing here, and there are many
    ):
        wrong = {command: told for command, run in RUNS.items() if (told := _fault(world, run))}
    assert not wrong, "\n".join(f"{command}: {told}" for command, told in wrong.items())


def _fault(world: World, run: Run) -> str:
    """Run a command and return what is wrong about how it ended; nothing if all is well."""
    desk: Desk = getattr(world, run.at)
    try:
        words = run.words(world)
        answer: Answer = desk.ask(*words, "--json", passphrase=PASSPHRASE if run.signs else "")
    except Exception as fault:  # noqa: BLE001  (told with the others)
        return f"{type(fault).__name__}: {str(fault)[:300]}"
    if answer.code != run.code or not answer.out.strip():
        return f"{answer.code}: {answer.err[:300]}"
    return ""
