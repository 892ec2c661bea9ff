"""Templates with their steps, stages of the patient's way, and the series with their rotas."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept, Row


class Stage(Kept, table=True):
    """A place on the patient's way."""

    name: str = Field(max_length=NAME_LENGTH)
    position: int = 0


class Template(Kept, table=True):
    """An agenda of steps."""

    name: str = Field(max_length=NAME_LENGTH)
    about: str = Field(default="", max_length=LINE_LENGTH)


class TemplateStep(Kept, table=True):
    """One step of a template."""

    __tablename__ = "template_step"

    template_id: str = Field(foreign_key="template.id", index=True, max_length=36)
    position: int = 0
    name: str = Field(max_length=NAME_LENGTH)
    prompts: str = Field(default="", max_length=TEXT_LENGTH)
    seconds: int = 0
    purpose: str = Field(default="topic", max_length=20)
    stage_id: str | None = Field(default=None, foreign_key="stage.id", max_length=36)
    led_by: str = Field(default="", max_length=NAME_LENGTH)
    only_when_needed: bool = False


class Series(Kept, table=True):
    """A template that recurs."""

    name: str = Field(max_length=NAME_LENGTH)
    template_id: str = Field(foreign_key="template.id", max_length=36)
    weekdays: str = Field(default="", max_length=7)
    """Digits, 0 for Monday; empty: held when needed."""
    starts_at: dt.time
    starts_on: dt.date
    """The first day it can be due, so that earlier days are never missed ones."""
    facilitator: str = Field(default="", max_length=NAME_LENGTH)
    more_times: str = Field(default="", max_length=LINE_LENGTH)
    """Further times of the day, `HH:MM` separated by spaces."""
    skips_closed_days: bool = False
    """Whether it rests on the unit's bank holidays."""
    rota_turns: str = Field(default="", max_length=20)
    """How often the rota moves on: `day` or `week`; empty without a rota."""
    rota_from: dt.date | None = None
    """The day the first of the rota has their first turn."""
    is_main: bool = False
    is_retired: bool = False


class PastPlan(Row, table=True):
    """On which days and at which times a series was held before they were changed.

    So that what was due in months gone by stays what it was. The change itself is in the audit.
    """

    __tablename__ = "past_plan"

    series_id: str = Field(foreign_key="series.id", index=True, max_length=36)
    starts_on: dt.date
    until: dt.date
    """The first day that it was no more."""
    weekdays: str = Field(default="", max_length=7)
    starts_at: dt.time
    more_times: str = Field(default="", max_length=LINE_LENGTH)
    skips_closed_days: bool = False


class SeriesException(Kept, table=True):
    """One day on which a series is not as its weekdays say."""

    __tablename__ = "series_exception"
    __table_args__ = (UniqueConstraint("series_id", "on_day"),)

    series_id: str = Field(foreign_key="series.id", index=True, max_length=36)
    on_day: dt.date
    is_held: bool = False
    """True: held although no weekday of it; False: not held although one."""
    starts_at: dt.time | None = None
    """Another time than usual."""
    reason: str = Field(default="", max_length=LINE_LENGTH)


class ClosedDay(Kept, table=True):
    """A bank holiday or another day on which the unit's series that say so rest."""

    __tablename__ = "closed_day"
    __table_args__ = (UniqueConstraint("unit_id", "on_day"),)

    on_day: dt.date
    name: str = Field(max_length=NAME_LENGTH)


class RotaPlace(Kept, table=True):
    """One place in the facilitator rota of a series."""

    __tablename__ = "rota_place"

    series_id: str = Field(foreign_key="series.id", index=True, max_length=36)
    position: int = 0
    person_id: str = Field(foreign_key="person.id", max_length=36)
    deputy_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    """Who is ready to fill in."""


class RotaSwap(Kept, table=True):
    """Somebody else than the rota says facilitates on a day."""

    __tablename__ = "rota_swap"
    __table_args__ = (UniqueConstraint("series_id", "on_day"),)

    series_id: str = Field(foreign_key="series.id", index=True, max_length=36)
    on_day: dt.date
    person_id: str = Field(foreign_key="person.id", max_length=36)
    reason: str = Field(default="", max_length=LINE_LENGTH)
