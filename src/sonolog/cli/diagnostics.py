"""The only writer of standard error, and the only one who asks questions."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from typing import TYPE_CHECKING

from sonolog.cli.printable import printable

if TYPE_CHECKING:
    from sonolog.errors import SonologError
    from sonolog.ledger.keys import Passphrase

_BAR = 30
"""Cells of a progress bar."""
LONGEST_PASSPHRASE = 4096
"""Bytes read from a file descriptor before giving up on finding the end of a line."""


def error(refusal: SonologError, *, as_json: bool = False) -> None:
    """Say what happened, where, what was kept, what to do next; ``as_json`` as one envelope on one line."""
    if as_json:
        from sonolog.cli.json_text import json_text

        told = {name: _unidentified(text) for name, text in refusal.as_dict().items()}
        _write(json_text(told, ascii_only=_encoding().lower() != "utf-8") + "\n")
        return
    further = [refusal.kept, refusal.hint]
    if refusal.where and refusal.where.lower() not in f"{refusal.message} {refusal.hint}".lower():
        further.insert(0, f"Where: {refusal.where}")
    _say("sonolog", refusal.message, [line for line in further if line])


def warning(text: str) -> None:
    """Say something the person should look at, though the command went on."""
    _say("Warning", text, [])


def note(text: str) -> None:
    """Tell what was done, beside the data on standard output."""
    _write(f"{printable(_unidentified(text), _encoding())}\n")


def progress(done: int, of: int, what: str = "rows") -> None:
    """Show on one line how far something has come, where somebody watches."""
    if sys.stderr is not None and sys.stderr.isatty():
        share = done / of if of else 1
        bar = "#" * int(share * _BAR)
        _write(f"\r[{bar:<{_BAR}}] {share:4.0%}  {done:,} of {of:,} {what}")


def progress_done() -> None:
    """Take the line of :func:`progress` away."""
    if sys.stderr is not None and sys.stderr.isatty():
        _write(f"\r{' ' * (_BAR + 40)}\r")


def _say(who: str, text: str, further: Sequence[str]) -> None:
    lines = [line for paragraph in (text, *further) for line in _unidentified(paragraph).split("\n")]
    shown = [printable(line, _encoding()) for line in lines]
    _write("\n  ".join([f"{who}: {shown[0]}", *shown[1:]]) + "\n")


def _unidentified(text: str) -> str:
    """Return ``text`` with what may identify a patient masked: sentences often repeat a word that was typed."""
    from sonolog.domain.identity_guard import mask_identity

    return mask_identity(text)


def _encoding() -> str:
    return getattr(sys.stderr, "encoding", None) or "utf-8"


def _write(text: str) -> None:
    """Write to standard error; when even that is closed there is nobody left to tell."""
    if sys.stderr is not None:
        with suppress(OSError):
            sys.stderr.write(text)
            sys.stderr.flush()


def confirm(question: str, *, default: bool = False, yes: bool = False, flag: str = "--yes") -> bool:
    """Ask a question of yes or no; ``yes`` is the answer already given on the command line.

    Raises:
        NeedsAnswer: nobody is there to ask; the message names ``flag``.
        Interrupted: input ended.
    """
    if yes:
        return True
    _require_terminal(question, flag)
    while True:
        answer = _ask(f"{question} [{'Y/n' if default else 'y/N'}] ").lower()
        if answer in ("", "y", "yes", "n", "no"):
            return default if not answer else answer.startswith("y")


def choose(question: str, options: Sequence[str], *, flag: str) -> str:
    """Ask which of ``options`` is meant, by number or by unique beginning.

    Raises:
        NeedsAnswer: nobody is there to ask; the message names ``flag``.
        Interrupted: input ended.
    """
    _require_terminal(question, flag)
    note(question)
    for number, option in enumerate(options, start=1):
        note(f"  {number}  {option}")
    while True:
        answer = _ask("Number or name: ")
        if answer.isdecimal() and 0 < int(answer) <= len(options):
            return options[int(answer) - 1]
        fitting = [option for option in options if answer and option.lower().startswith(answer.lower())]
        if len(fitting) == 1:
            return fitting[0]


def ask(question: str, *, flag: str) -> str:
    """Ask for a line of text; an empty one is asked for again.

    Raises:
        NeedsAnswer: nobody is there to ask; the message names ``flag``.
        Interrupted: input ended.
    """
    _require_terminal(question, flag)
    while True:
        answer = _ask(f"{question} ")
        if answer:
            return answer


def somebody_is_there() -> bool:
    """Whether questions can be asked."""
    return sys.stdin is not None and sys.stdin.isatty()


def ask_passphrase(prompt: str, *, fd: int | None = None, confirm: bool = False) -> Passphrase:
    """Ask for a passphrase on the terminal, unseen, or read the next line of ``fd``; ``confirm`` asks twice.

    Raises:
        NeedsAnswer: no ``fd``, and no terminal to ask on.
        PassphraseUnreadable: ``fd`` is not open for reading, or holds no further line.
        PassphrasesDiffer: the two did not agree.
    """
    from sonolog.ledger.keys import Passphrase

    if fd is not None:
        return Passphrase(_line_of(fd))
    _require_terminal(prompt, "--passphrase-fd N")
    typed = _ask_unseen(prompt)
    if confirm and _ask_unseen("The same again") != typed:
        from sonolog.cli.errors import PassphrasesDiffer

        raise PassphrasesDiffer
    return Passphrase(typed)


def _require_terminal(question: str, flag: str) -> None:
    if not somebody_is_there():
        from sonolog.cli.errors import NeedsAnswer

        raise NeedsAnswer(question, flag)


def _ask(prompt: str) -> str:
    _write(printable(prompt, _encoding()))
    answer = sys.stdin.readline()
    if not answer:
        from sonolog.cli.errors import Interrupted

        raise Interrupted
    return answer.strip()


def _ask_unseen(prompt: str) -> str:
    """Return what is typed; where the terminal would show it, nothing is asked."""
    import warnings
    from getpass import GetPassWarning, getpass

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", GetPassWarning)
            return getpass(f"{printable(prompt, _encoding())}: ")
    except GetPassWarning:
        from sonolog.cli.errors import NeedsAnswer

        raise NeedsAnswer(prompt, "--passphrase-fd N") from None
    except EOFError:
        from sonolog.cli.errors import Interrupted

        raise Interrupted from None


def _line_of(fd: int) -> str:
    """Return the next line of ``fd``, a byte at a time: the line after it is left for the next question."""
    from sonolog.cli.errors import PassphraseUnreadable

    line = b""
    try:
        while len(line) < LONGEST_PASSPHRASE and (byte := os.read(fd, 1)) not in (b"", b"\n"):
            line += byte
        text = line.decode()
    except OverflowError:
        raise PassphraseUnreadable(fd, "there is no such file descriptor") from None
    except OSError as fault:
        raise PassphraseUnreadable(fd, fault.strerror or "it cannot be read") from None
    except UnicodeDecodeError:
        raise PassphraseUnreadable(fd, "it is not UTF-8 text") from None
    if not text.strip():
        raise PassphraseUnreadable(fd, "it is empty")
    return text.removesuffix("\r")
