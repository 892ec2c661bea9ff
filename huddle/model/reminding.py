"""Reminders that went out."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import Row


class Reminder(Row, table=True):
    """One reminder; its key is unique, so that it goes out once, whoever asks."""

    key: str = Field(unique=True, max_length=200)
    kind: str = Field(max_length=30)
    at: dt.datetime
    """When it was due."""
    made_at: dt.datetime
    subject_id: str = Field(default="", max_length=36)
    """The item, escalation or series it is about."""
    person_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    """Whom it is for; none for whoever follows up."""
    seen_at: dt.datetime | None = None
    mailed_at: dt.datetime | None = None
