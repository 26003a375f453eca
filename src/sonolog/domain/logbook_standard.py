"""The published minimum for clinical logbooks, item by item, and how this program meets it.

The items are those of the logbook standards, version 1.0, that SCATA made for the Royal College of Anaesthetists
(October 2024), in our words: the only published minimum for a clinical logbook that we know of.  Compare them with
your own copy.  ``python -m`` prints the page ``docs/standard.md``.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Literal

Need = Literal["essential", "desirable"]
Met = Literal["met", "partly", "not yet"]
SOURCE = "Logbook standards v1.0, SCATA for the Royal College of Anaesthetists, October 2024 (in our words)"


@dataclass(frozen=True, slots=True)
class StandardItem:
    """One thing the standard asks for, and what there is."""

    id: str
    need: Need
    asks: str
    met: Met
    how: str
    commands: tuple[str, ...] = ()
    """Commands that do it."""
    pages: tuple[str, ...] = ()
    """Pages of the documentation that say more."""

    def as_json(self) -> dict[str, object]:
        """Return the item as plain data."""
        return asdict(self)


def _essential(id_: str, asks: str, met: Met, how: str, *see: str) -> StandardItem:
    return StandardItem(id_, "essential", asks, met, how, *_seen(see))


def _desirable(id_: str, asks: str, met: Met, how: str, *see: str) -> StandardItem:
    return StandardItem(id_, "desirable", asks, met, how, *_seen(see))


def _seen(see: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return tuple(one for one in see if "/" not in one), tuple(one for one in see if "/" in one)


ITEMS: tuple[StandardItem, ...] = (
    _essential(
        "automatic-backup",
        "Backups are made without the user doing anything.",
        "met",
        "A checked copy at the first opening of each day and before every act that touches the whole logbook.",
        "backup",
        "docs/backup.md",
    ),
    _essential(
        "disaster-recovery",
        "There is a plan for the day everything is lost.",
        "met",
        "A plan to print, restoring that never overwrites, and salvage of what a damaged file still holds.",
        "restore",
        "recover",
        "docs/backup.md",
    ),
    _essential(
        "documented-format",
        "The data is kept in a documented format that people can read.",
        "met",
        "Canonical JSON texts, described in full; every export is plain text and reads without the program.",
        "export",
        "docs/logbook-format.md",
        "schema/README.md",
    ),
    _essential(
        "import-rolls-back",
        "An import is taken in whole, or leaves nothing behind.",
        "partly",
        "Files of sonolog are absorbed in one transaction after a backup. Other logbooks cannot be imported yet.",
        "absorb",
        "docs/roadmap.md",
    ),
    _essential(
        "export-everything",
        "Users can take out everything that is theirs.",
        "met",
        "One command writes all or a part, versions and signatures too, as plain files that are taken in again.",
        "export",
    ),
    _essential(
        "permanent-deletion",
        "Users can delete for good.",
        "met",
        "A text is erased from file, index and backups, and only its digest stays; one command destroys logbook, keys, "
        "backups and settings together, and says what is out of reach.",
        "redact",
        "destroy",
        "docs/backup.md",
    ),
    _essential(
        "summary-reports",
        "Summaries are flexible: by dates, placement and specialty, crossed with age band and supervision.",
        "partly",
        "Lists are filtered, with columns of one's own, shown and written as tables; charts and the progress report "
        "are there. A PDF of any filtered list is not there yet.",
        "scans",
        "charts",
        "report",
        "docs/roadmap.md",
    ),
    _essential(
        "all-data-editable",
        "All of the user's data can be made, read, changed and taken back.",
        "met",
        "Every kind of record, through the app and the command line. Earlier versions stay readable.",
        "add",
        "show",
        "amend",
        "withdraw",
        "undo",
    ),
    _essential(
        "no-patients",
        "No patient can be identified, and no images are kept.",
        "met",
        "There is no field for it, and every text of every door passes a guard; what slipped in is erased.",
        "redact",
        "docs/security.md",
    ),
    _essential(
        "terms-and-support",
        "There are terms of service, and a route for support.",
        "met",
        "A page says what may be expected and where to ask.",
        "docs/terms.md",
    ),
    _essential(
        "no-staff-access",
        "Nobody of the provider can read a user's data.",
        "met",
        "There is no provider and no server: the file lies on the user's own computer.",
        "docs/terms.md",
        "docs/security.md",
    ),
    _essential(
        "no-third-parties",
        "Nothing is passed to third parties.",
        "met",
        "The program opens no connection to anywhere. What leaves the computer is a file the user sends.",
        "docs/terms.md",
        "docs/security.md",
    ),
    _essential(
        "research-opt-in",
        "Data serves research only by consent, study by study.",
        "met",
        "Nothing is collected at all. Whoever takes part in a study hands over an export of their own.",
        "export",
        "docs/terms.md",
    ),
    _desirable(
        "web-access",
        "It can be used in a browser.",
        "met",
        "The app is shown in a browser of the same computer, behind an address with a secret.",
        "serve",
    ),
    _desirable(
        "several-platforms",
        "It runs on several platforms.",
        "partly",
        "It is written for Linux, macOS and Windows with Python 3.11 or newer; it is tested on Linux alone.",
        "docs/terms.md",
    ),
    _desirable(
        "backup-versions",
        "Several versions of a backup are kept.",
        "met",
        "Days and weeks back, and all that were made before a change of format.",
        "backup",
        "docs/backup.md",
    ),
    _desirable(
        "separate-backup",
        "Users can back up and restore by themselves, with advice how.",
        "met",
        "A backup is one command, restoring it another, and the page tells where to keep copies.",
        "backup",
        "restore",
        "docs/backup.md",
    ),
    _desirable(
        "documented-import",
        "Importing is documented.",
        "partly",
        "What absorbing does is documented, and so is logging from a list of lines. Other formats cannot be imported.",
        "absorb",
        "log",
        "docs/roadmap.md",
    ),
    _desirable(
        "filtered-export",
        "A part of the data can be exported.",
        "met",
        "Any filtered list as a table; what waits for one person as a file.",
        "scans",
        "request",
    ),
    _desirable("age-brackets", "Ages are kept in brackets.", "met", "A scan holds an age band, never an age.", "log"),
    _desirable(
        "road-map",
        "There is a public road map.",
        "met",
        "A page says what comes, and in which order.",
        "docs/roadmap.md",
    ),
)


def standard_page() -> str:
    """Return the page in Markdown."""
    return "\n".join([_HEAD, *_section("essential"), "", *_section("desirable"), ""])


def _section(need: Need) -> Iterator[str]:
    yield f"## {need.capitalize()}\n"
    yield "| it asks | | how | see |"
    yield "| --- | --- | --- | --- |"
    for item in ITEMS:
        if item.need == need:
            see = [f"`{one}`" for one in item.commands] + [f"[{one}]({_link(one)})" for one in item.pages]
            yield f"| {item.asks} | {item.met} | {item.how} | {', '.join(see)} |"


def _link(page: str) -> str:
    return page.removeprefix("docs/") if page.startswith("docs/") else f"../{page}"


_HEAD = f"""\
# The logbook standard

Made from the program by `python -m sonolog.domain.logbook_standard`; do not edit by hand. `sonolog check --standard`
prints the same.

{SOURCE}. It was written for anaesthetists' logbooks, and is the only published minimum for a clinical logbook that we
know of. *Partly* and *not yet* are meant as they stand: the [road map]({_link("docs/roadmap.md")}) says when.
"""


if __name__ == "__main__":
    sys.stdout.write(standard_page())
