#!/usr/bin/env python3
"""Verify a sonolog file (.slb) without sonolog: Python 3.11 or newer and the cryptography package are enough.

    python3 verify.py FILE.slb [FILE.slb ...] [--root SHA256:...] [--json]

It says one word for each signed statement: Valid; Valid, identity not confirmed; Valid, key since revoked; Incomplete;
Redacted; Invalid; Not checked.  It ends with 0 if everything is Valid and no statement of another is missing, 1 if
something is Invalid, else 3.  What the words mean, and how to check a statement with nothing but ssh-keygen and
sha256sum, is in README.txt beside this file.
"""

import base64
import hashlib
import json
import re
import sys
from datetime import datetime, timedelta

VALID, UNCONFIRMED, REVOKED = "Valid", "Valid, identity not confirmed", "Valid, key since revoked"
INCOMPLETE, REDACTED, INVALID, NOT_CHECKED = "Incomplete", "Redacted", "Invalid", "Not checked"
GRAVEST = [INVALID, NOT_CHECKED, INCOMPLETE, REDACTED, REVOKED, UNCONFIRMED, VALID]
NAMESPACE = b"sonolog-statement@v1"
ABOUT_OBJECTS = {"submit", "recall", "sign", "return", "withdraw", "reinstate", "revoke", "redact"}
TRUSTING = {"vouch", "key-revoke", "checkpoint"}
JUDGING, FOR_OTHERS = {"sign", "return"}, {"sign", "return", "revoke"}
WITH_REASON = {"return", "withdraw", "revoke", "redact"}
MEANINGS = {}  # code: sentence; written in when this file is exported
DIGEST, UUID = "[0-9a-f]{64}", "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"
DAY, STAMP = r"\d{4}-\d\d-\d\d", r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"
KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI[A-P][A-Za-z0-9+/]{42}"
CODE, FINGERPRINT = r"(?=.{1,80}\Z)[a-z0-9]+(-[a-z0-9]+)*", "SHA256:[A-Za-z0-9+/]{43}"


class Bad(Exception):
    """The text is not what it should be."""


class Newer(Exception):
    """The text is of a form this program does not know."""


# --- texts and objects -------------------------------------------------------------------------------------------


def sha256(text):
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def refuse_number(_spelling):
    raise Bad("numbers are whole numbers")


def whole_number(spelling):
    if len(spelling) > 17 or abs(int(spelling)) > 2**53 - 1:
        raise Bad("an integer is too large")
    return int(spelling)


def parse(text):
    """Return the object that the text spells, if that is its one canonical spelling (RFC 8785 without floats)."""
    try:
        if len(text.encode()) > 256 * 1024:
            raise Bad("it is too long")
        value = json.loads(text, parse_int=whole_number, parse_float=refuse_number, parse_constant=refuse_number)
        again = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
        plain = again == text and isinstance(value, dict) and deep(value) <= 32 and ascii_keys(value)
    except (ValueError, RecursionError) as error:
        raise Bad("it is not JSON") from error
    if not plain:
        raise Bad("it is not in canonical form")
    return value


def deep(value):
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else None
    return 0 if inner is None else 1 + max(map(deep, inner), default=0)


def ascii_keys(value):
    if isinstance(value, dict):
        return all(key.isascii() for key in value) and all(map(ascii_keys, value.values()))
    return all(map(ascii_keys, value)) if isinstance(value, list) else True


def spelt(pattern):
    whole = re.compile(pattern, re.ASCII)
    return lambda value: type(value) is str and whole.fullmatch(value) is not None


def text_of(limit):
    return lambda value: type(value) is str and 0 < len(value) <= limit


def number(least, most):
    return lambda value: type(value) is int and least <= value <= most


def real_time(value):
    """A time that has a day in every zone."""
    try:
        real = spelt(STAMP)(value) and bool(datetime.fromisoformat(value))
        return real and "0001-01-02" <= value[:10] <= "9999-12-30"
    except ValueError:
        return False


def real_day(value):
    try:
        return spelt(DAY)(value) and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def ordered(pattern, most=1000):
    member = spelt(pattern)
    return lambda value: (
        type(value) is list
        and len(value) <= most
        and all(map(member, value))
        and all(one < two for one, two in zip(value, value[1:]))
    )


def one_of(*words):
    return lambda value: type(value) is str and value in words


def listed(member, least=0, most=1000):
    return lambda value: type(value) is list and least <= len(value) <= most and all(map(member, value))


def shape(required, optional=None):
    both = {**required, **(optional or {})}
    return lambda value: (
        type(value) is dict
        and required.keys() <= value.keys()
        and all(key in both and both[key](inner) for key, inner in value.items())
    )


