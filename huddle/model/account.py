"""Accounts: what signs in. The keys they hold stand in the key file, not here."""

import datetime as dt

from sqlmodel import Field

from huddle.model.base import NAME_LENGTH, TEXT_LENGTH, Kept


class Account(Kept, table=True):
    """A sign-in name with an access role; belongs to at most one person."""

    name: str = Field(max_length=NAME_LENGTH, unique=True)
    role: str = Field(max_length=30)
    person_id: str | None = Field(default=None, foreign_key="person.id", max_length=36)
    is_disabled: bool = False
    other_unit_ids: str = Field(default="", max_length=TEXT_LENGTH)
    """Units besides its own that it may work in, ids separated by spaces."""
    ends_at: dt.datetime | None = None
    """When a cover account ends by itself."""
