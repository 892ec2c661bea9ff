"""Units: a ward, division or site, with its tier and parent."""

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, Kept

SENSITIVE_ROLES = "facilitator ward_manager"
"""Who sees sensitive items until the ward says otherwise, separated by spaces."""


class Unit(Kept, table=True):
    """A ward, and what it prints and says of itself. Its `unit_id` is its own id."""

    name: str = Field(max_length=NAME_LENGTH)
    tier: str = Field(default="ward", max_length=NAME_LENGTH)
    parent_id: str | None = Field(default=None, foreign_key="unit.id", max_length=36)
    time_zone: str = Field(max_length=64)
    act_now_number: str = Field(default="", max_length=LINE_LENGTH)
    tell_us: str = Field(default="", max_length=LINE_LENGTH)
    classification: str = Field(default="", max_length=NAME_LENGTH)
    sensitive_roles: str = Field(default=SENSITIVE_ROLES, max_length=LINE_LENGTH)
    """The access roles that see sensitive items; here, because every transaction asks."""