def is_seen(value):
    return type(value) is dict and all(spelt(UUID)(one) and spelt(DIGEST)(two) for one, two in value.items())


def is_shown(value):
    if not shape({"opened": number(0, 50), "of": number(0, 50)})(value):
        return False
    return value["opened"] <= value["of"]


LINE, TEXT, TRUTH = text_of(500), text_of(10_000), lambda value: type(value) is bool
OFFSET, NUMBER, OBJECT = number(-1439, 1439), number(1, 2**31), lambda value: type(value) is dict
ITEM = shape(
    {"digest": spelt(DIGEST)},
    {
        "outcome": spelt(CODE),
        "comment": TEXT,
        "agreement": one_of("agree", "minor", "major"),
        "finding": one_of("normal", "abnormal", "indeterminate"),
        "entrustment": number(0, 10),
        "opened": TRUTH,
    },
)
STATEMENT = shape(
    {
        "t": one_of(*ABOUT_OBJECTS, *TRUSTING),
        "v": number(1, 1),
        "by": spelt(FINGERPRINT),
        "key": spelt(KEY),
        "signer": shape({"person": spelt(UUID), "name": LINE, "role": spelt(CODE)}, {"body": LINE, "number": LINE}),
        "subject": spelt(UUID),
        "n": NUMBER,
        "prev": ordered(DIGEST),
        "at": real_time,
        "offset": OFFSET,
        "items": listed(ITEM, most=50),
        "assurance": one_of("own-device", "external-file", "department-database", "walk-up"),
        "seen": is_seen,
    },
    {
        "reason": TEXT,
        "meaning": spelt(CODE),
        "meaning_text": LINE,
        "shown": is_shown,
        "framework": spelt(DIGEST),
        "to": lambda value: bool(value) and ordered(UUID)(value),
        "terms": OBJECT,
    },
)
TERMS = {
    "vouch": shape(
        {
            "key": spelt(KEY),
            "name": LINE,
            "roles": listed(spelt(CODE), 1, 20),
            "valid_from": real_day,
            "valid_to": real_day,
            "checked": LINE,
        },
        {"body": LINE, "number": LINE, "scope": one_of("placements")},
    ),
    "key-revoke": shape(
        {
            "key": spelt(FINGERPRINT),
            "effective": real_day,
            "reason": one_of("lost", "compromised", "left", "replaced"),
        },
        {"successor": spelt(FINGERPRINT)},
    ),
    "checkpoint": shape(
        {
            "heads": listed(
                shape({"writer": spelt(UUID), "seq": number(1, 2**53 - 1), "digest": spelt(DIGEST)}), most=10_000
            ),
            "chains": listed(
                shape({"key": spelt(FINGERPRINT), "subject": spelt(UUID), "n": NUMBER, "last": ordered(DIGEST)}),
                most=10_000,
            ),
            "count": number(0, 2**53 - 1),
        }
    ),
}
REVISION = shape(
    {
        "t": one_of("revision"),
        "v": number(1, 1),
        "kind": spelt(CODE),
        "record": spelt(UUID),
        "subject": spelt(UUID),
        "parents": ordered(DIGEST),
        "salt": spelt("[0-9a-f]{32}"),
        "by": spelt(UUID),
        "at": real_time,
        "offset": OFFSET,
        "body": OBJECT,
    },
    {
        "why": TEXT,
        "guard": listed(shape({"rule": spelt(CODE), "span": LINE, "why": spelt(CODE)}), 1),
        "withdrawn": lambda value: value is True,
    },
)
TOMBSTONE = shape(
    {
        "t": one_of("tombstone"),
        "v": number(1, 1),
        "of": one_of("revision", "statement", "document"),
        "digest": spelt(DIGEST),
    },
    {
        "kind": spelt(CODE),
        "record": spelt(UUID),
        "subject": spelt(UUID),
        "parents": ordered(DIGEST),
        "act": spelt(CODE),
        "n": NUMBER,
        "prev": ordered(DIGEST),
        "by": spelt(f"[0-9a-f-]{{36}}|{FINGERPRINT}"),
        "at": real_time,
        "offset": OFFSET,
    },
)
LEFT_OF = {
    "revision": ("kind", "record", "subject", "by", "at"),
    "statement": ("act", "subject", "n", "by", "at"),
    "document": (),
}
DOCUMENT = shape(
    {
        "t": one_of("document"),
        "v": number(1, 1),
        "kind": one_of("framework", "form"),
        "name": LINE,
        "edition": LINE,
        "text": lambda value: type(value) is str and value != "",
    }
)
ENTRY = shape(
    {
        "t": one_of("entry"),
        "v": number(1, 1),
        "w": spelt(UUID),
        "seq": number(0, 2**53 - 1),
        "prev": lambda value: value is None or spelt(DIGEST)(value),
        "at": real_time,
        "actor": lambda value: value is None or spelt(UUID)(value),
        "act": LINE,
        "objects": listed(spelt(DIGEST), most=4_000),
    },
    {"why": TEXT},
)
FORMS = {
    "revision": REVISION,
    "tombstone": TOMBSTONE,
    "document": DOCUMENT,
    "entry": ENTRY,
    **dict.fromkeys(ABOUT_OBJECTS | TRUSTING, STATEMENT),
}


