"""Good catches and thanks, in the words of whoever gave them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ThanksRow:
    """A good catch, or thanks.

    Attributes:
        id, code: Which it is.
        text: The words.
        to: Who is thanked: a person or departments; empty where only the words say so.
        by: Who thanks; empty when nobody is named.
        on: The day.
    """

    id: str
    code: str
    text: str
    to: str
    by: str
    on: dt.date
