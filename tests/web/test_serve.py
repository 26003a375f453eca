"""The app in a real browser, and what the server says to everybody else."""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from tests.tui.form import scans_in
from tests.tui.made import make_logbook

from sonolog.errors import Exit

from .pages import PATIENCE, open_page
from .served import Served, serving

_SOCKET = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
_LINE = b"A scan in one line"
"""Title of the form that takes a scan in one line."""
_LEAST_PICTURE = 15_000
"""Bytes; a blank page takes a few hundred."""


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the home of a logbook with three scans."""
    return make_logbook(tmp_path_factory.mktemp("served"), scans=3)


@pytest.fixture(scope="module")
def served(home: Path) -> Iterator[Served]:
    """Return a server of that logbook."""
    with serving(home) as running:
        yield running


def _until(page: Page, kept: Path, size: int) -> bytes:
    """Take pictures until one shows something; keep it for a person to look at."""
    for _ in range(40):
        picture = page.screenshot(path=kept)
        if len(picture) > size:
            return picture
        page.wait_for_timeout(250)
    raise AssertionError(f"the page stays blank: {kept}")


def _until_drawn(page: Page, drawn: list[bytes], words: bytes) -> bool:
    """Wait until the app has drawn these words, as long as a busy machine may need, and return whether it did."""
    for _ in range(PATIENCE // 100):
        if words in b"".join(drawn):
            return True
        page.wait_for_timeout(250)
    return False


def test_a_scan_is_logged_in_a_browser_and_stands_in_the_list(
    browser: Browser, served: Served, home: Path, tmp_path: Path
) -> None:
    """Keys go to the app at once; what is logged is in the logbook; the page asks nothing of anybody else."""
    asked: list[str] = []
    drawn: list[bytes] = []
    page = open_page(browser, served.address, asked, drawn)
    home_picture = _until(page, tmp_path / "home.png", _LEAST_PICTURE)
    for key in ("i", *"elbow", "Space", "r", "Space", *"normal"):
        page.keyboard.press(key, delay=30)
        assert key != "i" or _until_drawn(page, drawn, _LINE)
    page.keyboard.press("Enter")
    assert _until_drawn(page, drawn, b"4 scans")
    newest = scans_in(home)[0]
    assert (newest.region, newest.side, newest.finding) == ("Elbow", "Right", "Normal")
    drawn.clear()
    page.keyboard.press("l")
    assert _until_drawn(page, drawn, b"Right elbow"), "the new scan does not stand in the list"
    page.wait_for_timeout(500)
    assert page.screenshot(path=tmp_path / "scans.png") != home_picture
    page.close()
    assert asked
    assert all(one.startswith((served.address, "data:")) for one in asked), asked


def test_the_page_of_a_session_that_ended_offers_to_open_it_again(browser: Browser, served: Served) -> None:
    """Quitting the app in the browser leaves a sentence and a button, not a dead screen."""
    page = open_page(browser, served.address, [])
    page.wait_for_timeout(1_500)
    page.keyboard.press("Control+q")
    page.wait_for_selector("body.-closed .ended", state="visible", timeout=PATIENCE)
    page.click("#again")
    page.wait_for_selector("body.-first-byte", timeout=PATIENCE)
    page.close()


def _answer(served: Served, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], str]:
    connection = http.client.HTTPConnection("127.0.0.1", served.port, timeout=10)
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        body = "" if answer.status == http.client.SWITCHING_PROTOCOLS else answer.read().decode("utf-8", "replace")
        return answer.status, dict(answer.getheaders()), body
    finally:
        connection.close()


@pytest.mark.parametrize("path", ["/", "/ws", "/static/js/textual.js", "/own/page.js", "/download/x", "/nothing"])
def test_without_the_secret_everything_is_refused(served: Served, path: str) -> None:
    """Page, socket, files: 403 and the same words, whatever is asked for."""
    for headers in ({}, _SOCKET):
        status, _, body = _answer(served, path, headers)
        assert (status, body) == (403, "Not here.\n")


def test_another_origin_or_host_is_refused_with_the_secret_too(served: Served) -> None:
    """On the page and on the socket."""
    for path, headers in ((f"/{served.token}/", {}), (f"/{served.token}/ws", _SOCKET)):
        assert _answer(served, path, headers | {"Origin": "http://evil.example"})[0] == 403
        own = {"Origin": f"http://127.0.0.1:{served.port}"}
        assert _answer(served, path, headers | own | {"Host": f"evil.example:{served.port}"})[0] == 403
        assert _answer(served, path, headers | own)[0] in (200, 101)
    assert _answer(served, f"/{served.token}/ws", _SOCKET)[0] == 403, "a socket has to name its origin"


def test_the_page_forbids_what_it_does_not_need(served: Served) -> None:
    """No other origin may be asked, framed or told; nothing is kept in a cache; a strange font size is not repeated."""
    _, headers, body = _answer(served, f"/{served.token}/?fontsize=%22%3E%3Cscript%3E", {})
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-inline" not in re.search(r"script-src[^;]*", policy).group()  # type: ignore[union-attr]
    assert (headers["Cache-Control"], headers["Referrer-Policy"]) == ("no-store", "no-referrer")
    assert "<script>" not in body
    assert "http://" not in body.replace(f"ws://127.0.0.1:{served.port}", "")


def test_every_start_has_another_secret_and_only_loopback_listens(home: Path, served: Served) -> None:
    """The address of yesterday opens nothing today; other machines of the network reach nothing at all."""
    with serving(home) as other:
        assert other.token != served.token
        assert len(other.token) >= 32
        listening = Path("/proc/net/tcp").read_text()
        rows = [line.split() for line in listening.splitlines()[1:]]
        places = {row[1] for row in rows if row[3] == "0A" and int(row[1].partition(":")[2], 16) == other.port}
        assert places == {f"0100007F:{other.port:04X}"}


def test_ctrl_c_ends_it_in_order_and_a_taken_port_is_named(home: Path, tmp_path: Path) -> None:
    """Exit 0 without a traceback; another start on a port somebody has says so and how to go on."""
    with serving(home) as running:
        running.process.send_signal(signal.SIGINT)
        _, told = running.process.communicate(timeout=20)
        assert running.process.returncode == int(Exit.DONE)
        assert "Traceback" not in told
    with socket.create_server(("127.0.0.1", 0)) as taken:
        words = [sys.executable, "-m", "sonolog", "serve", "--port", str(taken.getsockname()[1])]
        environment = os.environ | {"SONOLOG_HOME": str(tmp_path)}
        done = subprocess.run(words, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == int(Exit.NO_OUTPUT)
    assert "cannot be served on port" in done.stderr
    assert "--port" in done.stderr
    assert "Traceback" not in done.stderr