def read_object(text):
    """Return the value of a text that is an object of a logbook."""
    value = parse(text)
    kind = value.get("t")
    if not isinstance(kind, str):
        raise Bad("it is no object")
    if kind not in FORMS or (type(value.get("v")) is int and value["v"] > 1):
        raise Newer
    if not FORMS[kind](value):
        raise Bad("it is not of the form it should have")
    if FORMS[kind] is STATEMENT:
        require_sense(value)
    if kind == "tombstone" and not all(map(value.get, LEFT_OF[value["of"]])):
        raise Bad("it does not tell what it is left of")
    return value


def require_sense(said):
    named = [item["digest"] for item in said["items"]]
    form = TERMS.get(said["t"])
    if len(set(named)) != len(named):
        raise Bad("it names an object twice")
    if (said["n"] == 1) != (not said["prev"]):
        raise Bad("its number does not fit what it follows")
    if ("meaning" in said) != ("meaning_text" in said):
        raise Bad("a meaning has a sentence")
    if bool(named) == bool(form) or ("terms" in said) != bool(form):
        raise Bad("it must say what its act needs")
    if form and not form(said["terms"]):
        raise Bad("its terms are not of the form they should have")
    if said["t"] not in JUDGING and any(len(item) > 1 for item in said["items"]):
        raise Bad("only a judgement says what was found")


# --- signatures --------------------------------------------------------------------------------------------------


def string(content):
    return len(content).to_bytes(4, "big") + content


def fingerprint(line):
    blob = base64.b64decode(line.split()[1])
    return "SHA256:" + base64.b64encode(hashlib.sha256(blob).digest()).decode().rstrip("=")


def signature_holds(line, text, signature):
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    hashed = hashlib.sha512(text.encode()).digest()
    signed = b"SSHSIG" + string(NAMESPACE) + string(b"") + string(b"sha512") + string(hashed)
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(line.split()[1])[-32:]).verify(signature, signed)
    except (InvalidSignature, ValueError):
        return False
    return True


# --- the rules of a statement by itself --------------------------------------------------------------------------


def rule_key(said, text, signature):
    return "The fingerprint is not that of the key." if fingerprint(said["key"]) != said["by"] else ""


def rule_signature(said, text, signature):
    if signature is None or not signature_holds(said["key"], text, signature):
        return "The signature does not match the text."
    return ""


def rule_own_training(said, text, signature):
    mine = said["signer"]["person"] == said["subject"]
    return "Nobody judges their own training." if said["t"] in FOR_OTHERS and mine else ""


def rule_trainee(said, text, signature):
    return "Nobody judges as a trainee." if said["t"] in JUDGING and said["signer"]["role"] == "trainee" else ""


def rule_reason(said, text, signature):
    return "It needs a reason." if said["t"] in WITH_REASON and "reason" not in said else ""


def rule_meaning(said, text, signature):
    return "It must say what it means." if said["t"] in ("sign", "vouch") and "meaning" not in said else ""


def rule_sentence(said, text, signature):
    known = MEANINGS.get(said.get("meaning", ""))
    return "The sentence is not that of its meaning." if known not in (None, said.get("meaning_text")) else ""


def rule_vouch_by_lead(said, text, signature):
    return "Only a lead vouches." if said["t"] == "vouch" and said["signer"]["role"] != "lead" else ""


def rule_vouch_for_another(said, text, signature):
    if said["t"] != "vouch":
        return ""
    own = said["signer"]["person"] == said["subject"] or fingerprint(said["terms"]["key"]) == said["by"]
    return "Nobody vouches for themselves." if own else ""


def rule_vouch_days(said, text, signature):
    if said["t"] == "vouch" and said["terms"]["valid_from"] > said["terms"]["valid_to"]:
        return "It ends before it begins."
    return ""


def rule_key_revoked_by(said, text, signature):
    if said["t"] == "key-revoke" and said["terms"]["key"] != said["by"] and said["signer"]["role"] != "lead":
        return "Only a lead revokes another's key."
    return ""


