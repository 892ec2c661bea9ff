"""The line to the server, as the window tells of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LineRow:
    """How it stands with the line to the server.

    Attributes:
        is_gone: Whether what is written is kept on this computer.
        since: When the line was found to be gone; none while it is there.
        as_at: When the copy that is shown was last like the server; none while the line is there.
        waiting: How many writes wait to be sent.
        sent: How many were sent when it last came back.
        set_aside: The folder in which this computer's copy lies that was damaged when the ward was
            opened, with what it had not sent; empty if it was whole.
    """

    is_gone: bool
    since: dt.datetime | None = None
    as_at: dt.datetime | None = None
    waiting: int = 0
    sent: int = 0
    set_aside: str = ""
