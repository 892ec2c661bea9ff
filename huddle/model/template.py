"""Templates with their steps, the stages of the patient's way, and the series that recur."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Kept


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
    is_main: bool = False
    is_retired: bool = False
