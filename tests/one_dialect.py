"""One SQL dialect for every logbook that the tests of a process open, so that each statement is put in words once.

The program opens one logbook and compiles each statement it needs for it; the tests open thousands.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, create_engine
from sqlalchemy.engine import URL
from sqlalchemy.pool import QueuePool

from sonolog.store import database

_MODEL = create_engine("sqlite://")


def one_dialect() -> None:
    """Let logbooks be opened so from now on."""
    with _MODEL.connect():
        pass  # the dialect learns about the driver with its first connection
    database.create_engine = _engine  # type: ignore[assignment]


def _engine(url: URL, *, creator: Callable[[], Any]) -> Engine:
    pool = QueuePool(creator)
    pool._dialect = _MODEL.dialect
    engine = Engine(pool, _MODEL.dialect, url)
    engine._compiled_cache = _MODEL._compiled_cache
    return engine
