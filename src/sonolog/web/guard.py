"""Who may ask: only a page of ours, with the secret, on this machine's own address or on that of the proxy before it.

A browser is asked by every page it shows.  The token in the address keeps other people and pages out that do not know
it; the Host header one that has been made to point here (DNS rebinding); the Origin header one that tries to open our
socket.
"""

from __future__ import annotations

import hmac
from collections.abc import Callable, Mapping

from aiohttp import web
from aiohttp.typedefs import Handler, Middleware

from sonolog.web.outside import Outside

_HOSTS = ("127.0.0.1", "localhost", "[::1]")
_USUAL_PORT = 80
_REFUSED = "Not here.\n"
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self' {socket}; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


def may_ask(
    path: str, headers: Mapping[str, str], *, token: str, port: int, is_socket: bool, outer: Outside | None = None
) -> bool:
    """Tell whether a request is from a page of ours: token, Host, and Origin, which a socket has to name.

    With an address outside, the browser's page is there, and Host is either that or ours: proxies send both.
    """
    below = outer.path if outer else ""
    first = path.removeprefix(below).strip("/").partition("/")[0]
    known = hmac.compare_digest(first.encode("utf-8", "surrogatepass"), token.encode())
    named = hosts(port) | ({outer.host} if outer else set())
    origin = headers.get("Origin")
    is_ours = not is_socket if origin is None else origin in _origins(port, outer)
    return path.startswith(f"{below}/") and known and headers.get("Host", "") in named and is_ours


def hosts(port: int) -> frozenset[str]:
    """Return what the Host header may say; browsers leave out the port of every web server."""
    unsaid = _HOSTS if port == _USUAL_PORT else ()
    return frozenset([*(f"{name}:{port}" for name in _HOSTS), *unsaid])


def _origins(port: int, outer: Outside | None) -> frozenset[str]:
    return frozenset([outer.origin] if outer else (f"http://{host}" for host in hosts(port)))


def socket_origin(host: str, outer: Outside | None) -> str:
    """Return where the page opens its socket: outside where there is such an address, else as Host said."""
    return f"wss://{outer.host}" if outer else f"ws://{host}"


def guarding(token: str, port: Callable[[], int], outer: Outside | None = None) -> Middleware:
    """Return the gate every request passes; ``port`` is known once the server listens."""

    @web.middleware
    async def gate(request: web.Request, handler: Handler) -> web.StreamResponse:
        is_socket = request.path.endswith("/ws") or "Upgrade" in request.headers
        if not may_ask(request.path, request.headers, token=token, port=port(), is_socket=is_socket, outer=outer):
            return web.Response(status=403, text=_REFUSED, headers=_headers(""))
        try:
            response = await handler(request)
        except web.HTTPException as refused:
            response = web.Response(status=refused.status, text=_REFUSED)
        if not response.prepared:
            response.headers.update(_headers(socket_origin(request.headers["Host"], outer)))
        return response

    return gate


def _headers(socket: str) -> dict[str, str]:
    return {
        "Content-Security-Policy": _POLICY.format(socket=socket),
        "Cache-Control": "no-store",
        "Referrer-Policy": "no-referrer",
        "X-Content-Type-Options": "nosniff",
        "Cross-Origin-Resource-Policy": "same-origin",
        "Cross-Origin-Opener-Policy": "same-origin",
    }
