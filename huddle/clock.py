"""What time it is, asked of one object so that tests and the tour can set it."""

from __future__ import annotations

import datetime as dt
import time
from typing import Protocol


class Clock(Protocol):
    """Tells instants and measures spans."""

    def now(self) -> dt.datetime:
        """The present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Seconds on a scale that never goes back, for measuring spans."""


class SystemClock:
    """The computer's own clock."""

    def now(self) -> dt.datetime:
        """The present instant, aware, in UTC."""
        return dt.datetime.now(dt.UTC)

    def monotonic(self) -> float:
        """Seconds since some fixed point."""
        return time.monotonic()


class ShiftedClock:
    """A clock that starts at a given instant and then runs; used by the tour and by tests.

    Args:
        start: The instant it shows at first, aware.
        running: Whether it goes on by itself; otherwise only `advance` moves it.
    """

    def __init__(self, start: dt.datetime, *, running: bool = False) -> None:
        self._start = start.astimezone(dt.UTC)
        self._running = running
        self._began = time.monotonic()
        self._moved = 0.0

    def _elapsed(self) -> float:
        own = time.monotonic() - self._began if self._running else 0.0
        return own + self._moved

    def now(self) -> dt.datetime:
        """The start, plus what has passed."""
        return self._start + dt.timedelta(seconds=self._elapsed())

    def monotonic(self) -> float:
        """Seconds since the start."""
        return self._elapsed()

    def advance(self, **span: float) -> None:
        """Move on by a span given as for `datetime.timedelta`."""
        self._moved += dt.timedelta(**span).total_seconds()

    def set_to(self, instant: dt.datetime) -> None:
        """Show this instant now; later ones follow from it."""
        self._start = instant.astimezone(dt.UTC)
        self._moved = 0.0
        self._began = time.monotonic()


def local(instant: dt.datetime, zone: str) -> dt.datetime:
    """An instant on the wall clock of an IANA zone."""
    from zoneinfo import ZoneInfo  # noqa: PLC0415 - not before the first paint

    return instant.astimezone(ZoneInfo(zone))
