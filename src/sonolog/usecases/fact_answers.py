"""The trainee's answers to a framework's questions, understood by what each asks for."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from sonolog.domain.framework import Fact, Framework
from sonolog.domain.problems import did_you_mean
from sonolog.domain.when import DayRefused, read_day
from sonolog.errors import SonologError

Answer = bool | int | str

HOLDS = "holds"
"""What any framework may be told: awards held, as framework/stage with commas between."""
_YES = {"yes": True, "y": True, "true": True, "no": False, "n": False, "false": False}
_WHOLE = re.compile(r"[0-9]{1,9}")


class FactRefused(SonologError):
    """An answer to a framework's question is not understood."""

    code = "fact-refused"

    def __init__(self, name: str, why: str, hint: str) -> None:
        super().__init__(f"{name}: {why}.", hint=hint, kept="Nothing was stored.")


def read_facts(framework: Framework, said: Mapping[str, str], today: date) -> dict[str, Answer]:
    """Return the answers by the question's id; days as ISO text.

    Raises:
        FactRefused: the framework asks no such question, or the answer is none to it.
    """
    asked = {fact.id: fact for fact in framework.facts}
    return {name: _answer(name, text.strip(), asked, today) for name, text in said.items()}


def unanswered(framework: Framework, answered: Mapping[str, object]) -> tuple[Fact, ...]:
    """Return the framework's questions that have no answer."""
    return tuple(fact for fact in framework.facts if fact.id not in answered)


def _answer(name: str, text: str, asked: Mapping[str, Fact], today: date) -> Answer:
    if name == HOLDS and name not in asked:
        return text
    if name not in asked:
        raise FactRefused(name, "the framework asks no such question", _what_it_asks(name, asked))
    fact = asked[name]
    match fact.type:
        case "yes-no":
            return _yes_or_no(fact, text)
        case "number":
            return _number(fact, text)
        case "choice":
            return _choice(fact, text)
        case "date":
            return _day(fact, text, today)
    return text


def _yes_or_no(fact: Fact, text: str) -> bool:
    if text.lower() not in _YES:
        raise FactRefused(fact.id, "the answer is yes or no", fact.title)
    return _YES[text.lower()]


def _number(fact: Fact, text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise FactRefused(fact.id, "the answer is a whole number", fact.title)
    return int(text)


def _choice(fact: Fact, text: str) -> str:
    if text not in fact.options:
        raise FactRefused(fact.id, "the answer is one of its options", f"Options: {', '.join(fact.options)}.")
    return text


def _day(fact: Fact, text: str, today: date) -> str:
    try:
        return read_day(text, today, future=True).isoformat()
    except DayRefused as refusal:
        raise FactRefused(fact.id, refusal.message.rstrip("."), fact.title) from None


def _what_it_asks(name: str, asked: Sequence[str] | Mapping[str, Fact]) -> str:
    if not asked:
        return "It asks none."
    return did_you_mean(name, asked) or f"It asks: {', '.join(asked)}."
