"""Which questions the program asks a department's server are about one trainee, and which are not."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import Engine, event
from tests.cli.desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from tests.department_server import the_server

from sonolog.domain.kinds import KINDS

_ABOUT_ONE = re.compile(
    r"\.(?:subject|record|digest|target|statement|writer|about) (?:=|IN|LIKE) |"
    r"^(?:subject|record|digest|target) = "
)
_TABLE = re.compile(r"\bFROM \"?(\w+)\"?")
_WHERE = re.compile(r"\bWHERE (.*?)(?: GROUP BY| ORDER BY|\n?LIMIT|$)", re.DOTALL)
_COLUMN = re.compile(r"\b\w+\.(\w+)\b")
_OURS = {"object", "revision", "statement", "item", "head", "document", "search", "journal"} | {
    kind.replace("-", "_") for kind in KINDS
}

CROSSING = {
    "accreditation by person": "people",
    "accreditation by status": "people",
    "document by kind": "frameworks and forms",
    "document by nothing": "frameworks and forms",
    "head by asked, kind, status, subject": "search: a supervisor's inbox",
    "head by label": "search: is a case number free",
    "head by label, record": "search: which record is meant",
    "head by nothing": "cohort: which trainee's records changed",
    "head by person": "people",
    "journal by nothing": "journal: how far each machine has come",
    "person by status": "people",
    "statement by act": "keys and what was vouched for",
    "statement by act, counts": "keys and what was vouched for",
    "statement by counts": "keys: who signed with which",
    "statement by nothing": "keys: who signed with which",
}
"""Each question about several trainees, by table and what is compared; docs/department.md tells where they go."""


def _crossing(text: str) -> str:
    """Return table and columns of a question about more than one trainee; empty where it is about one."""
    table = _TABLE.search(text)
    if table is None or table[1] not in _OURS:
        return ""
    where = _WHERE.search(text)
    if where and "label" not in where[1] and _ABOUT_ONE.search(where[1]):
        return ""
    return f"{table[1]} by {', '.join(sorted(set(_COLUMN.findall(where[1] if where else '')))) or 'nothing'}"


@pytest.fixture
def asked() -> Iterator[dict[str, str]]:
    """Return what was asked of the server that is about several trainees, with one such question each."""
    found: dict[str, str] = {}

    def hear(connection: object, cursor: object, statement: str, *further: object) -> None:
        if connection.dialect.name == "postgresql" and (told := _crossing(statement)):  # type: ignore[attr-defined]
            found.setdefault(told, statement)

    event.listen(Engine, "before_cursor_execute", hear)
    yield found
    event.remove(Engine, "before_cursor_execute", hear)


def test_only_these_questions_are_about_more_than_one_trainee(asked: dict[str, str], tmp_path: Path) -> None:
    """Everyday acts ask about one trainee; the others are about people, keys, frameworks, searches and whole copies."""
    server = the_server()
    database = server.new_database()

    def at(login: str) -> Desk:
        return Desk(tmp_path / login, {"SONOLOG_LOGBOOK": server.address(login, database)})

    try:
        tess, sam, lea = at("tess"), at("sam"), at("lea")
        case = tess.ok("log", "shoulder", "left", f"by={SUPERVISOR}", "direct", "finding=normal").out.strip()
        for words in (("enrol", "rcr-msk"), ("scans",), ("scans", "shoulder"), ("show", case), ("progress",)):
            tess.ok(*words)
        for words in (
            ("what-next",),
            ("forecast",),
            ("charts",),
            ("stats",),
            ("placements",),
            ("records",),
            ("scope",),
        ):
            tess.ask(*words)
        tess.ok("submit", case, passphrase=PASSPHRASE)
        tess.ok("report", "progress", str(tmp_path / "p.pdf"))
        sam.ok("inbox")
        sam.ok("sign", case, passphrase=PASSPHRASE)
        tess.ok("amend", case, "note=more", "--why", "left out")
        tess.ok("undo")
        lea.ok("progress", "--trainee", TRAINEE)
        lea.ok("cohort")
        lea.ok("cohort", str(tmp_path / "cohort.pdf"))
        assert set(asked) <= set(CROSSING), "\n\n".join(f"{one}\n{asked[one]}" for one in sorted(asked))
    finally:
        server.drop(database)


def test_the_documentation_names_each_of_them() -> None:
    """What has to be asked of every part of a divided database is in the plan for one."""
    text = (Path(__file__).parents[2] / "docs" / "department.md").read_text("utf-8")
    assert [one for one in CROSSING if f"`{one}`" not in text] == []
