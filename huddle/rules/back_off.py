"""How long to wait after wrong passwords and PINs, so that guessing does not pay.

The first few cost nothing, for fingers slip; then the wait doubles up to a quarter of an hour.
Throttling in place of lock-out is what NCSC advises (Password administration for system owners),
and no account can be shut out for good by somebody else's guessing.
"""

from __future__ import annotations

import datetime as dt

FREE = 4
"""Wrong attempts before the first wait."""
_FIRST_WAIT = dt.timedelta(seconds=30)
_LONGEST_WAIT = dt.timedelta(minutes=15)


def wait_after(failures: int) -> dt.timedelta:
    """The wait that so many wrong attempts in a row cost."""
    if failures <= FREE:
        return dt.timedelta(0)
    doublings = min(failures - FREE - 1, 10)
    doubled: int = 2**doublings
    return min(_FIRST_WAIT * doubled, _LONGEST_WAIT)


def left_to_wait(failures: int, last_at: dt.datetime, now: dt.datetime) -> dt.timedelta:
    """What is left of the wait; a clock that was set back never makes it longer than it was."""
    wait = wait_after(failures)
    return max(dt.timedelta(0), min(wait, last_at + wait - now))
