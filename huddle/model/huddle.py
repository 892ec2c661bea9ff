"""Huddles: a meeting, its steps as they were, who was there, and its frozen record."""

import datetime as dt

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field, col

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept, Row


class Huddle(Kept, table=True):
    """One meeting of a series."""

    __table_args__ = (
        Index("ix_huddle_series_held", "series_id", "status", "held_on"),
        Index("ix_huddle_status", "unit_id", "status", "held_on"),
    )

    number: int = Field(unique=True)
    series_id: str = Field(foreign_key="series.id", max_length=36)
    title: str = Field(max_length=NAME_LENGTH)
    status: str = Field(max_length=20)
    held_on: dt.date
    starts_at: dt.time
    planned_seconds: int = 0
    facilitator: str = Field(default="", max_length=NAME_LENGTH)
    started_at: dt.datetime | None = None
    closed_at: dt.datetime | None = None
    step_id: str | None = Field(default=None, max_length=36)
    """The step the room is at."""
    step_entered_at: dt.datetime | None = None
    paused_at: dt.datetime | None = None
    paused_seconds: int = 0
    plus: str = Field(default="", max_length=TEXT_LENGTH)
    delta: str = Field(default="", max_length=TEXT_LENGTH)
    not_held_reason: str = Field(default="", max_length=LINE_LENGTH)
    reopened_reason: str = Field(default="", max_length=LINE_LENGTH)
    ended_at: dt.datetime | None = None
    """When it was over by its paper form; only of one that is typed in later."""
    entered_late_by: str = Field(default="", max_length=NAME_LENGTH)
    """The account that typed it in."""
    entered_late_at: dt.datetime | None = None


NEWEST_FIRST = (col(Huddle.held_on).desc(), col(Huddle.starts_at).desc(), col(Huddle.number).desc())
"""By their days and times: one that is typed in later has a higher number than what followed it."""


class HuddleStep(Kept, table=True):
    """A step of one huddle, copied from the template when the huddle began."""

    __tablename__ = "huddle_step"

    huddle_id: str = Field(foreign_key="huddle.id", index=True, max_length=36)
    position: int
    name: str = Field(max_length=NAME_LENGTH)
    prompts: str = Field(default="", max_length=TEXT_LENGTH)
    seconds: int = 0
    purpose: str = Field(max_length=20)
    stage_id: str | None = Field(default=None, max_length=36)
    led_by: str = Field(default="", max_length=NAME_LENGTH)
    spent_seconds: int = 0
    was_visited: bool = False


class Attendance(Kept, table=True):
    """A department or person on the roster of a huddle.

    `is_heard` is kept for counts alone: it never reaches a sheet, an export or the audit.
    """

    __table_args__ = (UniqueConstraint("huddle_id", "department_id", "person_id"),)

    huddle_id: str = Field(foreign_key="huddle.id", index=True, max_length=36)
    department_id: str | None = Field(default=None, foreign_key="department.id", max_length=36)
    person_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    name: str = Field(max_length=NAME_LENGTH)
    position: int = 0
    presence: str = Field(default="unmarked", max_length=20)
    is_heard: bool = False
    comes_usually: bool = False


class HuddleClock(Row, table=True):
    """Which program keeps a running huddle's clock."""

    __tablename__ = "huddle_clock"

    huddle_id: str = Field(unique=True, max_length=36)
    seat: str = Field(max_length=64)
    """Which program: a hash of where it runs."""
    pc: str = Field(max_length=NAME_LENGTH)
    by: str = Field(max_length=NAME_LENGTH)
    beat_at: dt.datetime
    """When it last said that it is there; written over, and no part of the audit."""


class Record(Row, table=True):
    """A huddle's record as it was frozen at a close; a reopened huddle gets another."""

    huddle_id: str = Field(foreign_key="huddle.id", index=True, max_length=36)
    made_at: dt.datetime
    body: str
    """The `HuddleRecord` as JSON."""


class Addendum(Kept, table=True):
    """A dated correction to a closed huddle."""

    huddle_id: str = Field(foreign_key="huddle.id", index=True, max_length=36)
    text: str = Field(max_length=TEXT_LENGTH)
    by: str = Field(max_length=NAME_LENGTH)
