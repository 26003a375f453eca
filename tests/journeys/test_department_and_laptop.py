"""A trainee with a laptop, a supervisor with another, and a department: what is logged and signed goes both ways."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.cli.desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk
from tests.department_server import PEOPLE, Server, the_server

LEAD = PEOPLE["lea"][0]
_AS_OF = ("--as-of", "2026-11-23")


class Department:
    """A database of one's own, with a desk for each login."""

    def __init__(self, server: Server, folder: Path) -> None:
        self.server, self.folder = server, folder
        self.database = server.new_database()

    def at(self, login: str) -> Desk:
        """Return the desk of a login, which opens the department."""
        return Desk(self.folder / login, {"SONOLOG_LOGBOOK": self.server.address(login, self.database)})

    def laptop(self, login: str) -> Desk:
        """Return the same person's desk with a logbook in a file."""
        desk = Desk(self.folder / f"{login} laptop")
        desk.known_as(PEOPLE[login][0], self.server.people[login])
        return desk


@pytest.fixture
def department(tmp_path: Path) -> Iterator[Department]:
    """Return a settled department."""
    made = Department(the_server(), tmp_path)
    yield made
    made.server.drop(made.database)


def _progress(desk: Desk) -> object:
    return desk.ok("progress", "--trainee", TRAINEE, *_AS_OF, "--json").json["frameworks"]


def _report(desk: Desk, path: Path) -> bytes:
    desk.ok("report", "logbook", str(path), "--trainee", TRAINEE, *_AS_OF)
    return path.read_bytes()


def test_what_is_logged_and_signed_goes_both_ways(department: Department, tmp_path: Path) -> None:
    """Scans from the laptop, a sign-off in the department: both end with the same progress and the same report."""
    laptop, tess, sam = department.laptop("tess"), department.at("tess"), department.at("sam")
    tess.ok("export", str(tmp_path / "people"))
    laptop.ok("absorb", str(tmp_path / "people"))  # the laptop begins with the department's people
    first = laptop.ok("log", "shoulder", "left", f"by={SUPERVISOR}", "direct", "finding=normal", "date=2026-11-01").out
    laptop.ok("log", "knee", "right", "finding=abnormal", "date=2026-11-02")
    laptop.ok("enrol", "rcr-msk", "--date", "2026-09-01")
    assert first
    laptop.ok("export", str(tmp_path / "from laptop"))

    taken = tess.ok("absorb", str(tmp_path / "from laptop"), "--accept-unconfirmed", "--json").json
    assert taken["new"] and not taken["left"]
    assert len(tess.cases()) == 2
    third = tess.ok("log", "elbow", "left", f"by={SUPERVISOR}", "direct", "date=2026-11-03").out.strip()
    tess.ok("submit", third, passphrase=PASSPHRASE)
    assert [one["label"] for one in sam.ok("inbox", "--json").json["inbox"]] == [third]
    sam.ok("sign", third, passphrase=PASSPHRASE)

    tess.ok("export", str(tmp_path / "from department"))
    said = (tmp_path / "from department" / "everything.slb").read_text("utf-8")
    assert said.count('"assurance":"department-database"') == 2
    laptop.ok("absorb", str(tmp_path / "from department"), "--accept-unconfirmed")
    assert laptop.cases() == tess.cases()
    assert laptop.cases()[third]["status"] == "signed"
    assert _progress(laptop) == _progress(tess)
    assert _report(laptop, tmp_path / "laptop.pdf") == _report(tess, tmp_path / "department.pdf")


def _signed_between_laptops(department: Department, tmp_path: Path) -> tuple[Desk, Desk, str]:
    """Let tess's scan be signed on sam's own laptop; return both laptops and its number, her copy in ``signed``."""
    laptop, sams = department.laptop("tess"), department.laptop("sam")
    department.at("tess").ok("export", str(tmp_path / "people"))
    laptop.ok("absorb", str(tmp_path / "people"))
    case = laptop.ok("log", "shoulder", "left", f"by={SUPERVISOR}", "direct").out.strip()
    laptop.ok("submit", case, passphrase=PASSPHRASE)
    laptop.ok("request", "--to", SUPERVISOR, str(tmp_path / "request.slb"))
    sams.ok("open", str(tmp_path / "request.slb"), "--yes")
    sams.ok("sign", case, passphrase=PASSPHRASE)
    sams.ok("respond", str(tmp_path / "response.slb"))
    laptop.ok("absorb", str(tmp_path / "response.slb"), "--accept-unconfirmed")
    laptop.ok("export", str(tmp_path / "signed"))
    return laptop, sams, case


