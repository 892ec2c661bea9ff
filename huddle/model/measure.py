"""Measures, what was read of them, and from when on a process is another one."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept


class Measure(Kept, table=True):
    """What is counted or timed, defined so that two people would read the same."""

    name: str = Field(max_length=NAME_LENGTH)
    family: str = Field(max_length=20)
    kind: str = Field(max_length=20)
    direction: str = Field(max_length=20)
    unit: str = Field(default="", max_length=NAME_LENGTH)
    """What one of it is called, such as *falls*."""
    numerator: str = Field(default="", max_length=TEXT_LENGTH)
    denominator: str = Field(default="", max_length=TEXT_LENGTH)
    per: int = 1000
    """A rate is numerator ÷ denominator times this."""
    source: str = Field(default="", max_length=LINE_LENGTH)
    collected_by: str = Field(default="", max_length=LINE_LENGTH)
    how_often: str = Field(default="", max_length=NAME_LENGTH)
    target: float | None = None
    is_screened: bool = False
    """Whether large moving ranges are left out of the limits."""
    is_of_the_day: bool = False
    """Whether it is among those that huddles look at, one after another."""
    is_retired: bool = False
    position: int = 0


class Reading(Kept, table=True):
    """One value of a measure; a corrected one is kept beside what took its place."""

    __table_args__ = (Index("ix_reading_measure", "measure_id", "deleted_at", "read_on", "id"),)

    measure_id: str = Field(foreign_key="measure.id", max_length=36)
    read_on: dt.date
    """The day it stands for; for days between, the day of the event."""
    value: float
    numerator: float | None = None
    denominator: float | None = None
    note: str = Field(default="", max_length=LINE_LENGTH)
    replaces_id: str | None = Field(default=None, max_length=36)
    """The reading that it corrects."""


class Rebase(Kept, table=True):
    """From this day on the process is known to be another one: limits are computed anew."""

    measure_id: str = Field(foreign_key="measure.id", index=True, max_length=36)
    from_on: dt.date
    note: str = Field(max_length=LINE_LENGTH)
    """What changed."""
