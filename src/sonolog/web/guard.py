"""Who may ask: only a page of ours, with the secret of this start, on this machine's own address.

A browser is asked by every page it shows.  The token in the address keeps other people and pages out that do not know
it; the Host header one that has been made to point here (DNS rebinding); the Origin header one that tries to open our
socket.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_USUAL_PORT = 80
_REFUSED = "Not here.\n"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self' ws://{host}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def may_ask(path: str, headers: Mapping[str, str], *, token: str, port: int, is_socket: bool) -> bool:
    """Tell whether a request is from a page of ours: token, Host, and Origin, which a socket has to name."""
    first = path.strip("/").partition("/")[0]
    known = hmac.compare_digest(first.encode("utf-8", "surrogatepass"), token.encode())
    host = headers.get("Host", "")
    origin = headers.get("Origin")
    is_ours = not is_socket if origin is None else origin in _origins(port)
    return known and host in hosts(port) and is_ours


def hosts(port: int) -> frozenset[str]:
    """Return what the Host header may say; browsers leave out the port of every web server."""
    unsaid = _HOSTS if port == _USUAL_PORT else ()
    return frozenset([*(f"{name}:{port}" for name in _HOSTS), *unsaid])


def _origins(port: int) -> frozenset[str]:
    return frozenset(f"http://{host}" for host in hosts(port))


def guarding(token: str, port: Callable[[], int]) -> Middleware:
    """Return the gate every request passes; ``port`` is known once the server listens."""

    @web.middleware
    async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
        is_socket = request.path.endswith("/ws") or "Upgrade" in request.headers
        if not may_ask(request.path, request.headers, token=token, port=port(), is_socket=is_socket):
            return web.Response(status=403, text=_REFUSED, headers=_headers(""))
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            response = web.Response(status=refused.status, text=_REFUSED)
        if not response.prepared:
            response.headers.update(_headers(request.headers["Host"]))
        return response

    return gate


def _headers(host: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY.format(host=host),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
