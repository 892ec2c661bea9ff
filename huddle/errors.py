"""The three kinds of failure: refused (a person can mend it), the environment, and bugs.

A message is one to three plain sentences: what happened, what is safe, what to do next.
Anything that is neither `Refused` nor `Environment` is a bug.
"""

from __future__ import annotations


class Refused(Exception):
    """Something a person asked for cannot be done as asked, and they can mend it.

    Attributes:
        message: What happened and what to do next, ready to show.
        field: The name of the field it is about, so that a page can say it there; may be empty.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class WrongPassword(Refused):
    """The sign-in name or the password does not open the store."""


class NoStore(Refused):
    """There is no store yet where one was to be opened."""


class NotAllowed(Refused):
    """The account's role does not let it do this."""


class NeedsLine(Refused):
    """It can be done only while the database server is reached."""


class ChangedElsewhere(Refused):
    """Somebody else changed the same thing meanwhile; nothing was overwritten.

    Attributes:
        theirs: What the other person's version says, for showing beside one's own.
    """

    def __init__(self, message: str, theirs: str = "", field: str = "") -> None:
        super().__init__(message, field)
        self.theirs = theirs


class Environment(Exception):
    """The machine stands in the way: disk full, no access, a newer or damaged file.

    Attributes:
        message: What happened and what is safe.
        remedy: What to do next.
    """

    def __init__(self, message: str, remedy: str = "") -> None:
        super().__init__(f"{message} {remedy}".strip())
        self.message = message
        self.remedy = remedy


class LineGone(Environment):
    """The database server cannot be reached, or the line to it broke."""


class NewerData(Environment):
    """The data was written by a newer Huddle; it is left untouched."""


class DamagedData(Environment):
    """The data file cannot be read with its key; it is left untouched."""


class DiskFull(Environment):
    """There is no room left; nothing that was shown as saved is lost."""
