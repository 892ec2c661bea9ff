"""What was found by words, and what was said before that is like what is being typed."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from huddle.found_words import FoundKind
from huddle.vocabulary import HuddleStatus, Status

Span = tuple[int, int]
"""Where a marked piece of a text begins and ends."""


@dataclass(frozen=True, slots=True)
class FoundRow:
    """Something that was found."""

    kind: FoundKind
    id: str
    text: str
    marks: tuple[Span, ...] = ()
    """Where the words that were looked for stand in the text."""
    beside: str = ""
    """Where else they stand, if the text does not have them all: a place, a note of its story."""
    beside_marks: tuple[Span, ...] = ()
    code: str = ""
    status: Status | HuddleStatus | None = None
    on: dt.date | None = None
    """The day it was raised or held."""
    huddle_id: str | None = None
    huddle_number: int | None = None
    owner_name: str = ""
    department_name: str = ""
    stage_name: str = ""
    due_on: dt.date | None = None
    is_overdue: bool = False
    is_sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """Some of what was found, nearest and newest first."""

    rows: tuple[FoundRow, ...] = ()
    has_more: bool = False
    is_asked: bool = True
    """Whether enough was typed to look for something."""


@dataclass(frozen=True, slots=True)
class SavedSearchRow:
    """What somebody looks for again and again."""

    id: str
    typed: str


@dataclass(frozen=True, slots=True)
class LikeBeforeRow:
    """A concern of another day that is like what is being typed, and why."""

    id: str
    code: str
    text: str
    status: Status
    on: dt.date
    huddle_id: str | None
    shared: tuple[str, ...]
    """The words that both hold, as they are being typed."""
