"""Changes that were made without the line to the server and did not fit what it held by then."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, Row


class Conflict(Row, table=True):
    """What one person wrote while the line was gone, until somebody chooses; it goes then.

    Not audited by itself: the change that it stands for is.
    """

    write_id: str = Field(max_length=36)
    table_name: str = Field(max_length=30)
    row_id: str = Field(max_length=36)
    about_id: str = Field(index=True, max_length=36)
    """The item or huddle that the row is part of, or the row itself."""
    account_id: str = Field(max_length=36)
    at: dt.datetime
    """When it was written."""
    pc: str = Field(default="", max_length=NAME_LENGTH)
    was: str
    """The fields it changed as they were, as JSON."""
    mine: str
    """The same as they became."""
