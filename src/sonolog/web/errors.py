"""What keeps the app from being served."""

from __future__ import annotations

from sonolog.errors import Exit, SonologError


class PortTaken(SonologError):
    """Another program listens there, or the system does not allow it."""

    code = "port-taken"
    exit = Exit.NO_OUTPUT

    def __init__(self, port: int, why: str) -> None:
        super().__init__(f"The app cannot be served on port {port}: {why}.", hint="Choose another: --port 8738.")