ALONE = [
    rule_key,
    rule_signature,
    rule_own_training,
    rule_trainee,
    rule_reason,
    rule_meaning,
    rule_sentence,
    rule_vouch_by_lead,
    rule_vouch_for_another,
    rule_vouch_days,
    rule_key_revoked_by,
]


# --- a whole set -------------------------------------------------------------------------------------------------


class Set:
    """Objects by digest, as (text, signature, is a tombstone)."""

    def __init__(self, objects, roots=(), declared=()):
        self.objects, self.roots, self.declared = objects, set(roots), set(declared)
        self.alone, self.history = {}, {}
        sound = [self.sound(digest) for digest in objects]
        self.trusting = [one for one in sound if one and (one["t"] in TRUSTING or one["t"] == "redact")]
        self.names = {id(one): digest for one, digest in zip(sound, objects) if one}
        self.persons, self.followed, self.decided = {}, {}, set()
        for one in filter(None, sound):
            self.persons.setdefault((one["by"], one["subject"]), set()).add(one["signer"]["person"])
            self.followed.setdefault(one["by"], set()).update(one["prev"])
            if one["t"] in JUDGING:
                self.decided.update(item["digest"] for item in one["items"] if "outcome" in item)

    def by_itself(self, digest):
        """Return (value, "") of a statement that holds by itself, else (None, (word, reason))."""
        if digest not in self.alone:
            self.alone[digest] = self.look(digest)
        return self.alone[digest]

    def look(self, digest):
        text, signature, _ = self.objects[digest]
        try:
            value = read_object(text)
        except Newer:
            return None, (NOT_CHECKED, "It is of a newer form.")
        except Bad as fault:
            return None, (INVALID, f"Not readable: {fault}.")
        if sha256(text) != digest:
            return None, (INVALID, "Its bytes are not those that were named.")
        if value["t"] not in ABOUT_OBJECTS | TRUSTING:
            return None, (INVALID, "It is not a statement.")
        fault = next(filter(None, (rule(value, text, signature) for rule in ALONE)), "")
        return (None, (INVALID, fault)) if fault else (value, None)

    def sound(self, digest):
        if digest not in self.objects or self.objects[digest][2]:
            return None
        return self.by_itself(digest)[0]

    def verdict(self, digest):
        said, fault = self.by_itself(digest)
        if said is None:
            return fault
        found = [self.item_fault(said, item["digest"]) for item in said["items"]]
        found += [self.link_fault(said), self.history_fault(said), self.unseen(said)]
        return gravest_of(found) or self.standing(said)

    def item_fault(self, said, digest):
        if digest not in self.objects:
            return None if digest in self.declared else (INCOMPLETE, "What it is about is missing.")
        text, _, gone = self.objects[digest]
        if not gone and sha256(text) != digest:
            return INVALID, "Its bytes are not those that were named."
        try:
            named = read_object(text)
        except Newer:
            return NOT_CHECKED, "What it is about is of a newer form."
        except Bad:
            return INVALID, "What it is about cannot be read."
        if gone:
            return self.gone_fault(said, named, digest)
        if named["t"] in ("document", "entry", "tombstone"):
            return INVALID, "What it is about is not what it names."
        if named["subject"] != said["subject"]:
            return INVALID, "It names an object of another person's logbook."
        return self.act_fault(said, named)

    def act_fault(self, said, named):
        if said["t"] == "redact":
            return INVALID, "What it redacts is still there."
        if said["t"] == "revoke":
            right = named["t"] in JUDGING and named.get("by") == said["by"]
        else:
            right = named["t"] == "revision"
        return None if right else (INVALID, "It cannot be about this object.")

    def gone_fault(self, said, stone, digest):
        if stone["t"] != "tombstone" or stone["digest"] != digest:
            return INVALID, "Another thing stands in its place."
        if digest in self.declared and not self.is_redacted(stone):
            return None
        if said["t"] == "redact":
            return None if self.may_redact(said, stone) else (INVALID, "Only the author or a lead redacts.")
        if self.is_redacted(stone):
            return REDACTED, "What it is about was redacted."
        return INCOMPLETE, "The text of what it is about was left out."

    def is_redacted(self, stone):
        about = [one for one in self.trusting if one["t"] == "redact"]
        named = [one for one in about if stone["digest"] in [item["digest"] for item in one["items"]]]
        return any(self.may_redact(one, stone) for one in named)

    def may_redact(self, said, stone):
        if stone.get("of") == "document":
            return False
        if self.is_lead(said) and not self.is_own(said["by"], said["subject"]):
            return True
        if stone.get("of") == "statement":  # a key's own earlier statements are those that it goes on from
            return said["by"] == stone.get("by") and stone["digest"] in self.followed.get(said["by"], ())
        is_author = said["signer"]["person"] == stone.get("by") and stone["digest"] not in self.decided
        return is_author and self.is_theirs(said)

    def is_theirs(self, said):
        """With pinned roots a name alone proves nothing."""
        person = said["signer"]["person"]
        if not self.roots or person == said["subject"]:
            return True
        return any(one["subject"] == person and self.may_vouch(one) for one in self.vouches(said["by"]))

    def earlier(self, said):
        found = []
        for link in said.get("prev", []):
            if link in self.objects:
                text, _, gone = self.objects[link]
                try:
                    value = read_object(text)
                except (Bad, Newer):
                    continue
                right = value.get("digest") == link if gone else sha256(text) == link
                if right and value["t"] in ABOUT_OBJECTS | TRUSTING | {"tombstone"}:
                    found.append(value)
        return found

    def link_fault(self, said):
        """How a statement, or the tombstone of one, follows those before it."""
        earlier = self.earlier(said)
        if any(one.get("by") != said.get("by") or one.get("subject") != said.get("subject") for one in earlier):
            return INVALID, "It follows a statement by another key or about another person."
        spoken = [one for one in [said, *earlier] if one["t"] != "tombstone"]
        if said["t"] != "tombstone" and len({one["signer"]["person"] for one in spoken}) > 1:
            return INVALID, "Its key has signed as another person."
        highest = max((one.get("n", 0) for one in earlier), default=0)
        complete, n = len(earlier) == len(said.get("prev", [])), said.get("n", 0)
        if n != highest + 1 if complete else n <= highest:
            return INVALID, "Its number does not follow."
        return None

    def history_fault(self, said):
        """Walk back over every link; whatever is wrong there is wrong with this one too."""
        return gravest_of([self.back(link) for link in said["prev"]])

    def back(self, start):
        waiting = [start]
        while waiting:
            link = waiting[-1]
            fault, before = self.judged(link)
            # A link met again before all that it follows is known follows itself, whatever its number says.
            self.history.setdefault(link, (INVALID, "An earlier statement follows itself."))
            unknown = [] if fault else [one for one in before if one not in self.history]
            if unknown:
                waiting += unknown
                continue
            self.history[link] = fault or gravest_of([self.history[one] for one in before])
            waiting.pop()
        return self.history[start]

    def judged(self, link):
        if link not in self.objects:
            return (None if link in self.declared else (INCOMPLETE, "An earlier statement is missing.")), []
        text, _, gone = self.objects[link]
        if gone:
            try:
                stone = read_object(text)
            except (Bad, Newer):
                stone = {}
            if stone.get("digest") != link or not (link in self.declared or self.is_redacted(stone)):
                return (INCOMPLETE, "The text of an earlier statement was left out."), []
            # No digest binds what a tombstone says that it follows: only its number keeps it from following itself.
            return self.link_fault(stone), stone.get("prev", [])
        if sha256(text) != link:
            return (INCOMPLETE, "An earlier statement was altered."), []
        said, fault = self.by_itself(link)
        if said is None:
            return (INCOMPLETE, f"An earlier statement does not hold: {fault[1]}"), []
        wrong = self.link_fault(said)
        return ((INCOMPLETE, wrong[1]) if wrong else None), said["prev"]

    def unseen(self, said):
        for chain in said["terms"]["chains"] if said["t"] == "checkpoint" else []:
            for link in chain["last"]:
                fault = self.judged(link)[0]
                if fault:
                    return INCOMPLETE, f"A checkpoint saw a statement that is not here. {fault[1]}"
        return None

    # --- whose key it is

    def standing(self, said):
        if said["t"] in FOR_OTHERS and self.is_own(said["by"], said["subject"]):
            return INVALID, "Its key is the trainee's own: nobody judges their own training."
        if len(self.persons.get((said["by"], said["subject"]), set()) | {said["signer"]["person"]}) > 1:
            return INVALID, "Its key has signed as another person too."
        revoked = self.revoked_from(said["by"])
        if revoked:
            seen = self.no_later_than(said)
            proven = f"seen on {seen}, before" if "" < seen < revoked else "not proven to be made before"
            return REVOKED, f"Its key was revoked from {revoked} on; {proven}."
        if not self.roots:
            return UNCONFIRMED, "No programme has confirmed whose key it is."
        if said["by"] in self.roots:
            return VALID, "The key is the programme's own."
        return self.vouched(said)

    def is_own(self, key, person):
        """The person has spoken for themselves with the key, or a programme vouches that it is theirs."""
        given = any(one["subject"] == person and self.may_vouch(one) for one in self.vouches(key))
        return person in self.persons.get((key, person), ()) or given

    def vouched(self, said):
        kinds = {self.kind(item["digest"]) for item in said["items"]}
        then = [one for one in self.vouches(said["by"]) if self.may_vouch(one) and covers(one, day_of(said))]
        if not then:
            return UNCONFIRMED, "No programme vouches for the key on that day."
        here = [one for one in then if not self.scope(one) or kinds <= {"placement", "session"}]
        if not here:
            return UNCONFIRMED, "The key is vouched for in placements alone."
        if not any(said["signer"]["role"] in one["terms"]["roles"] for one in here):
            return INVALID, "Its key is vouched for in other roles."
        return VALID, f"Vouched for as {here[-1]['terms']['name']} by {here[-1]['signer']['name']}."

    def kind(self, digest):
        found = json.loads(self.objects[digest][0]) if digest in self.objects else {}
        return found.get("kind", "") if found.get("t") == "revision" else ""

    def vouches(self, key):
        return [one for one in self.trusting if one["t"] == "vouch" and fingerprint(one["terms"]["key"]) == key]

    def of_roots(self, key, day):
        return [one for one in self.vouches(key) if one["by"] in self.roots and covers(one, day)]

    def may_vouch(self, one):
        if one["by"] in self.roots:
            return True
        if {"lead", "programme"} & set(one["terms"]["roles"]) or not self.before_revocation(one):
            return False
        return any(
            {"lead", "programme"} & set(vouch["terms"]["roles"]) for vouch in self.of_roots(one["by"], day_of(one))
        )

    def before_revocation(self, one):
        """A vouch by a key that was stolen holds only if somebody else had seen it before."""
        revoked = self.revoked_from(one["by"])
        if not revoked:
            return True
        stolen = any(told["terms"]["reason"] in ("lost", "compromised") for told in self.told_of(one["by"]))
        return "" < (self.no_later_than(one) if stolen else day_of(one)) < revoked

    def told_of(self, key):
        about = [one for one in self.trusting if one["t"] == "key-revoke" and one["terms"]["key"] == key]
        return [one for one in about if one["by"] == key or self.is_lead(one)]

    def scope(self, one):
        if one["terms"].get("scope") or one["by"] in self.roots:
            return one["terms"].get("scope", "")
        above = [vouch for vouch in self.of_roots(one["by"], day_of(one)) if "lead" in vouch["terms"]["roles"]]
        return "" if any(not vouch["terms"].get("scope") for vouch in above) else "placements"

    def is_lead(self, one):
        if one["signer"]["role"] != "lead":
            return False
        if not self.roots or one["by"] in self.roots:
            return True
        return any("lead" in vouch["terms"]["roles"] for vouch in self.of_roots(one["by"], day_of(one)))

    def revoked_from(self, key):
        told = self.told_of(key)
        leads = [one for one in told if one["by"] != key]
        return min((one["terms"]["effective"] for one in leads or told), default="")

    def no_later_than(self, said):
        days, digest = [], self.names[id(said)]
        for one in self.trusting:
            if one["t"] == "checkpoint" and one["by"] != said["by"] and self.is_lead(one) and self.saw(one, digest):
                days.append(day_of(one))
        return min(days, default="")

    def saw(self, checkpoint, digest):
        waiting, seen = [link for chain in checkpoint["terms"]["chains"] for link in chain["last"]], set()
        while waiting:
            link = waiting.pop()
            one = self.sound(link) if link not in seen else None
            if one:
                seen.add(link)
                waiting += one["prev"]
        return digest in seen


