"""Valid files changed at random: bytes, tokens, lines, and values in objects that are then sealed and signed anew."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable, Sequence
from copy import deepcopy
from random import Random
from typing import Any

from tests.hostile.strings import WORST

from sonolog.ledger import sshsig
from sonolog.ledger.keys import key_from_seed

FORGER = key_from_seed(b"\x07" * 32)
"""Signs what was changed in a statement, so that it is read to the end."""
_NUMBERS = ("-1", "0", "1", "50", "2147483648", "9007199254740993", "1e309", "0.5", "NaN", "-Infinity", "9" * 5_000)
_ODD = (*_NUMBERS, "true", "null", "[]", "{}", '""', "[" * 40 + "]" * 40, '{"t":"x","t":"y"}', "2026-11-23", "inf")
_TOKEN = re.compile(rb'"(?:[^"\\\n]|\\.)*"|-?\d[\d.eE+-]*|\b(?:true|false|null)\b|[\[\]{},:=\n]')
_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 10, 2**31, 2**53 - 1, "", [], {}, [[]], "x" * 501, "x" * 10_001),
    *("0" * 64, "SHA256:" + "A" * 43, "00000000-0000-7000-8000-000000000000", "2026-11-23T21:36:21.000Z"),
    *("9999-12-31T23:59:59.999Z", "2026-11-23", "../../x", "sign", "vouch", "redact", "checkpoint", "scan", "person"),
)


def changed_bytes(content: bytes, chance: Random) -> bytes:
    """Return ``content`` with one to four changes that know nothing of what it means."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        at = chance.randrange(len(made) + 1)
        to = min(len(made), at + chance.choice((1, 1, 4, 60, 4_000)))
        act = chance.randrange(6)
        if act == 0 and at < len(made):
            made[at] ^= 1 << chance.randrange(8)
        elif act == 1:
            del made[at:to]
        elif act == 2:
            made[at:at] = made[at:to] * chance.choice((1, 2, 30))
        elif act == 3:
            made[at:at] = chance.randbytes(chance.choice((1, 3, 40)))
        elif act == 4:
            made[at:to] = made[: to - at]
        else:
            del made[at:]
    return bytes(made)


def changed_tokens(content: bytes, chance: Random) -> bytes:
    """Return ``content`` with a word, a number or a sign exchanged, doubled or left out."""
    found = list(_TOKEN.finditer(content))
    if not found:
        return changed_bytes(content, chance)
    for _ in range(chance.choice((1, 1, 2))):
        one = chance.choice(found)
        other = chance.choice(found).group()
        odd = chance.choice(_ODD).encode()
        text = json.dumps(chance.choice(WORST)).encode()
        new = chance.choice((b"", other, odd, text, one.group() * 2))
        content = content[: one.start()] + new + content[one.end() :]
        found = list(_TOKEN.finditer(content)) or found
    return content


def changed_bundle(content: bytes, chance: Random) -> bytes:
    """Return a bundle of which one line was changed inside, and which is sealed as if it had been made so."""
    lines = content.removesuffix(b"\n").split(b"\n")[:-1]
    act = chance.randrange(10)
    at = chance.randrange(len(lines))
    if act == 0:
        lines = [lines[0], *chance.sample(lines[1:], len(lines) - 1)]
    elif act == 1:
        del lines[at]
    elif act == 2:
        lines.insert(at, chance.choice(lines))
    else:
        lines[at] = _changed_line(lines[at], chance)
    return _sealed(lines, chance)


def _changed_line(line: bytes, chance: Random) -> bytes:
    value = json.loads(line)
    inner = value.get("o", value)
    for _ in range(chance.choice((1, 1, 2))):
        _change_somewhere(inner, chance)
    text = _text(inner)
    if "sig" not in value:
        return f'{{"o":{text}}}'.encode() if "o" in value else text.encode()
    if chance.random() < 0.9:
        inner |= {"key": FORGER.public, "by": FORGER.fingerprint}
        text = _text(inner)
    mark = FORGER.sign(sshsig.signed_bytes(text.encode()))
    return f'{{"o":{text},"sig":"{base64.b64encode(mark).decode()}"}}'.encode()


def _text(value: Any) -> str:
    return (
        json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode(errors="replace").decode()
    )


def _change_somewhere(value: Any, chance: Random) -> None:
    """Change one member of a list or an object, at any depth."""
    places = list(_places(value))
    inside, key = chance.choice(places)
    act = chance.randrange(8)
    if act == 0:
        del inside[key]
    elif act == 1 and isinstance(inside, dict):
        inside[chance.choice(("t", "v", "x", "n", "é", str(key).upper()))] = deepcopy(inside[key])
    elif act == 2 and isinstance(inside, list):
        inside.extend(deepcopy(inside) * chance.choice((1, 60)))
    elif act == 3:
        other, place = chance.choice(places)
        inside[key] = deepcopy(other[place])
    elif act == 4 and isinstance(inside[key], str):
        inside[key] += chance.choice(WORST)
    else:
        inside[key] = deepcopy(chance.choice((*_VALUES, *WORST)))


def _places(value: Any) -> list[tuple[Any, Any]]:
    if not isinstance(value, dict | list):
        return []
    keys: Sequence[Any] = list(value) if isinstance(value, dict) else range(len(value))
    return [(value, key) for key in keys] + [place for key in keys for place in _places(value[key])]


def _sealed(lines: list[bytes], chance: Random) -> bytes:
    head = json.loads(lines[0]) if lines and lines[0].startswith(b'{"') else {}
    if isinstance(head, dict) and head.get("t") == "bundle" and chance.random() < 0.95:
        lines[0] = _text(head | {"count": len(lines) - 1}).encode()
    content = b"".join(line + b"\n" for line in lines)
    end = {"sha256": hashlib.sha256(content).hexdigest(), "t": "end"}
    return content + _text(end).encode() + b"\n"


Change = Callable[[bytes, Random], bytes]
EVERY_TEXT: tuple[Change, ...] = (changed_bytes, changed_tokens)
BUNDLES: tuple[Change, ...] = (changed_bytes, changed_tokens, changed_bundle, changed_bundle, changed_bundle)
