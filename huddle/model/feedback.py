"""What people say of this program, kept here until somebody hands it to its maker."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, TEXT_LENGTH, Kept


class Feedback(Kept, table=True):
    """One thing that somebody said of the program."""

    page: str = Field(max_length=NAME_LENGTH)
    """Where in the program it was said."""
    version: str = Field(max_length=NAME_LENGTH)
    """Of the program."""
    text: str = Field(max_length=TEXT_LENGTH)
    said_on: dt.date
    handed_on: dt.date | None = None
    """When it was last handed to the maker."""
    answer: str = Field(default="", max_length=TEXT_LENGTH)
    answered_on: dt.date | None = None
