"""What the ledger's objects share: they are their canonical text."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping
from typing import Any, ClassVar, Self

from sonolog.ledger.canonical import JSON, canonical, parse
from sonolog.ledger.canonical import digest as digest_of
from sonolog.ledger.errors import MalformedObject
from sonolog.ledger.shapes import Shape, require_version


class Text:
    """An object kept as canonical text, which is made and hashed once.

    It is abstract in its two methods alone: with an abstract class's own metaclass every look at whether something is a
    revision or a statement would cost many times what it does.
    """

    __slots__ = ("_digest", "_text")
    shape: ClassVar[Shape]
    _text: str
    _digest: str

    @property
    def text(self) -> str:
        """The canonical text, whose UTF-8 bytes are what is hashed, signed and stored."""
        return self._text

    @property
    def digest(self) -> str:
        """SHA-256 of the text, 64 hexadecimal digits: the object's id."""
        try:
            return self._digest
        except AttributeError:
            object.__setattr__(self, "_digest", digest_of(self._text))
            return self._digest

    @abstractmethod
    def as_json(self) -> dict[str, JSON]:
        """Return the object as the JSON its text spells, optional keys left out when empty."""

    @classmethod
    @abstractmethod
    def fields_from(cls, value: Mapping[str, Any]) -> dict[str, Any]:
        """Return every field of the object that ``value``, of the right shape, describes."""

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Return the object spelt by ``text``.

        Raises:
            NotCanonical: the text is not the canonical spelling of a value.
            MalformedObject: it is canonical, but not an object of this type.
            NewerObject: it follows a later version of the type.
        """
        return cls.from_parsed(text, parse(text))

    @classmethod
    def from_parsed(cls, text: str, value: JSON) -> Self:
        """Return the object spelt by ``text``, whose parsed form is ``value``."""
        described = require_object(value)
        require_version(described, str(described["t"]))
        cls.shape.check(described, "")
        made = cls.__new__(cls)
        put = object.__setattr__
        for name, one in cls.fields_from(described).items():
            put(made, name, one)
        put(made, "_text", text)
        made.require_sense()
        return made

    def __post_init__(self) -> None:
        """Check the shape and spell the object."""
        value = self.as_json()
        self.shape.check(value, "")
        self.require_sense()
        object.__setattr__(self, "_text", canonical(value))

    def require_sense(self) -> None:
        """Raise MalformedObject for what is well formed key by key and still makes no sense."""
        return

    def __eq__(self, other: object) -> bool:
        """Equal when the texts are."""
        return isinstance(other, Text) and self._text == other._text

    def __hash__(self) -> int:
        """Hash of the text."""
        return hash(self._text)


def filled(**values: JSON) -> dict[str, JSON]:
    """Return ``values`` without those that are empty: optional keys are absent rather than empty."""
    return {key: value for key, value in values.items() if value not in ("", None, [])}


def require_object(value: JSON) -> dict[str, JSON]:
    """Return ``value`` if it is an object with a type word in ``t``.

    Raises:
        MalformedObject: it is something else.
    """
    if not isinstance(value, dict) or not isinstance(value.get("t"), str):
        raise MalformedObject("t", "the type of the object")
    return value
