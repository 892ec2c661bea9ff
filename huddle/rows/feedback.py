"""What people say of this program."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FeedbackRow:
    """One thing that somebody said; who it was is not kept."""

    id: str
    row_version: int
    page: str
    """Where in the program it was said, by the page's name for programs."""
    page_title: str
    """The same as a person calls it."""
    version: str
    text: str
    said_on: dt.date
    handed_on: dt.date | None = None
    answer: str = ""
    answered_on: dt.date | None = None
