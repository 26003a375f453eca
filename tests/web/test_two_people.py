"""Two people of a department, each in a browser of their own at the same time, behind one proxy with TLS."""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, Page
from tests.department_server import Server, the_server

from .front import Front, free_port, front
from .pages import open_page
from .served import Served, serving

_TYPED = {"tess": "elbow r normal", "tom": "knee l abnormal"}
_LISTED = {"tess": "Right elbow", "tom": "Left knee"}
_BEGUN = "A scan in one line"
_SCANS = "SELECT region, side FROM sonolog.scan JOIN sonolog.head USING (record) ORDER BY region"


@dataclass
class Visit:
    """One person's server, and their window."""

    served: Served
    port: int
    kept: Path
    page: Page | None = None
    asked: list[str] = field(default_factory=list)
    drawn: list[bytes] = field(default_factory=list)

    @property
    def window(self) -> Page:
        """The window, once it is open."""
        assert self.page is not None
        return self.page


@pytest.fixture
def database() -> Iterator[str]:
    """Return a settled department of the test's own."""
    name = the_server().new_database()
    yield name
    the_server().drop(name)


def _serve(stack: ExitStack, before: Front, login: str, database: str, folder: Path) -> Visit:
    """Start what a department starts for one person: own home, own login, own port, own secret."""
    home, port = folder / login, free_port()
    home.mkdir()
    where = ("--logbook", the_server().address(login, database))
    options = ("--port", str(port), "--address", before.address(login), "--keep-secret")
    served = stack.enter_context(serving(home, *where, options=options))
    before.behind[login] = port
    return Visit(served, port, home)


def _wait(visit: Visit, text: str) -> None:
    for _ in range(80):
        if text.encode() in b"".join(visit.drawn):
            return
        visit.window.wait_for_timeout(250)
    visit.window.screenshot(path=visit.kept / "not-drawn.png")
    raise AssertionError(f"{text} is not drawn: {visit.kept}")


def _status(address: str) -> int:
    context = ssl.create_default_context()
    context.check_hostname, context.verify_mode = False, ssl.CERT_NONE
    try:
        with urlopen(address, context=context, timeout=10) as answer:  # noqa: S310  (an address of the test's own)
            return int(answer.status)
    except HTTPError as refused:
        refused.close()
        return refused.code


def _own(server: Server, login: str, database: str) -> int:
    return len(server.sql(_SCANS, login=login, database=database))


def test_two_people_log_at_once_and_each_sees_their_own(browser: Browser, database: str, tmp_path: Path) -> None:
    """Keys alternate between the windows; each list holds what its login may see, and no secret opens the other."""
    with ExitStack() as stack:
        before = stack.enter_context(front(tmp_path))
        visits = {login: _serve(stack, before, login, database, tmp_path) for login in _TYPED}
        for visit in visits.values():
            visit.page = open_page(browser, visit.served.address, visit.asked, visit.drawn)
        _log_at_once(visits)
        for login, visit in visits.items():
            visit.drawn.clear()
            visit.window.keyboard.press("l")
            _wait(visit, _LISTED[login])
            visit.window.wait_for_timeout(500)
            visit.window.screenshot(path=tmp_path / f"{login}.png")
        tess, tom = visits["tess"], visits["tom"]
        assert b"Left knee" not in b"".join(tess.drawn)
        assert b"Right elbow" not in b"".join(tom.drawn)
        assert [_own(the_server(), login, database) for login in ("tess", "tom", "lea")] == [1, 1, 2]
        for visit in visits.values():
            assert all(one.startswith((visit.served.address, "data:")) for one in visit.asked), visit.asked
        _no_secret_opens_another(before, tess, tom)


def _log_at_once(visits: dict[str, Visit]) -> None:
    for visit in visits.values():
        _wait(visit, "Scans")
        visit.drawn.clear()
        visit.window.keyboard.press("i")
    for visit in visits.values():
        _wait(visit, _BEGUN)
    for step in range(max(map(len, _TYPED.values()))):
        for login, visit in visits.items():
            if letter := _TYPED[login][step : step + 1]:
                visit.window.keyboard.press("Space" if letter == " " else letter)
    for visit in visits.values():
        visit.window.keyboard.press("Enter")
    for visit in visits.values():
        _wait(visit, "Logged")


def _no_secret_opens_another(before: Front, tess: Visit, tom: Visit) -> None:
    """Neither at the other's path, nor at a third, nor past the proxy, nor with one that was never given."""
    secret = tess.served.token.rpartition("/")[2]
    assert secret != tom.served.token.rpartition("/")[2]
    assert _status(tess.served.address) == 200
    assert _status(f"{before.address('tom')}/{secret}/") == 403
    assert _status(f"{before.address('tess')}/{'x' * len(secret)}/") == 403
    assert _status(f"http://127.0.0.1:{tess.port}/{secret}/") == 403
    before.behind["third"] = tess.port
    assert _status(f"{before.address('third')}/{secret}/") == 403


def test_the_kept_secret_is_the_same_until_others_could_read_it(database: str, tmp_path: Path) -> None:
    """A bookmark goes on working after the server is started again; a file others can read is worth nothing."""
    where = ("--logbook", the_server().address("tess", database))
    tokens = []
    kept = tmp_path / "state" / "serve-secret"
    for mode in (0o600, 0o644, 0o600):
        with serving(tmp_path, *where, options=("--keep-secret",)) as served:
            tokens.append(served.token)
        assert kept.stat().st_mode & 0o777 == 0o600
        kept.chmod(mode)
    assert tokens[0] == tokens[1] != tokens[2]
