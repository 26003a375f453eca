"""What the server tells when something goes wrong: a sentence, and nothing that was typed."""

from __future__ import annotations

import logging

from sonolog.web.server import _quiet


def test_a_failed_session_is_told_without_what_it_held() -> None:
    """The library logs the exception with its locals; none of it reaches anybody, only that it happened."""
    told: list[str] = []
    _quiet(told.append)
    passphrase = "correct horse battery staple"
    error = RuntimeError(passphrase)
    logging.getLogger("textual-serve").error(error, exc_info=error)
    logging.getLogger("aiohttp.access").info("GET /%s/", passphrase)
    assert told == ["A session ended unexpectedly (RuntimeError); what was saved is in the logbook."]
    assert not logging.getLogger("textual-serve").propagate