def gravest_of(faults):
    return min(filter(None, faults), key=lambda one: GRAVEST.index(one[0]), default=None)


def covers(vouch, day):
    return vouch["terms"]["valid_from"] <= day <= vouch["terms"]["valid_to"]


def day_of(said):
    return (datetime.fromisoformat(said["at"]) + timedelta(minutes=said["offset"])).date().isoformat()


# --- files -------------------------------------------------------------------------------------------------------


def read_file(content):
    """Return (objects by digest, journal entries, declared digests, faults) of a file's bytes."""
    lines = content.removesuffix(b"\n").split(b"\n")
    try:
        head = parse(lines[0].decode())
    except (Bad, UnicodeDecodeError):
        head = {}
    if head.get("t") != "bundle" or type(head.get("v")) is not int:
        raise Bad("it is no file of sonolog")
    if head["v"] > 1:
        raise Newer
    faults = envelope_faults(content, lines, head)
    objects, entries = {}, []
    for place, line in enumerate(lines[1:] if faults else lines[1:-1], start=2):
        try:
            found, kept = read_line(line)
        except Bad:
            faults += [] if line.startswith(b'{"sha256":') else [f"Line {place} cannot be read."]
            continue
        if found is None:
            entries.append(kept[0])
        elif objects.setdefault(found, kept) != kept:
            faults.append(f"Line {place} is another thing than a line before it, under the same digest.")
    selection = head.get("selection")
    left_out = selection.get("left_out") if type(selection) is dict else None
    declared = [one for one in left_out if type(one) is str] if type(left_out) is list else []
    shown = selection.get("shown") if type(selection) is dict else None
    if shown is not None and shown != len(scans_in(objects)):
        faults.append("It holds another number of scans than it says.")
    if head.get("purpose") == "copy":
        faults += journal_faults(entries, objects, "part" in head)
    return objects, entries, declared, faults


