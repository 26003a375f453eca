"""New names."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta
from functools import partial
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from sonolog.ledger.identifiers import CASE_ALPHABET, case_number, new_id, new_salt

from .made import NOON, chance


@given(st.datetimes(datetime(1970, 1, 1), datetime(9999, 1, 1)), st.binary(min_size=10, max_size=10))
def test_ids_are_uuids_of_version_7(moment: datetime, bits: bytes) -> None:
    """Version and variant are those of RFC 9562, and the first 48 bits are the milliseconds of the moment."""
    aware = moment.replace(tzinfo=UTC)
    made = UUID(new_id(aware, lambda size: bits[:size]))
    assert made.version == 7
    assert made.variant == "specified in RFC 4122"
    assert made.int >> 80 == (aware - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(milliseconds=1)


def test_ids_use_all_their_chance() -> None:
    """A change in any of the 74 random bits changes the id."""
    plain = new_id(NOON, bytes)
    others = {new_id(NOON, partial(int.to_bytes, 1 << bit, byteorder="big")) for bit in range(74)}
    assert len(others - {plain}) == 74


def test_salt_is_sixteen_bytes() -> None:
    """A salt is 32 hexadecimal digits and differs each time."""
    assert re.fullmatch("[0-9a-f]{32}", new_salt(os.urandom))
    assert new_salt(os.urandom) != new_salt(os.urandom)


@given(st.binary(min_size=16, max_size=16), st.integers(4, 8))
def test_case_numbers_have_no_look_alikes(bits: bytes, length: int) -> None:
    """A case number has the length asked for, in letters that are not misread."""
    number = case_number(lambda size: bits[:size], length=length)
    assert re.fullmatch(f"C-[{CASE_ALPHABET}]{{{length}}}", number)
    assert not set("01ILOU") & set(CASE_ALPHABET)


def test_case_numbers_rarely_meet() -> None:
    """A thousand case numbers are nearly all different, as 600,000 possible ones should be."""
    assert len({case_number(chance(str(one))) for one in range(1_000)}) > 990
