"""The colour space the reports are drawn in, as the profile an archival PDF must carry: sRGB, IEC 61966-2-1.

Built here from the published figures, as an ICC profile of version 2 (ICC.1:2001-04), so that it is the same on every
machine and belongs to nobody.
"""

from __future__ import annotations

import struct
from functools import cache

_STEPS = 1024
"""Points of the tone curve."""
_WHITE = (0.9642, 1.0, 0.8249)
"""D50, under which profiles meet."""
_DAYLIGHT = (0.9505, 1.0, 1.0891)
"""D65, the white of sRGB."""
_PRIMARIES = {
    b"rXYZ": (0.43607, 0.22249, 0.01392),
    b"gXYZ": (0.38515, 0.71687, 0.09708),
    b"bXYZ": (0.14307, 0.06061, 0.71410),
}
"""Red, green and blue of IEC 61966-2-1, adapted to D50 by the Bradford transform."""
_TITLE = b"sRGB IEC61966-2.1"
_RIGHTS = b"No copyright, use freely"


@cache
def srgb_profile() -> bytes:
    """Return the profile as a file."""
    curve = _curve()
    tags = {b"desc": _description(), b"cprt": b"text\0\0\0\0" + _RIGHTS + b"\0", b"wtpt": _xyz(_DAYLIGHT)}
    tags |= {name: _xyz(colour) for name, colour in _PRIMARIES.items()}
    tags |= dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), curve)
    places: dict[bytes, int] = {}
    body = b""
    for data in tags.values():
        if data not in places:
            places[data] = 128 + 4 + 12 * len(tags) + len(body)
            body += data + bytes(-len(data) % 4)
    table = struct.pack(">L", len(tags)) + b"".join(
        struct.pack(">4sLL", name, places[data], len(data)) for name, data in tags.items()
    )
    return _head(128 + len(table) + len(body)) + table + body


def _head(size: int) -> bytes:
    made = (2001, 4, 1, 0, 0, 0)
    head = struct.pack(">L4sL4s4s4s6H4s", size, b"\0\0\0\0", 0x02400000, b"mntr", b"RGB ", b"XYZ ", *made, b"acsp")
    return head + bytes(28) + b"".join(map(_fixed, _WHITE)) + bytes(48)


def _fixed(number: float) -> bytes:
    return struct.pack(">l", round(number * 65536))


def _xyz(colour: tuple[float, float, float]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(map(_fixed, colour))


def _curve() -> bytes:
    shares = (step / (_STEPS - 1) for step in range(_STEPS))
    light = (share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares)
    return b"curv\0\0\0\0" + struct.pack(f">L{_STEPS}H", _STEPS, *(round(one * 65535) for one in light))


def _description() -> bytes:
    title = _TITLE + b"\0"
    return b"desc\0\0\0\0" + struct.pack(">L", len(title)) + title + bytes(8 + 3 + 67)
