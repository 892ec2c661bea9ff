"""What came in from files: each import, what each of its rows became, and how files are read."""

import datetime as dt

from sqlalchemy import Index, UniqueConstraint
from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, TEXT_LENGTH, Row

MAPPING_LENGTH = 10 * TEXT_LENGTH
"""A table of ten thousand columns has so much to be said of it."""


class ImportRun(Row, table=True):
    """One file that came in, all of it at once."""

    __tablename__ = "import_run"

    file: str = Field(max_length=LINE_LENGTH)
    """Its name, without the folder."""
    kind: str = Field(max_length=20)
    at: dt.datetime
    by: str = Field(max_length=36)
    new_count: int
    changed_count: int
    left_count: int
    undone_at: dt.datetime | None = None
    undone_by: str | None = Field(default=None, max_length=36)


class ImportRow(Row, table=True):
    """A row of the store that an import added or changed; it goes with what it tells of."""

    __tablename__ = "import_row"
    __table_args__ = (Index("ix_import_row_row", "row_id"),)

    run_id: str = Field(foreign_key="import_run.id", index=True, max_length=36)
    number: int
    """The row of the file."""
    what: str = Field(max_length=30)
    """The table that the row stands in."""
    row_id: str = Field(max_length=36)
    row_version: int
    """The version that the import left; one changed since is not taken back."""
    reference: str = Field(default="", max_length=NAME_LENGTH)
    """The file's own number of it."""
    said: str = Field(default="", max_length=NAME_LENGTH)
    """Where the file said it stands, so that the same file says nothing new the next time."""
    before: str = Field(default="", max_length=LINE_LENGTH)
    """The changed fields as they were, as JSON without a person's words; empty for what was new."""


class ImportShape(Row, table=True):
    """How files with the same column names are read."""

    __tablename__ = "import_shape"
    __table_args__ = (UniqueConstraint("unit_id", "shape"),)

    shape: str = Field(max_length=64)
    """The SHA-256 of the column names."""
    mapping: str = Field(max_length=MAPPING_LENGTH)
    """As JSON."""
    at: dt.datetime
