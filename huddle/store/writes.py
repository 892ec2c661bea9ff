"""Writes that may come a second time and must count once.

When the line breaks it is not known whether the last write arrived. The whole call is then done
again where the line is not needed, with the same ids; what had arrived is known by them.
"""

from __future__ import annotations

from huddle.store.ids import NewId


class Write:
    """One write and the ids it gives out.

    Args:
        make: Makes new ids.

    Attributes:
        id: Which write it is, wherever it is done.
    """

    def __init__(self, make: NewId) -> None:
        self.id = make()
        self._make = make
        self._given: list[str] = []
        self._place = 0

    def new_id(self) -> str:
        """The id for the next row: the same as the first time, if it is done again."""
        if self._place == len(self._given):
            self._given.append(self._make())
        self._place += 1
        return self._given[self._place - 1]

    def again(self) -> None:
        """Let it be done again."""
        self._place = 0


class Writes:
    """The writes of one call, in their order.

    Args:
        make: Makes new ids.
    """

    def __init__(self, make: NewId) -> None:
        self._make = make
        self._begun: list[Write] = []
        self._place = 0

    def next(self) -> Write:
        """The write that begins now."""
        if self._place == len(self._begun):
            self._begun.append(Write(self._make))
        self._place += 1
        return self._begun[self._place - 1]

    @property
    def begun(self) -> int:
        """How many began."""
        return self._place

    def again(self) -> None:
        """Let the call be done again."""
        self._place = 0
        for write in self._begun:
            write.again()
