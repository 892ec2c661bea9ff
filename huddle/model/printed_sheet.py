"""Sheets that left the program, so that what was written on them can be typed back in."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, Row


class PrintedSheet(Row, table=True):
    """One sheet of one print: what stood on it, by its code. It holds no words.

    Not audited by itself: that it left is, and what is typed back in changes other rows.
    """

    __tablename__ = "printed_sheet"

    code: str = Field(unique=True, max_length=9)
    kind: str = Field(max_length=20)
    account_id: str = Field(max_length=36)
    """Who let it out."""
    printed_at: dt.datetime
    huddle_id: str | None = Field(default=None, max_length=36)
    series_id: str | None = Field(default=None, max_length=36)
    held_on: dt.date | None = None
    """The day of the huddle that a form for paper was made for."""
    department_id: str | None = Field(default=None, max_length=36)
    item_id: str | None = Field(default=None, max_length=36)
    """The one item it is about."""
    month: str = Field(default="", max_length=LINE_LENGTH)
    line_ids: str = ""
    """The ids of the actions on it, in its order, parted by spaces."""
    typed_in_at: dt.datetime | None = None
    typed_in_by: str | None = Field(default=None, max_length=36)
