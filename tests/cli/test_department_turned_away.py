"""Whom a department's server does not let in is told why and what to do next: asked of a server with real rules."""

from __future__ import annotations

import os
import socket
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from tests.department_server import ADMIN, Server, begun_server, end_server, the_server

from sonolog.errors import Exit
from sonolog.store.department import connecting
from sonolog.store.department.turned_away import turned_away

from .desk import Desk

_PASSWORD = "geheim-999"
_RULES = (
    f"local all {ADMIN} trust\nlocal all peter peer\nlocal all all scram-sha-256\nhostssl all all all scram-sha-256\n"
)
_ROLES = f"""CREATE ROLE tess LOGIN PASSWORD '{_PASSWORD}'; CREATE ROLE peter LOGIN;
CREATE ROLE closed NOLOGIN PASSWORD '{_PASSWORD}'; CREATE DATABASE theirs"""
_CERTIFICATE = ("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2")
_NAME = ("-subj", "/CN=elsewhere.example.org", "-keyout")


@dataclass(frozen=True)
class Strict:
    """A server that lets in by password, and over the network with TLS only."""

    server: Server
    port: str

    def address(self, login: str, database: str = "postgres") -> str:
        """Return the address of a database on its socket."""
        return f"{self.server.address(login, database)}&port={self.port}"

    def by_network(self, login: str, more: str = "") -> str:
        """Return its address on the network."""
        return f"postgresql://{login}@127.0.0.1:{self.port}/postgres{more}"


@pytest.fixture(scope="module")
def strict() -> Iterator[Strict]:
    """Start a server of this file's own."""
    server = begun_server(the_server().programs)
    try:
        for line in _ROLES.split(";"):
            server.sql(line)
        server.sql("REVOKE CONNECT ON DATABASE theirs FROM public")
        data = server.folder / "data"
        folder = data.stat()
        (data / "pg_hba.conf").write_text(_RULES)
        subprocess.run(
            [*_CERTIFICATE, *_NAME, data / "server.key", "-out", data / "server.crt"], check=True, capture_output=True
        )
        for name in ("server.key", "server.crt"):
            (data / name).chmod(0o600)
            os.chown(data / name, folder.st_uid, folder.st_gid)
        server.control("-m", "fast", "stop")
        port = _free_port()
        where = f"-k {server.folder / 'socket'} -c listen_addresses=127.0.0.1 -c port={port} -c ssl=on -c fsync=off"
        server.control("-o", where, "start")
        yield Strict(server, port)
    finally:
        end_server(server)


def _free_port() -> str:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


def _desk(folder: Path, address: str, password: str = "") -> Desk:
    kept = folder / "pgpass"
    kept.write_text(f"*:*:*:*:{password}\n" if password else "")
    kept.chmod(0o600)
    return Desk(folder, {"SONOLOG_LOGBOOK": address, "PGPASSFILE": str(kept)})


@pytest.mark.parametrize(
    ("login", "database", "password", "code", "said"),
    [
        ("nobody", "postgres", "wrong", "login-refused", "no such login"),
        ("tess", "postgres", "wrong", "login-refused", "password is not the right one"),
        ("tess", "postgres", "", "password-missing", "~/.pgpass"),
        ("closed", "postgres", _PASSWORD, "login-refused", "it was closed"),
        ("peter", "postgres", "", "login-refused", "your account on this machine is another"),
        ("tess", "nosuch", _PASSWORD, "no-department", "no database of the name"),
        ("tess", "theirs", _PASSWORD, "login-refused", "may not open this database"),
        ("tess", "postgres", _PASSWORD, "no-department", "no department's logbook"),
    ],
)
def test_who_is_not_let_in_is_told_why_and_what_to_do_next(
    strict: Strict, tmp_path: Path, login: str, database: str, password: str, code: str, said: str
) -> None:
    """Wrong login, wrong or missing password, another account, another database, and one that was never set up."""
    answer = _desk(tmp_path, strict.address(login, database), password).ask("scans", "--json")
    assert (answer.code, answer.fault["code"]) == (Exit.NO_INPUT if code == "no-department" else Exit.DENIED, code)
    assert said in answer.fault["error"]
    assert answer.fault["hint"]
    assert _PASSWORD not in answer.out + answer.err
    assert "fe_sendauth" not in answer.err


@pytest.mark.parametrize(
    ("more", "code", "said"),
    [
        ("?sslmode=disable", "tls-missing", "with TLS only"),
        ("?sslmode=verify-full", "server-unproven", "root.crt"),
        ("?sslmode=verify-full&sslrootcert={ca}", "server-unproven", "does not match host name"),
        ("", "no-department", "no department's logbook"),
    ],
)
def test_what_is_wrong_with_tls_is_told(strict: Strict, tmp_path: Path, more: str, code: str, said: str) -> None:
    """Without it, without a certificate to know the server by, and with that of another machine."""
    mine = tmp_path / "ca.crt"
    mine.write_bytes((strict.server.folder / "data" / "server.crt").read_bytes())
    desk = _desk(tmp_path, strict.by_network("tess", more.format(ca=mine)), _PASSWORD)
    answer = desk.ask("scans", "--json")
    assert answer.fault["code"] == code, answer.err
    assert said in answer.fault["error"]


def test_a_server_that_is_down_or_unknown_is_told(strict: Strict, tmp_path: Path) -> None:
    """Nobody answers at that port, at that socket; no machine has that name."""
    for address in (
        f"postgresql://tess@127.0.0.1:{_free_port()}/logbook",
        "postgresql:///logbook?host=/nowhere/at/all",
        "postgresql://no-such-machine.invalid/logbook",
    ):
        answer = _desk(tmp_path, address).ask("scans", "--json")
        assert (answer.code, answer.fault["code"]) == (Exit.NO_SERVER, "server-unreachable")
        assert "postgresql://" in answer.fault["error"]


def test_a_server_too_old_is_told(strict: Strict, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before anything is asked of its tables."""
    monkeypatch.setattr(connecting, "LEAST_VERSION", 99)
    answer = _desk(tmp_path, strict.address("tess"), _PASSWORD).ask("scans", "--json")
    assert (answer.code, answer.fault["code"]) == (Exit.NO_SERVER, "server-too-old")
    assert "needs 99 or newer" in answer.fault["error"]


def test_what_no_rule_knows_is_told_as_it_came() -> None:
    """The server's own sentence, without what the driver puts before it."""
    told = 'connection failed: connection to server at "10.0.0.9", port 5432 failed: FATAL:  sorry, too many clients'
    assert "cannot be reached: sorry, too many clients." in turned_away("postgresql://there/logbook", told).message
    no_tls = "connection failed: server does not support SSL, but SSL was required"
    assert turned_away("postgresql://there/logbook", no_tls).code == "tls-missing"
