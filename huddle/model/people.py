"""Departments, and the people and posts in them."""

from sqlmodel import Field

from huddle.model.base import LINE_LENGTH, NAME_LENGTH, Kept


class Department(Kept, table=True):
    """A team that takes part."""

    name: str = Field(max_length=NAME_LENGTH)
    extension: str = Field(default="", max_length=LINE_LENGTH)
    mailbox: str = Field(default="", max_length=LINE_LENGTH)
    """Where its sheets go, if the ward sends mail."""
    position: int = 0
    is_retired: bool = False


class Person(Kept, table=True):
    """A member of staff, a patient or family partner, or a post without a name."""

    name: str = Field(max_length=NAME_LENGTH)
    is_post: bool = False
    role_group: str = Field(default="other", max_length=30)
    department_id: str | None = Field(
        default=None, foreign_key="department.id", index=True, max_length=36
    )
    extension: str = Field(default="", max_length=LINE_LENGTH)
    mailbox: str = Field(default="", max_length=LINE_LENGTH)
    """Where their reminders go, if the ward sends mail."""
    is_retired: bool = False
