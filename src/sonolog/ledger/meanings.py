"""The closed list of what a signature may mean, each with the whole sentence that goes into the signed text.

A sentence is never reworded: a better one gets a code of its own, so that old statements still match the
list.
"""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Meaning:
    """A code, and the sentence the signer puts their name to."""

    code: str
    sentence: str


OWN_RECORD = Meaning("own-record", "This record is mine, and it is true and complete to the best of my knowledge.")
"""What the trainee says when submitting."""

_OBSERVED = Meaning("observed-directly", "I directly observed this scan.")
_PART = Meaning("present-for-part", "I was in the room for part of this scan.")
_REVIEWED = Meaning("reviewed-afterwards", "I reviewed the images and the report of this scan afterwards.")
_ATTENDED = Meaning("attendance-confirmed", "I confirm that the trainee attended, for the hours recorded here.")
_PLACED = Meaning("placement-confirmed", "I confirm this placement, its dates and its hours.")
_COURSE = Meaning("course-confirmed", "I confirm that the trainee took part in this course, with the result recorded.")
_COURSEWORK = Meaning(
    "coursework-confirmed", "I confirm that this course work was handed in, with the result recorded."
)
_ASSESSED = Meaning("assessed", "I assessed the trainee myself; the outcome is the one recorded with this signature.")
_LINE = Meaning("competency-confirmed", "I judge that the trainee has reached the competency named here.")
_MET = Meaning("meeting-held", "I took part in this meeting, and this is a fair account of it.")
_READ = Meaning("reflection-read", "I have read this reflection and talked it over with the trainee.")
_CPD = Meaning("evidence-seen", "I have seen evidence of this activity.")
_ACCREDITED = Meaning(
    "certificate-seen", "I have seen the certificate or register entry that this accreditation rests on."
)
_LEAVE = Meaning("leave-agreed", "I agree that this absence counts as leave from training.")
IDENTITY = Meaning("identity-confirmed", "I confirm who this person is and the role recorded here.")
"""What somebody says who vouches for a person's key."""
_ENROLLED = Meaning("enrolment-agreed", "I agree that the trainee follows this edition of the framework.")
_AGREEMENT = Meaning("agreement-made", "I agree to this learning agreement.")
_OVERRIDE = Meaning("override-approved", "I approve this departure from the framework, for the reason recorded here.")
_RATIFIED = Meaning("ratified", "On behalf of the programme I ratify this award.")

_BY_KIND = MappingProxyType(
    {
        "scan": (_OBSERVED, _PART, _REVIEWED),
        "session": (_ATTENDED,),
        "placement": (_PLACED,),
        "course": (_COURSE,),
        "coursework": (_COURSEWORK,),
        "assessment": (_ASSESSED,),
        "line": (_LINE,),
        "meeting": (_MET,),
        "reflection": (_READ,),
        "cpd": (_CPD,),
        "accreditation": (_ACCREDITED,),
        "leave": (_LEAVE,),
        "person": (IDENTITY,),
        "enrolment": (_ENROLLED,),
        "learning-agreement": (_AGREEMENT,),
        "override": (_OVERRIDE,),
        "ratification": (_RATIFIED,),
    }
)
MEANINGS = MappingProxyType(
    {meaning.code: meaning for meaning in (OWN_RECORD, *(one for group in _BY_KIND.values() for one in group))}
)
"""Every meaning by its code."""


def meanings_for(kind: str) -> tuple[Meaning, ...]:
    """Return what a sign-off of this kind of record may mean, the fullest first; none for unknown kinds."""
    return _BY_KIND.get(kind, ())


def says_its_meaning(code: str, sentence: str) -> bool:
    """Tell whether the sentence is the list's own for that code; a later list's code is taken at its word."""
    known = MEANINGS.get(code)
    return known is None or known.sentence == sentence
