"""Text that is safe to send to a terminal, in the encoding it understands."""

from __future__ import annotations


def printable(text: str, encoding: str = "utf-8") -> str:
    """Return ``text`` with control, bidirectional and invisible characters shown as ``<U+202E>``.

    Characters that ``encoding`` lacks are shown the same way; newlines and tabs stay.
    """
    if text.isascii() and text.replace("\n", "").replace("\t", "").isprintable():
        return text
    from sonolog.domain.text import visible

    shown: str = visible(text, keep="\n\t")
    try:
        shown.encode(encoding)
    except UnicodeEncodeError:
        return "".join(character if _fits(character, encoding) else _named(character) for character in shown)
    return shown


def _fits(character: str, encoding: str) -> bool:
    try:
        character.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def _named(character: str) -> str:
    return f"<U+{ord(character):04X}>"
