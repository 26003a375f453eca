"""Who is answered: only a page of ours, with the secret, on this machine's own address."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sonolog.web.guard import may_ask
from sonolog.web.outside import Outside

TOKEN, PORT = "s3cret-of-this-start", 8737
HOST = {"Host": f"127.0.0.1:{PORT}"}
OUTER = Outside("logbook.example.org", "/tess")


def _may(path: str = f"/{TOKEN}/", *, is_socket: bool = False, **headers: str) -> bool:
    return may_ask(path, HOST | headers, token=TOKEN, port=PORT, is_socket=is_socket)


def test_a_page_with_the_secret_is_answered() -> None:
    """Typed into the address line there is no Origin; asked by our own page there is ours."""
    assert _may()
    assert _may(Origin=f"http://localhost:{PORT}", Host=f"localhost:{PORT}")
    assert _may(f"/{TOKEN}/ws", is_socket=True, Origin=f"http://127.0.0.1:{PORT}")


@pytest.mark.parametrize(
    "path", ["/", "", "//", "/other/", f"/{TOKEN}x/", f"/{TOKEN[:-1]}/", f"/x/{TOKEN}/", "/\u0000"]
)
def test_without_the_secret_nobody_is(path: str) -> None:
    """Not with a part of it, nor with it in another place."""
    assert not _may(path)


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        f"https://127.0.0.1:{PORT}",
        f"http://127.0.0.1:{PORT + 1}",
        "null",
        "",
        "http://127.0.0.1",
        "http://[",
        f"http://127.0.0.1:{PORT}/",
    ],
)
def test_another_origin_is_refused_on_page_and_socket(origin: str) -> None:
    """A page elsewhere that knows the address all the same opens neither."""
    assert not _may(Origin=origin)
    assert not _may(f"/{TOKEN}/ws", is_socket=True, Origin=origin)


def test_a_socket_has_to_name_its_origin() -> None:
    """Every browser does; what does not is no page of ours."""
    assert not _may(f"/{TOKEN}/ws", is_socket=True)


@pytest.mark.parametrize("host", ["evil.example", f"evil.example:{PORT}", "127.0.0.1", f"127.0.0.1:{PORT + 1}", ""])
def test_a_name_made_to_point_here_is_refused(host: str) -> None:
    """DNS rebinding brings another Host header."""
    assert not _may(Host=host)


def test_the_port_of_every_web_server_may_be_left_out() -> None:
    """Browsers do so on port 80, and on no other."""
    short = {"Host": "127.0.0.1", "Origin": "http://127.0.0.1"}
    assert may_ask(f"/{TOKEN}/ws", short, token=TOKEN, port=80, is_socket=True)
    assert not may_ask(f"/{TOKEN}/ws", short, token=TOKEN, port=8080, is_socket=True)


def _may_outside(path: str = f"/tess/{TOKEN}/ws", **headers: str) -> bool:
    sent = HOST | {"Origin": OUTER.origin} | headers
    return may_ask(path, sent, token=TOKEN, port=PORT, is_socket=True, outer=OUTER)


def test_behind_a_proxy_the_page_is_the_one_outside() -> None:
    """Whether the proxy passes Host on or sends ours; the page on this machine's own address is another then."""
    assert _may_outside()
    assert _may_outside(Host="logbook.example.org")
    assert not _may_outside(Host="other.example.org")
    assert not _may_outside(Origin=f"http://127.0.0.1:{PORT}")
    assert not _may_outside(Origin="http://logbook.example.org")
    assert not _may_outside(Origin="https://evil.example")


@pytest.mark.parametrize(
    "path", [f"/{TOKEN}/ws", f"/tom/{TOKEN}/ws", f"/tess{TOKEN}/ws", "/tess/", f"/tess/x/{TOKEN}/"]
)
def test_behind_a_proxy_only_the_path_outside_leads_in(path: str) -> None:
    """Another person's path with this secret is refused, as is the secret anywhere else."""
    assert not _may_outside(path)


_ANY = st.text(st.characters(), max_size=60)
"""Halves of a surrogate pair too: a request's path is made of bytes."""


@given(_ANY, _ANY, _ANY.map("http://{}".format))
def test_no_other_request_is_answered(path: str, host: str, origin: str) -> None:
    """Whatever is sent, without the secret it is refused and never fails."""
    headers = {"Host": host, "Origin": origin}
    assert not may_ask(f"/{path}", headers, token=TOKEN, port=PORT, is_socket=False) or path.startswith(TOKEN)
