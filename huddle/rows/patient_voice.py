"""What patients and families said, by theme, and what became of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CommentsFilter:
    """Which comments are wanted; the defaults want all of them.

    Attributes:
        text: Words that each holds.
        theme: The theme; empty for what nobody sorted yet, none for any.
        stage_id: Where on the patient's way.
        answered: Whether it was answered; none for either.
        month: A day of the month in which it was said; none for any time.
    """

    text: str = ""
    theme: str | None = None
    stage_id: str | None = None
    answered: bool | None = None
    month: dt.date | None = None


@dataclass(frozen=True, slots=True)
class CommentRow:
    """What a patient or family said.

    Attributes:
        id, code, row_version: Which comment, and as of when.
        text: Their words.
        raised_on: The day.
        theme: What it is about; empty while nobody sorted it.
        stage_name: Where on the patient's way; empty for nowhere.
        is_answered: Whether somebody wrote what was done.
        did: What was done.
        told: Who was told of it.
        answered_on: The day it was answered first.
        huddle_number: The huddle that heard it.
        is_coming: Whether the next huddle hears it.
        is_imported: Whether it came from a file, so that it comes into no huddle by itself.
    """

    id: str
    code: str
    row_version: int
    text: str
    raised_on: dt.date
    theme: str = ""
    stage_name: str = ""
    is_answered: bool = False
    did: str = ""
    told: str = ""
    answered_on: dt.date | None = None
    huddle_number: int | None = None
    is_coming: bool = False
    is_imported: bool = False


@dataclass(frozen=True, slots=True)
class Comments:
    """A lot of comments.

    Attributes:
        rows: What nobody sorted yet first, then the newest first.
        total: How many are wanted in all.
        unsorted: How many of these nobody sorted yet.
        hidden_count: Sensitive ones that whoever reads is not shown.
    """

    rows: tuple[CommentRow, ...]
    total: int
    unsorted: int
    hidden_count: int = 0


@dataclass(frozen=True, slots=True)
class ThemeRow:
    """A theme, and how many comments are sorted under it."""

    name: str
    count: int
