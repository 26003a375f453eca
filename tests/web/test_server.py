"""What the server tells when something goes wrong: a sentence, and nothing that was typed."""

from __future__ import annotations

import logging

from sonolog.web.server import _FromTheApp, _quiet


def test_a_failed_session_is_told_without_what_it_held() -> None:
    """The library logs the exception with its locals; none of it reaches anybody, only that it happened."""
    told: list[str] = []
    _quiet(told.append)
    passphrase = "correct horse battery staple"
    error = RuntimeError(passphrase)
    logging.getLogger("textual-serve").error(error, exc_info=error)
    logging.getLogger("aiohttp.internal").error("%s", passphrase, exc_info=error)
    logging.getLogger("aiohttp.access").info("GET /%s/", passphrase)
    assert told == [
        "A session ended unexpectedly (RuntimeError); what was saved is in the logbook.",
        "A request could not be answered (RuntimeError).",
    ]
    assert not logging.getLogger("textual-serve").propagate


def test_a_programs_last_words_are_told_only_if_they_are_ours() -> None:
    """The library prints what a program wrote to standard error; a traceback among it goes nowhere."""
    told: list[str] = []
    _FromTheApp(told.append).write("sonolog: Nobody is called so.\n  Nothing was stored.\n")
    for text in ("Traceback (most recent call last):\n secret", "sonolog: Odd.\nTraceback (most recent\n secret"):
        _FromTheApp(told.append).write(text)
    ended = "A session ended unexpectedly; what was saved is in the logbook."
    assert told == ["Nobody is called so.\n  Nothing was stored.", ended, ended]