def scans_in(objects):
    """The records of the scans, each counted once."""
    values = [json.loads(text) for text, _, _ in objects.values()]
    versions = [one for one in values if one["t"] in ("revision", "tombstone") and one["v"] == 1]
    return {one["record"] for one in versions if one.get("kind") == "scan" and "record" in one}


def envelope_faults(content, lines, head):
    last = lines[-1]
    before = content[: len(content) - len(last) - 1]
    wanted = json.dumps({"sha256": hashlib.sha256(before).hexdigest(), "t": "end"}, separators=(",", ":")).encode()
    if len(lines) < 2 or last != wanted or not content.endswith(b"\n"):
        return ["It was altered, or lines are missing."]
    return [] if head.get("count") == len(lines) - 2 else ["It does not hold as many objects as it says."]


def read_line(line):
    """Return (digest, (text, signature, is a tombstone)) of a line; of an entry of the journal None for the digest."""
    if not line.startswith(b'{"o":') or not line.endswith(b"}"):
        raise Bad("it holds no object")
    text, signature = line[5:-1], None
    marked = re.fullmatch(rb'(.*),"sig":"([A-Za-z0-9+/]{86}==)"', text, re.DOTALL)
    if marked:
        text, signature = marked[1], base64.b64decode(marked[2])
        if base64.b64encode(signature) != marked[2]:
            raise Bad("its signature is spelt otherwise")
    try:
        text = text.decode()
    except UnicodeDecodeError as error:
        raise Bad("it is not UTF-8") from error
    try:
        value = read_object(text)
    except Newer:
        return sha256(text), (text, signature, False)
    if (value["t"] in ABOUT_OBJECTS | TRUSTING) != (signature is not None):
        raise Bad("a statement has a signature, and nothing else has")
    stone = value["t"] == "tombstone"
    return None if value["t"] == "entry" else value["digest"] if stone else sha256(text), (text, signature, stone)


