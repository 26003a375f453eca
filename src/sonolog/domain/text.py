"""What may be kept as text, and how any text is shown so that nothing in it hides.

Kept: every character a person can mean, in Unicode's composed form (NFC).  Refused: control characters, which could
drive a terminal, and half characters, which no file can hold.  Shown: marks that turn the direction of writing, or
have no width, are kept but appear as their code point, because they can make a name read as another.
"""

from __future__ import annotations

import re
import unicodedata

from sonolog.errors import SonologError

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_HIDDEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u061c\u115f\u1160\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff9-\ufffb\ufffe\uffff\U000e0000-\U000e007f\ud800-\udfff]"
)


class TextRefused(SonologError, ValueError):
    """A text cannot be kept as it is."""

    code = "text-refused"

    def __init__(self, why: str, *, hint: str) -> None:
        super().__init__(f"This text {why}.", hint=hint, kept="Nothing was stored.")


def clean_text(raw: str, *, limit: int, multiline: bool) -> str:
    """Return ``raw`` in composed form, without blanks around it, with one kind of line end.

    Raises:
        TextRefused: it has more than ``limit`` characters, a line break where one line is asked for, or characters
            that cannot be kept.
    """
    text = raw.replace("\r\n", "\n").replace("\r", "\n").strip()
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise TextRefused(f"has {len(text):,} characters; {limit:,} can be kept", hint="Shorten it.")
    if not multiline and "\n" in text:
        raise TextRefused("has a line break where one line is asked for", hint="Write it on one line.")
    if not multiline and "\t" in text:
        raise TextRefused("has a tab where one line is asked for", hint="Use blanks.")
    found = _CONTROL.search(text)
    if found:
        name = f"U+{ord(found.group()):04X}"
        raise TextRefused(f"has a control character ({name}) at place {found.start() + 1}", hint="Take it out.")
    return text


def visible(text: str, *, keep: str = "") -> str:
    """Return ``text`` with every hidden character shown as its code point, for example ``<U+202E>``.

    ``keep`` names characters left as they are, such as line breaks where a widget can show them.
    """
    if text.isascii() and text.isprintable():
        return text
    return _HIDDEN.sub(lambda found: _shown(found.group(), keep), text)


def counted(number: int, noun: str) -> str:
    """Return “1 record”, “2,000 records”."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def shortened(text: str, limit: int = 60) -> str:
    """Return ``text`` for a message: one line, nothing hidden, at most ``limit`` characters of it."""
    line = " ".join(text[: limit * 4].split())
    return visible(line if len(line) <= limit else line[: limit - 1] + "…")


def _shown(character: str, keep: str) -> str:
    return character if character in keep else f"<U+{ord(character):04X}>"
