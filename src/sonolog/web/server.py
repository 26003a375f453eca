"""Serves the app: textual-serve's terminal in a page of our own, behind a gate."""

from __future__ import annotations

import asyncio
import io
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import redirect_stdout
from importlib.resources import files
from pathlib import Path
from string import Template
from typing import Any

from aiohttp import web
from textual_serve.server import Server

from sonolog.web.errors import PortTaken
from sonolog.web.guard import guarding, socket_origin
from sonolog.web.outside import Outside

LOOPBACK = "127.0.0.1"
_FONT = 16
_SESSIONS = "textual-serve"
_LOGGERS = (_SESSIONS, "aiohttp", "asyncio")
_PATIENCE = 3
"""Seconds for each step of ending: the programs save within it, and nobody waits long for a tab that is asleep."""
_OWN_WORDS = "sonolog: "
_ENDED = "A session ended unexpectedly{}; what was saved is in the logbook."
_FAILED = "A request could not be answered{}."
Tell = Callable[[str], None]


def serve(command: str, *, port: int, token: str, ready: Tell, tell: Tell, outer: Outside | None = None) -> None:
    """Serve the program ``command`` on loopback until ctrl+c; ``port`` 0 takes a free one.

    With ``outer``, pages and sockets are those of a browser that came by the proxy there.

    ``ready`` is told the address, which holds ``token``; ``tell`` what goes wrong meanwhile, in a sentence without
    anything that was typed.

    Raises:
        PortTaken: nothing can listen there.
    """
    _quiet(tell)
    asyncio.run(_serving(AppServer(command, token=token, port=port, outer=outer), ready, tell))


async def _serving(server: AppServer, ready: Tell, tell: Tell) -> None:
    application = await server.application()
    runner = web.AppRunner(application, access_log=None, handle_signals=False, shutdown_timeout=_PATIENCE)
    await runner.setup()
    try:
        await web.TCPSite(runner, LOOPBACK, server.port).start()
    except OSError as fault:
        await runner.cleanup()
        raise PortTaken(server.port, (fault.strerror or "the system refuses").lower()) from None
    server.port = runner.addresses[0][1]
    stopped = _when_asked_to_stop()
    ready(server.address)
    with redirect_stdout(_FromTheApp(tell)):  # the library prints there what its programs said at their end
        try:
            await stopped.wait()
        finally:
            await runner.cleanup()


def _when_asked_to_stop() -> asyncio.Event:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in (signal.SIGINT, signal.SIGTERM) if sys.platform != "win32" else ():
        loop.add_signal_handler(name, stopped.set)
    return stopped


class AppServer(Server):
    """One server with its token; every visitor gets a program of their own."""

    def __init__(self, command: str, *, token: str, port: int, outer: Outside | None = None) -> None:
        super().__init__(command, host=LOOPBACK, port=port, title="sonolog")
        self._outer = outer
        self._root = f"{outer.path if outer else ''}/{token}"
        self._token = token
        self._visits: set[asyncio.Task[Any]] = set()

    @property
    def address(self) -> str:
        """What to type into a browser."""
        origin = self._outer.origin if self._outer else f"http://{LOOPBACK}:{self.port}"
        return f"{origin}{self._root}/"

    async def application(self) -> web.Application:
        """Return the routes, all below the token."""
        application = web.Application(middlewares=[guarding(self._token, lambda: self.port, self._outer)])
        own = Path(str(files("sonolog.web").joinpath("own")))
        application.add_routes(
            [
                web.get(f"{self._root}/", self.page),
                web.get(f"{self._root}/ws", self.handle_websocket),
                web.get(f"{self._root}/download/{{key}}", self.handle_download),
                web.static(f"{self._root}/static", self.statics_path),
                web.static(f"{self._root}/own", own),
            ]
        )
        application.on_shutdown.append(self.end_visits)
        return application

    async def handle_websocket(self, request: web.Request) -> web.WebSocketResponse:
        """Run a program for the visitor; remember the visit, so that it can be ended in order."""
        visit = asyncio.current_task()
        if visit is None:  # aiohttp answers every request in a task
            raise RuntimeError
        self._visits.add(visit)
        try:
            return await super().handle_websocket(request)
        finally:
            self._visits.discard(visit)

    async def end_visits(self, _application: web.Application) -> None:
        """Let every program quit; left alone, an open tab would hold the end up for as long as aiohttp waits."""
        for visit in self._visits:
            visit.cancel()
        if self._visits:
            await asyncio.wait(self._visits, timeout=_PATIENCE)

    async def page(self, request: web.Request) -> web.Response:
        """Return the page; nothing in it is asked for elsewhere."""
        text = files("sonolog.web").joinpath("page.html").read_text("utf-8")
        size = request.query.get("fontsize", "")
        font = size if size.isdecimal() and 6 <= int(size) <= 60 else str(_FONT)
        socket = f"{socket_origin(request.headers['Host'], self._outer)}{self._root}/ws"
        shown = Template(text).substitute(root=self._root, socket=socket, font=font)
        return web.Response(text=shown, content_type="text/html")


class _Sentences(logging.Handler):
    """Tells that something went wrong, never with what: a traceback's locals may hold a passphrase."""

    def __init__(self, tell: Tell) -> None:
        super().__init__(logging.WARNING)
        self._tell = tell

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        sentence = _ENDED if record.name == _SESSIONS else _FAILED
        self._tell(sentence.format(f" ({kind})" if kind else ""))


class _FromTheApp(io.TextIOBase):
    """Passes on why a program ended if that is in our own words; never a traceback."""

    def __init__(self, tell: Tell) -> None:
        super().__init__()
        self._tell = tell

    def write(self, text: str) -> int:
        """Tell one program's last words."""
        is_ours = text.startswith(_OWN_WORDS) and "Traceback" not in text
        self._tell(text.removeprefix(_OWN_WORDS).strip() if is_ours else _ENDED.format(""))
        return len(text)


def _quiet(tell: Tell) -> None:
    """Take the library's handlers away: they print local variables."""
    handler = _Sentences(tell)
    for name in _LOGGERS:
        logger = logging.getLogger(name)
        logger.handlers = [handler]
        logger.propagate = False
