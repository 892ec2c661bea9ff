"""The audit: a chain of entries that hold salted hashes, and the values in a table beside it.

Retention may empty the values; the chain still verifies.
"""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, Row


class AuditEntry(Row, table=True):
    """One change, chained to the one before by its hash."""

    __tablename__ = "audit_entry"

    number: int = Field(unique=True)
    at: dt.datetime
    account_id: str = Field(max_length=36)
    pc: str = Field(default="", max_length=NAME_LENGTH)
    act: str = Field(max_length=40)
    """`add`, `change`, `delete`, or what else was done."""
    entity: str = Field(max_length=40)
    entity_id: str = Field(max_length=36)
    salt: str = Field(max_length=32)
    value_hash: str = Field(max_length=64)
    chain_hash: str = Field(max_length=64)


class AuditValue(Row, table=True):
    """What the values were and became, as JSON. Its id is its entry's."""

    __tablename__ = "audit_value"

    old: str = ""
    new: str = ""


class AuditEmptied(Row, table=True):
    """Says that the values of an entry went on purpose. Its id is the entry's."""

    __tablename__ = "audit_emptied"

    at: dt.datetime
    why: str = Field(max_length=40)
    """`sensitive`, `retention` or `person`."""
