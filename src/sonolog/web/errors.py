"""What keeps the app from being served."""

from __future__ import annotations

from sonolog.errors import Exit, SonologError


class PortTaken(SonologError):
    """Another program listens there, or the system does not allow it."""

    code = "port-taken"
    exit = Exit.NO_OUTPUT

    def __init__(self, port: int, why: str) -> None:
        super().__init__(f"The app cannot be served on port {port}: {why}.", hint="Choose another: --port 8738.")


class OutsideRefused(SonologError):
    """What is said to be the address outside is none that a browser could be sent to safely."""

    code = "outside-address"
    exit = Exit.USAGE

    def __init__(self, address: str) -> None:
        super().__init__(
            f"“{address}” is no address to be reached at from outside.",
            hint="It begins with https:// and may end in a path: --address https://logbook.example.org/tess.",
        )
