"""Drafts: what is being typed, saved within half a second, by huddle and field."""

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, Row


class Draft(Row, table=True):
    """The unfinished text of one field. Not audited: it is nobody's word yet."""

    __table_args__ = (UniqueConstraint("account_id", "huddle_id", "field"),)

    account_id: str = Field(max_length=36)
    huddle_id: str = Field(default="", max_length=36)
    """Empty outside a huddle."""
    field: str = Field(max_length=NAME_LENGTH)
    text: str
    saved_at: dt.datetime
