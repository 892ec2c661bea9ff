"""Row ids: UUIDv7 as text, so that rows made anywhere keep their id and sort by their making."""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Callable

NewId = Callable[[], str]


def uuid7(milliseconds: int, randomness: int) -> str:
    """A UUIDv7 (RFC 9562, 5.7) as text.

    Args:
        milliseconds: Since 1970 in UTC.
        randomness: 74 random bits.
    """
    high = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (randomness >> 62 & 0xFFF) << 64
    return str(uuid.UUID(int=high | 0b10 << 62 | randomness & (1 << 62) - 1))


def new_id() -> str:
    """An id for a row made now."""
    return uuid7(time.time_ns() // 1_000_000, secrets.randbits(74))
