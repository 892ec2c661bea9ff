"""What every table shares: the naming of constraints, ids, and who changed a row when."""

import datetime as dt

from sqlalchemy import MetaData
from sqlmodel import Field, SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(column_0_N_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

METADATA: MetaData = SQLModel.metadata

NAME_LENGTH = 120
"""The longest name of anything, in characters."""
LINE_LENGTH = 500
"""The longest single-line field."""
TEXT_LENGTH = 10_000
"""The longest text a person can write in one field."""


class Row(SQLModel):
    """A row with its id, a UUIDv7 made by the program, and the unit it belongs to."""

    id: str = Field(primary_key=True, max_length=36)
    unit_id: str = Field(max_length=36)


class Kept(Row):
    """A row that people change: versioned, never really deleted, and audited."""

    row_version: int = 1
    created_at: dt.datetime
    created_by: str = Field(max_length=36)
    updated_at: dt.datetime
    updated_by: str = Field(max_length=36)
    deleted_at: dt.datetime | None = None
    deleted_by: str | None = Field(default=None, max_length=36)
    deleted_why: str = Field(default="", max_length=LINE_LENGTH)
