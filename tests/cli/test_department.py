"""A department from the command line: set up by an administrator, used by everybody under their own login."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest
from tests.department_server import ADMIN, Server, the_server

from sonolog.clock import HeldClock
from sonolog.errors import Exit
from sonolog.usecases.department import NewAccount, add_department_person, init_department

from .desk import PASSPHRASE, Desk

At = Callable[[str], Desk]
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)


@pytest.fixture
def server() -> Server:
    """Return the server of the tests."""
    return the_server()


@pytest.fixture
def database(server: Server) -> Iterator[str]:
    """Return an empty database of one's own."""
    name = server.new_database("template0")
    yield name
    server.drop(name)


@pytest.fixture
def at(server: Server, database: str, tmp_path: Path) -> At:
    """Return a function that gives the desk of a login: its own home, the department's address."""
    return lambda login: Desk(tmp_path / login, {"SONOLOG_LOGBOOK": server.address(login, database)})


def test_a_department_is_set_up_and_used_with_six_commands(at: At) -> None:
    """Tables, two logins, a scan, the list of scans and progress: each person sees what concerns them."""
    admin = at(ADMIN)
    assert admin.ok("department", "init", "--json").json["made"]
    admin.ok("department", "add-person", "Tess Trainee", "--login", "tess")
    admin.ok("department", "add-person", "Tom Trainee", "--login", "tom")
    added = admin.ok("department", "add-person", "Sam Supervisor", "--login", "sam", "--rank", "supervisor", "--json")
    assert added.json["people"][0]["rank"] == "supervisor"

    tess = at("tess")
    case = tess.ok("log", "shoulder", "left", "finding=normal", "by=Sam Supervisor").out.strip()
    assert [scan["case"] for scan in tess.ok("scans", "--json").json["scans"]] == [case]
    assert [scan["case"] for scan in tess.ok("scans", "should", "--json").json["scans"]] == [case]
    tess.ok("enrol", "rcr-msk")
    assert tess.ok("progress", "--json").json["frameworks"][0]["requirements"]
    assert list(at("sam").cases("--trainee", "Tess Trainee")) == [case]
    assert at("tom").cases() == {}


def test_init_and_add_person_done_again_change_nothing(at: At) -> None:
    """Whoever repeats a step because they are not sure loses nothing and makes nothing twice."""
    admin = at(ADMIN)
    first = admin.ok("department", "init", "--json").json
    person = ("department", "add-person", "Tess Trainee", "--login", "tess", "--json")
    made = admin.ok(*person).json
    again = admin.ok("department", "init", "--json").json
    assert (again["id"], again["made"], again["rebuilt"]) == (first["id"], False, False)
    assert admin.ok(*person).json == made
    assert len(admin.ok("department", "people", "--json").json["people"]) == 1
    assert admin.ok("department", "init", "--rebuild", "--json").json["rebuilt"]


def test_two_who_look_after_one_server_do_not_spoil_each_others_work(server: Server, tmp_path: Path) -> None:
    """Logins are of all databases of a server: whoever comes second waits, in a department of its own too."""
    names = [server.new_database("template0") for _ in range(2)]
    try:
        addresses = [server.address(ADMIN, name) for name in names]
        for address in addresses:
            init_department(address, clock=HeldClock(NOW))
        with ThreadPoolExecutor(2) as pool:
            for found in pool.map(_add_and_close_often, addresses):
                assert found == "sam"
    finally:
        for name in names:
            server.drop(name)


def _add_and_close_often(address: str) -> str:
    for _ in range(12):
        new = NewAccount(name="Sam Supervisor", login="sam", rank="supervisor")
        added = add_department_person(address, new, clock=HeldClock(NOW))
    return added.login


