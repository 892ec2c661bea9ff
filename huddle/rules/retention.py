"""How long each kind of record is kept, and what stops it from going."""

from __future__ import annotations

import datetime as dt


def has_expired(written_at: dt.datetime, hours: int, now: dt.datetime) -> bool:
    """Whether a patient reference, written at an instant, has outlived its hours."""
    return now - written_at >= dt.timedelta(hours=hours)
