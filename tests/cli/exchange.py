"""A trainee and a supervisor on two computers, and the files that go between them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from .desk import PASSPHRASE, SUPERVISOR, TRAINEE, Desk

ABSORB = ("absorb", "--accept-unconfirmed")


@dataclass(frozen=True)
class Exchange:
    """A trainee's desk, the supervisor's, and the two files that went between them."""

    trainee: Desk
    supervisor: Desk
    request: Path
    response: Path

    @property
    def objects(self) -> int:
        """How many objects the trainee's logbook holds."""
        return int(self.trainee.ok("check", "--json").json["objects"])


def exchanged(folder: Path) -> Exchange:
    """Let a trainee ask for two signatures; the supervisor gives one, returns the other, and answers."""
    trainee, supervisor = Desk(folder / "trainee"), Desk(folder / "supervisor")
    trainee.known_as(TRAINEE)
    trainee.ok("people", "add", SUPERVISOR, "--role", "supervisor")
    first = trainee.ok("log", "shoulder", "left", f"by={SUPERVISOR}", "direct").out.strip()
    second = trainee.ok("log", "knee", "right", f"by={SUPERVISOR}", "direct").out.strip()
    trainee.ok("submit", first, second, passphrase=PASSPHRASE)
    request, response = folder / "request.slb", folder / "response.slb"
    trainee.ok("request", "--to", SUPERVISOR, str(request))
    supervisor.ok("open", str(request), "--yes")
    supervisor.ok("sign", first, passphrase=PASSPHRASE)
    supervisor.ok("return", second, "--why", "which view?", passphrase=PASSPHRASE)
    supervisor.ok("respond", str(response))
    return Exchange(trainee, supervisor, request, response)
