"""Two versions of one thing, as a person compares them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ComparedRow:
    """What both sides changed of one field, in words.

    Attributes:
        label: The field.
        mine: What I want to stand.
        theirs: What stands now.
    """

    label: str
    mine: str
    theirs: str


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """Who changed something last.

    Attributes:
        by: The account's name.
        at: When, by the ward's clock.
        pc: The computer.
    """

    by: str
    at: dt.datetime
    pc: str
