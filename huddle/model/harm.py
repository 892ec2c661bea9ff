"""The safety cross: kinds of harm, and what each day held of them."""

import datetime as dt

from sqlalchemy import Index
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, Kept


class Harm(Kept, table=True):
    """A kind of harm that is looked for every day, such as falls."""

    name: str = Field(max_length=NAME_LENGTH)
    since_on: dt.date
    """From when on days count."""
    is_retired: bool = False
    position: int = 0


class HarmDay(Kept, table=True):
    """One day on which somebody looked; a day without a row was not checked."""

    __tablename__ = "harm_day"
    __table_args__ = (Index("ix_harm_day_harm", "harm_id", "day"),)

    harm_id: str = Field(foreign_key="harm.id", max_length=36)
    day: dt.date
    events: int = 0
    near_misses: int = 0
    note: str = Field(default="", max_length=LINE_LENGTH)