def journal_faults(entries, objects, is_part):
    """Each writer's entries follow one another, and what they name is there; a part of a copy holds only some."""
    read = {sha256(text): json.loads(text) for text in entries}
    firsts = {}
    for one in read.values():
        firsts[one["w"]] = min(one["seq"], firsts.get(one["w"], one["seq"]))
    faults, named = [], set()
    for one in read.values():
        before = read.get(one["prev"])
        follows = before is not None and (before["w"], before["seq"]) == (one["w"], one["seq"] - 1)
        begins = one["seq"] == firsts[one["w"]] and (is_part or (one["seq"] == 1 and one["prev"] is None))
        if not follows and not begins:
            faults.append(f"Journal entry {one['seq']} does not follow the one before it.")
        named |= set(one["objects"])
    if not is_part and named != set(objects):
        faults.append("The journal names other objects than those that are there.")
    return faults


def verify(contents, roots=()):
    """Return the verdicts of all statements by digest, what else there is to say, the faults, and what is missing.

    The last is the number of objects that the files say were left out, and what others said that is not there.
    """
    sets, journal, declared, faults = [], [], [], []
    for content in contents:
        found, entries, left_out, wrong = read_file(content)
        sets.append(found)
        journal += entries
        declared += left_out
        faults += wrong
    whole, wrong = united(sets, roots, declared)
    objects, faults = whole.objects, faults + wrong
    said = {digest: whole.verdict(digest) for digest, (_, mark, _) in objects.items() if mark is not None}
    others = [(digest, NOT_CHECKED, "It is of a newer form.") for digest in objects if digest not in said]
    others = [one for one in others if is_newer(objects[one[0]][0])]
    return said, others + unseen_entries(whole, journal), faults, (len(set(declared)), withheld(objects))


