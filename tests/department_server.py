"""A PostgreSQL server of the tests' own, on a socket, started once for all processes of a run."""

from __future__ import annotations

import fcntl
import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from tempfile import mkdtemp

import pytest
from tests.example import SHARED_FOLDER

from sonolog.clock import HeldClock
from sonolog.usecases.department import NewAccount, add_department_person, init_department

ADMIN = "administrator"
TEMPLATE = "settled"
PEOPLE = {
    "tess": ("Tess Trainee", "trainee"),
    "tom": ("Tom Trainee", "trainee"),
    "sam": ("Sam Supervisor", "supervisor"),
    "pat": ("Pat Partner", "supervisor"),
    "ann": ("A. Example", "supervisor"),
    "lea": ("Lea Lead", "lead"),
    "aud": ("Audrey Auditor", "auditor"),
}
"""Login, name and rank of everybody in the department of the tests."""
NOT_INSTALLED = "PostgreSQL's server is not installed (Debian: postgresql); .ci/run installs it"
_SEEN = (*sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True), Path("/usr/pgsql/bin"))
_ACCOUNT = "postgres"
_numbers = count(1)


@dataclass(frozen=True)
class Server:
    """A running server."""

    programs: Path
    folder: Path
    people: dict[str, str]
    """Login to id of the person."""

    def address(self, login: str, database: str = TEMPLATE) -> str:
        """Return what is typed after ``--logbook``."""
        return f"postgresql://{login}@/{database}?host={self.folder / 'socket'}"

    def new_database(self, template: str = TEMPLATE) -> str:
        """Make a database like the settled one and return its name."""
        name = f"d{os.getpid()}_{next(_numbers)}"
        self.sql(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def drop(self, database: str) -> None:
        """Take a database away, whoever is connected."""
        self.sql(f'DROP DATABASE IF EXISTS "{database}" WITH (FORCE)')

    def sql(self, text: str, *, login: str = ADMIN, database: str = "postgres") -> list[tuple[object, ...]]:
        """Run SQL as somebody and return the rows of the last statement."""
        import psycopg

        with psycopg.connect(self.address(login, database), autocommit=True) as connection:
            answer = connection.execute(text.encode())
            return answer.fetchall() if answer.description else []

    def control(self, *words: str) -> None:
        """Start or stop the server."""
        _run(self.programs / "pg_ctl", "-D", self.folder / "data", "-w", "-l", self.folder / "log", *words)

    def start(self, *, durable: bool = False) -> None:
        """Let it listen on its socket, and nowhere else; ``durable`` waits for the disk at each save."""
        synced = "on" if durable else "off"
        self.control("-o", f"-k {self.folder / 'socket'} -c listen_addresses='' -c fsync={synced}", "start")


@cache
def the_server() -> Server:
    """Return the server, started by whoever comes first; a test that needs one fails in words where there is none."""
    programs = next((one for one in _SEEN if (one / "initdb").exists()), None)
    if programs is None:
        pytest.fail(NOT_INSTALLED)
    shared = Path(os.environ[SHARED_FOLDER])
    told = shared / "department.json"
    with (shared / "department-lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not told.exists():
            made = begun_server(programs)
            people = settle(made)
            told.write_text(json.dumps({"programs": str(programs), "folder": str(made.folder), "people": people}))
    kept = json.loads(told.read_text())
    return Server(Path(kept["programs"]), Path(kept["folder"]), kept["people"])


def begun_server(programs: Path) -> Server:
    """Make a new server and start it."""
    folder = Path(mkdtemp(prefix="sonolog-server-"))
    (folder / "socket").mkdir()
    if os.geteuid() == 0:  # the server refuses to run as root
        _run("chown", "-R", f"{_ACCOUNT}:", folder, plainly=True)
    made = Server(programs, folder, {})
    how = ("-A", "trust", "--no-sync", "--no-locale", "-E", "UTF8", "-U", ADMIN)
    _run(programs / "initdb", "-D", folder / "data", *how)
    made.start()
    return made


def stop_server(folder: Path) -> None:
    """Stop the server of a run, if one was started; ``folder`` is what the processes of the run share."""
    told = folder / "department.json"
    if told.exists():
        kept = json.loads(told.read_text())
        end_server(Server(Path(kept["programs"]), Path(kept["folder"]), {}))


def end_server(server: Server) -> None:
    """Stop a server and take away everything it kept."""
    server.control("-m", "immediate", "stop")
    shutil.rmtree(server.folder, ignore_errors=True)


def settle(server: Server) -> dict[str, str]:
    """Make the settled department, as an administrator would, and return the ids of its people by login."""
    server.sql(f"CREATE DATABASE {TEMPLATE}")
    clock = HeldClock(datetime(2026, 11, 1, 9, tzinfo=UTC), step=timedelta(milliseconds=7))
    where = server.address(ADMIN)
    init_department(where, clock=clock)
    return {
        login: add_department_person(where, _account(login, name, rank), clock=clock).id
        for login, (name, rank) in PEOPLE.items()
    }


def _account(login: str, name: str, rank: str) -> NewAccount:
    given = ("tess",) if rank == "supervisor" else ()
    return NewAccount(name=name, login=login, rank=rank, supervises=given)


def _run(*words: str | Path, plainly: bool = False) -> None:
    as_account = ("setpriv", f"--reuid={_ACCOUNT}", f"--regid={_ACCOUNT}", "--clear-groups")
    before = as_account if os.geteuid() == 0 and not plainly else ()
    subprocess.run([*before, *map(str, words)], check=True, stdout=subprocess.DEVNULL, cwd="/")
