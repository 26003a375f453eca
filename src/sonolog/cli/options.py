"""What a command is asked, beside its own words: who, which logbook, in what form to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sonolog.cli.output import Output, standard_output

if TYPE_CHECKING:
    from sonolog.clock import Clock
    from sonolog.paths import Home


@dataclass(frozen=True, kw_only=True)
class Request:
    """The options every command takes, with the time, the folders and the output that go with them."""

    home: Home
    clock: Clock
    out: Output
    open_app: Callable[[Request], int] | None = None
    """Opens the app and returns its exit code; None where there is no app."""
    logbook: str | None = None
    """Path or address; None means the default place of ``home``."""
    as_person: str | None = None
    trainee: str | None = None
    json: bool = False
    plain: bool = False
    as_of: str | None = None
    """A date as typed."""
    yes: bool = False
    passphrase_fd: int | None = None
    not_patient: str | None = None
    allow_shared: bool = False
    """A logbook may lie in a folder that other machines share."""


def make_request(
    given: Mapping[str, Any],
    environment: Mapping[str, str],
    *,
    open_app: Callable[[Request], int] | None = None,
) -> Request:
    """Return the request for the options ``given``; the environment fills in the logbook, folders and time.

    Raises:
        BadEnvironment: ``SONOLOG_NOW`` is no point in time.
    """
    from sonolog.paths import home_from_environment

    chosen = {"logbook": environment.get("SONOLOG_LOGBOOK") or None} | dict(given)
    out = standard_output(plain=bool(chosen.get("plain")))
    return Request(home=home_from_environment(), clock=_clock(), out=out, open_app=open_app, **chosen)


def _clock() -> Clock:
    from sonolog.clock import clock_from_environment

    try:
        return clock_from_environment()
    except ValueError:
        from sonolog.cli.errors import BadEnvironment

        raise BadEnvironment("SONOLOG_NOW", "a time such as 2026-11-23T21:36:21+00:00") from None