def test_a_sign_off_brought_from_a_file_counts_once_its_signer_has_been_here(
    department: Department, tmp_path: Path
) -> None:
    """Signed on the supervisor's own laptop and brought by the trainee: submitted, until a key known here is seen."""
    laptop, sams, case = _signed_between_laptops(department, tmp_path)
    tess = department.at("tess")
    taken = tess.ok("absorb", str(tmp_path / "signed"), "--accept-unconfirmed", "--json").json
    assert (taken["left"], taken["waiting"]) == (0, 1)
    assert tess.cases()[case]["status"] == "submitted"

    lea = department.at("lea")
    assert "nobody here knows the key" in lea.ok("check").err
    assert tess.cases()[case]["status"] == "submitted"

    sam = department.at("sam")
    shutil.copytree(sams.home / "data" / "keys", sam.home / "data" / "keys")
    another = tess.ok("log", "knee", f"by={SUPERVISOR}", "direct").out.strip()
    shutil.copytree(laptop.home / "data" / "keys", tess.home / "data" / "keys")
    tess.ok("submit", another, passphrase=PASSPHRASE)
    sam.ok("sign", another, passphrase=PASSPHRASE)
    assert "verified and counts now" in sam.ok("inbox").err
    assert tess.cases()[case]["status"] == "signed"
    assert lea.ok("check", "--json").json["faults"] == []


@pytest.mark.parametrize(("login", "status"), [("pat", "submitted"), ("lea", "signed")])
def test_who_absorbs_a_file_with_anothers_sign_off_and_may_say_that_it_counts(
    department: Department, tmp_path: Path, login: str, status: str
) -> None:
    """A lead looked at the keys and answers for it; what a supervisor brings waits for somebody else."""
    _, _, case = _signed_between_laptops(department, tmp_path)
    tess = department.at("tess")

    desk = department.at(login)
    taken = desk.ok("absorb", str(tmp_path / "signed"), "--accept-unconfirmed", "--json").json
    assert taken["waiting"] == (0 if status == "signed" else 1)
    assert tess.cases()[case]["status"] == status
    assert "counts now" not in desk.ok("inbox").err
    assert tess.cases()[case]["status"] == status
    assert department.at("lea").ok("check", "--json").json["faults"] == []


def test_a_lead_takes_a_text_away_everywhere_in_the_department(department: Department) -> None:
    """Redacted by the owner's function: no table, no search and no export of anybody holds the text any more."""
    tess, sam, lea = department.at("tess"), department.at("sam"), department.at("lea")
    word = "unmistakable"
    case = tess.ok("log", "shoulder", f"by={SUPERVISOR}", "direct", f"note={word} words").out.strip()
    tess.ok("submit", case, passphrase=PASSPHRASE)
    sam.ok("sign", case, passphrase=PASSPHRASE)
    assert list(tess.cases(word)) == [case]
    refused = tess.ask("redact", case, "--why", "it names somebody", "--yes", "--json", passphrase=PASSPHRASE)
    assert refused.fault["code"] == "lead-needed"
    lea.ok("redact", case, "--why", "it names somebody", "--yes", passphrase=PASSPHRASE)
    assert tess.cases(word) == {}
    query = f"SELECT count(*) FROM sonolog.object WHERE text LIKE '%{word}%'"
    searched = f"SELECT count(*) FROM sonolog.search WHERE content LIKE '%{word}%'"
    kind = f"SELECT count(*) FROM sonolog.scan WHERE note LIKE '%{word}%'"
    for text in (query, searched, kind):
        assert department.server.sql(text, database=department.database) == [(0,)]
    assert lea.ok("check", "--json").json["faults"] == []
