"""What is asked of whoever supervises, assesses or signs, as people say it of an accreditation."""

from __future__ import annotations

from sonolog.domain.predicate import AllOf, AnyOf, Compare, OneOf, Predicate
from sonolog.progress.plain_words import joined, spaced

ACCREDITATION = "an accreditation"
"""How what is asked begins where an accreditation can meet it."""
_SAID = {"field": "in {}", "body": "from {}", "level": "at level {}", "years": "held for {} years"}


def accreditation_words(asked: Predicate) -> str:
    """Return “an accreditation in msk at level 2 or higher”; empty where more is asked than an accreditation says."""
    told = _told(asked)
    return f"{ACCREDITATION} {told}" if told else ""


def _told(asked: Predicate) -> str:
    match asked:
        case OneOf(field=field, values=values) if field in _SAID:
            return _SAID[field].format(joined((spaced(str(one)) for one in values), "or"))
        case Compare(field=field, at_least=least, at_most=None) if field in _SAID and least is not None:
            return _SAID[field].format(f"{least} or higher" if field == "level" else f"{least} or more")
        case AllOf(of=parts):
            found = [_told(part) for part in parts]
            return " ".join(found) if all(found) else ""
        case AnyOf(of=parts):
            found = [_told(part) for part in parts]
            return ", or ".join(found) if all(found) else ""
    return ""
