"""Logging a scan."""

from __future__ import annotations

import pytest

from .ward import Ward


def test_a(ward: Ward) -> None:
    a = ward.signed()
    assert ward.status(a) == "signed"
    print(ward.acts())
