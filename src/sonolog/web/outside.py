"""The address a browser knows, where a proxy with TLS stands before the one we listen on."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

from sonolog.web.errors import OutsideRefused

_USUAL_PORT = 443
_PATH = re.compile(r"(/[A-Za-z0-9_~-][A-Za-z0-9._~-]*)*")


@dataclass(frozen=True)
class Outside:
    """What the proxy passes on: requests for ``host``, below ``path``, unchanged."""

    host: str
    """As Host and Origin say it: in small letters, without the port of every web server."""
    path: str = ""
    """Begins with a stroke and ends without one, or is empty."""

    @property
    def origin(self) -> str:
        """What a browser sends as Origin."""
        return f"https://{self.host}"


def outside(address: str) -> Outside:
    """Read an address like ``https://logbook.example.org/tess``.

    Raises:
        OutsideRefused: it is no such address, or one without TLS.
    """
    try:
        parts = urlsplit(address)
        name, port = parts.hostname, parts.port
    except ValueError:
        raise OutsideRefused(address) from None
    path = parts.path.rstrip("/")
    is_plain = not (parts.username or parts.password or parts.query or parts.fragment) and address.isascii()
    if parts.scheme != "https" or not name or not is_plain or not _PATH.fullmatch(path):
        raise OutsideRefused(address)
    shown = f"[{name}]" if ":" in name else name
    return Outside(shown if port in (None, _USUAL_PORT) else f"{shown}:{port}", path)
