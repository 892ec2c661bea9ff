"""Choosing how far back something is counted."""

from __future__ import annotations

from huddle.i18n import _
from ui.widgets.toggle import ToggleGroup


class Months(ToggleGroup):
    """This month, three months, or a year.

    Args:
        object_name: Its name for tests.
        months_back: How many months before this one it begins at first: 0, 2 or 11.
    """

    def __init__(self, object_name: str, months_back: int = 0) -> None:
        options = [("0", _("This month")), ("2", _("Three months")), ("11", _("A year"))]
        super().__init__(_("Time"), options, object_name)
        self.select(str(months_back))

    @property
    def back(self) -> int:
        """How many months before this one it begins."""
        return int(self.on[0])
