"""Row ids: UUIDv7 as text, so that rows made anywhere keep their id and sort by their making."""

from __future__ import annotations

import os
import secrets
import threading
import time
from collections.abc import Callable

NewId = Callable[[], str]


def uuid7(milliseconds: int, randomness: int) -> str:
    """A UUIDv7 (RFC 9562, 5.7) as text.

    Args:
        milliseconds: Since 1970 in UTC.
        randomness: 74 random bits.
    """
    high = (milliseconds & (1 << 48) - 1) << 80 | 0x7 << 76 | (randomness >> 62 & 0xFFF) << 64
    plain = f"{high | 0b10 << 62 | randomness & (1 << 62) - 1:032x}"
    return f"{plain[:8]}-{plain[8:12]}-{plain[12:16]}-{plain[16:20]}-{plain[20:]}"


class _Maker:
    """Makes ids that sort by their making, within a millisecond and with the clock set back."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._milliseconds = 0
        self._randomness = 0

    def next(self) -> str:
        with self._lock:
            now = time.time_ns() // 1_000_000
            if now > self._milliseconds:
                self._milliseconds, self._randomness = now, secrets.randbits(73)
            else:
                self._randomness += 1 + int.from_bytes(os.urandom(4))
            return uuid7(self._milliseconds, self._randomness)


_maker = _Maker()


def new_id() -> str:
    """An id for a row made now; it sorts after every other one made by this process."""
    return _maker.next()
