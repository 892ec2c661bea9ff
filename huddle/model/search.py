"""The integer-keyed entries behind the full-text index.

The index itself (`search_text`, FTS5) is made by a migration: it is no table SQLModel knows.
"""

from sqlmodel import Field, SQLModel


class SearchEntry(SQLModel, table=True):
    """Ties a row of the full-text index to the item it speaks of."""

    __tablename__ = "search_entry"

    number: int | None = Field(default=None, primary_key=True)
    item_id: str = Field(foreign_key="item.id", unique=True, max_length=36)
    unit_id: str = Field(max_length=36)