def test_a_closed_login_is_let_in_no_more(at: At) -> None:
    """What the person stored stays; the login is refused until it is opened again.

    The login is of this test alone: it is closed for every database of the server.
    """
    admin = at(ADMIN)
    admin.ok("department", "init")
    admin.ok("department", "add-person", "Tess Trainee", "--login", "cleo")
    at("cleo").ok("log", "knee")
    assert admin.ok("department", "close", "cleo", "--json").json["people"][0]["closed"]
    refused = at("cleo").ask("scans", "--json")
    assert (refused.code, refused.fault["code"]) == (Exit.DENIED, "login-refused")
    admin.ok("department", "add-person", "Tess Trainee", "--login", "cleo")
    assert len(at("cleo").cases()) == 1


@pytest.mark.parametrize(
    ("address", "code", "status"),
    [
        ("postgresql://tess:geheim@example.org/logbook", "address-refused", Exit.NO_SERVER),
        ("mysql://example.org/logbook", "address-refused", Exit.NO_SERVER),
        ("postgresql:///logbook?host=/nowhere/at/all", "server-unreachable", Exit.NO_SERVER),
    ],
)
def test_what_cannot_be_opened_says_why_and_never_the_password(
    tmp_path: Path, address: str, code: str, status: Exit
) -> None:
    """An address with a password in it, of another kind of server, or where nobody answers."""
    answer = Desk(tmp_path).ask("scans", "--logbook", address, "--json")
    assert (answer.code, answer.fault["code"]) == (status, code)
    assert "geheim" not in answer.out + answer.err


def test_commands_for_files_say_what_to_do_instead(at: At) -> None:
    """A backup is the server's; nobody acts as somebody else; a login that is nobody's gets in nowhere."""
    admin = at(ADMIN)
    admin.ok("department", "init")
    admin.ok("department", "add-person", "Tess Trainee", "--login", "tess")
    admin.ok("department", "add-person", "Sam Supervisor", "--login", "sam", "--rank", "supervisor")
    for words in (("backup",), ("restore", "yesterday"), ("scans", "--as", "Sam Supervisor")):
        answer = at("tess").ask(*words, "--json")
        assert answer.fault["code"] in ("not-in-department", "other-login")
    assert at(ADMIN).ask("scans", "--json").fault["code"] == "no-account"
    no_address = Desk(admin.home).ask("department", "people", "--json")
    assert (no_address.code, no_address.fault["code"]) == (Exit.USAGE, "department-refused")


def test_another_rank_is_said_by_the_record_too(at: At) -> None:
    """Somebody named before, or with a login, becomes a lead in their record too, and none when the rank goes.

    The login is of this test alone: what it may do is the same in every database of the server.
    """
    admin = at(ADMIN)
    admin.ok("department", "init")
    admin.ok("department", "add-person", "Tess Trainee", "--login", "tess")
    at("tess").ok("people", "add", "Lea Lead", "--role", "supervisor")
    roles = [["supervisor", "lead"], ["supervisor", "lead"], ["supervisor"], ["supervisor", "auditor"]]
    for rank, expected in zip(("lead", "lead", "supervisor", "auditor"), roles, strict=True):
        admin.ok("department", "add-person", "Lea Lead", "--login", "rana", "--rank", rank)
        people = at("rana").ok("people", "--json").json["people"]
        assert [one["roles"] for one in people if one["name"] == "Lea Lead"] == [expected]
    assert at("rana").ok("check", "--json").json["faults"] == []


def test_destroying_here_takes_the_key_that_was_made_for_it_too(at: At) -> None:
    """Whoever had no key makes one to sign for what the server takes away; it does not outlive the rest."""
    admin = at(ADMIN)
    admin.ok("department", "init")
    admin.ok("department", "add-person", "Tess Trainee", "--login", "tess")
    tess = at("tess")
    tess.ok("log", "shoulder", "left")
    done = tess.ask("destroy", "--name", "Tess Trainee", passphrase=PASSPHRASE)
    assert done.code == 0, done.err
    assert "Taken away in the department: the texts of 1 record." in done.err
    assert [path for path in tess.home.rglob("*") if path.is_file()] == []
