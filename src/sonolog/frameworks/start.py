"""The commented template a new framework begins with."""

from __future__ import annotations

import re
from importlib.resources import files

_NOT_IN_ID = re.compile(r"[^a-z0-9]+")


def start_text(*, id: str, title: str, edition: str, file: str) -> str:  # noqa: A002
    """Return the text of a new framework file: sound as it stands, with every line explained."""
    text = files("sonolog.frameworks").joinpath("start.toml").read_text("utf-8")
    return text.format(id=id, title=_quoted(title), edition=_quoted(edition), file=_quoted(file))


def id_from(words: str) -> str:
    """Return an id made of words: lower case, digits and hyphens; ``our-framework`` where nothing is left."""
    return _NOT_IN_ID.sub("-", words.casefold()).strip("-")[:80].strip("-") or "our-framework"


def _quoted(words: str) -> str:
    """Return words as they stand between the quotes of one line of TOML."""
    return " ".join(words.split()).replace("\\", "\\\\").replace('"', '\\"')
