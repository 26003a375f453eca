"""The address outside is read as a browser will say it, and refused where a secret could be read on the way."""

from __future__ import annotations

import pytest

from sonolog.web.errors import OutsideRefused
from sonolog.web.outside import outside


@pytest.mark.parametrize(
    ("typed", "host", "path"),
    [
        ("https://logbook.example.org", "logbook.example.org", ""),
        ("https://Logbook.Example.org:443/tess/", "logbook.example.org", "/tess"),
        ("https://logbook.example.org:8443/us/tess", "logbook.example.org:8443", "/us/tess"),
        ("https://[::1]:8443/", "[::1]:8443", ""),
    ],
)
def test_it_is_read_as_a_browser_says_it(typed: str, host: str, path: str) -> None:
    """Small letters, no usual port, no stroke at the end."""
    read = outside(typed)
    assert (read.host, read.path, read.origin) == (host, path, f"https://{host}")


@pytest.mark.parametrize(
    "typed",
    [
        "http://logbook.example.org/tess",
        "logbook.example.org",
        "",
        "https://",
        "https://tess:word@logbook.example.org/",
        "https://logbook.example.org/?a=b",
        "https://logbook.example.org/#a",
        "https://logbook.example.org/../tom",
        "https://logbook.example.org//tess",
        "https://logbook.example.org/a b",
        "https://logbook.example.org:port/",
        "https://[::1/",
        "https://lögbook.example.org/",
        'https://logbook.example.org/"><script>',
    ],
)
def test_anything_else_is_refused_in_words(typed: str) -> None:
    """Without TLS everybody on the way could read the secret."""
    with pytest.raises(OutsideRefused, match="no address to be reached at") as caught:
        outside(typed)
    assert "--address https://" in (caught.value.hint or "")
