"""What a department puts before its servers: a proxy with TLS that passes requests on unchanged, by their path."""

from __future__ import annotations

import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from socketserver import BaseRequestHandler, ThreadingTCPServer
from threading import Thread

_MUCH = 65_536


@dataclass(frozen=True)
class Front:
    """Where it listens, and which port gets what is below which path."""

    port: int
    behind: dict[str, int] = field(default_factory=dict)

    def address(self, login: str) -> str:
        """Return what is told to the server of a person, and where their browser goes."""
        return f"https://localhost:{self.port}/{login}"


@contextmanager
def front(folder: Path) -> Iterator[Front]:
    """Listen until the test is over, with a certificate made for it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(*_certificate(folder))
    behind: dict[str, int] = {}

    class PassOn(BaseRequestHandler):
        def handle(self) -> None:
            with suppress(OSError), context.wrap_socket(self.request, server_side=True) as outer:
                first = outer.recv(_MUCH)
                login = first.split(b" ", 2)[1].decode().split("/")[1] if b" " in first else ""
                if login in behind:
                    _pass_on(outer, first, behind[login])

    ThreadingTCPServer.daemon_threads = True
    with ThreadingTCPServer(("127.0.0.1", 0), PassOn) as listening:
        Thread(target=listening.serve_forever, daemon=True).start()
        yield Front(listening.server_address[1], behind)
        listening.shutdown()


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


def _pass_on(outer: ssl.SSLSocket, first: bytes, port: int) -> None:
    with socket.create_connection(("127.0.0.1", port)) as inner:
        inner.sendall(first)
        answering = Thread(target=_pump, args=(inner, outer), daemon=True)
        answering.start()
        _pump(outer, inner)
        answering.join()


def _pump(source: socket.socket, sink: socket.socket) -> None:
    with suppress(OSError):
        while said := source.recv(_MUCH):
            sink.sendall(said)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)


def _certificate(folder: Path) -> tuple[Path, Path]:
    certificate, key = folder / "front.crt", folder / "front.key"
    asked = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
    subprocess.run([*asked, "-keyout", str(key), "-out", str(certificate)], check=True, capture_output=True)
    return certificate, key
