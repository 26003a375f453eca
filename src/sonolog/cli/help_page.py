"""The help of the program as text, made from the tables without any library."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sonolog.cli.commands import COMMANDS
from sonolog.cli.global_options import GLOBAL_OPTIONS, GlobalOption

USAGE = "Usage: sonolog [OPTIONS] COMMAND [WORDS]..."
PURPOSE = (
    "  A logbook for people learning ultrasound: log scans, have them signed, see",
    "  progress.  Without a command it opens the app.",
)
EXAMPLES = (
    ('sonolog log shoulder left supraspinatus finding=normal by="A. Example"', "log a scan"),
    ("sonolog scans", "list them"),
    ("sonolog progress", "see where you stand"),
    ("sonolog submit --all", "ask for sign-off"),
    ("sonolog report progress progress.pdf", "write a PDF"),
)
LAST_WORDS = "sonolog COMMAND --help says more about a command."


def help_lines() -> list[str]:
    """Return the help page, a line each: examples first, then commands in groups, then options."""
    return [USAGE, "", *PURPOSE, "", *_examples(), *_commands(), *_options(), "", LAST_WORDS]


def _examples() -> Iterator[str]:
    yield "Examples:"
    for line, purpose in EXAMPLES:
        yield f"  {line}" if len(line) > 40 else f"  {line:<40}  {purpose}"
    yield ""


def _commands() -> Iterator[str]:
    for heading in dict.fromkeys(entry.heading for entry in COMMANDS):
        yield f"{heading}:"
        yield from two_columns((entry.name, entry.summary) for entry in COMMANDS if entry.heading == heading)
        yield ""


def _options() -> Iterator[str]:
    yield "Options, before or after the command:"
    pairs = [(_spelling(option), option.help) for option in GLOBAL_OPTIONS]
    pairs += [("--version", "Print the version."), ("-h, --help", "Print this, or a command's help.")]
    yield from two_columns(pairs, max(len(term) for term, _ in pairs))


def _spelling(option: GlobalOption) -> str:
    return f"{option.flag} {option.metavar}".rstrip()


def two_columns(pairs: Iterable[tuple[str, str]], width: int = 18) -> Iterator[str]:
    """Yield terms and explanations side by side, the explanations in one column."""
    for term, explanation in pairs:
        yield f"  {term:<{width}}  {explanation}"