def united(sets, roots, declared):
    """Return all sets as one, whatever their order, and where they differ.

    Of one digest the text wins over a tombstone, unless who may redact it has done so.
    """
    texts, stones = {}, {}
    for found in sets:
        for digest, kept in found.items():
            (stones if kept[2] else texts).setdefault(digest, set()).add(kept)
    several = {digest for kind in (texts, stones) for digest, kept in kind.items() if len(kept) > 1}
    first = {digest: min(kept, key=lambda one: (one[0], one[1] or b"")) for digest, kept in {**stones, **texts}.items()}
    whole, gone = Set(first, roots, declared), {}
    for digest in stones.keys() & texts.keys():
        kept = min(stones[digest])
        stone = json.loads(kept[0])
        if not is_left_of(stone, json.loads(first[digest][0])):
            several.add(digest)
        elif whole.is_redacted(stone):
            gone[digest] = kept
    if gone:
        whole = Set({**first, **gone}, roots, declared)
    return whole, [f"The files hold different things under {digest}." for digest in sorted(several)]


def is_left_of(stone, value):
    """Tell whether a tombstone says of an object what the object says itself."""
    return all(stone[name] == value.get("t" if name == "act" else name) for name in LEFT_OF[stone["of"]])


def withheld(objects):
    """Say which numbers in the chains of others are missing: a fail may be among them, whoever left it out."""
    numbers, names = {}, {}
    for text, _, _ in objects.values():
        try:
            one = read_object(text)
        except (Bad, Newer):
            continue
        chain = one.get("by"), one.get("subject")
        if one.get("n"):
            numbers.setdefault(chain, set()).add(one["n"])
        if one["t"] in ABOUT_OBJECTS | TRUSTING:
            names[chain] = one["signer"]["name"] if one["signer"]["person"] != one["subject"] else None
        for end in one["terms"]["chains"] if one["t"] == "checkpoint" else []:
            numbers.setdefault((end["key"], end["subject"]), set()).add(end["n"])
    told = []
    for chain, seen in sorted(numbers.items(), key=str):
        missing = max(seen) - len(seen)
        if missing and names.get(chain, chain[0]) is not None:
            told.append(f"{missing} of {max(seen)} statements of {names.get(chain, chain[0])} are not here.")
    return told


def unseen_entries(whole, journal):
    """Journal entries that a checkpoint saw, of a writer whose journal is here, and that are not here."""
    writers, here = {json.loads(text)["w"] for text in journal}, set(map(sha256, journal))
    checkpoints = [one for one in whole.trusting if one["t"] == "checkpoint"]
    heads = [head for one in checkpoints for head in one["terms"]["heads"]]
    gone = [head for head in heads if head["writer"] in writers and head["digest"] not in here]
    return [(head["digest"], INCOMPLETE, "A checkpoint saw this journal entry, and it is not here.") for head in gone]


def is_newer(text):
    try:
        read_object(text)
    except Newer:
        return True
    except Bad:
        return False
    return False


def main(words):
    """Verify the files named, print what was found, and return the exit code."""
    roots = [words[at + 1] for at, word in enumerate(words[:-1]) if word == "--root"]
    names = [word for at, word in enumerate(words) if not word.startswith("--") and words[at - 1 : at] != ["--root"]]
    if not names or not all(map(spelt(FINGERPRINT), roots)):
        print(__doc__)
        return 2
    try:
        contents = []
        for name in names:
            with open(name, "rb") as file:
                contents.append(file.read())
        said, others, faults, (left_out, missing) = verify(contents, roots)
    except OSError as fault:
        return failed(fault, 66)
    except Bad as fault:
        return failed(f"This file cannot be verified: {fault}.", 65)
    except Newer:
        return failed("This file is of a newer format.", 78)
    total = [word for word, _ in said.values()] + [INVALID] * bool(faults) + [one for _, one, _ in others]
    word = min(total, key=GRAVEST.index) if total else NOT_CHECKED
    if "--json" in words:
        told = [{"digest": digest, "word": one, "reason": reason} for digest, (one, reason) in sorted(said.items())]
        more = [{"digest": digest, "word": one, "reason": reason} for digest, one, reason in sorted(others)]
        print(
            json.dumps(
                {
                    "word": word,
                    "statements": told,
                    "others": more,
                    "faults": faults,
                    "left_out": left_out,
                    "missing": missing,
                },
                indent=1,
            )
        )
    else:
        for digest, one, reason in [*((digest, *told) for digest, told in sorted(said.items())), *sorted(others)]:
            print(f"{digest[:16]}  {one:<30} {reason}")
        told = [f"{left_out} objects were left out, as the files say."] * bool(left_out) + missing
        print("\n".join([*(f"Fault: {fault}" for fault in faults), *told, f"Result: {word} ({len(said)} statements)"]))
    return 0 if word == VALID and not missing else 1 if word == INVALID else 3


def failed(why, code):
    print(why, file=sys.stderr)
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
